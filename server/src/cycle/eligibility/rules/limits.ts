import { addDays, type PlainDate } from '@ballast/kernel'
import type { CountedVisit, Facts, LimitCount, LimitStanding } from '../types/standing.ts'

// A plan's limit on visits is another thing than an authorization: the plan counts what anybody billed, we see our own
// visits only, and what was used elsewhere shows in nothing but the payer's own count. So the payer's number, as of its
// day, is the base, and from it goes what the payer cannot have counted yet.

/** A visit this old, that nobody decided on here, is taken as counted: default, unverified: confirm. */
const claimsReachPayerDays = 60

/** Warn at this many left, or at this share of the limit (cite ARTICLE). */
const fewVisits = 3
const fewPercent = 25

type Counted = Omit<LimitCount, keyof LimitStanding>

const daysOf = (visits: readonly CountedVisit[]): Set<PlainDate> => new Set(visits.map((visit) => visit.on))

/**
 * What is used, booked and left of a limit. A day is one visit, however many codes, claims or clinicians it had: default,
 * unverified: confirm with a program's contract.
 */
export function countLimit(limit: LimitStanding, visits: readonly CountedVisit[]): Counted {
  const own = visits.filter((visit) => limit.from <= visit.on && (limit.until === null || visit.on <= limit.until))
  const kept = own.filter((visit) => visit.state === 'kept')
  const usedHere = daysOf(kept).size
  const booked = daysOf(own).size - usedHere
  const isCounted = (visit: CountedVisit): boolean =>
    visit.countedOn !== null ? visit.countedOn <= limit.asOf : visit.on < addDays(limit.asOf, -claimsReachPayerDays)
  const counted = daysOf(kept.filter(isCounted)).size
  const { visits: whole, payerLeft } = limit
  if (payerLeft !== null)
    return {
      usedHere,
      usedElsewhere: whole === null ? null : Math.max(0, whole - payerLeft - counted),
      booked,
      left: payerLeft - (usedHere - counted) - booked,
    }
  return { usedHere, usedElsewhere: null, booked, left: whole === null ? null : whole - usedHere - booked }
}

export const isNear = (left: number | null, whole: number | null): boolean =>
  left !== null && (left <= fewVisits || (whole !== null && left * 100 <= whole * fewPercent))

type SaidTerms = { readonly limit?: unknown; readonly per?: unknown }

const periodOf = (text: unknown): LimitStanding['period'] =>
  text === 'episode' ? 'episode' : text === 'lifetime' ? 'lifetime' : 'benefit_year'

/** The limit a coverage has by what the payer said, else by the practice's own terms with the payer; null when neither knows one. */
export function limitFor(
  coverage: { readonly coverageId: string; readonly from: PlainDate },
  facts: Facts,
  terms: SaidTerms | null,
  today: PlainDate,
): LimitStanding | null {
  if (facts['limit.none']?.value === true) return null
  const whole = facts['limit.visits']
  const left = facts['limit.left']
  const own = typeof terms?.limit === 'number' ? terms.limit : null
  if (!whole && !left && own === null) return null
  const period = periodOf(facts['limit.period']?.value ?? terms?.per)
  const year = today.slice(0, 4)
  const isYear = period === 'benefit_year'
  const says = left ?? whole
  return {
    coverageId: coverage.coverageId,
    period,
    from: isYear ? (`${year}-01-01` as PlainDate) : coverage.from,
    until: isYear ? (`${year}-12-31` as PlainDate) : null,
    visits: typeof whole?.value === 'number' ? whole.value : own,
    payerLeft: typeof left?.value === 'number' && (!isYear || left.on.slice(0, 4) === year) ? left.value : null,
    asOf: says?.on ?? today,
    saidBy: says?.by ?? "the practice's own terms",
  }
}

export type VisitPolicy = { readonly action: 'block' | 'warn'; readonly isGuarded: boolean }

export type VisitDecision =
  | { readonly is: 'free'; readonly left: number | null }
  | { readonly is: 'warned'; readonly left: number; readonly message: string }
  | { readonly is: 'blocked'; readonly left: number; readonly message: string }

/** Whether one more visit may be booked: what would be left after it, by the payer's policy. */
export function decideVisit(limit: LimitCount, policy: VisitPolicy): VisitDecision {
  if (limit.left === null) return { is: 'free', left: null }
  const after = limit.left - 1
  const by = limit.period.replaceAll('_', ' ')
  if (after < 0) {
    const message = `The plan's visits for this ${by} are used up${limit.visits === null ? '' : ` (${limit.visits})`}.`
    const isBlocked = policy.action === 'block' && policy.isGuarded
    return { is: isBlocked ? 'blocked' : 'warned', left: after, message }
  }
  if (!isNear(after, limit.visits)) return { is: 'free', left: after }
  const words =
    after === 0 ? 'This is the last visit' : `After this visit ${after} ${after === 1 ? 'visit is' : 'visits are'} left`
  return { is: 'warned', left: after, message: `${words} that the plan covers this ${by}.` }
}
