import { date } from '@ballast/kernel'
import {
  guide278Request,
  guide278Response,
  parse,
  readAs,
  type TypedOf,
  transactionsOf,
  writeInterchange,
} from '@ballast/x12'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { importCsv } from '../../imports.ts'
import { claimPage, claimsPage } from '../claim/actions/page.ts'
import { setSwitches, setUpPractice } from '../practice/actions/setup.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { enterDecision, matchAnswer, setAnswerAside } from './actions/answers.ts'
import { calendarPage, continuityPage, feedText, patientPage, requestPage, waitingAnswers } from './actions/pages.ts'
import { sweepRenewals, watch } from './actions/renew.ts'
import { answerRequest, openRequest, sendDue, sendRequest, transmitRequest } from './actions/requests.ts'
import { assign } from './actions/reserve.ts'
import { sweepUncovered } from './actions/uncovered.ts'
import { listRequests } from './store/requests.ts'

const setup = {
  ...tidewater,
  charges: [{ code: '90834', charge: '150.00' }],
  payers: [
    {
      id: 'CEDR1',
      name: 'Cedar',
      kind: 'commercial',
      params: { av_modifier: '95', pos_home: '10' },
      authorization: { codes: ['90834', '90837'], units: 4, days: 180 },
    },
  ],
}
const patients = `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012`
const coverages = `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,CEDR1,C123456789,self,2026-01-01
C2,P2,CEDR1,C123456780,self,2026-01-01`
const grants = `authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units,obtained_on
A1,P1,CEDR1,CE-001,90834;90837,2026-02-01,2026-07-31,4,2026-01-28
A2,P2,CEDR1,CE-002,90834;90837,2026-02-01,2026-07-31,4,2026-01-28`
const head =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const session = (id: string, patient: string, on: string, status = 'kept') =>
  status === 'kept'
    ? `${id},${patient},1245319599,L1,OP,${on},45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${on}`
    : `${id},${patient},1245319599,L1,OP,${on},,${status},individual_therapy,in_person,clinic,F41.1,,`

let fresh: Fresh
const take = async (
  kind: 'patients' | 'coverages' | 'sessions' | 'authorizations',
  csv: string,
  ground = fresh.ground(),
) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
  if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
}
const ids = (ground: Ground = fresh.ground()) =>
  reading(ground, async (tx) => {
    const of = (table: 'patient' | 'program') =>
      tx.selectFrom(table).select(['id', 'external_id']).where('practice_id', '=', ground.practiceId).execute()
    const clinician = await tx
      .selectFrom('clinician')
      .select('id')
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirstOrThrow()
    const patient = new Map((await of('patient')).map((row) => [row.external_id, row.id]))
    return {
      patient: (id: string) => patient.get(id) ?? '',
      clinician: clinician.id,
      program: (await of('program'))[0]?.id ?? '',
    }
  })
const sessionId = async (external: string): Promise<string> =>
  reading(fresh.ground(), async (tx) => {
    const row = await tx
      .selectFrom('session')
      .select('id')
      .where('practice_id', '=', fresh.practiceId)
      .where('external_id', '=', external)
      .executeTakeFirstOrThrow()
    return row.id
  })
const at = (day: string): Ground => fresh.ground(fresh.practiceId, date(day))

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-10') })
  for (const practice of [fresh.practiceId, fresh.otherPracticeId]) {
    const set = await setUpPractice(fresh.ground(practice), setup, true)
    if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  }
  await take('patients', patients)
  await take('coverages', coverages)
  await take('authorizations', grants)
  await take(
    'sessions',
    [
      head,
      session('S1', 'P1', '2026-03-02'),
      session('S2', 'P1', '2026-03-09'),
      session('S3', 'P1', '2026-03-16', 'booked'),
    ].join('\n'),
  )
  await setToday(fresh.ground(), fresh.today)
  await fresh.machine.jobs.drain()
})
afterAll(() => fresh.drop())

const page = async () => {
  const it = await patientPage(fresh.ground(), (await ids()).patient('P1'))
  if (!it) throw new Error('no page')
  return it
}

