import { isNpi } from '@ballast/x12'
import { states } from '../tables/states.ts'
import {
  type Change,
  type ClinicianEntry,
  credentials,
  type Flaw,
  type PartnerEntry,
  type PayerEntry,
  type PlaceEntry,
  type PracticeEntry,
} from '../types.ts'

// What a claim would come back for is said where it is typed: a wrong digit in the practice's own number returns every claim.

const digits = (text: string): string => text.replaceAll(/\D/g, '')

/** Written with letters that an electronic claim can carry. */
const carries = (text: string): boolean => /^[ -~]*$/.test(text) && !/[*~:^|]/.test(text)

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.includes('/')
  } catch {
    return false
  }
}

const npiFlaw = (npi: string): string | null => {
  if (!/^\d{10}$/.test(npi)) return 'An NPI has ten digits.'
  return isNpi(npi) ? null : 'The last digit of an NPI checks the others, and this one does not fit. Look for a slip.'
}

const taxonomyFlaw = (code: string): string | null =>
  /^[0-9A-Z]{9}X$/.test(code) ? null : 'A taxonomy code has ten letters and digits and ends in X, such as 261QM0801X.'

/** What cannot be right in a street, as a claim has to carry it. */
export function placeFlaws({ address, city, state, zip }: PlaceEntry): Flaw[] {
  const flaws: Flaw[] = []
  if (/\bp\.?\s*o\.?\s*box\b/i.test(address))
    flaws.push({ at: 'address', message: 'Claims need a street here; payers return a post office box.' })
  if (!carries(address)) flaws.push({ at: 'address', message: 'A claim cannot carry one of these letters.' })
  if (!carries(city)) flaws.push({ at: 'city', message: 'A claim cannot carry one of these letters.' })
  if (!states.has(state)) flaws.push({ at: 'state', message: 'Two letters of a state, such as VA.' })
  if (digits(zip).length !== 9) flaws.push({ at: 'zip', message: 'Claims need all nine digits, such as 23901-0012.' })
  return flaws
}

/** What cannot be right in what is said of a practice, each with its place. */
export function practiceFlaws(practice: PracticeEntry): Flaw[] {
  const flaws: Flaw[] = []
  const npi = npiFlaw(practice.npi)
  const taxonomy = taxonomyFlaw(practice.taxonomy)
  if (!carries(practice.name)) flaws.push({ at: 'name', message: 'A claim cannot carry one of these letters.' })
  if (npi) flaws.push({ at: 'npi', message: npi })
  if (!/^\d{9}$/.test(practice.taxId.replaceAll('-', '')))
    flaws.push({ at: 'taxId', message: 'A tax id has nine digits, such as 99-0000017.' })
  if (taxonomy) flaws.push({ at: 'taxonomy', message: taxonomy })
  if (digits(practice.phone).length !== 10) flaws.push({ at: 'phone', message: 'A phone number has ten digits.' })
  if (!isTimeZone(practice.timeZone))
    flaws.push({ at: 'timeZone', message: 'Choose a time zone, such as America/New_York.' })
  return [...flaws, ...placeFlaws(practice)]
}

/** What was said of a practice, as it is kept: numbers as digits alone. */
export const keptPractice = (practice: PracticeEntry): PracticeEntry => ({
  ...practice,
  taxId: digits(practice.taxId),
  phone: digits(practice.phone),
  zip: digits(practice.zip),
})

/** What cannot be right in whom the practice's files go to. */
export function partnerFlaws({ id, name, qualifier }: PartnerEntry): Flaw[] {
  const flaws: Flaw[] = []
  if (id.length > 15 || !carries(id)) flaws.push({ at: 'partner.id', message: 'At most fifteen letters and digits.' })
  if (!carries(name)) flaws.push({ at: 'partner.name', message: 'A claim cannot carry one of these letters.' })
  if (!/^[0-9A-Z]{2}$/.test(qualifier))
    flaws.push({ at: 'partner.qualifier', message: 'Two letters or digits, ZZ unless your clearinghouse says else.' })
  return flaws
}

/** What cannot be right in what is said of a clinician. */
export function clinicianFlaws(clinician: ClinicianEntry): Flaw[] {
  const flaws: Flaw[] = []
  const npi = npiFlaw(clinician.npi)
  const taxonomy = taxonomyFlaw(clinician.taxonomy)
  if (npi) flaws.push({ at: 'npi', message: npi })
  if (taxonomy) flaws.push({ at: 'taxonomy', message: taxonomy.replace('261QM0801X', '1041C0700X') })
  if (!carries(clinician.firstName))
    flaws.push({ at: 'firstName', message: 'A claim cannot carry one of these letters.' })
  if (!carries(clinician.lastName))
    flaws.push({ at: 'lastName', message: 'A claim cannot carry one of these letters.' })
  if (!credentials.includes(clinician.credential))
    flaws.push({ at: 'credential', message: `One of ${credentials.join(', ')}.` })
  if (clinician.licenceState !== null && !states.has(clinician.licenceState))
    flaws.push({ at: 'licenceState', message: 'Two letters of a state, such as VA.' })
  return flaws
}

/** What cannot be right in what is said of a payer. */
export function payerFlaws(payer: PayerEntry): Flaw[] {
  const flaws: Flaw[] = []
  if (!carries(payer.name)) flaws.push({ at: 'name', message: 'A claim cannot carry one of these letters.' })
  if (!/^[0-9A-Za-z-]{1,80}$/.test(payer.ediId))
    flaws.push({ at: 'ediId', message: 'Letters, digits and dashes, as your clearinghouse lists this payer.' })
  if (!/^[0-9A-Z]{2}$/.test(payer.filingIndicator))
    flaws.push({ at: 'filingIndicator', message: 'Two letters or digits, such as CI, MB, MC.' })
  if (payer.phone !== null && digits(payer.phone).length !== 10)
    flaws.push({ at: 'phone', message: 'A phone number has ten digits.' })
  return flaws
}

/** What changed between two states of one thing, by name. */
export function changesBetween(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): Change[] {
  return Object.entries(is)
    .filter(([name, value]) => (was[name] ?? null) !== (value ?? null))
    .map(([name, value]) => ({ name, was: was[name] ?? null, is: value ?? null }))
}
