import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date, type PlainDate } from '@ballast/kernel'
import { guide270, guide271, parse, readAs, type TypedOf, transactionsOf, writeInterchange } from '@ballast/x12'
import pg from 'pg'
import { sweepCoverages } from '../src/cycle/eligibility/actions/sweep.ts'
import { setUpPractice } from '../src/cycle/practice/actions/setup.ts'
import { receiveFile } from '../src/cycle/remittance/actions/receive-file.ts'
import { setToday } from '../src/ground/clock.ts'
import { startEmbedded } from '../src/ground/database.ts'
import { groundOn, system } from '../src/ground/ground.ts'
import { openMachine } from '../src/ground/machine.ts'
import { handlers } from '../src/handlers.ts'
import { tidewater } from '../test/planted.ts'
import { figure } from './figure.ts'

// A night's questions about the coming visits: asked, sent, answered, read, compared, queued. Held against reading the same
// coverages and writing the same rows by plain SQL, with nothing read, thought or kept as a file in between.
// `--visits 10000` is the usual count.

const given = process.argv.indexOf('--visits')
const visits = given > 0 ? Number(process.argv[given + 1]) : 10_000
const practiceId = '0190a000-0000-7000-8000-000000000001'
const day = date('2026-03-03')
const page = 500

const payers = Array.from({ length: 8 }, (_, i) => ({
  id: `PAYR${i}`,
  name: `Payer ${i}`,
  kind: 'commercial',
  params: {},
  fees: [],
}))
const setup = {
  ...tidewater, // biome-ignore format: one literal
  clinicians: [],
  charges: [{ code: '90837', charge: '180.00' }],
  payers,
}

type Question = TypedOf<typeof guide270>
type Benefit = TypedOf<
  typeof guide271
>['sources'][number]['receivers'][number]['subscribers'][number]['benefits'][number]
const eb = (benefit: Benefit['benefit']): Benefit => ({
  benefit,
  patterns: [],
  references: [],
  dates: [],
  refusals: [],
  messages: [],
  more: [],
  others: [],
})

/** What a payer says of the n-th member: most plainly, one in twenty not active, one in twenty without a word on money. */
const benefitsOf = (n: number): Benefit[] =>
  n % 20 === 3
    ? [eb({ information: '6', serviceTypes: ['30'] })]
    : [
        eb({ information: '1', serviceTypes: ['30'], plan: 'GOLD PPO' }),
        eb({ information: '1', serviceTypes: ['MH'], inNetwork: 'Y', needsAuthorization: 'N' }),
        ...(n % 20 === 7
          ? []
          : [
              eb({
                information: 'B',
                serviceTypes: ['MH'],
                period: '27',
                amount: String(20 + (n % 4) * 5),
                inNetwork: 'Y',
              }),
            ]),
        eb({ information: 'C', coverage: 'IND', serviceTypes: ['30'], period: '29', amount: '250' }),
      ]

const answerTo = (question: Question): TypedOf<typeof guide271> => ({
  beginning: { structure: '0022', purpose: '11', ...(question.beginning.reference ? { reference: question.beginning.reference } : {}), day, time: '1201' },
  sources: question.sources.map((source) => ({
    level: { id: '1', level: '20', hasChildren: '1' },
    refusals: [],
    name: { name: source.name.name, contacts: [], refusals: [] },
    receivers: source.receivers.map((receiver) => ({
      level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
      name: { name: receiver.name.name, references: [], refusals: [] },
      subscribers: receiver.subscribers.map((asked) => ({
        level: asked.level,
        traces: asked.traces.map((trace) => ({ ...trace, type: '2' as const })),
        name: { name: asked.name.name, references: [], refusals: [], dates: [], ...(asked.name.demographics ? { demographics: asked.name.demographics } : {}) },
        benefits: benefitsOf(Number((asked.name.name.id ?? 'W0').slice(1))),
        dependents: [],
      })),
    })),
  })),
}) // biome-ignore format: one literal

const folder = await mkdtemp(join(tmpdir(), 'ballast-bench-'))
const server = await startEmbedded(folder)
const machine = await openMachine({ folder, server, database: 'ballast', handlers })
const owner = new pg.Client({
  host: server.host,
  port: server.port,
  user: server.owner,
  password: server.ownerPassword,
  database: 'ballast',
})
await owner.connect()

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

