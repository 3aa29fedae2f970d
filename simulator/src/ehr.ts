import { ageOn, type Cents, formatDecimal, type PlainDate } from '@ballast/kernel'
import { stringify } from 'csv-stringify/sync'
import { feeFor } from './payer/decide.ts'
import { random } from './random.ts'
import { baseFees } from './world/base-fees.ts'
import { billing, locations, programs } from './year/clinicians.ts'
import { adult } from './year/names.ts'
import type { Authorization, CoverageEntry, Patient, PracticeYear, Session, WorldConfig } from './year/types.ts'

// What a practice's EHR hands over, in the columns of this folder's README. A row is an upsert by its first column.

export const columns = {
  patients: [
    'patient_id', 'first_name', 'last_name', 'name_used', 'pronouns', 'birth_date', 'sex', 'address', 'city', 'state', 'zip',
    'phone', 'email', 'program_id', 'clinician_npi', 'started_on', 'discharged_on',
  ],
  guarantors: [
    'guarantor_id', 'patient_id', 'first_name', 'last_name', 'relation', 'percent', 'reference', 'address', 'city', 'state',
    'zip', 'phone', 'effective_from',
  ],
  coverages: [
    'coverage_id', 'patient_id', 'order', 'payer_id', 'plan_name', 'member_id', 'group_number', 'relationship',
    'subscriber_first_name', 'subscriber_last_name', 'subscriber_birth_date', 'subscriber_sex', 'subscriber_address',
    'subscriber_city', 'subscriber_state', 'subscriber_zip', 'effective_from', 'effective_until', 'copay',
    'coinsurance_percent', 'deductible', 'entered_on', 'referral_number', 'benefits_assigned',
  ],
  authorizations: [
    'authorization_id', 'patient_id', 'payer_id', 'number', 'codes', 'effective_from', 'effective_until', 'units',
    'obtained_on', 'clinician_npi', 'diagnosis',
  ],
  appointments: [
    'session_id', 'patient_id', 'clinician_npi', 'location_id', 'program_id', 'date', 'start', 'scheduled_minutes', 'service',
    'modality',
  ],
  sessions: [
    'session_id', 'patient_id', 'clinician_npi', 'supervisor_npi', 'location_id', 'program_id', 'date', 'start', 'stop',
    'scheduled_minutes', 'minutes', 'status', 'service', 'em_code', 'interactive_complexity', 'medical_services', 'modality', 'patient_at',
    'codes_picked', 'modifiers_picked', 'place_of_service_picked', 'diagnoses', 'note_elements', 'signed_at',
    'em_basis', 'group_size', 'group_part', 'plan_date', 'cosigned', 'authorization_number',
  ],
  payments: ['payment_id', 'patient_id', 'session_id', 'received_on', 'amount', 'method', 'kind'],
} as const // biome-ignore format: lists of columns
export type ExportKind = keyof typeof columns
export const exportKinds = Object.keys(columns) as ExportKind[]

export type Row<K extends ExportKind> = Readonly<Record<(typeof columns)[K][number], string>>

export type Payment = {
  readonly id: string
  readonly patientId: string
  readonly sessionId: string
  readonly on: PlainDate
  readonly amount: Cents
  readonly method: 'card' | 'cash' | 'check'
  readonly kind: 'copay' | 'balance'
}

/** One day's file of one kind, header and rows. */
export const csvOf = <K extends ExportKind>(kind: K, rows: readonly Row<K>[]): Uint8Array =>
  new TextEncoder().encode(
    stringify(rows as readonly Row<ExportKind>[] as Row<ExportKind>[], {
      header: true,
      columns: [...columns[kind]],
      record_delimiter: '\r\n',
    }),
  )

const list = (texts: readonly string[]) => texts.join(';')
const yesNo = (said: boolean | null): string => (said === null ? '' : said ? 'yes' : 'no')

