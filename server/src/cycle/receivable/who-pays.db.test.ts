import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import { record } from '../../ground/ledger.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { changePatient, patientPage, setGuarantors, setPapers, setTerm } from '../intake/actions/patient.ts'
import { payerKey, payersOn } from '../intake/actions/payers.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { book, cancelVisit } from '../session/actions/booking.ts'
import { todayPage } from '../session/actions/today.ts'
import { workPage } from '../worklist/actions/work.ts'
import { patientAccount } from './actions/patient.ts'
import { statementOf } from './actions/statement.ts'

const fresh = await freshDb({ today: date('2026-03-02') })
afterAll(fresh.drop)
const ground = fresh.ground()
const bring = (kind: ImportKindName, text: string) =>
  importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
const idOf = async (table: 'patient' | 'coverage' | 'clinician' | 'session', externalId: string): Promise<string> => {
  const key = table === 'clinician' ? 'npi' : 'external_id'
  const { rows } = await fresh.ownerPool.query<{ id: string }>(
    `SELECT id FROM app.${table} WHERE practice_id = $1 AND ${key} = $2`,
    [fresh.practiceId, externalId],
  )
  return rows[0]?.id ?? ''
}

let mina = ''
let alma = ''
beforeAll(async () => {
  const payers = [...tidewater.payers, { id: 'STDY1', name: 'Steadywork', kind: 'eap' as const, params: {}, fees: [] }]
  expect(await setUpPractice(ground, { ...tidewater, payers }, true)).toMatchObject({ ok: true })
  await setToday(ground, ground.today())
  const patients = await bring(
    'patients',
    `patient_id,first_name,last_name,name_used,birth_date,sex,address,city,state,zip,partner
P1,Alma,Rowe,,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012,
P2,Wilhelmina,Lind,Mina,2014-06-01,F,14 Quay Street,Ellery Point,VA,239010012,Otto Lind`,
  )
  expect(patients.refused).toEqual([])
  const coverages = await bring(
    'coverages',
    `coverage_id,patient_id,payer_id,priority,member_id,relationship,from,term,eap authorization number,eap visits
C1,P1,STDY1,primary,E1,self,2026-01-01,eap,EAP-77,3
C2,P1,NWND1,secondary,W100000001,self,2026-01-01,,,
C3,P2,NWND1,primary,W100000002,self,2026-01-01,,,`,
  )
  expect(coverages.refused).toEqual([])
  alma = await idOf('patient', 'P1')
  mina = await idOf('patient', 'P2')
  await fresh.machine.jobs.drain()
}, 60_000)

