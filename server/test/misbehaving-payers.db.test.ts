import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, date, type PlainDate } from '@ballast/kernel'
import { parse, transactionsOf } from '@ballast/x12'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmPayment } from '../src/cycle/remittance/actions/receive-file.ts'
import { DrivenPractice } from '../src/driven.ts'
import { drivenBooks } from '../src/driven-books.ts'
import { reading } from '../src/ground/db.ts'
import { sha256 } from '../src/ground/files.ts'
import { serveWorld } from '../src/ground/simulator.ts'
import { verify } from '../src/ground/verify.ts'
import { type Fresh, freshDb, practiceId } from './harness.ts'

// Two payers do everything wrong that payers do, within two months. Whatever they send is posted, waits for a person, or is
// set aside with a reason: each transaction and each segment with money in it is counted, and the books agree to the cent.

const payer = (id: string, hidden: object, published: object = {}) => ({
  id,
  published: { name: id, kind: 'commercial', cost: { copay: ['20.00'] }, ...published },
  hidden: { turnaroundDays: [3, 6], ...hidden },
})
const payers = [
  payer(
    'WILD1',
    {
      changes: [{ fromMonth: 2, set: { pos_home: '02' }, announcedAfterDays: 20 }],
      reviewsMinutesShare: 0.3,
      takebackShare: 0.5,
      takebackAfterDays: 14,
      underpaysShare: 0.2,
      slowShare: 0.2,
      missingAcknowledgmentShare: 0.2,
      lateAcknowledgmentShare: 0.2,
      duplicateRemittanceMonths: [1, 2],
      reenvelopedRemittanceMonths: [1, 2],
      unbalancedRemittanceMonths: [2],
      reusedTraceMonths: [2],
    },
    { params: { clean_claim_pay_days: 1 } },
  ),
  payer(
    'CAPS1',
    { learnsTerminationAfterDays: 5, takebackShare: 1, takebackAfterDays: 3 },
    {
      authorization: { codes: ['90834', '90837'], units: 4, days: 60 },
      sessionLimit: { limit: 6, per: 'year' },
      params: { pos_home: '11', license_modifier_map: { LCSW: 'AJ' } },
    },
  ),
]
const mistakes = [
  { kind: 'coverage_ended', share: 0.3 },
  { kind: 'member_id_transposed', share: 0.1 },
  { kind: 'clinician_not_enrolled', share: 0.5, untilMonth: 1 },
  { kind: 'authorization_lapse', share: 0.5 },
  { kind: 'duplicate_session', share: 0.02 },
]
const days = 92

let fresh: Fresh
let folder: string
let sent: { name: string; bytes: Buffer }[]
let lastDay: PlainDate

beforeAll(async () => {
  fresh = await freshDb({ today: date('2025-10-01') })
  folder = await mkdtemp(join(tmpdir(), 'ballast-wild-'))
  const write = async (name: string, value: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(value))
    return join(folder, name)
  }
  const world = serveWorld(folder, [
    '--seed', '5', '--months', '2', '--clinicians', '1',
    '--payers', await write('payers.json', { payers }),
    '--mistakes', await write('mistakes.json', { mistakes }),
  ]) // biome-ignore format: options
  const { from } = await world.begun
  const practice = new DrivenPractice(fresh.machine, practiceId, true)
  const begun = await practice.begin('off', folder, join(folder, 'practice.json'))
  if (!begun.ok) throw new Error(String(begun.error))
  await mkdir(join(folder, 'mailbox', 'done'), { recursive: true })
  for (let i = 0; i < days; i++) {
    lastDay = addDays(from, i)
    await world.ask({ do: 'morning', day: lastDay })
    const morning = await practice.morning(lastDay)
    if (!morning.ok) throw new Error(String(morning.error))
    for (const name of await readdir(join(folder, 'ehr'))) await rm(join(folder, 'ehr', name))
    await world.ask({ do: 'evening', day: lastDay })
    await practice.evening()
  }
  await world.ask({ do: 'answers' })
  world.close()
  const done = join(folder, 'mailbox', 'done')
  sent = await Promise.all(
    (await readdir(done)).sort().map(async (name) => ({ name, bytes: await readFile(join(done, name)) })),
  )
}, 240_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await fresh.drop()
})

const rows = async <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await reading(fresh.ground(practiceId, lastDay), (tx) => statement.execute(tx))).rows
const count = (segments: readonly { segment: readonly string[] }[], id: string) =>
  segments.filter(({ segment }) => segment[0] === id).length

test('every habit showed itself', () => {
  const names = sent.map(({ name }) => name).join(' ')
  for (const part of ['-again', '-resent', '-corrected', 'TA1-', '999-', '277CA-', '835-WILD1', '835-CAPS1'])
    expect(names).toContain(part)
})

test('every file is read to an end, and one that is not done says why', async () => {
  const files = await rows(sql<{
    name: string
    sha256: string
    state: string
    reason: string | null
    transactions: number
  }>`
    SELECT name, sha256, state, reason, transactions FROM app.inbound_file WHERE practice_id = ${practiceId}`)
  const known = new Map(files.map((file) => [file.sha256, file]))
  for (const { name, bytes } of sent) {
    const file = known.get(sha256(bytes))
    expect(file, name).toBeDefined()
    expect(['done', 'exception', 'set_aside'], name).toContain(file?.state)
    if (file?.state !== 'done') expect(file?.reason, name).toMatch(/\w+ .*\./)
    expect(file?.transactions, name).toBe(transactionsOf(parse(bytes)).length)
  }
  expect(files.length).toBe(new Set(sent.map(({ bytes }) => sha256(bytes))).size)
})

