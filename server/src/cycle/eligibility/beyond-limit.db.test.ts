import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { setSwitches, setUpPractice } from '../practice/actions/setup.ts'
import { book, cancelVisit } from '../session/actions/booking.ts'
import { workPage } from '../worklist/actions/work.ts'
import { answerLimit } from './actions/answer-limit.ts'
import { coveragePage } from './actions/page.ts'

const fresh = await freshDb({ today: date('2026-03-02') })
afterAll(fresh.drop)
const ground = fresh.ground()
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const rows = async <T extends object>(text: string, ...values: readonly string[]): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const idOf = async (table: 'patient' | 'coverage', externalId: string): Promise<string> =>
  (await rows<{ id: string }>(`SELECT id FROM app.${table} WHERE practice_id = $1 AND external_id = $2`, externalId))[0]
    ?.id ?? ''

const npi = '1245319599'
let clinicianId = ''
beforeAll(async () => {
  const capped = { id: 'CAPP1', name: 'Capped', kind: 'medicaid' as const, params: {}, sessionLimit: { limit: 2, per: 'year' as const }, fees: [] } // biome-ignore format: a payer
  const steady = { id: 'STDY1', name: 'Steadywork', kind: 'eap' as const, params: {}, fees: [] }
  const setup = { ...tidewater, payers: [...tidewater.payers, capped, steady] }
  expect(await setUpPractice(ground, setup, true)).toMatchObject({ ok: true })
  await setToday(ground, ground.today())
  clinicianId =
    (await rows<{ id: string }>('SELECT id FROM app.clinician WHERE practice_id = $1 AND npi = $2', npi))[0]?.id ?? ''
  const people = ['P1,Alma,Rowe', 'P2,Otto,Lind', 'P3,Nora,Vale'].map(
    (name) => `${name},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
  )
  await bring(
    'patients',
    ['patient_id,first_name,last_name,birth_date,sex,address,city,state,zip', ...people].join('\n'),
  )
  await bring(
    'coverages',
    `coverage_id,patient_id,payer_id,priority,member_id,relationship,from,term,eap authorization number,eap visits
C1,P1,CAPP1,primary,W1,self,2026-01-01,,,
C2,P2,CAPP1,primary,W2,self,2026-01-01,,,
C3,P3,STDY1,primary,W3,self,2026-01-01,eap,EAP-77,2`,
  )
}, 60_000)

const bookOn = async (patient: string, on: string, times: number, start: string) => {
  const patientId = await idOf('patient', patient)
  const made = await book(ground, { patientId, clinicianId, on: date(on), start, minutes: 45, service: 'individual_therapy', modality: 'in_person', times, everyWeeks: 1, reason: null }) // biome-ignore format: a booking
  await fresh.machine.jobs.drain()
  if (!made.ok) throw new Error(made.refusal.kind)
  return made.value.ids
}
const asked = async (coverage: string) => {
  const subject = await idOf('coverage', coverage)
  return (await workPage(ground, {})).items.filter(
    (item) => item.kind === 'eligibility.limit-reached' && item.subject === subject,
  )
}
const beyond = async (coverage: string) =>
  (await coveragePage(ground, await idOf('coverage', coverage), null))?.beyond.map((visit) => visit.on)
const payers = async (patient: string) =>
  (
    await rows<{ on: string; payer: string }>(
      `SELECT v.on_day::text AS on, y.name AS payer FROM app.benefit_visit v
        JOIN app.coverage c ON c.practice_id = v.practice_id AND c.id = v.coverage_id
        JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
        JOIN app.patient p ON p.practice_id = v.practice_id AND p.id = v.patient_id
        WHERE v.practice_id = $1 AND p.external_id = $2 AND v.state <> 'released' ORDER BY 1`,
      patient,
    )
  ).map(({ on, payer }) => `${on.slice(5)} ${payer}`)

const signed = { choice: 'private', signedBy: 'Alma Rowe', signedAs: 'patient', method: 'paper', fee: null } as const
let ids: readonly string[] = []

test('with the guard off nobody is asked', async () => {
  await setSwitches(ground, { limitWarnings: false })
  ids = await bookOn('P1', '2026-03-04', 4, '13:00')
  expect(await asked('C1')).toEqual([])
  await setSwitches(ground, { limitWarnings: true })
})

test('visits booked beyond the plan’s become a question with their days', async () => {
  ids = [...ids, ...(await bookOn('P1', '2026-04-01', 1, '13:00'))]
  expect((await asked('C1')).map((item) => item.title)).toEqual(["Alma Rowe: 3 booked beyond the plan's visits"])
  expect(await beyond('C1')).toEqual(['2026-03-18', '2026-03-25', '2026-04-01'])
})

test('another practice’s coverage is not answered for', async () => {
  const strange = await answerLimit(ground, ground.newId(), signed)
  expect(strange).toMatchObject({ ok: false, refusal: { kind: 'eligibility.not_found' } })
})

test('signed for, the visits beyond are the patient’s own, and the question is settled', async () => {
  const answered = await answerLimit(ground, await idOf('coverage', 'C1'), signed)
  expect(answered).toMatchObject({ ok: true, value: { calledOff: 0 } })
  await fresh.machine.jobs.drain()
  expect(await payers('P1')).toEqual([
    '03-04 Capped',
    '03-11 Capped',
    '03-18 Private pay',
    '03-25 Private pay',
    '04-01 Private pay',
  ])
  expect(await asked('C1')).toEqual([])
  const signatures = await rows<{ by: string; kind: string }>(
    'SELECT signed_by AS by, kind FROM app.agreement_signature WHERE practice_id = $1',
  )
  expect(signatures).toEqual([{ by: 'Alma Rowe', kind: 'private_pay' }])
})

test('a visit called off before the limit gives its place to the next: the plan pays that one', async () => {
  const [first = ''] = ids
  const off = { version: 1, by: 'patient', reason: 'Ill that week', isLate: false, forWantOfAuthorization: false, wholeSeries: false } as const // biome-ignore format: a call
  expect(await cancelVisit(ground, first, off)).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
  expect(await payers('P1')).toEqual(['03-11 Capped', '03-18 Capped', '03-25 Private pay', '04-01 Private pay'])
})

test('kept and signed, the plan’s visits are claims and the patient’s own are charged to the patient', async () => {
  await setToday(ground, date('2026-03-26'))
  const head = 'session_id,patient_id,clinician_npi,location_id,program_id,date,start,stop,scheduled_minutes,minutes,status,service,modality,patient_at,codes_picked,diagnoses,note_elements,signed_at' // biome-ignore format: a header
  const visit = (n: number, on: string) =>
    `S${n},P1,${npi},L1,OP,${on},13:00,13:45,45,45,kept,individual_therapy,in_person,clinic,90834,F41.1,DOS;STARTSTOP;DX;INTERV;RESP;PLANNEXT;SIG,${on}T18:00`
  const visits = [visit(2, '2026-03-11'), visit(3, '2026-03-18'), visit(4, '2026-03-25')]
  await bring('sessions', [head, ...visits].join('\n'))
  const claims = await rows<{ on: string }>(
    'SELECT service_on::text AS on FROM app.claim WHERE practice_id = $1 ORDER BY 1',
  )
  expect(claims.map((claim) => claim.on)).toEqual(['2026-03-11', '2026-03-18'])
  const charges = await rows<{ on: string; amount: string }>(
    'SELECT service_on::text AS on, amount_cents AS amount FROM app.visit_charge WHERE practice_id = $1 ORDER BY 1',
  )
  expect(charges.map((charge) => charge.on)).toEqual(['2026-03-25'])
})

test('not wanted, the visits beyond are called off, and a new one is asked about again', async () => {
  await bookOn('P2', '2026-04-06', 4, '15:00')
  expect(await beyond('C2')).toEqual(['2026-04-20', '2026-04-27'])
  const answered = await answerLimit(ground, await idOf('coverage', 'C2'), {
    choice: 'called_off',
    saidBy: 'Otto Lind',
  })
  expect(answered).toMatchObject({ ok: true, value: { calledOff: 2 } })
  await fresh.machine.jobs.drain()
  expect(await payers('P2')).toEqual(['04-06 Capped', '04-13 Capped'])
  expect(await asked('C2')).toEqual([])
  await bookOn('P2', '2026-05-04', 1, '15:00')
  expect(await asked('C2')).toHaveLength(1)
})

test('asked for more, the question stays with the day it was asked', async () => {
  const more = { choice: 'asked_plan', saidBy: 'Otto Lind', followUpOn: date('2026-04-10'), note: null } as const
  expect(await answerLimit(ground, await idOf('coverage', 'C2'), more)).toMatchObject({ ok: true })
  expect((await asked('C2'))[0]?.advice).toMatch(/The plan was asked for more on 2026-03-/)
})

test('after an assistance program without a plan to follow, a signature settles who pays', async () => {
  await bookOn('P3', '2026-04-07', 3, '16:00')
  expect(await answerLimit(ground, await idOf('coverage', 'C3'), signed)).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
  expect(await payers('P3')).toEqual(['04-07 Steadywork', '04-14 Steadywork', '04-21 Private pay'])
  const kinds = (await workPage(ground, {})).items.map((item) => item.kind)
  expect(kinds).not.toContain('eligibility.hand-over')
})

test('a plan entered later takes over from its first day', async () => {
  await bring(
    'coverages',
    `coverage_id,patient_id,payer_id,priority,member_id,relationship,from
C4,P3,NWND1,secondary,W4,self,2026-04-28`,
  )
  await bookOn('P3', '2026-04-28', 1, '16:00')
  expect((await payers('P3')).slice(2)).toEqual(['04-21 Private pay', '04-28 Northwind'])
})
