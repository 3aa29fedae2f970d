import { date, type PlainDate } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { setApplication, setSupervision } from '../practice/actions/credentialing.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { gatherDrafts } from './store/drafting.ts'

const [hale] = tidewater.clinicians
const [harbor] = tidewater.locations
const [northwind] = tidewater.payers
if (!hale || !harbor || !northwind) throw new Error('the planted practice has lost its people')
const park = { ...hale, npi: '1881600419', firstName: 'Noel', lastName: 'Park' }
const setup = {
  ...tidewater,
  locations: [harbor, { ...harbor, id: 'L2', name: 'Hill office' }],
  clinicians: [
    { ...hale, enrollments: [{ payerId: 'NWND1', from: '2026-01-01' }] },
    park,
    {
      ...hale,
      npi: '1972600195',
      firstName: 'Tess',
      lastName: 'Young',
      credential: 'associate',
      supervisorNpi: hale.npi,
    },
  ],
  payers: [northwind, { ...northwind, id: 'CEDR1', name: 'Cedar' }],
}
const header =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const visit = (id: string, patient: string, npi: string, on: string, place = 'L1') =>
  `${id},${patient},${npi},${place},OP,${on},45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${on}`

let fresh: Fresh
const take = async (kind: 'patients' | 'coverages' | 'sessions', csv: string) => {
  const report = await importCsv(fresh.ground(), kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
  if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
  await fresh.machine.jobs.drain()
}
const idOf = async (table: 'clinician' | 'payer' | 'location' | 'session', column: string, value: string) =>
  reading(fresh.ground(), async (tx) => {
    const rows = await tx.selectFrom(table).selectAll().where('practice_id', '=', fresh.practiceId).execute()
    return rows.find((row) => (row as unknown as Record<string, unknown>)[column] === value)?.id ?? ''
  })
const factsOf = async (session: string) => {
  const id = await idOf('session', 'external_id', session)
  return (await reading(fresh.ground(), (tx) => gatherDrafts(tx, fresh.practiceId, [id]))).get(id)
}

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-04-10') })
  const set = await setUpPractice(fresh.ground(), setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await setToday(fresh.ground(), fresh.today)
  await take(
    'patients',
    `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012`,
  )
  await take(
    'coverages',
    `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,NWND1,W100000001,self,2026-01-01
C2,P2,CEDR1,W100000002,self,2026-01-01`,
  )
})
afterAll(() => fresh.drop())

describe('who supervised an associate on the day', () => {
  test('the usual one, while no dates are on file', async () => {
    await take('sessions', [header, visit('A0', 'P1', '1972600195', '2026-02-02')].join('\n'))
    expect((await factsOf('A0'))?.supervisor?.npi).toBe(hale.npi)
  })

  test('by dates, on both sides of a change, and by payer before all', async () => {
    const clinicianId = await idOf('clinician', 'npi', '1972600195')
    const [first, second] = [await idOf('clinician', 'npi', hale.npi), await idOf('clinician', 'npi', park.npi)]
    const cedar = await idOf('payer', 'edi_id', 'CEDR1')
    const row = (supervisorId: string, payerId: string | null, from: string, until: string | null) =>
      setSupervision(fresh.ground(), {
        clinicianId,
        supervisorId,
        payerId,
        from: date(from),
        until: until as PlainDate,
      })
    for (const each of [
      await row(first, null, '2026-01-01', '2026-02-28'),
      await row(second, null, '2026-03-01', '2026-03-31'),
      await row(first, cedar, '2026-03-15', '2026-03-31'),
    ])
      expect(each.ok).toBe(true)
    const visits = [
      ['A1', 'P1', '2026-02-28', hale.npi],
      ['A2', 'P1', '2026-03-01', park.npi],
      ['A3', 'P2', '2026-03-14', park.npi],
      ['A4', 'P2', '2026-03-15', hale.npi],
      ['A5', 'P1', '2026-03-16', park.npi],
    ] as const
    await take(
      'sessions',
      [header, ...visits.map(([id, patient, on]) => visit(id, patient, '1972600195', on))].join('\n'),
    )
    for (const [id, , , npi] of visits) expect((await factsOf(id))?.supervisor?.npi).toBe(npi)
  })

  test('nobody, after the last day that is on file', async () => {
    await take('sessions', [header, visit('A6', 'P1', '1972600195', '2026-04-01')].join('\n'))
    expect((await factsOf('A6'))?.supervisor).toBeNull()
  })
})

describe('a payer that counts offices apart', () => {
  const place = async (state: 'submitted' | 'effective', effectiveOn: string | null) =>
    setApplication(
      fresh.ground(),
      {
        clinicianId: await idOf('clinician', 'npi', hale.npi),
        payerId: await idOf('payer', 'edi_id', 'NWND1'),
        locationId: await idOf('location', 'external_id', 'L2'),
      },
      {
        state,
        submittedOn: date('2026-03-01'),
        effectiveOn: effectiveOn as PlainDate | null,
        untilOn: null,
        revalidateOn: null,
        nextCallOn: null,
        owner: null,
        reference: null,
        note: null,
      },
    )
  const findings = async (session: string) => {
    const id = await idOf('session', 'external_id', session)
    const claim = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('claim')
        .select(['status', 'findings'])
        .where('practice_id', '=', fresh.practiceId)
        .where('session_id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    const own = claim.findings as unknown as readonly { readonly rule: string; readonly message: string }[]
    return { status: claim.status, said: own.filter((each) => each.rule === 'S026').map((each) => each.message) }
  }

  test('holds a claim from the office it does not know yet, and lets the other go', async () => {
    expect((await place('submitted', null)).ok).toBe(true)
    await take(
      'sessions',
      [header, visit('B1', 'P1', hale.npi, '2026-03-23', 'L2'), visit('B2', 'P1', hale.npi, '2026-03-30')].join('\n'),
    )
    expect(await findings('B1')).toEqual({
      status: 'held',
      said: ['The rendering clinician is not enrolled with this payer at Hill office.'],
    })
    expect((await findings('B2')).said).toEqual([])
  })

  test('once effective there, the day before its first day is held and the first day is not', async () => {
    expect((await place('effective', '2026-04-06')).ok).toBe(true)
    await take(
      'sessions',
      [header, visit('B3', 'P1', hale.npi, '2026-04-03', 'L2'), visit('B4', 'P1', hale.npi, '2026-04-06', 'L2')].join(
        '\n',
      ),
    )
    expect((await findings('B3')).said).toEqual([
      "The clinician's enrollment at Hill office (2026-04-06 to open) does not cover 2026-04-03.",
    ])
    expect((await findings('B4')).said).toEqual([])
  })
})