describe('who answers for a share', () => {
  const parent = (firstName: string, shareBasisPoints: number) => ({
    firstName,
    lastName: 'Lind',
    relation: 'parent' as const,
    addressLine: '14 Quay Street',
    city: 'Ellery Point',
    state: 'VA',
    zip: '23901',
    phone: null,
    email: null,
    shareBasisPoints,
    services: [],
    reference: 'Order 24-117',
  })
  const fee = async (amount: number, on: string) => {
    const head = 'session_id,patient_id,clinician_npi,location_id,program_id,date,status,service,modality'
    const row = `M${on},P2,1245319599,L1,OP,${on},no_show,individual_therapy,in_person`
    expect((await bring('sessions', `${head}\n${row}`)).refused).toEqual([])
    const sessionId = await idOf('session', `M${on}`)
    await changing(ground, (tx) =>
      record(tx, ground, [
        {
          effectiveOn: date(on),
          kind: 'missed-visit-fee',
          why: 'Missed visit',
          dimensions: { sessionId, patientId: mina },
          transfers: [{ from: 'income', into: 'patient', amount: cents(amount), why: 'missed visit fee' }],
        },
      ]),
    )
  }
  const gaps = async () => {
    await book(ground, {
      patientId: mina,
      clinicianId: await idOf('clinician', '1245319599'),
      on: date('2026-03-02'),
      start: '09:00',
      minutes: 45,
      service: 'individual_therapy',
      modality: 'in_person',
      times: 1,
      everyWeeks: 1,
      reason: 'test',
    })
    const { visits } = await todayPage(ground, date('2026-03-02'))
    return visits.find((visit) => visit.patientId === mina)
  }

  test('a minor without one is asked for at the desk, and the name used stands there', async () => {
    const line = await gaps()
    expect(line?.patient).toBe('Mina Lind')
    expect(line?.missing.map((each) => each.item)).toContain('guarantor')
  })

  test('parts that make no whole are refused, and change nothing', async () => {
    const result = await setGuarantors(ground, mina, {
      from: date('2026-01-01'),
      guarantors: [parent('Otto', 6_000), parent('Ines', 3_999)],
    })
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'intake.invalid' } })
    expect((await patientPage(ground, mina))?.guarantors).toEqual([])
  })

  test('an order divides each visit to the cent, and a new order changes nothing before its day', async () => {
    await fee(7_501, '2026-02-10')
    await fee(7_501, '2026-03-02')
    const of = (from: string, ...shares: number[]) =>
      setGuarantors(ground, mina, {
        from: date(from),
        guarantors: shares.map((share, i) => parent(['Otto', 'Ines'][i] ?? '', share)),
      })
    expect(await of('2026-01-01', 5_000, 5_000)).toMatchObject({ ok: true })
    expect(await of('2026-03-01', 7_500, 2_500)).toMatchObject({ ok: true })
    const account = await patientAccount(ground, mina)
    expect(account?.owedCents).toBe(15_002)
    expect(account?.visits.map((visit) => visit.shares.map((share) => share.amount).toSorted())).toEqual([
      [3_750, 3_751],
      [1_875, 5_626],
    ])
    expect(account?.owing.reduce((sum, each) => sum + each.owedCents, 0)).toBe(15_002)
    expect(account?.owing.map((each) => each.heldCents)).toEqual([0, 0])
  })

  test('each parent gets a statement of their own part, with nothing of the other or of the care on it', async () => {
    const owing = (await patientAccount(ground, mina))?.owing ?? []
    expect(owing.map((each) => each.name)).toEqual(['Otto Lind', 'Ines Lind'])
    const [otto, ines] = await Promise.all(owing.map((each) => statementOf(ground, mina, each.guarantorId)))
    expect(otto).toMatchObject({
      to: { name: 'Otto Lind', addressLine: '14 Quay Street' },
      from: { name: 'Tidewater', phone: '8045550100' },
      patient: 'Mina Lind',
      visits: [
        { on: '2026-02-10', isMissed: true },
        { on: '2026-03-02', isMissed: true },
      ],
    })
    expect((otto?.owedCents ?? 0) + (ines?.owedCents ?? 0)).toBe(15_002)
    expect(JSON.stringify(otto)).not.toMatch(/Ines|individual_therapy|Hale/)
    expect(await statementOf(ground, alma, owing[0]?.guarantorId ?? '')).toBeNull()
    expect(await statementOf(ground, mina, null)).toMatchObject({ visits: [], owedCents: 0 })
  })

  test('care a minor consented to alone is asked of no parent', async () => {
    const words = { nameUsed: 'Mina', pronouns: null, phone: null, email: null, partnerName: 'Otto Lind' }
    await changePatient(ground, mina, { ...words, consentsAloneOn: date('2026-03-02') })
    const account = await patientAccount(ground, mina)
    expect(account?.visits.map((visit) => visit.hold)).toEqual([null, 'minor_consent'])
    expect(account?.owing.find((each) => each.guarantorId === null)).toMatchObject({
      owedCents: 7_501,
      heldCents: 7_501,
    })
    expect(await statementOf(ground, mina, null)).toMatchObject({ visits: [], owedCents: 0 })
  })

  test('guarantors come from a file, each row by its own id; a part that is no part is refused with its line', async () => {
    const head = 'guarantor_id,patient_id,first_name,last_name,relation,percent,from'
    const file = `${head}\nG1,P1,Noor,Rowe,wife,100,2026-01-01\nG2,P1,Noor,Rowe,wife,100.01,2026-01-01\nG3,P9,A,B,parent,50,2026-01-01`
    const report = await bring('guarantors', file)
    expect(report).toMatchObject({ added: 1, total: 3 })
    expect(report.refused.map((row) => [row.line, row.field])).toEqual([
      [3, 'percent'],
      [4, 'patient_id'],
    ])
    expect(await bring('guarantors', file)).toMatchObject({ added: 0, same: 1 })
    expect((await patientPage(ground, alma))?.guarantors).toMatchObject([{ firstName: 'Noor', relation: 'spouse' }])
  })
})

