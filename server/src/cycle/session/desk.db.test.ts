import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { reading } from '../../ground/db.ts'
import { balances } from '../../ground/ledger.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { patientPage } from '../authorization/actions/pages.ts'
import { recordCall } from '../eligibility/actions/say.ts'
import {
  agreementsPage,
  findPatients,
  rewriteAgreement,
  signAgreement,
  withdrawAgreement,
} from '../intake/actions/checkin.ts'
import { duplicatesPage, keepApart, mergePatients, undoMerge } from '../intake/actions/merge.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { collectPayment, deskBalances } from '../receivable/actions/collect.ts'
import { workPage } from '../worklist/actions/work.ts'
import { book, cancelVisit, schedulePage } from './actions/booking.ts'
import { decideFee, fillFreed, joinWaitlist, missedPage, setPolicy } from './actions/missed.ts'
import { arrive, attend, todayPage } from './actions/today.ts'

const setup = {
  ...tidewater,
  charges: [{ code: '90834', charge: '150.00' }],
  payers: [
    {
      id: 'CEDR1',
      name: 'Cedar',
      kind: 'commercial',
      params: {},
      memberIdShape: '^C\\d{9}$',
      authorization: { codes: ['90834', '90837'], units: 4, days: 180 },
    },
    { id: 'CAID1', name: 'State plan', kind: 'medicaid', params: {} },
  ],
}
const files: readonly (readonly [ImportKindName, string])[] = [
  [
    'patients',
    `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip,phone
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012,8045550101
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012,8045550102
P3,Alma,Row,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012,8045550101
P4,Nora,Vale,1990-09-09,F,16 Quay Street,Ellery Point,VA,239010012,8045550104`,
  ],
  [
    'coverages',
    `coverage_id,patient_id,payer_id,member_id,relationship,copay,effective_from
C1,P1,CEDR1,C123456789,self,25.00,2026-01-01
C2,P2,CEDR1,X9,self,25.00,2026-01-01
C3,P3,CEDR1,C123456780,self,25.00,2026-01-01
C4,P4,CAID1,M1,self,,2026-01-01`,
  ],
  [
    'authorizations',
    `authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units,obtained_on
A3,P3,CEDR1,CE-003,90834;90837,2026-02-01,2026-07-31,4,2026-01-28`,
  ],
  [
    'appointments',
    `appointment_id,patient_id,clinician_npi,date,start,minutes,status,service,modality
T1,P1,1245319599,2026-03-10,09:00,45,booked,individual_therapy,in_person
T2,P2,1245319599,2026-03-10,10:00,45,booked,individual_therapy,video
T3,P3,1245319599,2026-03-10,11:00,45,booked,individual_therapy,in_person
T4,P4,1245319599,2026-03-10,12:00,45,booked,individual_therapy,in_person`,
  ],
]

let fresh: Fresh
const patients = new Map<string, string>()
const of = (id: string): string => patients.get(id) ?? ''
const today = async () => (await todayPage(fresh.ground(), date('2026-03-10'))).visits
const visit = async (patient: string) => {
  const found = (await today()).find((each) => each.patientId === of(patient))
  if (!found) throw new Error(`no visit of ${patient}`)
  return found
}

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-10') })
  const set = await setUpPractice(fresh.ground(), setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await setToday(fresh.ground(), fresh.today)
  for (const [kind, csv] of files)
    expect(
      (await importCsv(fresh.ground(), kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })).refused,
    ).toEqual([])
  await reading(fresh.ground(), async (tx) => {
    for (const row of await tx
      .selectFrom('patient')
      .select(['id', 'external_id'])
      .where('practice_id', '=', fresh.practiceId)
      .execute())
      patients.set(row.external_id, row.id)
  })
})
afterAll(() => fresh.drop())