describe('every segment with money in it', () => {
  test('is posted, waits for a person, or was set aside with its payment', async () => {
    const kept = await rows(sql<{
      sha256: string
      state: string
      reason: string | null
      claims: number
      lines: number
      adjusted: number
      provider: number
    }>`
      SELECT f.sha256, r.state, r.reason,
        (SELECT count(*)::int FROM app.remittance_claim c WHERE c.practice_id = ${practiceId} AND c.remittance_id = r.id) AS claims,
        (SELECT count(*)::int FROM app.remittance_line l JOIN app.remittance_claim c ON c.practice_id = l.practice_id AND c.id = l.remittance_claim_id
          WHERE l.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND c.remittance_id = r.id) AS lines,
        (SELECT count(*)::int FROM app.remittance_adjustment a JOIN app.remittance_claim c ON c.practice_id = a.practice_id AND c.id = a.remittance_claim_id
          WHERE a.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND c.remittance_id = r.id) AS adjusted,
        (SELECT count(*)::int FROM app.provider_adjustment p WHERE p.practice_id = ${practiceId} AND p.remittance_id = r.id) AS provider
      FROM app.remittance r JOIN app.inbound_file f ON f.practice_id = r.practice_id AND f.id = r.file_id
      WHERE r.practice_id = ${practiceId} AND f.practice_id = ${practiceId}`)
    const byFile = new Map(kept.map((row) => [row.sha256, row]))
    const states = new Map<string, number>()
    for (const { name, bytes } of sent.filter((file) => file.name.startsWith('835'))) {
      const row = byFile.get(sha256(bytes))
      const [transaction] = transactionsOf(parse(bytes))
      expect(row, name).toBeDefined()
      states.set(row?.state ?? '', (states.get(row?.state ?? '') ?? 0) + 1)
      if (row?.state !== 'posted') {
        expect(row?.reason, name).toMatch(/\w+ .*\./)
        continue
      }
      const { segments = [] } = transaction ?? {}
      const triples = segments
        .filter(({ segment }) => segment[0] === 'CAS')
        .reduce((all, { segment }) => all + Math.ceil((segment.length - 2) / 3), 0)
      expect({ claims: row.claims, lines: row.lines, adjusted: row.adjusted, provider: row.provider }, name).toEqual({
        claims: count(segments, 'CLP'),
        lines: count(segments, 'SVC'),
        adjusted: triples,
        provider: count(segments, 'PLB'),
      })
    }
    for (const state of ['posted', 'set_aside', 'exception']) expect(states.get(state), state).toBeGreaterThan(0)
  })

  test('takebacks, forward balances and interest came, and each has its state', async () => {
    const found = await rows(sql<{ what: string; n: number }>`
      SELECT 'reversal' AS what, count(*)::int AS n FROM app.remittance_claim WHERE practice_id = ${practiceId} AND status = '22' AND state = 'posted'
      UNION ALL SELECT reason, count(*)::int FROM app.provider_adjustment WHERE practice_id = ${practiceId} AND state = 'posted' GROUP BY reason`)
    expect(found.map(({ what }) => what)).toEqual(expect.arrayContaining(['reversal', 'L6', 'FB']))
  })
})

test('every acknowledgment is applied or waits with a reason', async () => {
  const found = await rows(sql<{ kind: string; state: string; n: number; reasons: number }>`
    SELECT kind, state, count(*)::int AS n, count(reason)::int AS reasons FROM app.acknowledgment WHERE practice_id = ${practiceId} GROUP BY kind, state`)
  const files = (start: string) =>
    new Set(sent.filter(({ name }) => name.startsWith(start)).map(({ bytes }) => sha256(bytes))).size
  for (const [kind, start] of [
    ['TA1', 'TA1-'],
    ['999', '999-'],
    ['277CA', '277CA-'],
  ] as const)
    expect(
      found.filter((row) => row.kind === kind).reduce((all, { n }) => all + n, 0),
      kind,
    ).toBe(files(start))
  expect(found.filter(({ state, n, reasons }) => state !== 'applied' && n !== reasons)).toEqual([])
})

test('once a person confirms what waits, the books agree with the payers to the cent, claim by claim', async () => {
  const ground = fresh.ground(practiceId, lastDay)
  const waiting = await rows(sql<{ id: string; reason: string }>`
    SELECT id, reason FROM app.remittance WHERE practice_id = ${practiceId} AND state = 'exception'`)
  for (const { id, reason } of waiting) if (reason.includes('was used before')) await confirmPayment(ground, id)
  await fresh.machine.jobs.drain()
  const books = await drivenBooks(ground)
  const answers = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8')) as {
    claims: { controlNumber: string; paid: string; contractual: string; patientResponsibility: string }[]
    payers: { id: string; payments: string }[]
  }
  const none = { paid: '0.00', contractual: '0.00', patientResponsibility: '0.00' }
  const wrong = answers.claims.filter(({ controlNumber, paid, contractual, patientResponsibility }) => {
    const own = books.claims[controlNumber] ?? none
    return own.paid !== paid || own.contractual !== contractual || own.patientResponsibility !== patientResponsibility
  })
  expect(wrong).toEqual([])
  expect(answers.payers.map(({ id }) => [id, books.payers[id]?.payments])).toEqual(
    answers.payers.map(({ id, payments }) => [id, payments]),
  )
  const checks = await verify(fresh.machine, [practiceId])
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})
