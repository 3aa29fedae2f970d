import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApi } from '../../src/api.ts'
import { receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { type Server, startEmbedded } from '../../src/ground/database.ts'
import { openPool } from '../../src/ground/db.ts'
import { groundOn, type Machine } from '../../src/ground/ground.ts'
import { openLog } from '../../src/ground/log.ts'
import { openMachine } from '../../src/ground/machine.ts'
import { handlers } from '../../src/handlers.ts'
import { biller, practiceId } from '../harness.ts'
import { eraFile, numberOf, plantClaims, plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, until } from './worker.ts'

// The database server itself is killed while a payment is posted. Ballast starts it again, the API says 503 meanwhile and
// answers again by itself, and what was being posted is posted once.

const today = date('2026-03-10')
const claims = 1200
let folder: string
let server: Server
let machine: Machine
let ownerPool: ReturnType<typeof openPool>
const ground = () => groundOn(machine, practiceId, biller, () => today)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-kill-'))
  server = await startEmbedded(folder)
  machine = await openMachine({ folder, server, database: 'ballast_test', handlers })
  ownerPool = openPool({
    ...server,
    database: 'ballast_test',
    user: server.owner,
    password: server.ownerPassword,
    max: 2,
  })
  await plantPractice({ machine }, ground(), 1)
  await plantClaims({ ownerPool }, practiceId, claims)
  await machine.jobs.work()
}, 120_000)
afterAll(async () => {
  await machine.close()
  await ownerPool.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const ask = async (text: string, values: unknown[] = []): Promise<Record<string, number | string>> =>
  (await ownerPool.query(text, values)).rows[0] as never

const postmaster = async (): Promise<number> =>
  Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])

test('kill -9 of the database in the middle of posting: it comes back by itself, nothing lost, nothing twice', async () => {
  const random = chance(seedOf('kill -9 of the database'))
  const cycles = times(25, 500)
  const { app } = await buildApi(machine, { log: openLog('silent') })
  const health = async () => (await app.request('/api/health')).status
  let cash = 0
  let slowest = 0
  let unwell = 0
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      number: numberOf(1 + Math.floor(random() * claims)),
      charge: 15_000,
      paid: 5000 + i,
      payerNumber: `N${cycle}-${i}`,
    }))
    cash += rows.reduce((sum, row) => sum + row.paid, 0)
    const bytes = eraFile(cycle, [{ trace: `EFT${cycle}`, on: today, claims: rows }])
    const { fileId } = await receiveFile(ground(), `era-${cycle}.835`, bytes)
    await pause(5 + random() * 700)
    process.kill(await postmaster(), 'SIGKILL')
    const killed = performance.now()
    for (;;) {
      const status = await health()
      expect([200, 503]).toContain(status)
      if (status === 503) unwell += 1
      if (status === 200 && performance.now() - killed > 300) break
      await pause(20)
    }
    slowest = Math.max(slowest, performance.now() - killed)
    await until(`payment ${cycle} is posted`, 60, async () => {
      const row = await ask('SELECT state FROM app.inbound_file WHERE id = $1', [fileId]).catch(() => null)
      return row?.state === 'done'
    })
    expect(
      await ask(
        'SELECT count(*)::int AS claims, count(DISTINCT journal_id)::int AS journals FROM app.remittance_claim',
      ),
    ).toEqual({ claims: cycle * 1000, journals: cycle * 1000 })
    expect(
      await ask(
        `SELECT sum(amount_cents)::bigint AS sum, (sum(amount_cents) FILTER (WHERE account = 'cash'))::bigint AS cash FROM app.posting`,
      ),
    ).toEqual({ sum: 0, cash })
  }
  process.stdout.write(
    `kill -9 of the database: ${cycles} cycles, ${unwell} answers of 503, healthy again after ${Math.round(slowest)} ms at most\n`,
  )
  expect(slowest).toBeLessThan(15_000)
})
