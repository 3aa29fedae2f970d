import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlainDate } from '@ballast/kernel'
import pg from 'pg'
import { inject } from 'vitest'
import { openPool } from '../src/ground/db.ts'
import { type Actor, type Ground, groundOn, type Machine } from '../src/ground/ground.ts'
import { openMachine } from '../src/ground/machine.ts'
import { handlers } from '../src/handlers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: { host: string; port: number; owner: string; ownerPassword: string; template: string; folder: string }
  }
}

// Every statement the app's own role runs in a test is written down; the run ends with a look at all of them (citus/).
const statements = new Set<string>()
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const first = given[0] as string | { text?: string }
  const text = typeof first === 'string' ? first : first?.text
  if (this.user === 'ballast_app' && text !== undefined) statements.add(text)
  return (query as (...all: unknown[]) => unknown).apply(this, given)
} as typeof query

export const biller: Actor = { id: 'person:biller', name: 'Robin Biller', kind: 'person', roles: ['biller'] }

export type Fresh = {
  readonly machine: Machine
  readonly today: PlainDate
  readonly database: string
  /** The ground of a practice, on the test's day. */
  readonly ground: (practiceId?: string, today?: PlainDate, actor?: Actor) => Ground
  readonly practiceId: string
  readonly otherPracticeId: string
  readonly ownerPool: ReturnType<typeof openPool>
  readonly drop: () => Promise<void>
}

export const practiceId = '0190a000-0000-7000-8000-000000000001'
export const otherPracticeId = '0190a000-0000-7000-8000-000000000002'

/** A database of its own, cloned from the migrated template; a test file drops it when it is done. */
export async function freshDb(options: { today: PlainDate }): Promise<Fresh> {
  const server = inject('server')
  const name = `ballast_test_${randomBytes(6).toString('hex')}`
  const admin = openPool({
    host: server.host,
    port: server.port,
    database: 'postgres',
    user: server.owner,
    password: server.ownerPassword,
    max: 1,
  })
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`)
  await admin.query(`ALTER ROLE ballast_app IN DATABASE ${name} SET search_path = app`)
  const files = await mkdtemp(join(tmpdir(), 'ballast-test-'))
  const machine = await openMachine({
    folder: server.folder,
    server: { ...server, stop: async () => undefined },
    database: name,
    handlers,
    migrates: false,
    dataFolder: files,
    publicUrl: 'https://desk.test/',
  })
  const ownerPool = openPool({
    host: server.host,
    port: server.port,
    database: name,
    user: server.owner,
    password: server.ownerPassword,
    max: 2,
  })
  return {
    machine,
    today: options.today,
    database: name,
    practiceId,
    otherPracticeId,
    ownerPool,
    ground: (practice = practiceId, today = options.today, actor = biller) =>
      groundOn(machine, practice, actor, () => today),
    drop: async () => {
      await machine.close()
      await ownerPool.end()
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await admin.end()
      await rm(files, { recursive: true, force: true })
      await mkdir(join(server.folder, 'statements'), { recursive: true })
      await writeFile(join(server.folder, 'statements', `${name}.json`), JSON.stringify([...statements]))
    },
  }
}
