import { isNpi } from '@ballast/x12'
import { states } from '../tables/states.ts'
import type { Flaw, PlaceEntry, PracticeEntry } from '../types.ts'

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

export const npiFlaw = (npi: string): string | null => {
  if (!/^\d{10}$/.test(npi)) return 'An NPI has ten digits.'
  return isNpi(npi) ? null : 'The last digit of an NPI checks the others, and this one does not fit. Look for a slip.'
}

export const taxonomyFlaw = (code: string): string | null =>
  /^[0-9A-Z]{9}X$/.test(code) ? null : 'A taxonomy code has ten letters and digits and ends in X, such as 261QM0801X.'

function placeFlaws({ address, city, state, zip }: PlaceEntry): Flaw[] {
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