/** A patient as the front desk entered them. */
export const patientRow = (
  patient: Patient,
  { birth, isWithoutZip }: Pick<CoverageEntry, 'birth' | 'isWithoutZip'>,
  startedOn: PlainDate,
): Row<'patients'> => ({
  patient_id: patient.id,
  first_name: patient.firstName,
  last_name: patient.lastName,
  // Some go by another name than the payer's; the claim says the payer's.
  name_used: patient.pronouns === 'they/them' ? adult(random(0, 'name used', patient.id)).firstName : '',
  pronouns: patient.pronouns,
  birth_date: birth,
  sex: patient.sex,
  address: patient.address.street,
  city: patient.address.city,
  state: patient.address.state,
  zip: isWithoutZip ? '' : patient.address.zip,
  phone: patient.phone,
  email: `${patient.id.toLowerCase()}@example.invalid`,
  program_id: patient.clinician.programId,
  clinician_npi: patient.clinician.npi,
  started_on: startedOn,
  discharged_on: '',
})

/** Who answers for a child: a parent, or two by a court's parts; now and then nobody has been asked. */
export function guarantorRows(seed: number, patient: Patient, on: PlainDate): Row<'guarantors'>[] {
  if (ageOn(patient.birth, on) >= 18) return []
  const own = random(seed, 'guarantor', patient.id)
  if (own.chance(0.1)) return []
  const isShared = own.chance(0.25)
  const parts = isShared
    ? own.pick([
        ['50', '50'],
        ['60', '40'],
        ['66.67', '33.33'],
      ] as const)
    : (['100'] as const)
  const reference = isShared ? `Order ${own.between(10, 26)}-${own.between(100, 999)}` : ''
  return parts.map((percent, i) => {
    const parent = adult(own)
    return {
      guarantor_id: `G${patient.id.slice(1)}-${i + 1}`,
      patient_id: patient.id,
      first_name: parent.firstName,
      last_name: i === 0 ? patient.lastName : parent.lastName,
      relation: 'parent',
      percent,
      reference,
      address: i === 0 ? patient.address.street : `${own.between(2, 98)} Larch Avenue`,
      city: patient.address.city,
      state: patient.address.state,
      zip: patient.address.zip,
      phone: patient.phone,
      effective_from: patient.startedOn,
    }
  })
}

export function coverageRow(entry: CoverageEntry, patient: Patient, on: PlainDate): Row<'coverages'> {
  const { coverage } = entry
  const { relationship, subscriber } = entry.as ?? coverage
  return {
    coverage_id: coverage.id,
    patient_id: patient.id,
    order: entry.isSecond ? 'secondary' : 'primary',
    payer_id: entry.payerId,
    plan_name: coverage.planName,
    member_id: entry.memberId,
    group_number: coverage.groupNumber,
    relationship,
    subscriber_first_name: subscriber.firstName,
    subscriber_last_name: subscriber.lastName,
    subscriber_birth_date: relationship === 'self' && !entry.as ? entry.birth : subscriber.birth,
    subscriber_sex: subscriber.sex,
    subscriber_address: patient.address.street,
    subscriber_city: patient.address.city,
    subscriber_state: patient.address.state,
    subscriber_zip: patient.address.zip,
    effective_from: coverage.from,
    effective_until: entry.until ?? '',
    copay: formatDecimal(coverage.copay),
    coinsurance_percent: String(coverage.coinsurancePercent),
    deductible: formatDecimal(coverage.deductible),
    entered_on: on,
    referral_number: entry.isWithoutReferral ? '' : (coverage.referral ?? ''),
    benefits_assigned: entry.isUnassigned ? 'no' : 'yes',
  }
}

export const authorizationRow = (one: Authorization): Row<'authorizations'> => ({
  authorization_id: one.id,
  patient_id: one.patientId,
  payer_id: one.payerId,
  number: one.number,
  codes: list(one.codes),
  effective_from: one.from,
  effective_until: one.until,
  units: String(one.units),
  obtained_on: one.obtainedOn,
  clinician_npi: one.clinicianNpi ?? '',
  diagnosis: one.diagnosis ?? '',
})

export const appointmentRow = (session: Session): Row<'appointments'> => ({
  session_id: session.id,
  patient_id: session.patientId,
  clinician_npi: session.clinician.npi,
  location_id: session.clinician.locationId,
  program_id: session.clinician.programId,
  date: session.on,
  start: session.start,
  scheduled_minutes: String(session.scheduledMinutes),
  service: session.service,
  modality: session.modality,
})

