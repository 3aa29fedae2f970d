import { type Cents, daysBetween, negate } from '@ballast/kernel'
import type { Candidate, Lost, Suggestion } from '../types.ts'

// Which claims of ours money without a match may be for, and why. Nothing here posts: a person chooses, so each reason is
// said and none is weighed in secret (remit_posting_rules R01 for what a match goes by; the weights OWN, unverified).

const nearDays = 7
const most = 6

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')
const lastName = (name: string): string => letters(name.split(',')[0] ?? '')
const bare = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+/, '')

/** A number with one character wrong, or one whose beginning or end was cut off. */
function isAlmost(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (short.length < 6) return false
  if (long.length > short.length) return long.startsWith(short) || long.endsWith(short)
  return [...long].filter((letter, i) => letter !== short[i]).length === 1
}

type Reason = readonly [weight: number, why: string]

function reasonsFor(lost: Lost, own: Candidate): Reason[] {
  const found: Reason[] = []
  const [theirs, ours] = [bare(lost.controlNumber), bare(own.controlNumber)]
  if (theirs === ours) found.push([60, 'our own number'])
  else if (isAlmost(theirs, ours)) found.push([40, `nearly our number: ${own.controlNumber}`])
  if (own.payerClaimNumber !== null && own.payerClaimNumber === lost.payerClaimNumber)
    found.push([50, 'the payer’s own number'])
  if (letters(own.patientName) === letters(lost.patientName)) found.push([30, 'same patient'])
  else if (lastName(own.patientName) === lastName(lost.patientName)) found.push([15, 'same last name'])
  if (lost.serviceOn !== null) {
    const days = Math.abs(daysBetween(lost.serviceOn, own.serviceOn))
    if (days === 0) found.push([20, 'same day'])
    else if (days <= nearDays) found.push([10, `${days} ${days === 1 ? 'day' : 'days'} apart`])
  }
  if (own.charge === Math.abs(lost.charge)) found.push([20, 'same charge'])
  if (found.length > 0 && lost.payerId !== null && own.payerId === lost.payerId) found.push([5, 'same payer'])
  if (found.length > 0 && own.payerOwes > 0) found.push([5, 'not paid yet'])
  return found
}

const enough = 40

/** The likeliest claims first, each with why; what only shares a day or a charge is not offered. */
export function suggestClaims(lost: Lost, candidates: readonly Candidate[]): Suggestion[] {
  return candidates
    .map((own) => {
      const reasons = reasonsFor(lost, own)
      return { own, why: reasons.map(([, why]) => why), weight: reasons.reduce((sum, [weight]) => sum + weight, 0) }
    })
    .filter(({ weight }) => weight >= enough)
    .toSorted((a, b) => b.weight - a.weight || (a.own.serviceOn < b.own.serviceOn ? 1 : -1))
    .slice(0, most)
    .map(({ own, why }) => ({ ...own, why }))
}

/** The words of a reference that may be claim numbers: payers write several into one field. */
export const numbersIn = (reference: string | null): string[] =>
  (reference ?? '').split(/[^A-Za-z0-9]+/).filter((word) => word.length >= 5)

/** Claims that a provider adjustment may be about: those its reference names, then those paid over by exactly what was taken. */
export function suggestForAdjustment(
  adjustment: { readonly reference: string | null; readonly amount: Cents },
  candidates: readonly Candidate[],
): Suggestion[] {
  const named = new Set(numbersIn(adjustment.reference))
  return candidates
    .map((own) => {
      const why = [
        ...(named.has(own.controlNumber) ? ['its reference names our number'] : []),
        ...(own.payerClaimNumber !== null && named.has(own.payerClaimNumber)
          ? ['its reference names the payer’s number']
          : []),
        ...(adjustment.amount > 0 && own.payerOwes === negate(adjustment.amount) ? ['paid over by exactly this'] : []),
      ]
      return { ...own, why }
    })
    .filter(({ why }) => why.length > 0)
    .toSorted((a, b) => b.why.length - a.why.length || (a.why[0] ?? '').localeCompare(b.why[0] ?? ''))
    .slice(0, most)
}
