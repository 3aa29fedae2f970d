import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { patientPage } from '../authorization/actions/pages.ts'
import { claimPage, claimsPage } from '../claim/actions/page.ts'
import { setApplication } from '../practice/actions/credentialing.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { workPage } from '../worklist/actions/work.ts'
import {
  type BookingInput,
  book,
  cancelVisit,
  checkBooking,
  moveVisit,
  restoreVisit,
  schedulePage,
  visitPage,
} from './actions/booking.ts'

const clinicians = [
  {
    npi: '1245319599',
    firstName: 'Ida',
    lastName: 'Hale',
    credential: 'LCSW',
    taxonomy: '1041C0700X',
    programId: 'OP',
    locationId: 'L1',
    enrollments: [{ payerId: 'CEDR1', from: '2026-01-01' }],
  },
  {
    npi: '1881600419',
    firstName: 'Noel',
    lastName: 'Park',
    credential: 'LCSW',
    taxonomy: '1041C0700X',
    programId: 'OP',
    locationId: 'L1',
  },
]
const setup = {
  ...tidewater,
  clinicians,
  charges: [{ code: '90834', charge: '150.00' }],
  payers: [
    {
      id: 'CEDR1',
      name: 'Cedar',
      kind: 'commercial',
      params: { av_modifier: '95', pos_home: '10' },
      authorization: { codes: ['90834', '90837'], units: 4, days: 180 },
    },
    {
      id: 'CAPP1',
      name: 'Capped',
      kind: 'commercial',
      params: { visit_limit_action: 'block' },
      sessionLimit: { limit: 2, per: 'year' },
    },
  ],
}
const files: readonly (readonly [ImportKindName, string])[] = [
  [
    'patients',
    `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012
P3,Vera,Munk,1990-06-01,F,16 Quay Street,Ellery Point,VA,239010012`,
  ],
  [
    'coverages',
    `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,CEDR1,C123456789,self,2026-01-01
C2,P2,CEDR1,C123456780,self,2026-01-01
C3,P3,CAPP1,C123456781,self,2026-01-01`,
  ],
  [
    'authorizations',
    `authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units,obtained_on
A1,P1,CEDR1,CE-001,90834;90837,2026-02-01,2026-07-31,4,2026-01-28`,
  ],
]

let fresh: Fresh
const take = async (kind: ImportKindName, csv: string, name = `${kind}.csv`) =>
  importCsv(fresh.ground(), kind, { name, bytes: new TextEncoder().encode(csv) })
const who = { patient: new Map<string, string>(), clinician: new Map<string, string>() }
const input = (change: Partial<BookingInput> = {}): BookingInput => ({
  patientId: who.patient.get('P1') ?? '',
  clinicianId: who.clinician.get('1245319599') ?? '',
  on: date('2026-03-16'),
  start: '10:00',
  minutes: 45,
  service: 'individual_therapy',
  modality: 'in_person',
  times: 1,
  everyWeeks: 1,
  reason: null,
  ...change,
})
const booked = async (change: Partial<BookingInput> = {}) => {
  const result = await book(fresh.ground(), input(change))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.ids
}
const numbers = async () => (await patientPage(fresh.ground(), who.patient.get('P1') ?? ''))?.grants[0]
const visit = async (id: string) => {
  const page = await visitPage(fresh.ground(), id)
  if (!page) throw new Error('no visit')
  return page.visit
}
const callOff = {
  by: 'patient' as const,
  reason: 'Has a cold',
  isLate: false,
  forWantOfAuthorization: false,
  wholeSeries: false,
}

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-10') })
  const set = await setUpPractice(fresh.ground(), setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  for (const [kind, csv] of files) expect((await take(kind, csv)).refused).toEqual([])
  await setToday(fresh.ground(), fresh.today)
  await reading(fresh.ground(), async (tx) => {
    for (const row of await tx
      .selectFrom('patient')
      .select(['id', 'external_id'])
      .where('practice_id', '=', fresh.practiceId)
      .execute())
      who.patient.set(row.external_id, row.id)
    for (const row of await tx
      .selectFrom('clinician')
      .select(['id', 'npi'])
      .where('practice_id', '=', fresh.practiceId)
      .execute())
      who.clinician.set(row.npi, row.id)
  })
})
afterAll(() => fresh.drop())