export function sessionRow(session: Session, on: PlainDate): Row<'sessions'> {
  const { clinician, status } = session
  const isKept = status === 'kept'
  const isSigned = session.signedOn !== null && session.signedOn <= on
  return {
    session_id: session.id,
    patient_id: session.patientId,
    clinician_npi: clinician.npi,
    supervisor_npi: clinician.supervisorNpi ?? '',
    location_id: clinician.locationId,
    program_id: clinician.programId,
    date: session.on,
    start: session.start,
    stop: session.stop,
    scheduled_minutes: String(session.scheduledMinutes),
    minutes: isKept ? String(session.minutes) : '',
    status,
    service: session.service,
    em_code: isKept ? (session.emCode ?? '') : '',
    interactive_complexity: 'no',
    medical_services: session.rightCodes.includes('90792') ? 'yes' : 'no',
    modality: session.modality,
    patient_at: session.patientAt,
    codes_picked: list(session.codesPicked),
    modifiers_picked: list(session.modifiersPicked),
    place_of_service_picked: session.placePicked,
    diagnoses: list(session.diagnoses),
    note_elements: list(session.noteElements),
    signed_at: isSigned ? `${session.signedOn}T18:30` : '',
    em_basis: session.emBasis ?? '',
    group_size: session.groupSize === null ? '' : String(session.groupSize),
    group_part: yesNo(session.hasGroupPart),
    plan_date: session.planOn ?? '',
    cosigned: isSigned ? yesNo(session.isCosigned) : '',
    authorization_number: session.authorizationNumber ?? '',
  }
}

export const paymentRow = (payment: Payment): Row<'payments'> => ({
  payment_id: payment.id,
  patient_id: payment.patientId,
  session_id: payment.sessionId,
  received_on: payment.on,
  amount: formatDecimal(payment.amount),
  method: payment.method,
  kind: payment.kind,
})

/** The practice's settings as it would enter them: what payers publish, and nothing of what they hide. */
export function practiceSettings(
  config: WorldConfig,
  year: PracticeYear,
  changes: ReadonlyMap<string, readonly { readonly from: PlainDate; readonly params: object }[]> = new Map(),
) {
  const home = locations[0]
  const used = [...new Set(year.clinicians.map(({ credential }) => credential))]
  return {
    practice: {
      name: config.practice.name,
      npi: billing.npi,
      taxId: billing.taxId,
      taxonomy: billing.taxonomy,
      timeZone: 'America/New_York',
      phone: billing.phone,
      address: home?.address ?? '',
      city: home?.city ?? '',
      state: home?.state ?? '',
      zip: home?.zip ?? '',
      submitterId: billing.submitterId,
    },
    locations,
    programs,
    clinicians: year.clinicians.map((clinician) => ({
      npi: clinician.npi,
      firstName: clinician.firstName,
      lastName: clinician.lastName,
      credential: clinician.credential,
      licenceState: 'VA',
      taxonomy: clinician.taxonomy,
      programId: clinician.programId,
      locationId: clinician.locationId,
      supervisorNpi: clinician.supervisorNpi,
      startsOn: clinician.startsOn,
      enrollments: clinician.enrollments,
    })),
    charges: baseFees.map(({ code, charge }) => ({ code, charge: formatDecimal(charge) })),
    payers: config.payers.map((payer) => ({
      id: payer.id,
      name: payer.published.name,
      kind: payer.published.kind,
      filingIndicator: payer.published.filingIndicator,
      carvesOutTo: payer.published.carvesOutTo,
      params: payer.published.params,
      changes: changes.get(payer.id) ?? [],
      authorization: payer.published.authorization && {
        codes: payer.published.authorization.codes,
        units: payer.published.authorization.units,
        days: payer.published.authorization.days,
        turnaroundDays: payer.published.authorization.turnaroundDays,
        retroDays: payer.published.authorization.retroDays,
        numberOnClaim: true,
      },
      sessionLimit: payer.published.sessionLimit,
      memberIdShape: payer.published.memberIdShape,
      fees: baseFees.flatMap(({ code }) =>
        used.flatMap((credential) => {
          const allowed = feeFor(payer, code, credential)
          return allowed === null ? [] : [{ code, credential, allowed: formatDecimal(allowed) }]
        }),
      ),
    })),
  }
}