describe('the front desk’s day', () => {
  test('one line a patient: coverage, copay, authorization and what to ask for', async () => {
    expect(await visit('P1')).toMatchObject({
      start: '09:00',
      payer: 'Cedar',
      copayCents: 2_500,
      authorization: { leave: 'needed', number: null },
    })
    expect((await visit('P2')).missing.map((each) => each.item)).toEqual([
      'member_id',
      'financial',
      'no_show',
      'telehealth',
    ])
    expect(await visit('P3')).toMatchObject({ authorization: { number: 'CE-003', left: 3 } })
  })

  test('the copay is what the plan said, and the visits it leaves stand beside; as entered only where it said nothing', async () => {
    const { rows } = await fresh.ownerPool.query<{ id: string }>(
      `SELECT id FROM app.coverage WHERE practice_id = $1 AND external_id = 'C3'`,
      [fresh.practiceId],
    )
    const said = await recordCall(fresh.ground(), rows[0]?.id ?? '', {
      spokeWith: 'Dana',
      reference: null,
      on: date('2026-03-09'),
      isActive: true,
      facts: { 'copay.therapy': 4_000, 'limit.visits': 20, 'limit.left': 5 },
      note: null,
    })
    expect(said).toMatchObject({ ok: true })
    expect(await visit('P3')).toMatchObject({
      copayCents: 4_000,
      copaySaidOn: '2026-03-09',
      visitsLeft: 4,
      visitsOf: 20,
    })
    expect(await visit('P1')).toMatchObject({ copayCents: 2_500, copaySaidOn: null, visitsLeft: null })
  })

  test('an agreement is signed in the words of today; new words are asked for again, and the old ones stay', async () => {
    const sign = (kind: 'financial' | 'no_show') =>
      signAgreement(fresh.ground(), of('P1'), { kind, signedBy: 'Alma Rowe', signedAs: 'patient', method: 'screen' })
    expect(await sign('financial')).toMatchObject({ ok: true, value: { version: 1 } })
    await sign('no_show')
    expect((await visit('P1')).missing).toEqual([])
    await rewriteAgreement(fresh.ground(), 'financial', {
      title: 'Financial agreement',
      body: 'Other words, which say the same more clearly.',
    })
    expect((await visit('P1')).missing.map((each) => each.message)).toEqual([
      'Financial agreement: signed in older words; sign the new ones.',
    ])
    expect(await sign('financial')).toMatchObject({ value: { version: 2 } })
    const page = await agreementsPage(fresh.ground(), of('P1'))
    expect(page?.signatures.filter((each) => each.kind === 'financial').map((each) => each.version)).toEqual([2, 1])
    await withdrawAgreement(fresh.ground(), of('P1'), 'financial')
    expect((await visit('P1')).missing.map((each) => each.item)).toEqual(['financial'])
    expect(await withdrawAgreement(fresh.ground(), of('P1'), 'financial')).toMatchObject({ ok: false })
  })

  test('money taken at the desk is in the books, and the copay is no longer due', async () => {
    const it = await visit('P1')
    expect(await collectPayment(fresh.ground(), { sessionId: it.id, amount: 2_500, method: 'card' })).toMatchObject({
      ok: true,
    })
    expect((await deskBalances(fresh.ground(), [it.patientId], [it.id])).paid).toEqual([
      { sessionId: it.id, paidCents: 2_500 },
    ])
    const books = await reading(fresh.ground(), (tx) => balances(tx, fresh.practiceId))
    expect(books.get('cash')).toBe(2_500)
    expect(books.get('unapplied')).toBe(-2_500)
  })

  test('checked in, kept; another practice can do neither', async () => {
    const it = await visit('P1')
    await arrive(fresh.ground(), it.id, true)
    expect((await visit('P1')).arrivedAt).not.toBeNull()
    const { version } = await visit('P1')
    expect(await attend(fresh.ground(), it.id, 'kept', version - 1)).toMatchObject({
      refusal: { kind: 'session.changed' },
    })
    expect(await attend(fresh.ground(), it.id, 'kept', version)).toMatchObject({ ok: true })
    const other = fresh.ground(fresh.otherPracticeId)
    expect(await arrive(other, it.id, true)).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(await collectPayment(other, { sessionId: it.id, amount: 100, method: 'cash' })).toMatchObject({
      refusal: { kind: 'not_found' },
    })
    expect(await findPatients(other, 'rowe')).toEqual([])
  })

  test.each(['rowe', 'Alma R', 'row', 'P1'])('"%s" finds her', async (text) => {
    expect((await findPatients(fresh.ground(), text)).map((hit) => hit.externalId)).toContain('P1')
  })
})

