import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { changing, reading } from '../../ground/db.ts'
import { record } from '../../ground/ledger.ts'
import { importCsv } from '../../imports.ts'
import { setSwitches, setUpPractice } from '../practice/actions/setup.ts'
import { collectPayment } from '../receivable/actions/collect.ts'

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
    'P7,Gerd,Rowe,VA',
    'P8,Hanno,Rowe,VA',
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

const ask = async <T extends object>(text: string): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId])).rows

async function bring(kind: 'patients' | 'coverages' | 'sessions' | 'authorizations', lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const report = await importCsv(fresh.ground(), kind, { name: `${kind}.csv`, bytes })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}

const usual = {
  session_id: '', patient_id: 'P1', clinician_npi: therapist, location_id: 'L1', program_id: 'OP', date: '2026-03-02', start: '', stop: '',
  minutes: '45', status: 'kept', service: 'individual_therapy', em_code: '', modality: 'in_person', patient_location: 'clinic', codes_picked: '',
  diagnoses: 'F41.1', note_elements: 'STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH', signed_at: '2026-03-30', authorization_number: '',
  em_basis: '', group_size: '', group_part: '', plan_date: '', cosigned: '',
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

describe('what a file tells of a note kept elsewhere', () => {
  test('a visit by time beside therapy is held; by decision making, or not told, it is not', async () => {
    const visit = { ...medical, patient_id: 'P7', minutes: '30', note_elements: 'STARTSTOP;PSYMIN;MEDNEC' }
    expect(await said({ ...visit, date: '2026-03-05', em_basis: 'time' })).toContain('S058')
    expect(await said({ ...visit, date: '2026-03-06', em_basis: 'Decision making' })).not.toContain('S058')
    expect(await said({ ...visit, date: '2026-03-09' })).not.toContain('S058')
  })

  test('a group note without a part of the patient’s own', async () => {
    const group = { patient_id: 'P7', service: 'group_therapy', group_size: '6' }
    expect(await said({ ...group, date: '2026-03-10', group_part: 'no' })).toContain('S073')
    expect(await said({ ...group, date: '2026-03-11', group_part: 'yes' })).not.toContain('S073')
    expect(await said({ ...group, date: '2026-03-12' })).not.toContain('S073')
  })

  test('a treatment plan of half a year still carries the visit, one a day older does not', async () => {
    const visit = { patient_id: 'P7', date: '2026-03-13' }
    expect(await said({ ...visit, plan_date: '2025-09-14' })).not.toContain('S082')
    expect(await said({ ...visit, date: '2026-03-14', plan_date: '2025-09-14' })).toContain('S082')
  })

  test('an associate’s note that the supervisor has not signed is held', async () => {
    const visit = { patient_id: 'P7', clinician_npi: associate }
    expect(await said({ ...visit, date: '2026-03-17', cosigned: 'no' })).toContain('S030')
    expect(await said({ ...visit, date: '2026-03-18', cosigned: 'yes' })).not.toContain('S030')
    expect(await said({ ...visit, date: '2026-03-19' })).not.toContain('S030')
  })
})

describe('what an approval names', () => {
  const approve = (row: string) =>
    bring('authorizations', [
      'authorization_id,patient_id,payer_id,number,effective_from,effective_until,units,clinician_npi,diagnosis',
      row,
    ])
  const visit = { patient_id: 'P8' }

  test('another clinician, or another family of disorders', async () => {
    await approve(`A1,P8,NWND1,N-1,2026-03-01,2026-03-10,9,${prescriber},F41.1`)
    expect(await said({ ...visit, date: '2026-03-02' })).toContain('S021')
    await approve(`A1,P8,NWND1,N-1,2026-03-01,2026-03-10,9,${therapist},F33.1`)
    expect(await said({ ...visit, date: '2026-03-04' })).toContain('S022')
    await approve(`A1,P8,NWND1,N-1,2026-03-01,2026-03-10,9,${therapist},F41.9`)
    const last = await said({ ...visit, date: '2026-03-06' })
    expect(last).not.toContain('S021')
    expect(last).not.toContain('S022')
  })

  test('the supervisor’s number is not another clinician’s to an associate the approval names', async () => {
    await approve(`A2,P8,NWND1,N-2,2026-03-11,2026-03-12,9,${associate},`)
    expect(await said({ ...visit, date: '2026-03-11', clinician_npi: associate })).not.toContain('S021')
  })

  test('a day that the visit comes before', async () => {
    await approve('A3,P8,NWND1,N-3,2026-03-20,2026-03-29,9,,')
    expect(await said({ ...visit, date: '2026-03-19', authorization_number: 'N-3' })).toContain('S018')
    expect(await said({ ...visit, date: '2026-03-20', authorization_number: 'N-3' })).not.toContain('S018')
  })
})

describe('what came with the card', () => {
  const card = (papers: string) =>
    bring('coverages', [
      'coverage_id,patient_id,payer_id,member_id,relationship,effective_from,referral_number,referral_until,benefits_assigned',
      `C5,P6,NWND1,W100000005,self,2026-01-01,${papers}`,
    ])
  const visit = { patient_id: 'P6' }

  test('money that was not signed over would go to the patient', async () => {
    await card(',,no')
    expect(await said({ ...visit, date: '2026-03-03' })).toContain('S108')
    await card(',,yes')
    expect(await said({ ...visit, date: '2026-03-04' })).not.toContain('S108')
  })

  test('a plan that wants a referral holds the claim until its number is entered, and from the day it is over', async () => {
    await changing(fresh.ground(), async (tx) => {
      const coverage = await tx
        .selectFrom('coverage')
        .select(['id', 'patient_id'])
        .where('practice_id', '=', fresh.practiceId)
        .where('external_id', '=', 'C5')
        .executeTakeFirstOrThrow()
      const facts = JSON.stringify({ referral: { value: 'required', on: '2026-03-01', by: 'the plan' } })
      const row = { practice_id: fresh.practiceId, coverage_id: coverage.id, patient_id: coverage.patient_id, facts }
      await tx
        .insertInto('benefit_standing')
        .values(row)
        .onConflict((oc) => oc.columns(['practice_id', 'coverage_id']).doUpdateSet({ facts }))
        .execute()
    })
    expect(await said({ ...visit, date: '2026-03-05' })).toContain('S025')
    await card('R-77,2026-03-10,yes')
    expect(await said({ ...visit, date: '2026-03-10' })).not.toContain('S025')
    expect(await said({ ...visit, date: '2026-03-11' })).toContain('S025')
    // A file that says nothing of a referral leaves what is known of it.
    await card(',,yes')
    expect(await said({ ...visit, date: '2026-03-09' })).not.toContain('S025')
  })
})

describe('what the payer has of the clinician', () => {
  test('enrolled, and on the roster of the group only later', async () => {
    await changing(fresh.ground(), async (tx) => {
      const idOf = async (table: 'clinician' | 'payer', column: 'npi' | 'external_id', value: string) =>
        (
          await tx
            .selectFrom(table)
            .select('id')
            .where('practice_id', '=', fresh.practiceId)
            .where(column as never, '=', value as never)
            .executeTakeFirstOrThrow()
        ).id
      await tx
        .insertInto('enrollment')
        .values({
          practice_id: fresh.practiceId,
          clinician_id: await idOf('clinician', 'npi', therapist),
          payer_id: await idOf('payer', 'external_id', 'NWND1'),
          from_on: date('2026-01-01'),
          until_on: null,
          group_from: date('2026-03-20'),
        })
        .execute()
    })
    expect(await said({ patient_id: 'P4', date: '2026-03-19' })).toContain('S027')
    expect(await said({ patient_id: 'P4', date: '2026-03-23' })).not.toContain('S027')
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

describe('the clinician’s day', () => {
  const hours = (until: number, patients: readonly string[]) =>
    Array.from({ length: until - 7 }, (_, i) => {
      const hour = String(7 + i).padStart(2, '0')
      return {
        patient_id: patients[i % patients.length] ?? 'P1',
        date: '2026-03-26',
        start: `${hour}:00`,
        stop: `${hour}:59`,
        minutes: '45',
      }
    })

  test('of more than twelve timed hours is told, of twelve it is not; an hour shared by a group counts once', async () => {
    const group = { ...usual, service: 'group_therapy', group_size: '4', group_part: 'yes' }
    const day = hours(19, ['P1', 'P4', 'P5', 'P7'])
    const shared = { ...group, patient_id: 'P8', date: '2026-03-26', start: '07:00', stop: '07:59' }
    expect(await said(...day, shared)).not.toContain('S094')
    expect(await said({ patient_id: 'P8', date: '2026-03-26', start: '19:00', stop: '19:50' })).toContain('S094')
  })
})

describe('two disciplines on one day', () => {
  test('are told where a prescriber saw the patient too, and not where a second therapist did', async () => {
    const at = (start: string, stop: string) => ({ patient_id: 'P7', date: '2026-03-27', start, stop })
    await said({ ...at('09:00', '09:20'), ...medical })
    expect(await said(at('10:00', '10:45'))).toContain('S117')
    await said({ ...at('11:00', '11:45'), date: '2026-03-28', clinician_npi: associate })
    expect(await said({ ...at('12:00', '12:45'), date: '2026-03-28' })).not.toContain('S117')
  })
})

describe('the copay at the desk', () => {
  test('that was due and not taken is told; one that was paid, or that nobody knows of, is not', async () => {
    expect(await said({ patient_id: 'P8', date: '2026-03-16' })).not.toContain('S110')
    await ask(`UPDATE app.coverage SET copay_cents = 2500 WHERE practice_id = $1 AND external_id = 'C7'`)
    expect(await said({ patient_id: 'P8', date: '2026-03-17' })).toContain('S110')
    await bring('sessions', [
      Object.keys(usual).join(','),
      Object.values({ ...usual, session_id: 'PAID', patient_id: 'P8', date: '2026-03-18', signed_at: '' }).join(','),
    ])
    const [session] = await ask<{ id: string }>(
      `SELECT id FROM app.session WHERE practice_id = $1 AND external_id = 'PAID'`,
    )
    expect(
      await collectPayment(fresh.ground(), {
        sessionId: session?.id ?? '',
        amount: cents(2_500),
        method: 'cash',
      }),
    ).toMatchObject({ ok: true })
    await bring('sessions', [
      Object.keys(usual).join(','),
      Object.values({ ...usual, session_id: 'PAID', patient_id: 'P8', date: '2026-03-18' }).join(','),
    ])
    const [claim] = await ask<{ findings: { rule: string }[] }>(
      `SELECT c.findings FROM app.claim c WHERE c.practice_id = $1 AND c.session_id = '${session?.id}'`,
    )
    expect(claim?.findings.map(({ rule }) => rule)).not.toContain('S110')
  })
})

test('a qualified Medicare beneficiary who stands as owing holds the next claim', async () => {
  const facts = JSON.stringify({ insuranceType: { value: 'QM', on: '2026-03-01', from: 'payer' } })
  await ask(
    `INSERT INTO app.benefit_standing (practice_id, coverage_id, patient_id, checked_on, is_active, facts)
      SELECT practice_id, id, patient_id, '2026-03-29', true, '${facts}'::jsonb FROM app.coverage WHERE practice_id = $1 AND external_id = 'C4'
      ON CONFLICT (practice_id, coverage_id) DO UPDATE SET checked_on = excluded.checked_on, is_active = true, facts = excluded.facts`,
  )
  expect(await said({ patient_id: 'P5', date: '2026-03-19' })).not.toContain('S120')
  const [claim] = await ask<{ id: string }>(
    `SELECT c.id FROM app.claim c JOIN app.coverage v ON v.practice_id = c.practice_id AND v.id = c.coverage_id
      WHERE c.practice_id = $1 AND v.external_id = 'C4' AND c.service_on = '2026-03-19'`,
  )
  await changing(fresh.ground(), (tx) =>
    record(tx, fresh.ground(), [
      {
        effectiveOn: date('2026-03-20'),
        kind: 'remittance',
        why: 'Coinsurance',
        dimensions: { claimId: claim?.id ?? null },
        transfers: [{ from: 'payer', into: 'patient', amount: cents(2_000), why: 'PR-2' }],
      },
    ]),
  )
  expect(await said({ patient_id: 'P5', date: '2026-03-21' })).toContain('S120')
})
