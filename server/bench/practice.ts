import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { startEmbedded } from '../src/ground/database.ts'
import { openPool } from '../src/ground/db.ts'
import { type Ground, groundOn, type Machine, system } from '../src/ground/ground.ts'
import { openMachine } from '../src/ground/machine.ts'
import { handlers } from '../src/handlers.ts'
import { plantPractice } from '../test/planted.ts'

export const today = date('2026-03-10')
const practiceId = '0190a000-0000-7000-8000-000000000001'

export type Benched = {
  readonly machine: Machine
  readonly ground: Ground
  readonly ownerPool: ReturnType<typeof openPool>
}

/** A practice with one claim, on a database of its own that goes when the work is done. */
export async function withPractice(work: (benched: Benched) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-bench-'))
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: 'ballast', handlers })
  const ownerPool = openPool({
    ...server,
    database: 'ballast',
    user: server.owner,
    password: server.ownerPassword,
    max: 2,
  })
  try {
    const ground = groundOn(machine, practiceId, system('bench'), () => today)
    await plantPractice({ machine }, ground, 1)
    await work({ machine, ground, ownerPool })
  } finally {
    await machine.close()
    await ownerPool.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** How many of a thing, as the command line says: `--claims 1000`. */
export const countGiven = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? Number(process.argv[at + 1]) : otherwise
}

const rowsAtOnce = 500

type Rows = { readonly table: string; readonly columns: string[]; readonly values: unknown[][] }

/** Rows that were written, as plain values, to be written again. */
export async function rowsOf({ ownerPool }: Benched, table: string, condition: string): Promise<Rows> {
  const { rows, fields } = await ownerPool.query({
    text: `SELECT * FROM app.${table} WHERE practice_id = $1 AND ${condition}`,
    values: [practiceId],
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
  })
  return { table, columns: fields.map((field) => field.name), values: rows as unknown[][] }
}

/** Milliseconds for plain multi-row INSERTs of rows, all tables' first batch in one transaction, then the second, and so on. */
export async function plainInsert({ ownerPool }: Benched, tables: readonly Rows[], batches: number): Promise<number> {
  await ownerPool.query('DROP SCHEMA IF EXISTS floor CASCADE')
  await ownerPool.query('CREATE SCHEMA floor')
  for (const { table } of tables) await ownerPool.query(`CREATE TABLE floor.${table} (LIKE app.${table} INCLUDING ALL)`)
  const client = await ownerPool.connect()
  const start = performance.now()
  for (let batch = 0; batch < batches; batch += 1) {
    await client.query('BEGIN')
    for (const { table, columns, values } of tables) {
      const size = Math.ceil(values.length / batches)
      const part = values.slice(batch * size, (batch + 1) * size)
      for (let at = 0; at < part.length; at += rowsAtOnce) {
        const rows = part.slice(at, at + rowsAtOnce)
        const places = rows.map((row, i) => `(${row.map((_, j) => `$${i * columns.length + j + 1}`).join(',')})`)
        await client.query(`INSERT INTO floor.${table} (${columns.join(', ')}) VALUES ${places.join(',')}`, rows.flat())
      }
    }
    await client.query('COMMIT')
  }
  const took = performance.now() - start
  client.release()
  return took
}
