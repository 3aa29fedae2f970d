import { lookup } from '@ballast/kernel'
import { RowReader } from '../../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../../practice/types.ts'
import {
  type CoverageRecord,
  type CoverageTerm,
  type GuarantorRecord,
  guarantorRelations,
  type PatientRecord,
  type Sex,
  termKinds,
} from '../types.ts'

// biome-ignore format: one row per line
export const patientFields: readonly ImportField[] = [
  { name: 'patient_id',  aliases: ['id', 'client id', 'mrn', 'external id', 'patient'], required: true },
  { name: 'first_name',  aliases: ['first', 'client first name'],                  required: true },
  { name: 'last_name',   aliases: ['last', 'client last name'],                    required: true },
  { name: 'name_used',   aliases: ['preferred name', 'nickname'],                  required: false },
  { name: 'pronouns',    aliases: [],                                              required: false },
  { name: 'birth_date',  aliases: ['dob', 'date of birth', 'birth on', 'birthdate'], required: true },
  { name: 'sex',         aliases: ['gender', 'legal sex'],                         required: false },
  { name: 'address',     aliases: ['street', 'address line', 'address1', 'address line 1'], required: false },
  { name: 'city',        aliases: [],                                              required: false },
  { name: 'state',       aliases: [],                                              required: false },
  { name: 'zip',         aliases: ['zip code', 'postal code'],                     required: false },
  { name: 'phone',       aliases: ['mobile', 'mobile phone'],                      required: false },
  { name: 'email',       aliases: ['email address'],                               required: false },
  { name: 'consents_alone_on', aliases: ['minor consent', 'minor consent date'],   required: false },
  { name: 'partner_name', aliases: ['partner'],                                    required: false },
]

// biome-ignore format: one row per line
export const guarantorFields: readonly ImportField[] = [
  { name: 'guarantor_id', aliases: ['id', 'external id', 'responsible party id'],        required: true },
  { name: 'patient_id',   aliases: ['client id', 'mrn', 'patient'],                      required: true },
  { name: 'first_name',   aliases: ['first', 'responsible party first name'],            required: true },
  { name: 'last_name',    aliases: ['last', 'responsible party last name'],              required: true },
  { name: 'relation',     aliases: ['relationship', 'relationship to patient'],          required: false },
  { name: 'address',      aliases: ['street', 'address line', 'address1'],               required: false },
  { name: 'city',         aliases: [],                                                   required: false },
  { name: 'state',        aliases: [],                                                   required: false },
  { name: 'zip',          aliases: ['zip code', 'postal code'],                          required: false },
  { name: 'phone',        aliases: ['mobile', 'mobile phone'],                           required: false },
  { name: 'email',        aliases: ['email address'],                                    required: false },
  { name: 'percent',      aliases: ['share', 'share percent', 'responsibility percent'], required: false },
  { name: 'services',     aliases: ['service'],                                          required: false },
  { name: 'reference',    aliases: ['court order', 'agreement'],                         required: false },
  { name: 'from',         aliases: ['effective', 'effective from', 'start date'],        required: true },
  { name: 'until',        aliases: ['effective until', 'end date', 'to'],                required: false },
]

// biome-ignore format: one row per line
export const coverageFields: readonly ImportField[] = [
  { name: 'coverage_id',            aliases: ['id', 'insurance id', 'external id'],          required: true },
  { name: 'patient_id',             aliases: ['client id', 'mrn', 'patient'],                required: true },
  { name: 'payer_id',               aliases: ['payer', 'insurance', 'insurance payer'],      required: true },
  { name: 'rank',                   aliases: ['priority', 'order'],                         required: false },
  { name: 'member_id',              aliases: ['member number', 'policy number', 'subscriber id'], required: true },
  { name: 'group_number',           aliases: ['group', 'group id'],                          required: false },
  { name: 'relationship',           aliases: ['relationship to subscriber', 'relation'],     required: false },
  { name: 'subscriber_first_name',  aliases: ['subscriber first', 'insured first name'],     required: false },
  { name: 'subscriber_last_name',   aliases: ['subscriber last', 'insured last name'],       required: false },
  { name: 'subscriber_birth_date',  aliases: ['subscriber dob', 'insured dob', 'subscriber birth on'], required: false },
  { name: 'subscriber_sex',         aliases: ['insured sex'],                                required: false },
  { name: 'subscriber_address',     aliases: ['subscriber street'],                          required: false },
  { name: 'subscriber_city',        aliases: [],                                             required: false },
  { name: 'subscriber_state',       aliases: [],                                             required: false },
  { name: 'subscriber_zip',         aliases: [],                                             required: false },
  { name: 'copay',                  aliases: ['copay amount'],                               required: false },
  { name: 'from',                   aliases: ['effective', 'effective date', 'effective from', 'start date', 'from on'], required: true },
  { name: 'until',                  aliases: ['termination', 'term date', 'effective until', 'end date', 'until on', 'to'], required: false },
  { name: 'referral_number',        aliases: ['referral', 'referral id'],                    required: false },
  { name: 'referral_until',         aliases: ['referral ends', 'referral expires'],          required: false },
  { name: 'benefits_assigned',      aliases: ['assignment of benefits', 'benefits assignment'], required: false },
  { name: 'term',                   aliases: ['agreement kind', 'network status'],           required: false },
  { name: 'term_reference',         aliases: ['agreement number', 'eap authorization', 'eap authorization number'], required: false },
  { name: 'term_visits',            aliases: ['agreed sessions', 'eap sessions', 'eap visits'], required: false },
  { name: 'term_codes',             aliases: ['agreed codes'],                               required: false },
  { name: 'term_rate',              aliases: ['agreed rate'],                                required: false },
  { name: 'term_from',              aliases: ['agreement start'],                            required: false },
  { name: 'term_until',             aliases: ['agreement end'],                              required: false },
  { name: 'pays_patient',           aliases: ['payer pays patient'],                         required: false },
  { name: 'courtesy_claim',         aliases: ['claim filed as a courtesy'],                  required: false },
]