describe('booking', () => {
  test('a weekly series reserves a visit for each day, and the last one is said', async () => {
    const result = await book(fresh.ground(), input({ times: 4 }))
    expect(result).toMatchObject({
      ok: true,
      value: { warnings: [expect.objectContaining({ kind: 'last_visit', needsReason: false, on: '2026-04-06' })] },
    })
    expect(await numbers()).toMatchObject({ approved: 4, reserved: 4, used: 0, left: 0 })
  })

  test('one more is told before, is not booked without a reason, and is with one', async () => {
    const more = input({ on: date('2026-04-13') })
    expect(await checkBooking(fresh.ground(), more)).toMatchObject({
      value: { warnings: [{ kind: 'none_left', needsReason: true, edit: 'S019' }] },
    })
    expect(await book(fresh.ground(), more)).toMatchObject({
      ok: false,
      refusal: { kind: 'session.needs_reason', warnings: [{ kind: 'none_left' }] },
    })
    expect((await schedulePage(fresh.ground(), date('2026-04-13'), date('2026-04-13'), null)).visits).toEqual([])
    const [id] = await booked({ on: date('2026-04-13'), reason: 'Renewal promised by phone' })
    expect(await numbers()).toMatchObject({ left: -1 })
    const it = await visit(id ?? '')
    await cancelVisit(fresh.ground(), it.id, { ...callOff, version: it.version })
    expect(await numbers()).toMatchObject({ left: 0, reserved: 4 })
  })

  test('called off, the visit gives back what it held; restored, it takes it again', async () => {
    const { visits } = await schedulePage(fresh.ground(), date('2026-04-06'), date('2026-04-06'), null)
    const [last] = visits
    if (!last) throw new Error('no visit')
    expect(await cancelVisit(fresh.ground(), last.id, { ...callOff, version: last.version + 5 })).toMatchObject({
      refusal: { kind: 'session.changed' },
    })
    await cancelVisit(fresh.ground(), last.id, { ...callOff, version: last.version, isLate: true })
    expect((await visit(last.id)).status).toBe('late_cancel')
    expect(await numbers()).toMatchObject({ reserved: 3, left: 1 })
    await restoreVisit(fresh.ground(), last.id, last.version + 1)
    expect(await numbers()).toMatchObject({ reserved: 4, left: 0 })
    await cancelVisit(fresh.ground(), last.id, { ...callOff, version: last.version + 2 })
  })

  test('two who book the last visit at once: one wins, and the other is told', async () => {
    const clinicianId = who.clinician.get('1881600419') ?? ''
    const attempts = await Promise.all([
      book(fresh.ground(), input({ on: date('2026-04-07') })),
      book(fresh.ground(), input({ on: date('2026-04-08'), clinicianId })),
    ])
    const lost = attempts.filter((each) => !each.ok)
    expect(lost).toHaveLength(1)
    expect(lost[0]).toMatchObject({
      refusal: {
        kind: 'session.needs_reason',
        warnings: expect.arrayContaining([expect.objectContaining({ kind: 'none_left' })]),
      },
    })
    expect(await numbers()).toMatchObject({ reserved: 4, left: 0 })
  })

  test('two who promise the same hour at once: one wins, and the other is told whose it is', async () => {
    const ask = (patient: string) =>
      book(
        fresh.ground(),
        input({
          patientId: who.patient.get(patient) ?? '',
          on: date('2026-05-04'),
          start: '9:00',
          reason: null,
          service: 'family_with_patient',
        }),
      )
    const attempts = await Promise.all([ask('P1'), ask('P2')])
    const lost = attempts.filter((each) => !each.ok)
    expect(lost).toHaveLength(1)
    expect(lost[0]).toMatchObject({
      refusal: { warnings: expect.arrayContaining([expect.objectContaining({ kind: 'clinician_busy' })]) },
    })
  })

  test.each([
    { name: 'ends before', start: '08:15', kinds: [] },
    { name: 'begins as it ends', start: '09:45', kinds: [] },
    { name: 'begins inside', start: '09:44', kinds: ['clinician_busy'] },
  ])('an hour that $name', async ({ start, kinds }) => {
    const checked = await checkBooking(
      fresh.ground(),
      input({
        patientId: who.patient.get('P2') ?? '',
        on: date('2026-05-04'),
        start,
        minutes: 45,
        service: 'family_with_patient',
      }),
    )
    const { visits } = await schedulePage(fresh.ground(), date('2026-05-04'), date('2026-05-04'), null)
    const isOwn = visits[0]?.patientId === who.patient.get('P2')
    const busy = checked.ok
      ? checked.value.warnings
          .map((each) => each.kind)
          .filter((kind) => kind === 'clinician_busy' || kind === 'patient_busy')
      : []
    expect(busy).toEqual(kinds.map((kind) => (isOwn ? 'patient_busy' : kind)))
  })

  test('the plan’s own limit is told before, in the words that booking says, and another year begins anew', async () => {
    const capped = (change: Partial<BookingInput>) =>
      input({ patientId: who.patient.get('P3') ?? '', on: date('2026-10-05'), everyWeeks: 8, ...change })
    const limits = (answer: Awaited<ReturnType<typeof checkBooking>> | Awaited<ReturnType<typeof book>>) =>
      (answer.ok ? answer.value.warnings : 'warnings' in answer.refusal ? answer.refusal.warnings : []).filter(
        (each) => each.kind === 'limit',
      )
    const three = capped({ times: 3, everyWeeks: 4 })
    const told = limits(await checkBooking(fresh.ground(), three))
    expect(told.map(({ on, needsReason }) => [on, needsReason])).toEqual([
      ['2026-10-05', false],
      ['2026-11-02', false],
      ['2026-11-30', true],
    ])
    expect(limits(await book(fresh.ground(), three))).toEqual(told)
    expect(limits(await checkBooking(fresh.ground(), three))).toEqual(told)
    const overNewYear = limits(await checkBooking(fresh.ground(), capped({ times: 3 })))
    expect(overNewYear.map(({ on, needsReason }) => [on, needsReason])).toEqual([
      ['2026-10-05', false],
      ['2026-11-30', false],
      ['2027-01-25', false],
    ])
  })

  test('a clinician who is not with the payer, and one of whom nobody knows, are told', async () => {
    const clinicianId = who.clinician.get('1881600419') ?? ''
    const checked = await checkBooking(
      fresh.ground(),
      input({ clinicianId, service: 'family_with_patient', on: date('2026-06-01') }),
    )
    expect(checked).toMatchObject({
      value: { warnings: [expect.objectContaining({ kind: 'enrollment_unknown', needsReason: false })] },
    })
  })

  test('a plan that has said when it ends is told of from the day after', async () => {
    await changing(fresh.ground(), async (tx) => {
      const coverage = await tx
        .selectFrom('coverage')
        .select(['id', 'patient_id'])
        .where('practice_id', '=', fresh.practiceId)
        .where('patient_id', '=', input({}).patientId)
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('benefit_standing')
        .values({
          practice_id: fresh.practiceId,
          coverage_id: coverage.id,
          patient_id: coverage.patient_id,
          is_active: true,
          checked_on: date('2026-03-01'),
          checked_for: date('2026-03-02'),
          plan_from: date('2026-01-01'),
          plan_until: date('2026-06-29'),
        })
        .execute()
    })
    const said = async (on: string) => {
      const checked = await checkBooking(fresh.ground(), input({ on: date(on) }))
      return checked.ok
        ? checked.value.warnings.flatMap(({ kind, edit }) => (kind === 'not_active' ? [edit] : []))
        : null
    }
    expect(await said('2026-06-29')).toEqual([])
    expect(await said('2026-06-30')).toEqual(['S007'])
  })

  test('a payer that counts offices apart is told of by office', async () => {
    const [clinicianId = '', payerId, locationId] = await reading(fresh.ground(), async (tx) => {
      const of = async (table: 'payer' | 'location') =>
        (await tx.selectFrom(table).selectAll().where('practice_id', '=', fresh.practiceId).execute()).find(
          (row) => row.name === (table === 'payer' ? 'Cedar' : 'Harbor office'),
        )?.id ?? ''
      return [who.clinician.get('1881600419'), await of('payer'), await of('location')]
    })
    const key = { clinicianId, payerId: payerId ?? '', locationId: locationId ?? '' }
    const change = {
      submittedOn: null,
      untilOn: null,
      revalidateOn: null,
      nextCallOn: null,
      owner: null,
      reference: null,
      note: null,
    }
    const warned = async (on: string) => {
      const asked = input({ clinicianId, service: 'family_with_patient', on: date(on) })
      const checked = await checkBooking(fresh.ground(), asked)
      return checked.ok ? checked.value.warnings.map((each) => each.message) : []
    }
    await setApplication(fresh.ground(), key, { ...change, state: 'submitted', effectiveOn: null })
    expect(await warned('2026-06-01')).toContain('Noel Park is not with Cedar at Harbor office on this day.')
    await setApplication(fresh.ground(), key, { ...change, state: 'effective', effectiveOn: date('2026-06-01') })
    expect(await warned('2026-05-29')).toContain('Noel Park is with Cedar at Harbor office from 2026-06-01.')
    expect(await warned('2026-06-01')).toEqual([])
    await setApplication(fresh.ground(), key, { ...change, state: 'ended', effectiveOn: null })
  })

  test('moved, it takes its reservation along; a telehealth switch of the same day is kept as one', async () => {
    const { visits } = await schedulePage(fresh.ground(), date('2026-03-16'), date('2026-03-16'), null)
    const [it] = visits
    if (!it) throw new Error('no visit')
    const to = {
      version: it.version,
      on: date('2026-03-17'),
      start: '11:00',
      minutes: 45,
      clinicianId: it.clinicianId,
      modality: 'in_person' as const,
      reason: null,
    }
    expect(await moveVisit(fresh.ground(), it.id, to)).toMatchObject({ ok: true })
    expect(await moveVisit(fresh.ground(), it.id, { ...to, version: it.version + 1, modality: 'video' })).toMatchObject(
      { ok: true },
    )
    const page = await visitPage(fresh.ground(), it.id)
    expect(page?.events.map((event) => event.kind)).toEqual(['booked', 'moved', 'switched'])
    expect(await numbers()).toMatchObject({ reserved: 4, left: 0 })
  })

  test('another practice cannot book with our people, nor see or move our visits', async () => {
    const other = fresh.ground(fresh.otherPracticeId)
    const { visits } = await schedulePage(fresh.ground(), date('2026-03-17'), date('2026-03-17'), null)
    const id = visits[0]?.id ?? ''
    expect(await book(other, input())).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(await visitPage(other, id)).toBeNull()
    expect(await cancelVisit(other, id, { ...callOff, version: 1 })).toMatchObject({ refusal: { kind: 'not_found' } })
  })
})