describe('approved, reserved, used and left', () => {
  test('a kept visit has used one, a booked one holds one, and each says which and why', async () => {
    const it = await page()
    expect(it.grants[0]).toMatchObject({ number: 'CE-001', approved: 4, reserved: 1, used: 2, left: 1 })
    expect(it.visits.map((visit) => [visit.on, visit.state, visit.number])).toEqual([
      ['2026-03-16', 'reserved', 'CE-001'],
      ['2026-03-09', 'used', 'CE-001'],
      ['2026-03-02', 'used', 'CE-001'],
    ])
    expect(it.visits[0]?.why).toContain('the only one')
  })

  test('a visit that the EHR has twice is one visit of the payer', async () => {
    await take('sessions', [head, session('S2B', 'P1', '2026-03-09')].join('\n'))
    expect((await page()).grants[0]).toMatchObject({ reserved: 1, used: 2, left: 1 })
    await take('sessions', [head, session('S2B', 'P1', '2026-03-09', 'cancelled')].join('\n'))
  })

  test('the claim carries the number its visit holds', async () => {
    const { claims } = await claimsPage(fresh.ground(), { sort: 'service_on', descending: false, limit: 5, offset: 0 })
    const claim = await claimPage(fresh.ground(), claims[0]?.id ?? '')
    expect(claim).toMatchObject({ status: 'ready', authorizationNumber: 'CE-001' })
  })

  test('two who book the last visit at once: one holds it, the other is told', async () => {
    await take(
      'sessions',
      [head, session('S4', 'P1', '2026-03-23', 'cancelled'), session('S5', 'P1', '2026-03-24', 'cancelled')].join('\n'),
    )
    const { patient, clinician, program } = await ids()
    const ask = async (external: string, on: string) => {
      const sessionOf = await sessionId(external)
      const visit = {
        sessionId: sessionOf,
        patientId: patient('P1'),
        clinicianId: clinician,
        programId: program,
        on: date(on),
        codes: ['90834'],
        units: 1,
        isKept: false,
      }
      return changing(fresh.ground(), (tx) => assign(tx, fresh.ground(), [visit]))
    }
    const both = (await Promise.all([ask('S4', '2026-03-23'), ask('S5', '2026-03-24')])).flat()
    expect(both.filter((each) => each.grant !== null)).toHaveLength(1)
    expect(both.find((each) => each.grant === null)?.passed).toEqual([
      expect.objectContaining({ why: 'No visits are left on it.' }),
    ])
    expect((await page()).grants[0]).toMatchObject({ approved: 4, reserved: 2, used: 2, left: 0 })
  })

  test('with a reason on record the next one goes below zero, and the record says who and why', async () => {
    const { patient, clinician, program } = await ids()
    const visit = {
      sessionId: await sessionId('S5'),
      patientId: patient('P1'),
      clinicianId: clinician,
      programId: program,
      on: date('2026-03-24'),
      codes: ['90834'],
      units: 1,
      isKept: false,
    }
    const other = { ...visit, sessionId: await sessionId('S4'), on: date('2026-03-23') }
    await changing(fresh.ground(), (tx) =>
      assign(tx, fresh.ground(), [visit, other], { reason: 'The payer promised more by phone', by: 'Robin' }),
    )
    const it = await page()
    expect(it.grants[0]?.left).toBe(-1)
    expect(it.visits.filter((each) => each.overrideReason !== null).length).toBeGreaterThan(0)
    await take(
      'sessions',
      [head, session('S5', 'P1', '2026-03-24', 'no_show'), session('S4', 'P1', '2026-03-23', 'late_cancel')].join('\n'),
    )
    expect((await page()).grants[0]).toMatchObject({ reserved: 1, used: 2, left: 1 })
  })

  test('an authorization ending before it starts is refused', async () => {
    const { patient, clinician, program } = await ids()
    const input = {
      patientId: patient('P1'),
      clinicianId: clinician,
      programId: program,
      kind: 'initial' as const,
      codes: ['90834'],
      units: 12,
      perWeek: 1,
      from: date('2026-05-02'),
      until: date('2026-05-01'),
      diagnoses: [],
      urgency: 'standard' as const,
      channel: '278' as const,
      retroReason: null,
      renewsGrantId: null,
    }
    expect(await openRequest(fresh.ground(), input)).toMatchObject({
      ok: false,
      refusal: { kind: 'authorization.invalid' },
    })
    const imported = await importCsv(fresh.ground(), 'authorizations', {
      name: 'a.csv',
      bytes: new TextEncoder().encode(
        'authorization_id,patient_id,payer_id,number,effective_from,effective_until,units\nX,P1,CEDR1,N,2026-05-02,2026-05-01,4',
      ),
    })
    expect(imported.refused[0]?.message).toContain('before it starts')
  })
})

