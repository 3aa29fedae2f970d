import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { changing, reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { setSwitches, setUpPractice } from '../practice/actions/setup.ts'

// What the edits ask of the practice's own records beside the claim: where the patient was and who may practice there, what
// the note keeps apart, who was present, what was before.

const therapist = '1245319599'
const prescriber = '1881600005'
const associate = '1881600419'
let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-30') })
  const [clinician] = tidewater.clinicians
  const [payer] = tidewater.payers
  const done = await setUpPractice(
    fresh.ground(),
    {
      ...tidewater,
      clinicians: [
        { ...clinician, licenceState: 'VA' },
        { ...clinician, npi: prescriber, credential: 'MD', taxonomy: '2084P0800X', licenceState: 'VA' },
        { ...clinician, npi: associate, credential: 'associate', taxonomy: '390200000X', supervisorNpi: therapist },
      ],
      charges: ['90791', '90834', '90846', '90847', '99203', '99213', '90833'].map((code) => ({
        code,
        charge: '150.00',
      })),
      payers: [
        {
          ...payer,
          params: { ...payer?.params, max_sessions_per_week: 2, supervised_billing_mode: 'under_supervisor_npi' },
        },
      ],
    },
    false,
  )
  expect(done.ok).toBe(true)
  const people = [
    'P1,Alma,Rowe,VA',
    'P2,Bea,Rowe,NC',
    'P3,Cleo,Rowe,NC',
    'P4,Dina,Rowe,VA',
    'P5,Edda,Rowe,VA',
    'P6,Flo,Rowe,VA',
  ].map((row) => row.split(','))
  await bring('patients', [
    'patient_id,first_name,last_name,birth_date,sex,address,city,state,zip',
    ...people.map(
      ([id, first, last, state]) =>
        `${id},${first},${last},1988-05-04,F,12 Quay Street,Ellery Point,${state},239010012`,
    ),
  ])
  await bring('coverages', [
    'coverage_id,patient_id,payer_id,member_id,relationship,effective_from',
    ...people.map(([id], i) => `C${i},${id},NWND1,W${100_000_000 + i},self,2026-01-01`),
  ])
})
afterAll(() => fresh.drop())

async function bring(kind: 'patients' | 'coverages' | 'sessions', lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const report = await importCsv(fresh.ground(), kind, { name: `${kind}.csv`, bytes })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}

const usual = {
  session_id: '', patient_id: 'P1', clinician_npi: therapist, location_id: 'L1', program_id: 'OP', date: '2026-03-02', start: '', stop: '',
  minutes: '45', status: 'kept', service: 'individual_therapy', em_code: '', modality: 'in_person', patient_location: 'clinic', codes_picked: '',
  diagnoses: 'F41.1', note_elements: 'STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH', signed_at: '2026-03-30',
} // biome-ignore format: a row of a file
type Visit = Partial<Record<keyof typeof usual, string>>
let visits = 0

/** The edits that speak of the last of these visits. */
async function said(...rows: readonly Visit[]): Promise<string[]> {
  const named = rows.map((row) => ({ ...usual, ...row, session_id: `V${++visits}` }))
  await bring('sessions', [Object.keys(usual).join(','), ...named.map((row) => Object.values(row).join(','))])
  const { practiceId } = fresh.ground()
  const [claim] = await reading(fresh.ground(), (tx) =>
    tx
      .selectFrom('claim')
      .innerJoin('session', (join) =>
        join.onRef('session.practice_id', '=', 'claim.practice_id').onRef('session.id', '=', 'claim.session_id'),
      )
      .select('claim.findings')
      .where('claim.practice_id', '=', practiceId)
      .where('session.practice_id', '=', practiceId)
      .where('session.external_id', '=', `V${visits}`)
      .execute(),
  )
  if (!claim) throw new Error(`V${visits} has no claim`)
  return (claim.findings as unknown as { rule: string }[]).map(({ rule }) => rule)
}

const home = { modality: 'video', patient_location: 'home' }
const medical = { clinician_npi: prescriber, service: 'medication_management', em_code: '99213', minutes: '20' }

