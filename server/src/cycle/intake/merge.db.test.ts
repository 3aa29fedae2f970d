import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { deskBalances } from '../receivable/actions/collect.ts'
import { patientAccount } from '../receivable/actions/patient.ts'
import { signAgreement } from './actions/checkin.ts'
import { agreeFee } from './actions/fees.ts'
import { mergePatients, undoMerge } from './actions/merge.ts'
import { setGuarantors } from './actions/patient.ts'
import { moving, staying } from './tables/merge.ts'

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const of = async (externalId: string): Promise<string> =>
  (await ask<{ id: string }>('SELECT id FROM app.patient WHERE practice_id = $1 AND external_id = $2', [externalId]))[0]
    ?.id ?? ''
const person = (id: string) => `${id},Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`
const sessions =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const kept = (id: string, patient: string, on: string) =>
  `${id},${patient},1245319599,L1,OP,${on},45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${on}`
const merge = async (into: string, from: string): Promise<string> => {
  const done = await mergePatients(ground, { keptId: await of(into), mergedId: await of(from), reason: 'same card' })
  await fresh.machine.jobs.drain()
  return done.ok ? done.value.id : ''
}
const undo = async (id: string) => {
  expect(await undoMerge(ground, id)).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
}
/** How many rows of each moving table name a record. */
const rowsOf = async (patient: string): Promise<Record<string, number>> => {
  const id = await of(patient)
  const counts = await Promise.all(
    Object.keys(moving).map(async (table) => {
      const [row] = await ask<{ n: number }>(
        `SELECT count(*)::int AS n FROM app.${table} WHERE practice_id = $1 AND patient_id = $2`,
        [id],
      )
      return [table, row?.n ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

beforeAll(async () => {
  await plantPractice(fresh, ground, 1, false)
  await bring(
    'patients',
    [
      'patient_id,first_name,last_name,birth_date,sex,address,city,state,zip',
      ...['A', 'B', 'C', 'D', 'E', 'F'].map(person),
    ].join('\n'),
  )
}, 60_000)

test('every table that names a patient either moves in a merge or is named as staying, with the reason', async () => {
  const tables = await ask<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
      WHERE c.table_schema = 'app' AND c.column_name = 'patient_id' AND $1::uuid IS NOT NULL ORDER BY 1`,
  )
  expect(tables.map(({ name }) => name)).toEqual([...Object.keys(moving), ...Object.keys(staying)].toSorted())
})

test('what is still to come moves, row by row, and goes back when the merge is undone', async () => {
  await bring(
    'coverages',
    'coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nKB,B,NWND1,W900000001,self,2026-01-01',
  )
  await bring(
    'authorizations',
    'authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units\nAB,B,NWND1,N-1,90834,2026-03-01,2026-08-31,4',
  )
  await bring(
    'appointments',
    'appointment_id,patient_id,clinician_npi,date,start,minutes,status,service,modality\nTB,B,1245319599,2026-03-17,09:00,45,booked,individual_therapy,in_person',
  )
  const b = await of('B')
  await signAgreement(ground, b, {
    kind: 'no_show',
    signedBy: 'Alma Rowe',
    signedAs: 'patient',
    method: 'screen',
  })
  await agreeFee(ground, b, {
    fee: cents(9_000),
    basis: 'sliding scale',
    from: date('2026-02-01'),
    until: null,
    reviewOn: null,
    agreedBy: 'Alma Rowe',
  })
  await setGuarantors(ground, b, {
    from: date('2026-01-01'),
    guarantors: [
      {
        firstName: 'Alma',
        lastName: 'Rowe',
        relation: 'spouse',
        shareBasisPoints: 10_000,
        services: [],
        addressLine: '12 Quay Street',
        city: 'Ellery Point',
        state: 'VA',
        zip: '239010012',
        phone: null,
        email: null,
        reference: null,
      },
    ],
  })
  // What the rooms write only after days of work.
  await ask(
    `INSERT INTO app.waitlist_entry (practice_id, id, patient_id, service, added_on)
      VALUES ($1, gen_random_uuid(), $2, 'individual_therapy', '2026-03-09')`,
    [b],
  )
  await ask(
    `INSERT INTO app.reminder (practice_id, session_id, patient_id, sent_on, token_sha256)
      SELECT practice_id, id, patient_id, '2026-03-09', 'x' FROM app.session WHERE practice_id = $1 AND patient_id = $2`,
    [b],
  )
  await ask(
    `INSERT INTO app.benefit_standing (practice_id, coverage_id, patient_id)
      SELECT practice_id, id, patient_id FROM app.coverage WHERE practice_id = $1 AND patient_id = $2 ON CONFLICT DO NOTHING`,
    [b],
  )
  await ask(
    `INSERT INTO app.benefit_call (practice_id, id, coverage_id, patient_id, payer_id, called_on, verified_by, verifier, spoke_with, facts)
      SELECT practice_id, gen_random_uuid(), id, patient_id, payer_id, '2026-03-09', 'x', 'Fay', 'Rep', '{}'
      FROM app.coverage WHERE practice_id = $1 AND patient_id = $2`,
    [b],
  )
  await ask(
    `INSERT INTO app.benefit_inquiry (practice_id, id, trace, reference, coverage_id, patient_id, payer_id, reason, for_on, service_types, asked_on, asked_by, file_name, file_sha256, state)
      SELECT practice_id, gen_random_uuid(), 'T1', 'R1', id, patient_id, payer_id, 'test', '2026-03-17', '{MH}', '2026-03-10', 'x', 'f', 'f', 'answered'
      FROM app.coverage WHERE practice_id = $1 AND patient_id = $2`,
    [b],
  )
  await ask(
    `INSERT INTO app.authorization_request (practice_id, id, patient_id, payer_id, clinician_id, program_id, kind, units, from_on, until_on, opened_on, prompt_on, due_on, lapses_on, trace_number)
      SELECT c.practice_id, gen_random_uuid(), c.patient_id, c.payer_id, n.id, g.id, 'initial', 4, '2026-04-01', '2026-09-30', '2026-03-10', '2026-03-10', '2026-03-20', '2026-04-01', 'TR1'
      FROM app.coverage c, app.clinician n, app.program g WHERE c.practice_id = $1 AND n.practice_id = $1 AND g.practice_id = $1 AND c.patient_id = $2`,
    [b],
  )
  const before = await rowsOf('B')
  expect(Object.entries(before).filter(([, n]) => n === 0)).toEqual([])
  const none = Object.fromEntries(Object.keys(moving).map((table) => [table, 0]))
  expect(await rowsOf('A')).toEqual(none)

  const id = await merge('A', 'B')
  expect(await rowsOf('B')).toEqual(none)
  expect(await rowsOf('A')).toEqual(before)
  await undo(id)
  expect(await rowsOf('B')).toEqual(before)
  expect(await rowsOf('A')).toEqual(none)
  expect(
    await ask('SELECT 1 FROM app.patient WHERE practice_id = $1 AND id = $2 AND merged_into IS NULL', [b]),
  ).toHaveLength(1)
})

test('an agreed fee comes along: visits on its days are charged at it, and in full again when the merge is undone', async () => {
  await bring('sessions', [sessions, kept('VC', 'C', '2026-03-03'), kept('VD', 'D', '2026-03-04')].join('\n'))
  const owed = async (patient: string) => (await patientAccount(ground, await of(patient)))?.owedCents
  await agreeFee(ground, await of('D'), {
    fee: cents(6_000),
    basis: 'hardship',
    from: date('2026-03-01'),
    until: null,
    reviewOn: date('2026-03-10'),
    agreedBy: 'Alma Rowe',
  })
  await fresh.machine.jobs.drain()
  expect([await owed('C'), await owed('D')]).toEqual([15_000, 6_000])
  const id = await merge('C', 'D')
  // What is owed under the merged record is asked for with the kept one's, and stays charged as it was.
  expect(await owed('C')).toBe(12_000)
  expect((await deskBalances(ground, [await of('C')], [])).owed).toEqual([
    { patientId: await of('C'), owedCents: 12_000 },
  ])
  await bring('sessions', [sessions, kept('VD', 'D', '2026-03-04').replace(',45,', ',46,')].join('\n'))
  expect(await owed('C')).toBe(12_000)
  await undo(id)
  expect(await owed('C')).toBe(15_000)
})

test('a file that still names the merged record means the kept one', async () => {
  const id = await merge('C', 'D')
  await bring(
    'appointments',
    'appointment_id,patient_id,clinician_npi,date,start,minutes,status,service,modality\nTD,D,1245319599,2026-03-19,09:00,45,booked,individual_therapy,in_person',
  )
  expect(await ask('SELECT patient_id FROM app.session WHERE practice_id = $1 AND external_id = $2', ['TD'])).toEqual([
    { patient_id: await of('C') },
  ])
  await undo(id)
})

test('a plan that both records carry counts the visits of both, and each its own when the merge is undone', async () => {
  await bring(
    'coverages',
    'coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nKE,E,NWND1,W900000002,self,2026-01-01\nKF,F,NWND1,W900000002,self,2026-01-01',
  )
  await bring('sessions', [sessions, kept('VE', 'E', '2026-03-03'), kept('VF', 'F', '2026-03-04')].join('\n'))
  const counted = async () =>
    (
      await ask<{ card: string; n: number }>(
        `SELECT c.external_id AS card, count(*)::int AS n FROM app.benefit_visit v
          JOIN app.coverage c ON c.practice_id = v.practice_id AND c.id = v.coverage_id
          WHERE v.practice_id = $1 AND c.external_id IN ('KE', 'KF') GROUP BY 1 ORDER BY 1`,
      )
    ).map((row) => `${row.card} ${row.n}`)
  expect(await counted()).toEqual(['KE 1', 'KF 1'])
  const id = await merge('E', 'F')
  expect(await counted()).toEqual(['KE 2'])
  await undo(id)
  expect(await counted()).toEqual(['KE 1', 'KF 1'])
})

test('a merge undone before its news was heard moves nothing afterwards', async () => {
  const before = await rowsOf('B')
  const done = await mergePatients(ground, { keptId: await of('A'), mergedId: await of('B'), reason: 'same card' })
  expect(done.ok && (await undoMerge(ground, done.value.id))).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
  expect(await rowsOf('B')).toEqual(before)
})