describe('an assistance program first', () => {
  const bookOn = async (on: string, times: number, reason: string | null = null) =>
    book(ground, {
      patientId: alma,
      clinicianId: await idOf('clinician', '1245319599'),
      on: date(on),
      start: '13:00',
      minutes: 45,
      service: 'individual_therapy',
      modality: 'video',
      times,
      everyWeeks: 1,
      reason,
    })
  const payerOn = async (on: string) =>
    (await reading(ground, (tx) => payersOn(tx, fresh.practiceId, [{ patientId: alma, on: date(on) }]))).get(
      payerKey(alma, date(on)),
    )?.payerName
  const work = async () =>
    (await workPage(ground, {})).items.filter((item) => item.kind === 'eligibility.hand-over').map((item) => item.title)

  test('with two visits booked nobody is bothered, and it still pays for whatever comes', async () => {
    expect(await bookOn('2026-03-04', 1)).toMatchObject({ ok: true })
    await fresh.machine.jobs.drain()
    expect(await work()).toEqual([])
    expect(await payerOn('2026-03-25')).toBe('Steadywork')
  })

  test('one before the last: a person is told who pays next, and patient and clinician hear that visits run out', async () => {
    expect(await bookOn('2026-03-11', 1)).toMatchObject({ ok: true })
    await fresh.machine.jobs.drain()
    expect(await work()).toEqual(['Alma Rowe: one visit is left of Steadywork'])
    const { rows } = await fresh.ownerPool.query<{ kind: string; body: string }>(
      `SELECT recipient_kind AS kind, body FROM app.notice WHERE practice_id = $1 AND about = 'eligibility.limit-near 1'`,
      [fresh.practiceId],
    )
    expect(rows.map((row) => row.kind).toSorted()).toEqual(['clinician', 'patient'])
    expect(rows.some((row) => /steadywork|assistance|therapy/i.test(row.body))).toBe(false)
  })

  test('the last is promised: the program ends with it, and later visits are the plan’s', async () => {
    expect(await bookOn('2026-03-18', 2, 'agreed with the patient')).toMatchObject({ ok: true })
    await fresh.machine.jobs.drain()
    expect([await payerOn('2026-03-18'), await payerOn('2026-03-19')]).toEqual(['Steadywork', 'Northwind'])
    const { rows } = await fresh.ownerPool.query<{ on: string; external_id: string }>(
      `SELECT v.on_day::text AS on, c.external_id FROM app.benefit_visit v JOIN app.coverage c ON c.id = v.coverage_id
        WHERE v.practice_id = $1 AND v.patient_id = $2 AND v.state = 'booked' ORDER BY 1`,
      [fresh.practiceId, alma],
    )
    expect(rows.map((row) => `${row.on} ${row.external_id}`)).toEqual([
      '2026-03-04 C1',
      '2026-03-11 C1',
      '2026-03-18 C1',
      '2026-03-25 C2',
    ])
  })

  test('a visit called off gives it back', async () => {
    const { rows } = await fresh.ownerPool.query<{ id: string; version: number }>(
      `SELECT id, version FROM app.session WHERE practice_id = $1 AND patient_id = $2 AND service_on = '2026-03-11'`,
      [fresh.practiceId, alma],
    )
    const called = {
      by: 'patient',
      reason: 'ill',
      isLate: false,
      forWantOfAuthorization: false,
      wholeSeries: false,
    } as const
    expect(await cancelVisit(ground, rows[0]?.id ?? '', { ...called, version: rows[0]?.version ?? 0 })).toMatchObject({
      ok: true,
    })
    await fresh.machine.jobs.drain()
    expect([await payerOn('2026-03-25'), await payerOn('2026-03-26')]).toEqual(['Steadywork', 'Northwind'])
  })

  test('the same file again changes nothing, and a new end on file is counted from', async () => {
    const head = 'coverage_id,patient_id,payer_id,priority,member_id,relationship,from,until,term,term_visits'
    await bring('coverages', `${head}\nC1,P1,STDY1,primary,E1,self,2026-01-01,2026-03-20,eap,3`)
    await fresh.machine.jobs.drain()
    expect([await payerOn('2026-03-20'), await payerOn('2026-03-21')]).toEqual(['Steadywork', 'Northwind'])
    await bring('coverages', `${head}\nC1,P1,STDY1,primary,E1,self,2026-01-01,,eap,3`)
    await fresh.machine.jobs.drain()
    expect([await payerOn('2026-03-25'), await payerOn('2026-03-26')]).toEqual(['Steadywork', 'Northwind'])
  })

  test('terms that cannot be are refused with what to do', async () => {
    const term = {
      reference: null,
      from: date('2026-01-01'),
      until: null,
      visits: null,
      codes: [],
      rate: null,
      paysPatient: false,
      courtesyClaim: false,
    }
    const plan = await idOf('coverage', 'C2')
    const messages = []
    for (const kind of ['eap', 'single_case'] as const) {
      const result = await setTerm(ground, plan, { ...term, kind })
      messages.push(result.ok ? 'taken' : 'message' in result.refusal ? result.refusal.message : '')
    }
    expect(messages[0]).toMatch(/no assistance program/)
    expect(messages[1]).toMatch(/rate/)
    const agreed = await setTerm(ground, plan, {
      ...term,
      kind: 'single_case',
      reference: 'SCA-9',
      rate: cents(14_000),
      visits: 10,
    })
    expect(agreed).toMatchObject({ ok: true })
    expect((await patientPage(ground, alma))?.coverages[1]?.terms).toMatchObject([{ reference: 'SCA-9', rate: 14_000 }])
  })
})

