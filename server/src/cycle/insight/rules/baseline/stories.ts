import type { Cents } from '@ballast/kernel'
import type { ClaimFact, SubmissionFact } from '../../types/baseline-facts.ts'

// A claim is decided more than once: paid, taken back, decided anew, passed on to a second payer. Its story puts these in
// order, pairs each reversal with what it takes back, and tells the first decision from what stands in the end.

export type Story = {
  readonly events: readonly ClaimFact[]
  /** The primary payer's first decision; null when these files only hold later ones. */
  readonly first: ClaimFact | null
  /** The first time it was denied, and the last decision that still stands. */
  readonly denial: ClaimFact | null
  readonly last: ClaimFact | null
  readonly reversals: readonly { readonly reversal: ClaimFact; readonly of: ClaimFact | null }[]
  /** Payments that stand beside each other for the same codes, by the same payer: one too many. */
  readonly paidAgain: readonly ClaimFact[]
}

const reversal = '22'
const laterRanks = new Set(['2', '3', '20', '21'])
/** Forwarded elsewhere (23) and estimated before service (25): no decision on the claim. */
const undecided = new Set(['23', '25'])

export const isReversal = (fact: ClaimFact): boolean => fact.status === reversal
const isDecision = (fact: ClaimFact): boolean => fact.status !== reversal && !undecided.has(fact.status)

/** The claim a CLP belongs to: its number and day, since some practices number by patient; without a number, by the payer's. */
function keyOf(fact: ClaimFact): string {
  const number = /^0*$/.test(fact.claim.trim()) ? `~${fact.payerClaim || `${fact.member} ${fact.codes}`}` : fact.claim
  return `${number}|${fact.serviceOn ?? ''}`
}

/** One visit of one member under whatever claim number; '' when the file does not say enough. */
export const visitOf = (of: { member: string; serviceOn: string | null; codes: string }): string =>
  of.member === '' || of.serviceOn === null ? '' : `${of.member}|${of.serviceOn}|${of.codes}`

const order = (a: ClaimFact, b: ClaimFact): number => {
  const [dayA, dayB] = [a.payment.paidOn ?? '', b.payment.paidOn ?? '']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  const [fileA, fileB] = [a.payment.file.sha256, b.payment.file.sha256]
  if (fileA !== fileB) return fileA < fileB ? -1 : 1
  return a.offset - b.offset
}

function storyOf(found: readonly ClaimFact[]): Story {
  const events = found.length === 1 ? found : found.toSorted(order)
  const [only] = events
  if (events.length === 1 && only && isDecision(only))
    return {
      events,
      first: laterRanks.has(only.status) ? null : only,
      denial: only.denial ? only : null,
      last: only,
      reversals: [],
      paidAgain: [],
    }
  const taken = new Set<ClaimFact>()
  const reversals = events.filter(isReversal).map((back) => {
    const fits = (fact: ClaimFact): boolean =>
      isDecision(fact) && !taken.has(fact) && fact.charge === -back.charge && fact.paid === -back.paid
    const of = events.findLast((fact) => fits(fact) && order(fact, back) < 0) ?? events.find(fits) ?? null
    if (of) taken.add(of)
    return { reversal: back, of }
  })
  const decisions = events.filter(isDecision)
  const standing = decisions.filter((fact) => !taken.has(fact))
  const paidBy = new Map<string, Cents>()
  const paidAgain = standing.filter((fact) => {
    if (fact.paid <= 0) return false
    const place = `${fact.payment.payer}|${fact.codes}|${laterRanks.has(fact.status)}`
    const isAgain = paidBy.get(place) === fact.paid
    paidBy.set(place, fact.paid)
    return isAgain
  })
  return {
    events,
    first: decisions.find((fact) => !laterRanks.has(fact.status)) ?? null,
    denial: decisions.find((fact) => fact.denial !== null) ?? null,
    last: standing.at(-1) ?? null,
    reversals,
    paidAgain,
  }
}

/** Every claim with its story. */
export function storiesOf(claims: readonly ClaimFact[]): Story[] {
  const byClaim = new Map<string, ClaimFact[]>()
  for (const fact of claims) {
    const key = keyOf(fact)
    const events = byClaim.get(key)
    if (events) events.push(fact)
    else byClaim.set(key, [fact])
  }
  return [...byClaim.values()].map(storyOf)
}

const isPaid = (fact: ClaimFact): boolean => fact.denial === null && (fact.paid > 0 || fact.patient > 0)

/** Visits that some claim was paid for, and what was sent after which day: what a denial may already be cured by. */
export function cures(stories: readonly Story[], submissions: readonly SubmissionFact[]) {
  const paidVisits = new Set<string>()
  for (const { last } of stories) if (last && isPaid(last)) paidVisits.add(visitOf(last))
  const sentAgain = new Map<string, string>()
  const note = (key: string, sentOn: string): void => {
    if (key !== '' && (sentAgain.get(key) ?? '') < sentOn) sentAgain.set(key, sentOn)
  }
  for (const submission of submissions) {
    if (submission.sentOn === null) continue
    note(visitOf(submission), submission.sentOn)
    if (submission.isCorrection) note(`of ${submission.originalClaim}`, submission.sentOn)
  }
  return {
    isPaidElsewhere: (fact: ClaimFact): boolean => {
      const visit = visitOf(fact)
      return visit !== '' && paidVisits.has(visit)
    },
    sentAgainOn: (fact: ClaimFact): string | null => {
      const days = [
        sentAgain.get(visitOf(fact)),
        fact.payerClaim === '' ? undefined : sentAgain.get(`of ${fact.payerClaim}`),
      ]
      const after = days.filter((day) => day !== undefined && day > (fact.payment.paidOn ?? ''))
      return after.toSorted().at(-1) ?? null
    },
  }
}

export { isPaid }