describe('the EHR’s calendar', () => {
  const head = 'appointment_id,patient_id,clinician_npi,date,start,minutes,status,service'
  test('the hour booked here and brought by the EHR is one visit; kept, it is one claim with the right number', async () => {
    const own = (await schedulePage(fresh.ground(), date('2026-03-17'), date('2026-03-17'), null)).visits[0]
    const report = await take('appointments', `${head}\nE1,P1,1245319599,2026-03-17,11:00,45,booked,individual_therapy`)
    expect(report).toMatchObject({ changed: 1, added: 0, refused: [] })
    expect((await visit(own?.id ?? '')).externalId).toBe('E1')
    const session = `session_id,patient_id,clinician_npi,date,start,stop,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at
E1,P1,1245319599,2026-03-17,11:00,11:45,45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,2026-03-17`
    expect(await take('sessions', session)).toMatchObject({ changed: 1, refused: [] })
    await setToday(fresh.ground(), date('2026-03-18'))
    await fresh.machine.jobs.drain()
    await setToday(fresh.ground(), fresh.today)
    const { claims, total } = await claimsPage(fresh.ground(), {
      sort: 'service_on',
      descending: false,
      limit: 5,
      offset: 0,
    })
    expect(total).toBe(1)
    expect(await claimPage(fresh.ground(), claims[0]?.id ?? '')).toMatchObject({
      authorizationNumber: 'CE-001',
      status: 'ready',
    })
    expect(await numbers()).toMatchObject({ used: 1, reserved: 3, left: 0 })
  })

  test('moved, deleted and overlapping appointments: each is told, none is lost', async () => {
    await take(
      'appointments',
      `${head}
E2,P1,1245319599,2026-06-02,10:00,45,booked,family_with_patient
E3,P2,1245319599,2026-06-02,10:30,45,booked,family_with_patient
E4,P2,1245319599,2026-06-03,10:00,45,booked,family_with_patient`,
    )
    const work = async () => (await workPage(fresh.ground(), { kind: 'session.overlap' })).items
    expect((await work()).map((item) => item.title)).toEqual(['Ida Hale, 2026-06-02 10:30: Alma Rowe and Otto Lind'])
    const report = await take(
      'appointments',
      `${head}
E2,P1,1245319599,2026-06-04,10:00,45,booked,family_with_patient
E2,P1,1245319599,2026-06-05,10:00,45,booked,family_with_patient
E4,P2,1245319599,2026-06-03,10:00,45,deleted,family_with_patient
E3,P2,1245319599,2026-06-02,10:30,45,booked,family_with_patient
E9,P2,1245319599,2026-06-09,10:30,45,deleted,family_with_patient
E1,P1,1245319599,2026-03-19,11:00,45,booked,individual_therapy
E5,P9,1245319599,2026-06-09,10:30,45,booked,family_with_patient
E6,P2,1245319599,2026-06-09,23:50,45,booked,family_with_patient`,
    )
    expect(report).toMatchObject({ changed: 2, same: 3 })
    expect(report.refused.map((row) => row.message)).toEqual([
      'Appointment E2 is in the file twice; the first one counts.',
      'No patient has the id P9. Import patients first.',
      'An appointment at 23:50 for 45 minutes does not end on its day.',
    ])
    expect(await work()).toEqual([])
    const { visits } = await schedulePage(fresh.ground(), date('2026-06-01'), date('2026-06-05'), null)
    expect(visits.map((each) => [each.externalId, each.on, each.status])).toEqual([
      ['E3', '2026-06-02', 'booked'],
      ['E4', '2026-06-03', 'cancelled'],
      ['E2', '2026-06-04', 'booked'],
    ])
  })

  test('a group or a program day has many patients in one hour; a visit by oneself beside it is told', async () => {
    await take(
      'appointments',
      `${head}
G1,P1,1245319599,2026-07-07,10:00,60,booked,group_therapy
G2,P2,1245319599,2026-07-07,10:00,60,booked,group_therapy
D1,P1,1245319599,2026-07-08,09:00,180,booked,iop_day
D2,P2,1245319599,2026-07-08,09:05,180,booked,iop_day
G3,P1,1245319599,2026-07-09,10:00,60,booked,group_therapy
I1,P2,1245319599,2026-07-09,10:30,45,booked,individual_therapy`,
    )
    const { items } = await workPage(fresh.ground(), { kind: 'session.overlap' })
    expect(items.map((item) => item.title)).toEqual(['Ida Hale, 2026-07-09 10:30: Alma Rowe and Otto Lind'])
  })

  test('a FHIR bundle is read alike, and what is no appointment is told', async () => {
    const appointment = (id: string, status: string, start: string) => ({
      resource: {
        resourceType: 'Appointment',
        id,
        status,
        start,
        minutesDuration: 45,
        participant: [
          { actor: { reference: 'Patient/P2' } },
          {
            actor: {
              reference: 'Practitioner/x',
              identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599' },
            },
          },
        ],
      },
    })
    const bundle = {
      resourceType: 'Bundle',
      entry: [
        appointment('F1', 'booked', '2026-07-01T10:00:00-04:00'),
        appointment('F4', 'booked', '2026-07-03T01:30:00Z'),
        appointment('F2', 'proposed', '2026-07-02T10:00:00-04:00'),
        appointment('E3', 'entered-in-error', '2026-06-02T10:30:00-04:00'),
      ],
    }
    const report = await take('appointments', JSON.stringify(bundle), 'appointments.json')
    expect(report).toMatchObject({ added: 2, changed: 1 })
    expect(report.refused[0]?.message).toContain('status is "proposed"')
    const hours = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('session')
        .select(['external_id', 'service_on', 'start_time'])
        .where('practice_id', '=', fresh.ground().practiceId)
        .where('external_id', 'in', ['F1', 'F4'])
        .orderBy('external_id')
        .execute(),
    )
    // Half past one of the third in Greenwich is the evening of the second in Virginia.
    expect(hours).toEqual([
      { external_id: 'F1', service_on: '2026-07-01', start_time: '10:00' },
      { external_id: 'F4', service_on: '2026-07-02', start_time: '21:30' },
    ])
    expect(await take('appointments', '{"hello": 1}', 'appointments.json')).toMatchObject({ state: 'unusable' })
    expect(await take('appointments', '{"resourceType":"Appointment"', 'appointments.json')).toMatchObject({
      refused: [expect.objectContaining({ line: 1 })],
    })
  })
})
