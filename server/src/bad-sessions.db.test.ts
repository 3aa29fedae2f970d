import { addDays, date, type PlainDate } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { biller, type Fresh, freshDb, practiceId } from '../test/harness.ts'
import { tidewater } from '../test/planted.ts'
import { codeSession } from './cycle/coding/rules/code-session.ts'
import { parseCodeInput } from './cycle/coding/types.ts'
import { myDay, notePage } from './cycle/note/actions/read.ts'
import { writeNote } from './cycle/note/actions/write.ts'
import type { NoteChange } from './cycle/note/types.ts'
import { setUpPractice } from './cycle/practice/actions/setup.ts'
import { workPage } from './cycle/worklist/actions/work.ts'
import { setToday } from './ground/clock.ts'
import { changing, reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'
import { importCsv, importFhir } from './imports.ts'

// What systems and tired people really hand over: each thing that cannot have been so, by each way in. Nothing is refused
// for it, nothing is lost, and whoever held the session reads it in their own words.

const therapist = '1245319599'
const prescriber = '1003000126'
const nobodyKnows = '1679576722'
/** Clinicians who each hold one session of the night the clocks change. */
const ofTheNight = ['1003000134', '1003000142', '1003000159', '1003000167', '1003000175', '1003000183']
const clinician = (npi: string, lastName: string, credential: string) => ({
  npi,
  firstName: 'Ida',
  lastName,
  credential,
  taxonomy: '1041C0700X',
  programId: 'OP',
  locationId: 'L1',
})
const setup = {
  ...tidewater,
  clinicians: [
    clinician(therapist, 'Hale', 'LCSW'),
    clinician(prescriber, 'Moss', 'NP'),
    clinician(nobodyKnows, 'Reed', 'RN'),
    ...ofTheNight.map((npi) => clinician(npi, 'Night', 'LCSW')),
  ],
  charges: ['90832', '90833', '90834', '90837', '90839', '90853', '99213'].map((code) => ({ code, charge: '150.00' })),
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {} }],
}
const patients = ['P1,Alma,Rowe', 'P2,Otto,Lind', ...ofTheNight.map((npi) => `P${npi},Nora,Vale`)].map(
  (who) => `${who},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
)
const coverages = ['P1', 'P2', ...ofTheNight.map((npi) => `P${npi}`)].map(
  (whose, i) => `C${i},${whose},NWND1,W12345678${i},self,2026-01-01`,
)

let fresh: Fresh
let ground: Ground
const take = (kind: 'patients' | 'coverages' | 'sessions', text: string) =>
  importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-04-20') })
  ground = fresh.ground()
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await setToday(ground, fresh.today)
  await take(
    'patients',
    ['patient_id,first_name,last_name,birth_date,sex,address,city,state,zip', ...patients].join('\n'),
  )
  await take(
    'coverages',
    ['coverage_id,patient_id,payer_id,member_id,relationship,effective_from', ...coverages].join('\n'),
  )
})
afterAll(() => fresh.drop())

const whole = {
  session_id: '',
  patient_id: 'P1',
  clinician_npi: therapist,
  date: '',
  start: '14:00',
  stop: '14:50',
  minutes: '50',
  status: 'kept',
  service: 'individual_therapy',
  codes_picked: '',
  em_code: '',
  diagnoses: 'F41.1',
  note_elements: 'DOS;STARTSTOP;MODALITY;INTERV;RESP;RISK;DX;PLANREF;MEDNEC;SIG;LONGJUST;CRISIS;GROUPSIZE;PSYMIN',
  signed_at: 'same',
}
type Cells = Partial<typeof whole>

const csvOf = (rows: readonly Cells[]): string =>
  [
    Object.keys(whole).join(','),
    ...rows.map((cells) => {
      const row = { ...whole, ...cells }
      return Object.values({ ...row, signed_at: row.signed_at === 'same' ? row.date : row.signed_at }).join(',')
    }),
  ].join('\n')

async function sessionOf(externalId: string) {
  return reading(ground, (tx) =>
    tx
      .selectFrom('session')
      .select(['id', 'minutes', 'stop_time', 'clinician_id'])
      .where('practice_id', '=', practiceId)
      .where('external_id', '=', externalId)
      .executeTakeFirstOrThrow(),
  )
}
const as = (clinicianId: string): Ground =>
  fresh.ground(practiceId, fresh.today, { ...biller, id: 'person:clinician', roles: ['clinician'], clinicianId })

/** What its clinician is asked about one visit, on the page of an evening and on the note's own. */
async function asked(externalId: string): Promise<string[]> {
  const { id, clinician_id } = await sessionOf(externalId)
  const evening = await myDay(as(clinician_id))
  const page = await notePage(as(clinician_id), id)
  const open = page?.questions.filter((question) => question.answered_on === null).map(({ question }) => question) ?? []
  expect(
    evening.questions
      .filter((each) => each.sessionId === id)
      .map(({ question }) => question)
      .toSorted(),
  ).toEqual(open.toSorted())
  return open
}

/** What became of its claim: ready, held by which stops, or the work that none could be made. */
async function claimOf(externalId: string): Promise<string> {
  const { id } = await sessionOf(externalId)
  const claim = await reading(ground, (tx) =>
    tx
      .selectFrom('claim')
      .select(['status', 'findings'])
      .where('practice_id', '=', practiceId)
      .where('session_id', '=', id)
      .executeTakeFirst(),
  )
  if (!claim) {
    const { items } = await workPage(ground, { kind: 'claim.not-billable' })
    return `none: ${items.find((item) => item.subject === id)?.advice ?? ''}`
  }
  const stops = (claim.findings as { rule: string; severity: string }[]).filter(({ severity }) => severity === 'stop')
  return [claim.status, ...stops.map(({ rule }) => rule).toSorted()].join(' ')
}

let day: PlainDate = date('2026-03-09')
const nextDay = (): PlainDate => {
  day = addDays(day, 1)
  return day
}

type Outcome = { readonly asks: RegExp | null; readonly claim: RegExp }
const fine: Outcome = { asks: null, claim: /^ready$/ }

/** What is asked about the first of these visits, and what becomes of the last one's claim. */
async function expectOutcome(ids: readonly string[], { asks, claim }: Outcome): Promise<void> {
  await fresh.machine.jobs.drain()
  const questions = await asked(ids[0] ?? '')
  if (asks === null) expect(questions).toEqual([])
  else expect(questions.join(' ')).toMatch(asks)
  expect(await claimOf(ids.at(-1) ?? '')).toMatch(claim)
}

// biome-ignore format: one case per line
const brought: readonly (readonly [string, readonly Cells[], Outcome])[] = [
  ['two patients at one time', [{}, { patient_id: 'P2', start: '14:49', stop: '15:39' }], { asks: /You were with Otto Lind from 14:49 to 15:39/, claim: /^ready$/ }],
  ['two patients one after the other', [{}, { patient_id: 'P2', start: '14:50', stop: '15:40' }], fine],
  ['two patients at one time over midnight', [{ start: '23:30', stop: '00:20' }, { patient_id: 'P2', start: '23:50', stop: '00:40' }], { asks: /You were with Otto Lind from 23:50 to 00:40/, claim: /^ready$/ }],
  ['one patient with two clinicians at one time', [{}, { clinician_npi: prescriber, start: '14:49', stop: '15:39' }], { asks: null, claim: /^held S093$/ }],
  ['over midnight', [{ start: '23:30', stop: '00:20' }], fine],
  ['eight hours over midnight', [{ start: '20:00', stop: '04:00' }], fine],
  ['a minute more than eight hours, so the wrong way round', [{ start: '20:00', stop: '04:01' }], { asks: /It ends \(04:01\) before it begins \(20:00\)/, claim: /^held S056$/ }],
  ['the stop before the start', [{ start: '14:50', stop: '14:00' }], { asks: /It ends \(14:00\) before it begins \(14:50\)/, claim: /^held S056$/ }],
  ['the stop at the start', [{ start: '14:00', stop: '14:00' }], { asks: /It ends \(14:00\) before it begins \(14:00\)/, claim: /^held S056$/ }],
  ['one minute more than lies between', [{ minutes: '51' }], { asks: /51 minutes with the patient do not fit into the 50/, claim: /^held S056$/ }],
  ['the night the clocks go forward', [{ date: '2026-03-08', start: '01:30', stop: '03:20', minutes: '51' }], { asks: /51 minutes with the patient do not fit into the 50/, claim: /^ready$/ }],
  ['the hour that was not', [{ date: '2026-03-08', patient_id: 'P2', clinician_npi: prescriber, start: '02:10', stop: '03:00' }], { asks: /There was no 02:10 that night/, claim: /^ready$/ }],
  ['no minutes', [{ minutes: '', start: '', stop: '' }], { asks: /When did it begin and end\?/, claim: /^none: .*minutes are not known/ }],
  ['15 minutes', [{ stop: '14:15', minutes: '15' }], { asks: /15 minutes are too short for an individual session/, claim: /^none: .*16 is the least/ }],
  ['16 minutes', [{ stop: '14:16', minutes: '16' }], fine],
  ['a group of one', [{ service: 'group_therapy' }], { asks: /One patient is no group/, claim: /^held S072$/ }],
  ['a group of two', [{ service: 'group_therapy' }, { service: 'group_therapy', patient_id: 'P2' }], fine],
  ['therapy beside a visit, and no visit', [{ codes_picked: '90836' }], { asks: /therapy beside a medication visit, and no medication visit/, claim: /^ready$/ }],
  ['therapy beside a visit, and no service named', [{ service: '', codes_picked: '90836', clinician_npi: prescriber }], { asks: /therapy beside a medication visit, and no medication visit/, claim: /^none: .*visit level is not known/ }],
  ['therapy beside its visit', [{ service: 'medication_management', codes_picked: '99213;90833', clinician_npi: prescriber, minutes: '20', em_code: '99213' }], fine],
  ['a code of another year', [{ codes_picked: '90806' }], { asks: /did not exist on this day/, claim: /^ready$/ }],
  ['a telephone visit of before 2025, and no service named', [{ service: '', codes_picked: '99442', clinician_npi: prescriber }], { asks: /did not exist on this day/, claim: /^none: .*visit level is not known/ }],
  ['a diagnosis of another year', [{ diagnoses: 'F43.8' }], { asks: /F43.8 was not in use on this day any more/, claim: /^held S050$/ }],
  ['a diagnosis that has finer ones', [{ diagnoses: 'F41' }], { asks: /F41 has finer ones/, claim: /^held S050$/ }],
  ['a licence nobody knows', [{ clinician_npi: nobodyKnows }], { asks: null, claim: /^none: The licence of Ida Reed stands as "RN"/ }],
]

describe('a file of visits signed elsewhere', () => {
  test.each(brought)('%s', async (name, rows, outcome) => {
    const on = nextDay()
    const ids = rows.map((_, i) => `${name} ${i + 1}`.replaceAll(',', ''))
    const named = rows.map((cells, i) => ({ date: on, ...cells, session_id: ids[i] ?? '' }))
    expect(await take('sessions', csvOf(named))).toMatchObject({ added: rows.length, refused: [] })
    await expectOutcome(ids, outcome)
  })

  test('what was corrected there is asked no more, and its claim goes', async () => {
    const row = { session_id: 'corrected', date: nextDay(), start: '14:50', stop: '14:00' }
    await take('sessions', csvOf([row]))
    await expectOutcome(['corrected'], { asks: /It ends/, claim: /^held S056$/ })
    await take('sessions', csvOf([{ ...row, start: '14:00', stop: '14:50' }]))
    await begin(ground)
    await expectOutcome(['corrected'], { asks: null, claim: /^sent$/ })
  })

  test('a visit of more than sixty days ago is history, and nobody is asked', async () => {
    const row = { start: '14:50', stop: '14:00' }
    const [last, older] = [addDays(fresh.today, -60), addDays(fresh.today, -61)]
    await take(
      'sessions',
      csvOf([
        { ...row, session_id: 'sixty', date: last },
        { ...row, session_id: 'older', date: older },
      ]),
    )
    await expectOutcome(['sixty'], { asks: /It ends/, claim: /^held S056$/ })
    await expectOutcome(['older'], { asks: null, claim: /^held S056$/ })
  })
})

const begin = (on: Ground) => changing(on, (tx) => on.machine.jobs.enqueue(tx, on, 'day.began', {}))

// biome-ignore format: one case per line
const encounters: readonly (readonly [string, string, string, { minutes: number | null; stop: string | null }, Outcome])[] = [
  ['over midnight', '2026-04-02T23:30:00-04:00', '2026-04-03T00:20:00-04:00', { minutes: 50, stop: '00:20' }, fine],
  ['the night the clocks go forward', '2026-03-08T01:30:00-05:00', '2026-03-08T03:20:00-04:00', { minutes: 50, stop: '03:20' }, fine],
  ['the night the clocks go forward, in Greenwich time', '2026-03-08T06:30:00Z', '2026-03-08T07:20:00Z', { minutes: 50, stop: '03:20' }, fine],
  ['the night the clocks go forward, with no zone said', '2026-03-08T01:30:00', '2026-03-08T03:20:00', { minutes: 50, stop: '03:20' }, fine],
  ['the night the clocks go back', '2025-11-02T01:30:00-04:00', '2025-11-02T01:20:00-05:00', { minutes: 50, stop: '01:20' }, { asks: null, claim: /./ }],
  ['the stop before the start', '2026-04-04T14:50:00-04:00', '2026-04-04T14:00:00-04:00', { minutes: null, stop: '14:00' }, { asks: /It ends \(14:00\) before it begins \(14:50\)/, claim: /^none: .*minutes are not known/ }],
]

describe('an Encounter', () => {
  const npi = 'http://hl7.org/fhir/sid/us-npi'
  test.each(encounters)('%s', async (name, start, end, kept, outcome) => {
    const held = ofTheNight[encounters.findIndex(([each]) => each === name)] ?? ''
    const entry = [
      {
        resourceType: 'Encounter',
        id: name,
        status: 'finished',
        class: { code: 'AMB' },
        type: [{ coding: [{ code: 'individual_therapy' }] }],
        subject: { reference: `Patient/P${held}` },
        participant: [{ individual: { identifier: { system: npi, value: held } } }],
        period: { start, end },
        reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F41.1' }] }],
        extension: whole.note_elements.split(';').map((valueCode) => ({ url: 'urn:ballast:note-element', valueCode })),
      },
      {
        resourceType: 'Composition',
        status: 'final',
        date: '2026-04-10',
        encounter: { reference: `Encounter/${name}` },
      },
    ]
    const bundle = { resourceType: 'Bundle', entry: entry.map((resource) => ({ resource })) }
    const report = await importFhir(ground, {
      name: 'day.json',
      bytes: new TextEncoder().encode(JSON.stringify(bundle)),
    })
    expect(report).toMatchObject({ added: 1, refused: [] })
    expect(await sessionOf(name)).toMatchObject({ minutes: kept.minutes, stop_time: kept.stop })
    await expectOutcome([name], outcome)
  })
})

// biome-ignore format: one case per line
const written: readonly (readonly [string, Cells, NoteChange, string | null])[] = [
  ['two patients at one time', {}, { start: '10:00', stop: '10:51' }, 'times.overlap'],
  ['two patients one after the other', {}, { start: '10:00', stop: '10:50' }, null],
  ['the stop before the start', {}, { start: '09:00', stop: '08:59' }, 'times.backwards'],
  ['over midnight', {}, { start: '23:30', stop: '00:20', endsNextDay: true }, null],
  ['the hour that was not', { date: '2026-03-08' }, { start: '02:10', stop: '03:00' }, 'times.skipped'],
  ['the hour that came twice', { date: '2025-11-02' }, { start: '01:10', stop: '02:00' }, 'times.twice'],
  ['the hour that came twice, with its minutes', { date: '2025-11-02' }, { start: '01:10', stop: '02:00', minutes: 50 }, null],
  ['a group of one', { service: 'group_therapy' }, { answers: { GROUPSIZE: { count: 1, chosen: ['took_part'] } } }, 'group.one'],
  ['a group of two', { service: 'group_therapy' }, { answers: { GROUPSIZE: { count: 2, chosen: ['took_part'] } } }, null],
  ['therapy beside a visit, and no visit', { codes_picked: '90836' }, {}, 'addon.alone'],
  ['a code of another year', { codes_picked: '90806' }, {}, 'picked.gone'],
  ['a diagnosis of another year', {}, { answers: { DX: { chosen: ['F43.8'] } } }, 'diagnosis.retired'],
  ['a licence nobody knows', { clinician_npi: nobodyKnows }, {}, 'licence.unknown'],
]

describe('the note on its page', () => {
  test.each(written)('%s', async (name, cells, change, remark) => {
    const externalId = `page ${name}`.replaceAll(',', '')
    const row = { date: nextDay(), ...cells, session_id: externalId, signed_at: '' }
    const beside = {
      session_id: `${externalId} beside`,
      patient_id: 'P2',
      date: row.date,
      start: '10:50',
      stop: '11:40',
    }
    await take('sessions', csvOf([row, beside]))
    const { id, clinician_id } = await sessionOf(externalId)
    const saved = await writeNote(as(clinician_id), id, change, 0)
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal))
    const remarks = saved.value.check.remarks.map((each) => each.id)
    if (remark === null) expect(remarks).toEqual([])
    else expect(remarks).toContain(remark)
  })
})

const facts = {
  id: 's1',
  on: '2026-03-02',
  service: 'individual_therapy',
  minutes: 50,
  modality: 'in_person',
  patientAt: 'clinic',
  credential: 'NP',
  payer: { kind: 'commercial' },
}
// biome-ignore format: one case per line
const coded: readonly (readonly [string, object, RegExp | null])[] = [
  ['minutes of less than none', { minutes: -1 }, /minutes: expected 0 or more minutes/],
  ['more minutes than a day has', { minutes: 1441 }, /minutes: expected no more minutes than a day has/],
  ['as many minutes as a day has', { minutes: 1440 }, null],
  ['15 minutes', { minutes: 15 }, /16 is the least/],
  ['16 minutes', { minutes: 16 }, null],
  ['an add-on that has nothing to be added to', { service: 'brief_assessment', minutes: 5, interactiveComplexity: true }, /90785 cannot be added to 96127/],
  ['an add-on with its parent', { interactiveComplexity: true }, null],
  ['a telephone visit on the last day it was one', { on: '2024-12-31', service: 'medication_management', minutes: 0, em: { code: '99442' } }, null],
  ['a telephone visit the day after', { on: '2025-01-01', service: 'medication_management', minutes: 0, em: { code: '99442' } }, /99442 is not a visit code that could be billed on 2025-01-01/],
  ['a licence nobody knows', { credential: 'RN' }, /credential: expected one of MD, DO/],
  ['a day that is none', { on: '2026-02-30' }, /on: expected a day such as/],
  ['a service nobody knows', { service: 'massage' }, /service: expected one of/],
]

test.each(coded)('asked for a code: %s', (_, change, words) => {
  const read = parseCodeInput({ ...facts, ...change })
  const said = read.ok ? codeSession(read.value).findings.map(({ message }) => message) : read.refusal.problems
  if (words === null) expect(said.filter((each) => !each.startsWith('The note should say'))).toEqual([])
  else expect(said.join(' ')).toMatch(words)
})

test('once the licence is put right the claim follows', async () => {
  const set = await setUpPractice(ground, { ...setup, clinicians: [clinician(nobodyKnows, 'Reed', 'LCSW')] }, true)
  expect(set.ok).toBe(true)
  await begin(ground)
  await fresh.machine.jobs.drain()
  expect(await claimOf('a licence nobody knows 1')).toBe('sent')
  const { items } = await workPage(ground, { kind: 'claim.not-billable' })
  expect(items.filter(({ title }) => title.includes('Reed'))).toEqual([])
})
