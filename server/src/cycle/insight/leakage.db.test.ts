import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fresh, freshDb, otherPracticeId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { importCsv } from '../../imports.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { businessCase, leakage, leakRows } from './actions/leakage.ts'
import { leakCauses } from './types/leakage.ts'

// Five visits of June, looked at in September: one missed, one without a note, one billed nowhere, one that its patient
// pays alone, and one of August that is too young to be called lost.

const setup = {
  ...tidewater,
  charges: [{ code: '90837', charge: '150.00' }],
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {} }],
}
const csv = {
  patients: `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012`,
  coverages: `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,NWND1,W123456789,self,2026-01-01`,
  sessions: `session_id,patient_id,clinician_npi,location_id,program_id,date,start,stop,status,service,modality,patient_location,diagnoses,signed_at
S1,P1,1245319599,L1,OP,2026-06-01,14:00,14:55,no_show,individual_therapy,in_person,clinic,F41.1,
S2,P1,1245319599,L1,OP,2026-06-02,14:00,14:55,kept,individual_therapy,in_person,clinic,F41.1,
S3,P1,1245319599,L1,OP,2026-06-03,14:00,14:55,kept,individual_therapy,in_person,clinic,F41.1,2026-06-03
S4,P2,1245319599,L1,OP,2026-06-04,14:00,14:55,kept,individual_therapy,in_person,clinic,F41.1,2026-06-04
S5,P1,1245319599,L1,OP,2026-08-20,14:00,14:55,no_show,individual_therapy,in_person,clinic,F41.1,`,
}

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-09-30') })
  const set = await setUpPractice(fresh.ground(), setup, false)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  for (const [kind, text] of Object.entries(csv)) {
    const report = await importCsv(fresh.ground(), kind as 'sessions', {
      name: `${kind}.csv`,
      bytes: new TextEncoder().encode(text),
    })
    if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
  }
})
afterAll(() => fresh.drop())

test('each visit stands under one cause; self-pay and what is too young under none', async () => {
  const { months, causes } = await leakage(fresh.ground())
  expect(months).toEqual(['2026-06', '2026-07'])
  expect(causes.filter(({ count }) => count > 0).map(({ id, count }) => [id, count])).toEqual([
    ['never_billed', 1],
    ['unsigned_note', 1],
    ['no_show', 1],
  ])
})

test('every figure opens to rows that make it up', async () => {
  const { cells } = await leakage(fresh.ground())
  for (const cause of leakCauses) {
    const own = cells.filter((cell) => cell.cause === cause)
    const { total, cents, rows } = await leakRows(fresh.ground(), { cause, limit: 100, offset: 0 })
    expect([cause, total, cents]).toEqual([
      cause,
      own.reduce((sum, cell) => sum + cell.count, 0),
      own.reduce((sum, cell) => sum + cell.cents, 0),
    ])
    expect(rows.length).toBe(total)
    expect(rows.reduce((sum, row) => sum + row.cents, 0)).toBe(cents)
  }
  const { rows } = await leakRows(fresh.ground(), { cause: 'never_billed', month: '2026-06', limit: 10, offset: 0 })
  expect(rows).toEqual([expect.objectContaining({ number: 'S3', why: 'no claim made', patient: 'Rowe, Alma' })])
  expect((await leakRows(fresh.ground(), { cause: 'no_show', month: '2026-07', limit: 10, offset: 0 })).total).toBe(0)
})

test('another practice sees nothing of it', async () => {
  const elsewhere = fresh.ground(otherPracticeId)
  expect((await leakage(elsewhere)).totalCents).toBe(0)
  expect((await leakRows(elsewhere, { cause: 'no_show', limit: 10, offset: 0 })).total).toBe(0)
})

test('the business case holds the same figures', async () => {
  const page = await businessCase(fresh.ground())
  expect(page).toContain('Tidewater: the case for fixing our billing')
  expect(page).not.toContain('simulat')
})