describe('where the patient was', () => {
  test('at home in a state without a licence the claim is held', async () =>
    expect(await said({ ...home, patient_id: 'P2' })).toContain('S043'))

  test('in the home state, or come to the office, nothing is said', async () => {
    expect(await said(home)).not.toContain('S043')
    expect(await said({ patient_id: 'P2', date: '2026-03-03' })).not.toContain('S043')
  })

  test('a compact privilege for that state lets it go, an ended one does not', async () => {
    const { practiceId } = fresh.ground()
    await changing(fresh.ground(), async (tx) => {
      const { id } = await tx
        .selectFrom('clinician')
        .select('id')
        .where('practice_id', '=', practiceId)
        .where('npi', '=', therapist)
        .executeTakeFirstOrThrow()
      const paper = { practice_id: practiceId, clinician_id: id, kind: 'compact', title: 'PSYPACT', region: 'NC' }
      await tx
        .insertInto('clinician_paper')
        .values({ ...paper, id: fresh.ground().newId(), expires_on: date('2026-03-10') })
        .execute()
    })
    expect(await said({ ...home, patient_id: 'P3', date: '2026-03-10' })).not.toContain('S043')
    expect(await said({ ...home, patient_id: 'P3', date: '2026-03-12' })).toContain('S043')
  })
})

describe('who else saw the patient then', () => {
  const hour = { patient_id: 'P6', date: '2026-03-25', start: '09:00', stop: '09:45', minutes: '45' }

  test('another clinician at that hour holds the claim, one after it does not', async () => {
    await said(hour)
    expect(await said({ ...hour, ...medical, start: '09:30', stop: '09:50' })).toContain('S093')
    expect(await said({ ...hour, ...medical, start: '09:45', stop: '10:05' })).not.toContain('S093')
  })

  test('an associate who goes out under the supervisor is no other clinician to themselves', async () => {
    const own = { ...hour, patient_id: 'P1', clinician_npi: associate }
    await said(own)
    expect(await said(own)).not.toContain('S093')
  })
})

describe('what the visit says of itself', () => {
  test('therapy beside a visit whose minutes the note does not keep apart is held', async () => {
    expect(await said({ ...medical, patient_id: 'P4' })).toContain('S057')
    expect(
      await said({ ...medical, patient_id: 'P4', date: '2026-03-04', note_elements: 'STARTSTOP;PSYMIN;MEDNEC' }),
    ).not.toContain('S057')
  })

  test('the family code without the patient, picked for a visit with the patient', async () => {
    await setSwitches(fresh.ground(), { codeChoice: false })
    const family = { patient_id: 'P4', service: 'family_with_patient', date: '2026-03-12' }
    expect(await said({ ...family, codes_picked: '90846' })).toContain('S070')
    expect(await said({ ...family, date: '2026-03-20', codes_picked: '90847' })).not.toContain('S070')
    await setSwitches(fresh.ground(), { codeChoice: true })
  })
})

describe('what was before', () => {
  test('a new patient code for somebody that specialty has seen', async () => {
    const visit = { ...medical, minutes: '', em_code: '99203', patient_id: 'P5' }
    expect(await said({ ...visit, date: '2026-03-02' })).not.toContain('S079')
    expect(await said({ ...visit, date: '2026-03-12' })).toContain('S079')
  })

  test('seen by a therapist only, the patient is new to the prescriber', async () => {
    await said({ patient_id: 'P6', date: '2026-03-02' })
    expect(
      await said({ ...medical, minutes: '', em_code: '99203', patient_id: 'P6', date: '2026-03-12' }),
    ).not.toContain('S079')
  })

  test('a second evaluation by the same clinician within half a year asks for a reason', async () => {
    const intake = { patient_id: 'P5', service: 'diagnostic_evaluation', minutes: '60' }
    expect(await said({ ...intake, date: '2026-01-05' })).not.toContain('S078')
    expect(await said({ ...intake, date: '2026-03-20' })).toContain('S078')
  })

  test('an evaluation is one by the code that was picked, too', async () => {
    const picked = { patient_id: 'P4', minutes: '60', codes_picked: '90791' }
    await said({ ...picked, date: '2026-01-05' })
    expect(await said({ patient_id: 'P4', service: 'diagnostic_evaluation', date: '2026-03-20' })).toContain('S078')
  })

  test('a third day in a week where the payer expects two', async () => {
    const on = (day: string) => ({ patient_id: 'P1', date: day })
    expect(await said(on('2026-03-16'), on('2026-03-18'))).not.toContain('S080')
    expect(await said(on('2026-03-22'))).toContain('S080')
    expect(await said(on('2026-03-29'))).not.toContain('S080')
  })
})