describe('missed visits', () => {
  const miss = async (patient: string) => {
    const it = await visit(patient)
    await attend(fresh.ground(), it.id, 'no_show', it.version)
    await fresh.machine.jobs.drain()
    return it.id
  }

  test('never a fee for Medicaid, never without a signature; waived is recorded as not allowed', async () => {
    const medicaid = await miss('P4')
    expect(await decideFee(fresh.ground(), medicaid, { outcome: 'charged', reason: 'policy' })).toMatchObject({
      refusal: { message: 'Medicaid patients may not be charged for a missed visit.' },
    })
    expect(await decideFee(fresh.ground(), medicaid, { outcome: 'waived', reason: 'Medicaid' })).toMatchObject({
      value: { outcome: 'not_allowed' },
    })
    const unsigned = await miss('P2')
    expect(await decideFee(fresh.ground(), unsigned, { outcome: 'charged', reason: 'policy' })).toMatchObject({
      refusal: { message: 'The patient has not signed the missed visit policy.' },
    })
    expect((await workPage(fresh.ground(), { kind: 'session.missed' })).items).toHaveLength(1)
  })

  test('with policy, signature and a strike the fee is charged once, and is what the patient owes', async () => {
    await setPolicy(fresh.ground(), {
      feeCents: 6_000,
      lateCancelFeeCents: 3_000,
      noticeHours: 24,
      freeMisses: 0,
      windowMonths: 12,
    })
    await signAgreement(fresh.ground(), of('P2'), {
      kind: 'no_show',
      signedBy: 'Otto Lind',
      signedAs: 'patient',
      method: 'paper',
    })
    const { id } = await visit('P2')
    expect(await decideFee(fresh.ground(), id, { outcome: 'charged', reason: 'policy' })).toMatchObject({
      value: { outcome: 'charged', amountCents: 6_000 },
    })
    expect(await decideFee(fresh.ground(), id, { outcome: 'charged', reason: 'policy' })).toMatchObject({
      refusal: { kind: 'session.wrong_state' },
    })
    expect((await deskBalances(fresh.ground(), [of('P2')], [id])).owed).toEqual([
      { patientId: of('P2'), owedCents: 6_000 },
    ])
    await collectPayment(fresh.ground(), { sessionId: id, amount: 6_000, method: 'cash' })
    expect((await deskBalances(fresh.ground(), [of('P2')], [id])).owed).toEqual([])
    const page = await missedPage(fresh.ground(), date('2026-03-01'), date('2026-03-31'))
    expect(page.counts).toMatchObject({ scheduled: 4, noShow: 2, kept: 1 })
    expect(page.evenness.byPayer).toContainEqual(
      expect.objectContaining({ group: 'commercial', charged: 1, chargedCents: 6_000 }),
    )
  })

  test('a freed hour goes to whoever waits, and counts as refilled', async () => {
    const [clinician] = (await schedulePage(fresh.ground(), date('2026-03-11'), date('2026-03-11'), null)).clinicians
    const booking = {
      patientId: of('P1'),
      clinicianId: clinician?.id ?? '',
      on: date('2026-03-11'),
      start: '14:00',
      minutes: 45,
      service: 'individual_therapy' as const,
      modality: 'in_person' as const,
      times: 1,
      everyWeeks: 1,
      reason: 'The payer said yes by phone',
    }
    const booked = await book(fresh.ground(), booking)
    const id = booked.ok ? (booked.value.ids[0] ?? '') : ''
    const entry = {
      clinicianId: null,
      service: 'individual_therapy',
      weekdays: [3],
      fromTime: '12:00',
      untilTime: '18:00',
      telehealthOnly: false,
    }
    const waits = await joinWaitlist(fresh.ground(), { ...entry, patientId: of('P3') })
    await joinWaitlist(fresh.ground(), { ...entry, patientId: of('P2'), weekdays: [2] })
    await cancelVisit(fresh.ground(), id, {
      version: 1,
      by: 'patient',
      reason: 'Has a cold',
      isLate: false,
      forWantOfAuthorization: false,
      wholeSeries: false,
    })
    await fresh.machine.jobs.drain()
    const { items } = await workPage(fresh.ground(), { kind: 'session.free-hour' })
    expect(items[0]?.advice).toContain('Call Alma Row, 8045550101')
    const filled = await fillFreed(fresh.ground(), id, waits.ok ? waits.value.id : '', null)
    expect(filled).toMatchObject({ ok: true })
    expect((await workPage(fresh.ground(), { kind: 'session.free-hour' })).items).toEqual([])
    expect((await missedPage(fresh.ground(), date('2026-03-01'), date('2026-03-31'))).counts).toMatchObject({
      refilled: 1,
      prevented: 1,
    })
    expect(await fillFreed(fresh.ground(), id, waits.ok ? waits.value.id : '', null)).toMatchObject({ ok: false })
  })
})

describe('two records of one person', () => {
  test('are proposed with the reasons, put together, and taken apart again, each row where it was', async () => {
    const { pairs } = await duplicatesPage(fresh.ground())
    expect(pairs.map((pair) => [pair.a.id, pair.b.id].sort())).toEqual([[of('P1'), of('P3')].sort()])
    expect(pairs[0]?.reasons).toEqual(expect.arrayContaining(['same birth day', 'same first name', 'same phone']))
    const grantsOf = async (id: string) =>
      (await patientPage(fresh.ground(), of(id)))?.grants.map((grant) => [grant.number, grant.reserved])
    const before = { one: await grantsOf('P1'), three: await grantsOf('P3') }
    const merged = await mergePatients(fresh.ground(), {
      keptId: of('P1'),
      mergedId: of('P3'),
      reason: 'Same card, same birth day',
    })
    await fresh.machine.jobs.drain()
    expect(await grantsOf('P1')).toEqual([['CE-003', expect.any(Number)]])
    expect(await grantsOf('P3')).toEqual([])
    expect((await duplicatesPage(fresh.ground())).pairs).toEqual([])
    expect(
      await mergePatients(fresh.ground(), { keptId: of('P2'), mergedId: of('P3'), reason: 'again' }),
    ).toMatchObject({ ok: false })
    const id = merged.ok ? merged.value.id : ''
    expect(await undoMerge(fresh.ground(fresh.otherPracticeId), id)).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(await undoMerge(fresh.ground(), id)).toMatchObject({ ok: true })
    await fresh.machine.jobs.drain()
    expect({ one: await grantsOf('P1'), three: await grantsOf('P3') }).toEqual(before)
    expect(await undoMerge(fresh.ground(), id)).toMatchObject({ ok: false })
    await keepApart(fresh.ground(), of('P1'), of('P3'))
    expect((await duplicatesPage(fresh.ground())).pairs).toEqual([])
  })
})