const clinical = {
  diagnoses: ['F41.1'],
  symptoms: 'Panic in shops',
  progress: 'GAD-7 fell from 16 to 11',
  goals: 'Take the bus alone',
  risk: 'low' as const,
  riskPlan: '',
  perWeek: 1,
  visits: 12,
  plannedEnd: 'By autumn, when work is possible',
  measures: [{ name: 'GAD-7', score: 11, on: '2026-03-09' }],
}
const answer278 = (trace: string, event: object, control = 1) => {
  const party = (id: string) => ({ qualifier: 'ZZ', id, code: id })
  const value = {
    beginning: { structure: '0007', purpose: '11', reference: trace, day: '2026-03-12', time: '1200', type: '18' },
    reviewers: [
      {
        level: { id: '1', level: '20', hasChildren: '1' },
        refusals: [],
        name: { name: { entity: 'X3', type: '2', lastName: 'CEDAR', idQualifier: 'PI', id: 'CEDR1' }, refusals: [] },
        requesters: [
          {
            level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
            name: {
              name: { entity: '1P', type: '2', lastName: 'TIDEWATER', idQualifier: 'XX', id: '1234567893' },
              references: [],
              refusals: [],
            },
            subscribers: [
              {
                level: { id: '3', parent: '2', level: '22', hasChildren: '1' },
                name: {
                  name: {
                    entity: 'IL',
                    type: '1',
                    lastName: 'ROWE',
                    firstName: 'ALMA',
                    idQualifier: 'MI',
                    id: 'C123456789',
                  },
                  references: [],
                  refusals: [],
                },
                dependents: [],
                events: [
                  {
                    level: { id: '4', parent: '3', level: 'EV', hasChildren: '0' },
                    traces: [{ type: '2', id: trace, originator: '9990000017' }],
                    refusals: [],
                    review: { category: 'HS', certification: 'R' },
                    references: [],
                    dates: [],
                    conditions: [],
                    paperwork: [],
                    providers: [],
                    services: [],
                    ...event,
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  } as unknown as TypedOf<typeof guide278Response>
  return writeInterchange(
    {
      sender: party('CLRHOUSE01'),
      receiver: party('TIDEWATER01'),
      control,
      groupControl: control,
      usage: 'T',
      on: '2026-03-12',
      at: '12:00',
    },
    guide278Response,
    [value],
  )
}
const open = async (day = '2026-03-10') => {
  const rows = await reading(at(day), (tx) =>
    listRequests(tx, fresh.practiceId, { statuses: ['draft', 'ready', 'sent', 'pended'] }),
  )
  const [request] = rows
  if (!request) throw new Error('no open request')
  return request
}

describe('from a predicted lapse to the next number on a claim', () => {
  test('few visits left: the sweep asks the clinician, once', async () => {
    await setSwitches(fresh.ground(), { renewalPrompts: false })
    expect(await sweepRenewals(fresh.ground())).toMatchObject({ opened: 0 })
    await setSwitches(fresh.ground(), { renewalPrompts: true })
    expect(await sweepRenewals(fresh.ground())).toMatchObject({ opened: 1 })
    expect(await sweepRenewals(fresh.ground())).toMatchObject({ opened: 0 })
    expect(await open()).toMatchObject({
      kind: 'renewal',
      status: 'draft',
      renewsNumber: 'CE-001',
      units: 4,
      patient: 'Alma Rowe',
    })
  })

  test('an answer that is not complete is kept and says what is missing', async () => {
    const request = await open()
    const { symptoms: _, ...part } = clinical
    const result = await answerRequest(fresh.ground(), request.id, part, request.version, null)
    expect(result).toMatchObject({
      ok: true,
      value: { missing: ['What still troubles the patient?'], request: { status: 'draft' } },
    })
    expect(await sendRequest(fresh.ground(), request.id)).toMatchObject({
      ok: false,
      refusal: { kind: 'authorization.wrong_state' },
    })
  })

  test('another clinician’s request is nobody’s here, and an old version is told', async () => {
    const request = await open()
    expect(await answerRequest(fresh.ground(), request.id, clinical, request.version, 'someone else')).toMatchObject({
      refusal: { kind: 'not_found' },
    })
    expect(await answerRequest(fresh.ground(), request.id, clinical, request.version - 1, null)).toMatchObject({
      refusal: { kind: 'authorization.changed' },
    })
  })

  test('answered, it goes out by itself as a 278 without a flaw and without a word of the session', async () => {
    const request = await open()
    await answerRequest(fresh.ground(), request.id, clinical, request.version, null)
    expect(await sendDue(fresh.ground())).toBe(1)
    await fresh.machine.jobs.drain()
    const sent = await open()
    expect(sent.status).toBe('sent')
    const row = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('authorization_request')
        .select(['file_sha256', 'file_name'])
        .where('practice_id', '=', fresh.practiceId)
        .where('id', '=', sent.id)
        .executeTakeFirstOrThrow(),
    )
    const bytes = (await fresh.machine.files.read(row.file_sha256 ?? '')) ?? new Uint8Array()
    const parsed = parse(bytes)
    expect(parsed.flaws).toEqual([])
    expect(transactionsOf(parsed).some((each) => readAs(guide278Request, each) !== null)).toBe(true)
    const text = Buffer.from(bytes).toString('latin1')
    expect(text).toContain(sent.traceNumber)
    expect(text).toContain('SV1*HC:90834**UN*12')
    expect(text).not.toContain('Panic')
    await transmitRequest(fresh.ground(), sent.id)
  })

  test('a pended answer is looked at again in two business days; the approval then gives a new authorization', async () => {
    const sent = await open()
    const receive = async (bytes: Uint8Array, name: string) => {
      await receiveFile(at('2026-03-12'), name, bytes)
      await fresh.machine.jobs.drain()
    }
    await receive(answer278(sent.traceNumber, { decision: { action: 'A4' } }, 11), 'a4.edi')
    expect(await open()).toMatchObject({ status: 'pended' })
    const given = { decision: { action: 'A1', number: 'CE-100' }, pattern: { quantityQualifier: 'VS', quantity: '10' } }
    const approval = answer278(sent.traceNumber, given, 12)
    await receive(approval, 'a1.edi')
    const it = await page()
    expect(it.requests[0]).toMatchObject({ status: 'modified', grantId: expect.any(String) })
    expect(it.grants.find((grant) => grant.number === 'CE-100')).toMatchObject({ approved: 10, left: 10 })
    await receive(answer278(sent.traceNumber, given, 13), 'a1-again.edi')
    expect((await page()).grants.filter((grant) => grant.number === 'CE-100')).toHaveLength(1)
    expect((await waitingAnswers(fresh.ground())).answers[0]?.why).toContain('modified')
  })

  test('what the old one can no longer cover draws on the new one, and the claim says so', async () => {
    const on = date('2026-03-30')
    await take('sessions', [head, session('S6', 'P1', '2026-03-23'), session('S7', 'P1', on)].join('\n'), at(on))
    await fresh.machine.jobs.drain()
    const { claims } = await claimsPage(fresh.ground(), { sort: 'service_on', descending: true, limit: 1, offset: 0 })
    expect(await claimPage(fresh.ground(), claims[0]?.id ?? '')).toMatchObject({ on, authorizationNumber: 'CE-100' })
  })

  test('the authorization that is carried on asks for no second renewal', async () => {
    const rows = await watch(fresh.ground())
    expect(rows.find((row) => row.grant.number === 'CE-001')?.isSucceeded).toBe(true)
    expect(rows.find((row) => row.grant.number === 'CE-002')?.isLive).toBe(false)
  })
})

describe('answers that are nobody’s', () => {
  test('an answer to an unknown request waits for a person, who matches it or puts it aside', async () => {
    await receiveFile(
      fresh.ground(),
      'unknown.edi',
      answer278('NOBODY1', { decision: { action: 'A1', number: 'CE-900' } }, 21),
    )
    await receiveFile(fresh.ground(), 'unknown2.edi', answer278('NOBODY2', { decision: { action: 'A3' } }, 22))
    await fresh.machine.jobs.drain()
    const { answers } = await waitingAnswers(fresh.ground())
    const unknown = answers.filter((answer) => answer.traceNumber?.startsWith('NOBODY'))
    expect(unknown.map((answer) => answer.why)).toEqual([
      'No request of ours has the number NOBODY1.',
      'No request of ours has the number NOBODY2.',
    ])
    const { patient, clinician, program } = await ids()
    const opened = await openRequest(fresh.ground(), {
      patientId: patient('P2'),
      clinicianId: clinician,
      programId: program,
      kind: 'initial',
      codes: ['90834'],
      units: 12,
      perWeek: 1,
      from: date('2026-08-01'),
      until: date('2026-12-31'),
      diagnoses: ['F33.1'],
      urgency: 'standard',
      channel: 'phone',
      retroReason: null,
      renewsGrantId: null,
    })
    if (!opened.ok) throw new Error('not opened')
    expect(await matchAnswer(fresh.ground(), unknown[0]?.id ?? '', opened.value.id)).toMatchObject({
      ok: true,
      value: { status: 'approved' },
    })
    expect(await setAnswerAside(fresh.ground(), unknown[1]?.id ?? '', 'Sent to another practice')).toMatchObject({
      ok: true,
    })
    expect(await setAnswerAside(fresh.ground(), unknown[1]?.id ?? '', 'again')).toMatchObject({ ok: false })
  })

  test('leave for days already past covers the visits of those days, as recovered', async () => {
    await take('sessions', [head, session('S8', 'P2', '2026-01-20')].join('\n'))
    const { patient, clinician, program } = await ids()
    const input = {
      patientId: patient('P2'),
      clinicianId: clinician,
      programId: program,
      kind: 'retro' as const,
      codes: ['90834'],
      units: 2,
      perWeek: 1,
      from: date('2026-01-15'),
      until: date('2026-01-31'),
      diagnoses: ['F33.1'],
      urgency: 'standard' as const,
      channel: 'phone' as const,
      renewsGrantId: null,
    }
    expect(await openRequest(fresh.ground(), { ...input, retroReason: null })).toMatchObject({ ok: false })
    const opened = await openRequest(fresh.ground(), { ...input, retroReason: 'Coverage was added afterwards' })
    if (!opened.ok) throw new Error('not opened')
    const before = await continuityPage(fresh.ground(), date('2026-01-01'), date('2026-03-31'))
    expect(before.gaps.find((gap) => gap.patient === 'Otto Lind')).toMatchObject({ isRecovered: false })
    const decided = await enterDecision(fresh.ground(), opened.value.id, {
      outcome: 'approved',
      number: 'CE-RETRO',
      from: null,
      until: null,
      units: null,
      codes: [],
      message: null,
      source: 'phone',
    })
    expect(decided).toMatchObject({ ok: true, value: { status: 'approved' } })
    const after = await continuityPage(fresh.ground(), date('2026-01-01'), date('2026-03-31'))
    expect(after.gaps.find((gap) => gap.patient === 'Otto Lind')).toMatchObject({ isRecovered: true })
    expect(after.withRecovered ?? 0).toBeGreaterThan(after.strict ?? 0)
  })

  test('a calendar program needs the private word', async () => {
    expect(await feedText(fresh.ground(), 'not the word')).toBeNull()
    expect((await calendarPage(fresh.ground(), {})).rows.map((row) => row.number)).toContain('CE-100')
  })

  test('another practice sees none of it', async () => {
    const other = fresh.ground(fresh.otherPracticeId)
    const { patient } = await ids()
    const [request] = (await page()).requests
    expect(await patientPage(other, patient('P1'))).toBeNull()
    expect(await requestPage(other, request?.id ?? '', null)).toBeNull()
    expect(await sendRequest(other, request?.id ?? '')).toMatchObject({ refusal: { kind: 'not_found' } })
    expect((await calendarPage(other, {})).rows).toEqual([])
  })
})

describe('a visit on the calendar that nothing covers', () => {
  const own = async (day: string) =>
    (await reading(at(day), (tx) => listRequests(tx, fresh.practiceId, {}))).filter((each) => each.patientRef === 'P3')
  const work = (day: string) =>
    reading(at(day), (tx) =>
      tx
        .selectFrom('work_item')
        .select(['kind', 'advice', 'title'])
        .where('practice_id', '=', fresh.practiceId)
        .where('closed_on', 'is', null)
        .where('title', 'like', 'Nora%')
        .execute(),
    )
  beforeAll(async () => {
    await take(
      'patients',
      `${patients.split('\n')[0]}\nP3,Nora,Vale,1990-06-01,F,12 Quay Street,Ellery Point,VA,239010012`,
    )
    await take('coverages', `${coverages.split('\n')[0]}\nC3,P3,CEDR1,C123456781,self,2026-01-01`)
    await take('sessions', [head, session('N1', 'P3', '2026-03-20', 'booked')].join('\n'))
  })

  test('its clinician is asked before it takes place, once, for leave from its day on', async () => {
    await setSwitches(fresh.ground(), { renewalPrompts: false })
    expect(await sweepUncovered(at('2026-03-11'))).toMatchObject({ opened: 0 })
    await setSwitches(fresh.ground(), { renewalPrompts: true })
    await sweepUncovered(at('2026-03-11'))
    await sweepUncovered(at('2026-03-12'))
    expect(await own('2026-03-12')).toMatchObject([
      {
        kind: 'initial',
        status: 'draft',
        from: '2026-03-20',
        until: '2026-09-16',
        units: 4,
        codes: ['90834', '90837'],
      },
    ])
    expect(await work('2026-03-12')).toMatchObject([{ kind: 'authorization.update' }])
  })

  test('a visit before it brings the request forward', async () => {
    await take('sessions', [head, session('N2', 'P3', '2026-03-17', 'booked')].join('\n'))
    await sweepUncovered(at('2026-03-13'))
    expect(await own('2026-03-13')).toMatchObject([{ from: '2026-03-17', status: 'draft' }])
  })

  test('a payer that is silent past its time has to be called, and the day before it does not', async () => {
    const [request] = await own('2026-03-13')
    await answerRequest(at('2026-03-13'), request?.id ?? '', clinical, request?.version ?? 0, null)
    expect(await sendRequest(at('2026-03-13'), request?.id ?? '')).toMatchObject({ ok: true })
    expect(await own('2026-03-13')).toMatchObject([{ status: 'sent', followUpOn: '2026-03-24' }])
    await sweepUncovered(at('2026-03-23'))
    expect(await work('2026-03-23')).toEqual([])
    await sweepUncovered(at('2026-03-24'))
    expect(await work('2026-03-24')).toMatchObject([
      { kind: 'authorization.call', advice: expect.stringContaining('Sent 2026-03-13, and no answer') },
    ])
  })

  test('leave that comes by telephone ends the call, and covers the visits', async () => {
    await take(
      'authorizations',
      `${grants.split('\n')[0]}\nA3,P3,CEDR1,CE-300,90834;90837,2026-03-17,2026-09-10,4,2026-03-25`,
      at('2026-03-25'),
    )
    expect(await sweepUncovered(at('2026-03-25'))).toMatchObject({ closed: 1 })
    expect(await own('2026-03-25')).toMatchObject([{ status: 'cancelled' }])
    expect(await work('2026-03-25')).toEqual([])
    const it = await patientPage(fresh.ground(), (await ids()).patient('P3'))
    expect(it?.visits.map((visit) => visit.number)).toEqual(['CE-300', 'CE-300'])
  })
})