const ranks = { primary: 1, secondary: 2, tertiary: 3, '1': 1, '2': 2, '3': 3 } as const
const sexes = lookup<Sex>({ f: 'F', female: 'F', m: 'M', male: 'M', u: 'U', unknown: 'U', x: 'U' })

function readSex(reader: RowReader, field: string): Sex {
  const text = reader.optional(field)
  const sex = text === null ? 'U' : sexes[text.toLowerCase()]
  if (sex === undefined)
    reader.refuse(field, `${field} is "${text}"; expected F, M or U (the sex the payer has on file).`)
  return sex ?? 'U'
}

export function readPatient(row: ImportRow): PatientRecord | RowRefusal {
  const reader = new RowReader(row)
  const record: PatientRecord = {
    externalId: reader.text('patient_id'),
    firstName: reader.text('first_name'),
    lastName: reader.text('last_name'),
    nameUsed: reader.optional('name_used'),
    pronouns: reader.optional('pronouns'),
    birthOn: reader.day('birth_date'),
    sex: readSex(reader, 'sex'),
    addressLine: reader.optional('address') ?? '',
    city: reader.optional('city') ?? '',
    state: reader.optional('state') ?? '',
    zip: reader.optional('zip') ?? '',
    phone: reader.optional('phone'),
    email: reader.optional('email'),
  }
  const consentsAloneOn = reader.optionalDay('consents_alone_on')
  const partnerName = reader.optional('partner_name')
  return (
    reader.wrong ?? {
      ...record,
      ...(consentsAloneOn === null ? {} : { consentsAloneOn }),
      ...(partnerName === null ? {} : { partnerName }),
    }
  )
}

const list = (text: string | null): string[] =>
  (text ?? '')
    .split(/[;,|]/)
    .map((word) => word.trim())
    .filter(Boolean)

export function readGuarantor(row: ImportRow): GuarantorRecord | RowRefusal {
  const reader = new RowReader(row)
  const percent = reader.optionalAmount('percent')
  // A percentage with two places, 33.33, reads as an amount does: in hundredths, which basis points are.
  const shareBasisPoints: number = percent ?? 10_000
  if (shareBasisPoints < 1 || shareBasisPoints > 10_000)
    reader.refuse(
      'percent',
      `percent is "${row.cells.percent ?? ''}"; expected more than 0 and at most 100, such as 50.`,
    )
  const record: GuarantorRecord = {
    externalId: reader.text('guarantor_id'),
    patient: reader.text('patient_id'),
    firstName: reader.text('first_name'),
    lastName: reader.text('last_name'),
    relation: reader.oneOf('relation', guarantorRelations, 'parent', {
      mother: 'parent', father: 'parent', legal_guardian: 'guardian', partner: 'spouse', wife: 'spouse', husband: 'spouse',
    }), // biome-ignore format: one list
    addressLine: reader.optional('address') ?? '',
    city: reader.optional('city') ?? '',
    state: reader.optional('state') ?? '',
    zip: reader.optional('zip') ?? '',
    phone: reader.optional('phone'),
    email: reader.optional('email'),
    shareBasisPoints,
    services: list(reader.optional('services')).map((word) => word.toLowerCase().replace(/[ -]+/g, '_')),
    reference: reader.optional('reference'),
    from: reader.day('from'),
    until: reader.optionalDay('until'),
  }
  if (record.until !== null && record.until < record.from)
    reader.refuse('until', `until (${record.until}) is before from (${record.from}).`)
  return reader.wrong ?? record
}

