import { date, type PlainDate } from '@ballast/kernel'
import { setUpPractice } from '../src/cycle/practice/actions/setup.ts'
import { setToday } from '../src/ground/clock.ts'
import { changing } from '../src/ground/db.ts'
import type { Ground } from '../src/ground/ground.ts'
import { deterministicId } from '../src/ground/ledger.ts'
import { importCsv } from '../src/imports.ts'
import type { Fresh } from './harness.ts'

// A small practice for tests that need one, by the roads any practice takes; and, where a test needs thousands of claims,
// copies of its one claim that SQL makes in a second.

const place = { address: '12 Quay Street', city: 'Ellery Point', state: 'VA', zip: '239010012' }

export const tidewater = {
  practice: {
    name: 'Tidewater',
    npi: '1234567893',
    taxId: '990000017',
    taxonomy: '261QM0801X',
    timeZone: 'America/New_York',
    phone: '8045550100',
    submitterId: 'TIDEWATER01',
    ...place,
  },
  locations: [{ id: 'L1', name: 'Harbor office', placeOfService: '11', ...place }],
  programs: [{ id: 'OP', name: 'Outpatient' }],
  clinicians: [
    {
      npi: '1245319599',
      firstName: 'Ida',
      lastName: 'Hale',
      credential: 'LCSW',
      taxonomy: '1041C0700X',
      programId: 'OP',
      locationId: 'L1',
    },
  ],
  charges: [
    { code: '90834', charge: '150.00' },
    { code: '90837', charge: '180.00' },
  ],
  payers: [
    {
      id: 'NWND1',
      name: 'Northwind',
      kind: 'commercial',
      params: { av_modifier: '95', pos_home: '10' },
      fees: [{ code: '90834', credential: '*', allowed: '110.00' }],
    },
  ],
}

const headers = {
  patients: 'patient_id,first_name,last_name,birth_date,sex,address,city,state,zip',
  coverages: 'coverage_id,patient_id,payer_id,member_id,relationship,effective_from',
  sessions:
    'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at',
} as const

