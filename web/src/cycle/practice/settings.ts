/** The time zones of the states and territories. */
export const timeZones = [
  { value: 'America/New_York', label: 'Eastern' },
  { value: 'America/Chicago', label: 'Central' },
  { value: 'America/Denver', label: 'Mountain' },
  { value: 'America/Phoenix', label: 'Arizona' },
  { value: 'America/Los_Angeles', label: 'Pacific' },
  { value: 'America/Anchorage', label: 'Alaska' },
  { value: 'Pacific/Honolulu', label: 'Hawaii' },
  { value: 'America/Puerto_Rico', label: 'Puerto Rico and Virgin Islands' },
  { value: 'Pacific/Guam', label: 'Guam' },
]

/** Each role in an owner's words, in the order of who does what. */
export const roleWords = [
  { value: 'owner', label: 'Owner', about: 'Everything, and who may do what' },
  { value: 'manager', label: 'Practice manager', about: 'Everything, except who is an owner' },
  { value: 'biller', label: 'Biller', about: 'Claims, payments, denials, what is owed' },
  { value: 'senior_biller', label: 'Senior biller', about: 'Also releases held claims, writes off, reviews' },
  { value: 'front_desk', label: 'Front desk', about: 'The day, bookings, cards, money at the desk' },
  { value: 'clinician', label: 'Clinician', about: 'Their own day and notes' },
  { value: 'clinical_liaison', label: 'Clinical liaison', about: 'Authorizations and what payers ask clinicians' },
  { value: 'billing_company_admin', label: 'Billing company', about: 'Everything, except who works here' },
] as const

export const roleText = (roles: readonly string[]): string =>
  roles.map((role) => roleWords.find(({ value }) => value === role)?.label ?? role).join(', ')

/** A street, as every form asks for it. */
export const placeFields = [
  { at: 'address', label: 'Street', about: 'No post office box: payers return it', most: 55 },
  { at: 'city', label: 'City', about: 'As on your mail', most: 30 },
  { at: 'state', label: 'State', about: 'Two letters', most: 2 },
  { at: 'zip', label: 'ZIP', about: 'Nine digits', most: 10 },
] as const

/** The licences a claim can be coded for. */
const titles = [
  'MD', 'DO', 'NP', 'PA', 'CNS', 'PhD', 'PsyD', 'LCSW', 'LMFT', 'LPC', 'LMHC', 'associate',
] as const // biome-ignore format: one list

export const titleChoices = titles.map((value) => ({
  value,
  label: value === 'associate' ? 'Associate, under supervision' : value,
}))