/** What a coverage row says of an agreement; null when it names none. */
function readTerm(reader: RowReader, coverage: CoverageRecord): CoverageTerm | null {
  if (reader.optional('term') === null) return null
  const kind = reader.oneOf('term', termKinds, undefined, {
    oon: 'out_of_network', sca: 'single_case', single_case_agreement: 'single_case', employee_assistance: 'eap',
  }) // biome-ignore format: one list
  const visits = reader.optionalCount('term_visits', 999)
  const term: CoverageTerm = {
    kind,
    reference: reader.optional('term_reference'),
    from: reader.optionalDay('term_from') ?? coverage.from,
    until: reader.optionalDay('term_until') ?? coverage.until,
    visits: visits === 0 ? null : visits,
    codes: list(reader.optional('term_codes')),
    rate: reader.optionalAmount('term_rate'),
    paysPatient:
      reader.oneOf('pays_patient', ['yes', 'no'], 'no', { true: 'yes', false: 'no', y: 'yes', n: 'no' }) === 'yes',
    courtesyClaim:
      reader.oneOf('courtesy_claim', ['yes', 'no'], 'no', { true: 'yes', false: 'no', y: 'yes', n: 'no' }) === 'yes',
  }
  if (term.paysPatient && kind !== 'out_of_network')
    reader.refuse('pays_patient', 'A payer sends its money to the patient only out of network.')
  if (term.courtesyClaim && !term.paysPatient)
    reader.refuse('courtesy_claim', 'A claim is filed as a courtesy only where pays_patient is yes.')
  if (kind === 'eap' && visits === null)
    reader.refuse('term_visits', 'An assistance program needs its number of visits.')
  if (kind === 'single_case' && term.rate === null)
    reader.refuse('term_rate', 'A single case agreement needs the rate of a session, such as 140.00.')
  if (term.until !== null && term.until < term.from)
    reader.refuse('term_until', `term_until (${term.until}) is before term_from (${term.from}).`)
  return term
}

/** What a row says beside the card; undefined where it says nothing of it. */
function readPapers(reader: RowReader): CoverageRecord['papers'] {
  const referral = reader.optional('referral_number')
  const isAssigned = reader.optional('benefits_assigned') === null ? null : reader.flag('benefits_assigned')
  if (referral === null && isAssigned === null) return undefined
  return {
    ...(referral === null ? {} : { referral, referralUntil: reader.optionalDay('referral_until') }),
    ...(isAssigned === null ? {} : { isAssigned }),
  }
}

export function readCoverage(row: ImportRow): CoverageRecord | RowRefusal {
  const reader = new RowReader(row)
  const record: CoverageRecord = {
    externalId: reader.text('coverage_id'),
    patient: reader.text('patient_id'),
    payer: reader.text('payer_id'),
    rank: ranks[reader.oneOf('rank', ['primary', 'secondary', 'tertiary', '1', '2', '3'], 'primary')],
    memberId: reader.text('member_id'),
    groupNumber: reader.optional('group_number'),
    relationship: reader.oneOf('relationship', ['self', 'spouse', 'child', 'other'], 'self'),
    subscriberFirstName: reader.optional('subscriber_first_name'),
    subscriberLastName: reader.optional('subscriber_last_name'),
    subscriberBirthOn: reader.optionalDay('subscriber_birth_date'),
    subscriberSex: reader.optional('subscriber_sex') === null ? null : readSex(reader, 'subscriber_sex'),
    subscriberAddressLine: reader.optional('subscriber_address'),
    subscriberCity: reader.optional('subscriber_city'),
    subscriberState: reader.optional('subscriber_state'),
    subscriberZip: reader.optional('subscriber_zip'),
    copay: reader.optionalAmount('copay'),
    from: reader.day('from'),
    until: reader.optionalDay('until'),
  }
  if (record.relationship !== 'self' && record.subscriberLastName === null)
    reader.refuse('subscriber_last_name', 'The patient is not the subscriber, so the subscriber needs a name.')
  if (record.until !== null && record.until < record.from)
    reader.refuse('until', `until (${record.until}) is before from (${record.from}).`)
  const term = readTerm(reader, record)
  const papers = readPapers(reader)
  return reader.wrong ?? { ...record, ...(term ? { term } : {}), ...(papers ? { papers } : {}) }
}

/** What a person types to find a patient: last name, then first, in plain lower case. */
export const searchName = (lastName: string, firstName: string): string =>
  `${lastName} ${firstName}`
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