const rows = {
  patients: (i: number) => `P${i},Alma,Rowe${i},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
  coverages: (i: number) => `C${i},P${i},NWND1,W${100_000_000 + i},self,2026-01-01`,
  sessions: (i: number) =>
    `S${i},P${i},1245319599,L1,OP,2026-03-02,45,kept,individual_therapy,video,home,F41.1,STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH,2026-03-02`,
} as const

/** A CSV file of one kind for the patients numbered `from` to `until`. */
export const csvOf = (kind: keyof typeof rows, from: number, until: number): Uint8Array =>
  new TextEncoder().encode(
    [headers[kind], ...Array.from({ length: until - from + 1 }, (_, i) => rows[kind](from + i))].join('\n'),
  )

/** Sets the practice up with its first patients and, when asked, their sessions, which are then drafted claims. */
export async function plantPractice(
  fresh: Pick<Fresh, 'machine'>,
  ground: Ground,
  people: number,
  hasSessions = true,
): Promise<void> {
  const set = await setUpPractice(ground, tidewater, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await changing(ground, (tx) =>
    tx
      .insertInto('practice_list')
      .values({ practice_id: ground.practiceId, added_at: ground.now() })
      .onConflict((oc) => oc.doNothing())
      .execute(),
  )
  await setToday(ground, ground.today())
  const kinds = hasSessions ? (['patients', 'coverages', 'sessions'] as const) : (['patients', 'coverages'] as const)
  for (const kind of kinds) {
    const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: csvOf(kind, 1, people) })
    if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
  }
  if (hasSessions) await fresh.machine.jobs.drain()
}

/** What `plantClaims` names a claim: `B` and sixteen digits. */
export const numberOf = (i: number): string => `B${String(i).padStart(16, '0')}`

export type Planting = { readonly ownerPool: Fresh['ownerPool'] }

/** The id of a claim that `plantClaims` made. */
export const plantedId = (practiceId: string, i: number): string => deterministicId(practiceId, 'planted', String(i))

/**
 * Copies the practice's one claim until there are `count`, each with its own patient and session and charged in the ledger;
 * they are sent, unless told otherwise.
 */
export async function plantClaims(
  { ownerPool }: Planting,
  practiceId: string,
  count: number,
  status = 'sent',
): Promise<void> {
  const claims = Array.from({ length: count }, (_, i) => plantedId(practiceId, i + 1))
  const journals = claims.map((id) => deterministicId(practiceId, 'charge', id))
  const copy = async (table: string, overrides: string, which = 'LIMIT 1') => {
    await ownerPool.query(
      `INSERT INTO app.${table} SELECT r.* FROM (SELECT * FROM app.${table} WHERE practice_id = $1 ${which}) t,
        unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS planted (claim, journal, i),
        LATERAL jsonb_populate_record(t::app.${table}, jsonb_build_object(${overrides})) r`,
      [practiceId, claims, journals],
    )
  }
  const id = (kind: string) => `md5('${kind}' || $1::text || i)::uuid`
  await copy('patient', `'id', ${id('patient')}, 'external_id', 'X' || i`)
  await copy('coverage', `'id', ${id('coverage')}, 'external_id', 'X' || i, 'patient_id', ${id('patient')}`)
  await copy('session', `'id', ${id('session')}, 'external_id', 'X' || i, 'patient_id', ${id('patient')}`)
  await copy(
    'claim',
    `'id', claim, 'control_number', 'B' || lpad(i::text, 16, '0'), 'session_id', ${id('session')},
      'patient_id', ${id('patient')}, 'coverage_id', ${id('coverage')}, 'status', '${status}'`,
  )
  await copy('claim_line', `'claim_id', claim, 'reference', 'B' || lpad(i::text, 16, '0') || '01'`)
  await copy('journal', `'id', journal`)
  await copy(
    'posting',
    `'journal_id', journal, 'claim_id', claim, 'patient_id', ${id('patient')}`,
    'AND journal_id = (SELECT journal_id FROM app.posting WHERE practice_id = $1 LIMIT 1)',
  )
  await copy('open_item', `'claim_id', claim`)
  await ownerPool.query('ANALYZE')
}

export type EraClaim = {
  readonly number: string
  readonly status?: string
  readonly charge: number
  readonly paid: number
  /** What the payer takes off by contract, and what the patient owes; by default all that is not paid is contractual. */
  readonly patient?: number
  readonly payerNumber?: string
  /** Why the payer takes something off: contractual, unless another reason is given. */
  readonly reason?: string
  /** In which group: CO, unless another is given. */
  readonly group?: string
  /** What the payers before this one paid and took off (OA 23). */
  readonly before?: number
  /** Whose it is, by last name; ROWE unless named. */
  readonly lastName?: string
  /** The day of the visit; the planted visits' unless named. */
  readonly visitOn?: PlainDate
}

export type EraPayment = {
  readonly trace: string
  readonly on: PlainDate
  readonly claims: readonly EraClaim[]
  readonly method?: string
  readonly amount?: number
  /** Who pays, by EDI id; Northwind unless said. */
  readonly payer?: { readonly id: string; readonly name: string }
  /** What the payer took (or, below zero, gave) outside the claims. */
  readonly plb?: readonly { readonly reason: string; readonly reference?: string; readonly amount: number }[]
}

const money = (cents: number): string => String(cents / 100)
const plantedOn = date('2026-03-02')
const compactDay = (day: PlainDate): string => day.replaceAll('-', '')

/** An 835 as a payer would send it: one transaction a payment, one line a claim. */
export function eraFile(control: number, payments: readonly EraPayment[]): Uint8Array {
  const nine = String(control).padStart(9, '0')
  const out = [
    `ISA*00*          *00*          *ZZ*CLRHOUSE01     *ZZ*TIDEWATER01    *260302*1200*^*00501*${nine}*0*T*:`,
    `GS*HP*CLRHOUSE01*TIDEWATER01*20260302*1200*${control}*X*005010X221A1`,
  ]
  payments.forEach((payment, at) => {
    const set = String(at + 1).padStart(4, '0')
    const taken = (payment.plb ?? []).reduce((sum, one) => sum + one.amount, 0)
    const total = payment.amount ?? payment.claims.reduce((sum, claim) => sum + claim.paid, 0) - taken
    const day = compactDay(payment.on)
    const from = out.length
    const handling = total > 0 ? 'I' : 'H'
    out.push(
      `ST*835*${set}`,
      `BPR*${handling}*${money(total)}*C*${payment.method ?? (total > 0 ? 'ACH' : 'NON')}************${day}`,
      `TRN*1*${payment.trace}*${payment.payer ? '1888888888' : '1999999999'}`,
      `DTM*405*${day}`,
      `N1*PR*${payment.payer?.name ?? 'NORTHWIND'}`,
      'N3*1 PAYER PLAZA',
      'N4*RICHMOND*VA*23219',
      `REF*2U*${payment.payer?.id ?? 'NWND1'}`,
      'PER*BL*EDI*TE*8005550100',
      'N1*PE*TIDEWATER*XX*1234567893',
      'LX*1',
    )
    for (const claim of payment.claims) {
      const patient = claim.patient ?? 0
      const visit = compactDay(claim.visitOn ?? plantedOn)
      const before = claim.before ?? 0
      const contractual = claim.charge - claim.paid - patient - before
      out.push(
        `CLP*${claim.number}*${claim.status ?? '1'}*${money(claim.charge)}*${money(claim.paid)}*${money(patient)}*12*${claim.payerNumber ?? `N${claim.number}`}*11*1`,
        `NM1*QC*1*${claim.lastName ?? 'ROWE'}*ALMA****MI*W100000001`,
        `DTM*232*${visit}`,
        `SVC*HC:90834:95*${money(claim.charge)}*${money(claim.paid)}**1`,
        `DTM*472*${visit}`,
      )
      if (contractual !== 0) out.push(`CAS*${claim.group ?? 'CO'}*${claim.reason ?? '45'}*${money(contractual)}`)
      if (before !== 0) out.push(`CAS*OA*23*${money(before)}`)
      if (patient !== 0) out.push(`CAS*PR*3*${money(patient)}`)
      out.push(`REF*6R*${claim.number}01`)
    }
    for (const { reason, reference, amount } of payment.plb ?? [])
      out.push(`PLB*1234567893*20261231*${reason}${reference ? `:${reference}` : ''}*${money(amount)}`)
    out.push(`SE*${out.length - from + 1}*${set}`)
  })
  out.push(`GE*${payments.length}*${control}`, `IEA*1*${nine}`)
  return new TextEncoder().encode(`${out.join('~\n')}~\n`)
}
