import { date } from '@ballast/kernel'
import { afterAll, expect, test } from 'vitest'
import { receiveFile } from '../src/cycle/remittance/actions/receive-file.ts'
import { actOnWork, workPage } from '../src/cycle/worklist/actions/work.ts'
import { changing } from '../src/ground/db.ts'
import { openLog } from '../src/ground/log.ts'
import { freshDb } from './harness.ts'
import { eraFile } from './planted.ts'
import { openWalk, operationsOf, requestOf } from './walk.ts'

// Words that stand for a patient - a name, a member id, a note - go the whole way through the cycle, through every route
// and through failing work. They may be in the practice's own rows and files, and nowhere else: not in a log, not in the
// queue, which people look at who may not look at patients.

const canaries = { name: 'Zanzibarina', member: 'W100000001', note: 'quokka diary', street: '12 Quay Street' }

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)

test('what is known of a patient is in no log line and in no job', async () => {
  const lines: string[] = []
  const log = openLog('info', { write: (line: string) => void lines.push(line) })
  const walk = await openWalk(fresh, log)
  await fresh.ownerPool.query(`UPDATE app.patient SET last_name = $1, search_name = lower($1)`, [canaries.name])
  const ground = fresh.ground()
  const { items } = await workPage(ground, {})
  await actOnWork(
    ground,
    items.slice(0, 1).map((item) => item.id),
    { do: 'note', why: canaries.note },
    false,
  )

  for (const operation of operationsOf(walk.document)) {
    if (operation.path.startsWith('/api/auth/')) continue
    for (const canary of Object.values(canaries)) {
      const at = Object.fromEntries(operation.parameters.map(({ in: where, name }) => [`${where}.${name}`, canary]))
      const [path, init] = requestOf(operation, { cookie: walk.actors.owner, at })
      // A path is logged, and its ids are opaque: a name in one is nobody's id and is not ours to send.
      if (operation.path.includes('{')) continue
      await walk.app.request(path, init)
    }
  }
  expect(lines.length).toBeGreaterThan(20)

  // A database that refuses a row says the row; the queue keeps what a failed job said.
  await fresh.ownerPool.query(
    `ALTER TABLE app.remittance_claim ADD CONSTRAINT canary CHECK (patient_name NOT LIKE '%${canaries.name}%') NOT VALID`,
  )
  const { rows } = await fresh.ownerPool.query<{ number: string }>(
    'SELECT control_number AS number FROM app.claim LIMIT 1',
  )
  const bytes = eraFile(9, [
    { trace: 'CANARY', on: ground.today(), claims: [{ number: rows[0]?.number ?? '', charge: 15_000, paid: 9_000 }] },
  ])
  const named = Buffer.from(bytes).toString().replaceAll('ROWE', canaries.name)
  await receiveFile(ground, `${canaries.name}.835`, Buffer.from(named))
  // And our own words may name somebody.
  fresh.machine.jobs.listen({
    'day.began': async () => {
      throw new Error(`${canaries.name} of ${canaries.street} cannot be found`)
    },
  })
  await changing(ground, (tx) => fresh.machine.jobs.enqueue(tx, ground, 'day.began', {}))
  await fresh.machine.jobs.work()
  const jobs = async () =>
    (
      await fresh.ownerPool.query<{ name: string; text: string; failed: boolean }>(
        `SELECT name, concat(data, ' ', output) AS text, output IS NOT NULL AS failed FROM boss.job`,
      )
    ).rows
  const failed = async () => new Set((await jobs()).flatMap((job) => (job.failed ? [job.name] : [])))
  await expect.poll(failed, { timeout: 30_000 }).toEqual(new Set(['file.received', 'day.began']))

  const sinks = [...lines, ...(await jobs()).map((job) => job.text)]
  for (const canary of Object.values(canaries))
    expect(sinks.filter((text) => text.toLowerCase().includes(canary.toLowerCase()))).toEqual([])
})