try {
  const ground = groundOn(machine, practiceId, system('bench'), () => day)
  await setToday(ground, day)
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await owner.query(
    `INSERT INTO app.patient (practice_id, id, external_id, first_name, last_name, search_name, birth_on, sex, address_line, city, state, zip, row_hash)
     SELECT $1, md5('p' || n)::uuid, 'P' || n, 'Alma' || n, 'Rowe' || n, 'rowe' || n, date '1980-01-01' + n % 9000, 'F', '1 Quay', 'Ellery Point', 'VA', '239010012', '' FROM generate_series(1, $2::int) n`,
    [practiceId, visits],
  )
  await owner.query(
    `INSERT INTO app.coverage (practice_id, id, external_id, patient_id, payer_id, member_id, subscriber_first_name, subscriber_last_name, subscriber_birth_on, from_on, row_hash)
     SELECT $1, md5('c' || n)::uuid, 'C' || n, md5('p' || n)::uuid, y.id, 'W' || n, 'Alma' || n, 'Rowe' || n, date '1980-01-01' + n % 9000, date '2026-01-01', ''
     FROM generate_series(1, $2::int) n JOIN app.payer y ON y.practice_id = $1 AND y.external_id = 'PAYR' || n % 8`,
    [practiceId, visits],
  )
  await owner.query(
    `INSERT INTO app.benefit_visit (practice_id, session_id, patient_id, coverage_id, on_day, state)
     SELECT $1, md5('s' || n)::uuid, md5('p' || n)::uuid, md5('c' || n)::uuid, date '2026-03-04' + n % 3, 'booked' FROM generate_series(1, $2::int) n`,
    [practiceId, visits],
  )
  await owner.query('ANALYZE')

  const asking = await timed(async () => {
    await sweepCoverages(ground)
    await machine.jobs.drain()
  })
  const outbox = join(folder, 'mailbox', practiceId, 'outbox')
  const questions: Question[] = []
  for (const name of await readdir(outbox))
    for (const transaction of transactionsOf(parse(await readFile(join(outbox, name))))) {
      const question = readAs(guide270, transaction)
      if (question) questions.push(question)
    }
  const around = { qualifier: 'ZZ', id: 'CLRHOUSE01', code: 'CLRHOUSE01' }
  const files = questions.map((question, i) =>
    writeInterchange(
      {
        sender: around,
        receiver: { qualifier: 'ZZ', id: 'TIDEWATER01', code: 'TIDEWATER01' },
        control: i + 1,
        groupControl: i + 1,
        usage: 'T',
        on: day,
        at: '12:01',
      },
      guide271,
      [answerTo(question)],
    ),
  )
  const reading = await timed(async () => {
    for (const [i, bytes] of files.entries()) await receiveFile(ground, `271-${i}.edi`, bytes)
    await machine.jobs.drain()
  })

  const count = async (what: string): Promise<number> =>
    Number((await owner.query(`SELECT count(*) FROM ${what}`)).rows[0]?.count)
  const asked = await count('app.benefit_inquiry')
  const answered = await count("app.benefit_inquiry WHERE state = 'answered'")
  const queued = await count('app.work_item WHERE closed_on IS NULL')

  // The floor: the same coverages read, the same rows written, in pieces of the same size, each in its own transaction.
  type Row = Record<string, unknown>
  const written = new Map<string, Row[]>()
  for (const table of ['benefit_inquiry', 'benefit_answer', 'benefit_standing', 'work_item']) {
    written.set(
      table,
      (await owner.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM app.${table} t`)).rows.map(({ row }) => row),
    )
    await owner.query(`CREATE TABLE public.${table} (LIKE app.${table} INCLUDING ALL)`)
  }
  const floor = await timed(async () => {
    await owner.query(
      'SELECT c.*, p.* FROM app.coverage c JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id',
    )
    for (const [table, rows] of written)
      for (let at = 0; at < rows.length; at += page)
        await owner.query(
          `INSERT INTO public.${table} SELECT * FROM jsonb_populate_recordset(NULL::public.${table}, $1::jsonb)`,
          [JSON.stringify(rows.slice(at, at + page))],
        )
    await owner.query("UPDATE public.benefit_inquiry SET state = 'answered', answered_on = $1", [day as PlainDate])
  })

  const rate = (milliseconds: number) => `${Math.round(visits / (milliseconds / 1000)).toLocaleString('en')} visits/s`
  process.stdout.write(
    `${visits.toLocaleString('en')} coming visits: ${asked.toLocaleString('en')} questions in ${Math.round(asking)} ms, ${answered.toLocaleString('en')} answers read in ${Math.round(reading)} ms, ${queued.toLocaleString('en')} items queued\n`,
  )
  figure(
    'a sweep of coming visits, asked and answered',
    rate(asking + reading),
    rate(floor),
    (asking + reading) / floor,
    6,
  )
} finally {
  await owner.end()
  await machine.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