test('a referral is written down with its last day, which needs its number', async () => {
  const papers = { referral: 'R-12', referralUntil: date('2026-06-30'), isAssigned: true }
  const plan = await idOf('coverage', 'C2')
  expect(await setPapers(ground, plan, papers)).toMatchObject({ ok: true })
  expect((await patientPage(ground, alma))?.coverages.find(({ id }) => id === plan)).toMatchObject(papers)
  expect(await setPapers(ground, plan, { ...papers, referral: null })).toMatchObject({
    refusal: { kind: 'intake.invalid', message: 'A last day needs the number of its referral.' },
  })
  expect(await setPapers(ground, ground.newId(), papers)).toMatchObject({ refusal: { kind: 'not_found' } })
})

describe('a single case agreement', () => {
  const expectedOf = async (session: string) => {
    const { rows } = await fresh.ownerPool.query<{ expected: number | null }>(
      `SELECT c.expected_cents::int AS expected FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
        WHERE c.practice_id = $1 AND s.external_id = $2`,
      [fresh.practiceId, session],
    )
    return rows[0]?.expected
  }
  const visits = async (...rows: readonly (readonly [id: string, on: string])[]) => {
    const head =
      'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
    const line = ([id, on]: readonly [string, string]) =>
      `${id},P2,1245319599,L1,OP,${on},45,kept,individual_therapy,video,home,F41.1,STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH,${on}`
    expect((await bring('sessions', [head, ...rows.map(line)].join('\n'))).refused).toEqual([])
    await fresh.machine.jobs.drain()
  }
  const none = { until: null, visits: null, codes: [], rate: null, paysPatient: false, courtesyClaim: false }

  test('its rate is what a claim of its days expects, the contract’s before; out of network nothing is promised', async () => {
    const plan = await idOf('coverage', 'C3')
    const agreed = { ...none, kind: 'single_case' as const, reference: 'SCA-1' }
    const end = date('2026-02-26')
    await setTerm(ground, plan, { ...agreed, from: date('2026-02-24'), until: end, rate: cents(14_000) })
    await setTerm(ground, plan, {
      ...none,
      kind: 'out_of_network',
      reference: null,
      from: date('2026-02-27'),
      until: null,
    })
    await visits(['V1', '2026-02-23'], ['V2', '2026-02-24'], ['V3', '2026-02-26'], ['V4', '2026-02-27'])
    expect([await expectedOf('V1'), await expectedOf('V2'), await expectedOf('V3'), await expectedOf('V4')]).toEqual([
      11_000,
      14_000,
      14_000,
      null,
    ])
  })

  test('a partner’s name is on no claim', async () => {
    const { rows } = await fresh.ownerPool.query<{ text: string }>(
      `SELECT string_agg(c::text, ' ') AS text FROM app.claim c WHERE practice_id = $1`,
      [fresh.practiceId],
    )
    expect(rows[0]?.text).not.toMatch(/otto/i)
  })
})
