import { RowReader } from '../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../practice/types.ts'
import type { CoverageRecord, PatientRecord, Sex } from './types.ts'

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
]

const ranks = { primary: 1, secondary: 2, tertiary: 3, '1': 1, '2': 2, '3': 3 } as const
const sexes: Readonly<Record<string, Sex>> = { f: 'F', female: 'F', m: 'M', male: 'M', u: 'U', unknown: 'U', x: 'U' }

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
  return reader.wrong ?? record
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
  return reader.wrong ?? record
}

/** What a person types to find a patient: last name, then first, in plain lower case. */
export const searchName = (lastName: string, firstName: string): string =>
  `${lastName} ${firstName}`
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
