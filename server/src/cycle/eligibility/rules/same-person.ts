import type { NamedPerson } from '../types/answer.ts'
import type { AskedCoverage } from '../types/standing.ts'

// An answer about somebody else, used by mistake, bills one patient for another's plan. Payers spell names their own way,
// so a name alone proves little either way; birth date and member number do.

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

export type PersonMatch =
  | { readonly is: 'same'; readonly spelling: string | null }
  | { readonly is: 'other'; readonly why: string }

/** Whether an answer speaks of the person asked about. */
export function matchPerson(asked: AskedCoverage, answered: NamedPerson | null): PersonMatch {
  if (answered === null) return { is: 'other', why: 'The answer names nobody.' }
  const { patient } = asked
  if (answered.birthOn !== null && answered.birthOn !== patient.birthOn)
    return { is: 'other', why: `It speaks of somebody born on ${answered.birthOn}, not on ${patient.birthOn}.` }
  const isNumber = answered.memberId === null || letters(answered.memberId) === letters(asked.memberId)
  const last = letters(answered.lastName)
  const first = letters(answered.firstName)
  const isLast = last === '' || last === letters(patient.lastName)
  const isFirst = first === '' || first === letters(patient.firstName)
  if (!isNumber && !(isLast && isFirst && answered.birthOn !== null))
    return { is: 'other', why: `Its member number is ${answered.memberId}, not ${asked.memberId}.` }
  if (!isLast && !isFirst && answered.birthOn === null)
    return { is: 'other', why: `It speaks of ${answered.firstName} ${answered.lastName}.` }
  // Without a birth date, a subscriber's number is shared by the whole family: then the first name decides.
  if (answered.birthOn === null && !isFirst)
    return {
      is: 'other',
      why: `It speaks of ${answered.firstName} ${answered.lastName}, with no birth date to tell by.`,
    }
  const spelling = isLast && isFirst ? null : `${answered.firstName} ${answered.lastName}`.trim()
  return { is: 'same', spelling }
}
