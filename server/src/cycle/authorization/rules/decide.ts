import { addDays, daysBetween, earliest, latest, type PlainDate } from '@ballast/kernel'
import type { RenewalParams } from '../tables/params.ts'
import type { Decision, Grant, RenewalPlan, RequestStatus } from '../types.ts'
import { addBusinessDays } from './renewal.ts'

// What a decision changes. A payer that gives other units or days than asked has modified the request, whatever code it
// sends, and says so nowhere else: the difference is found here and told.

type Asked = {
  readonly codes: readonly string[]
  readonly units: number
  readonly from: PlainDate
  readonly until: PlainDate
}

export type Given = Asked & { readonly number: string }

export type Decided = {
  readonly status: RequestStatus
  /** What may be used from now on; null when nothing was given. */
  readonly given: Given | null
  readonly differences: readonly string[]
  readonly followUpOn: PlainDate | null
  readonly deadlineOn: PlainDate | null
}

/** Why a decision cannot be taken as it stands; null when it can. */
export function unusable(asked: Asked, decision: Decision): string | null {
  const from = decision.from ?? asked.from
  const until = decision.until ?? asked.until
  if (until < from) return `The answer gives leave that ends (${until}) before it starts (${from}).`
  if (gives(decision.outcome) && decision.outcome !== 'not_required' && !numberOf(decision))
    return 'The answer approves, and names no authorization number.'
  if (gives(decision.outcome) && decision.outcome !== 'not_required' && !isCount(decision.units ?? asked.units))
    return `The answer approves ${decision.units} visits, which cannot be used.`
  return null
}

const gives = (outcome: Decision['outcome']): boolean =>
  ['approved', 'partial', 'modified', 'not_required'].includes(outcome)

const mostUnits = 9999
const isCount = (units: number): boolean => units >= 1 && units <= mostUnits

const numberOf = (decision: Decision): string | null =>
  decision.number ?? decision.services.find((service) => service.number !== null)?.number ?? null

/** What a request becomes by a decision. */
export function decide(asked: Asked, decision: Decision, params: RenewalParams, today: PlainDate): Decided {
  const nothing = { given: null, differences: [], followUpOn: null, deadlineOn: null }
  switch (decision.outcome) {
    case 'denied':
      return { ...nothing, status: 'denied', deadlineOn: addDays(today, params.peerToPeerDays) }
    case 'pended':
      return { ...nothing, status: 'pended', followUpOn: addBusinessDays(today, params.pendedFollowUpDays) }
    case 'contact':
      return { ...nothing, status: 'contact', followUpOn: addBusinessDays(today, 1) }
    case 'rejected':
      return { ...nothing, status: 'rejected', followUpOn: today }
    case 'cancelled':
      return { ...nothing, status: 'cancelled' }
    default: {
      const given: Given = {
        number: numberOf(decision) ?? 'not required',
        codes: decision.codes.length > 0 ? decision.codes : asked.codes,
        units: decision.outcome === 'not_required' ? asked.units : (decision.units ?? asked.units),
        from: decision.from ?? asked.from,
        until: decision.until ?? asked.until,
      }
      const differences = differencesOf(asked, given)
      const status =
        decision.outcome === 'approved' && differences.length > 0 ? 'modified' : (decision.outcome as RequestStatus)
      return { status, given, differences, followUpOn: null, deadlineOn: null }
    }
  }
}

/** What was given otherwise than asked, in words. */
export function differencesOf(asked: Asked, given: Asked): string[] {
  const missing = asked.codes.filter((code) => given.codes.length > 0 && !given.codes.includes(code))
  return [
    ...(given.units === asked.units ? [] : [`${given.units} visits instead of ${asked.units}`]),
    ...(given.from === asked.from ? [] : [`from ${given.from} instead of ${asked.from}`]),
    ...(given.until === asked.until ? [] : [`until ${given.until} instead of ${asked.until}`]),
    ...(missing.length === 0 ? [] : [`not for ${missing.join(', ')}`]),
  ]
}

/**
 * What a renewal asks for: as much as before, beginning the day after the last covered one. Where units run out before the
 * days do, that day is a guess that one visit more makes wrong, so it begins today; the older leave is used up first.
 */
export function renewalOf(grant: Grant, plan: RenewalPlan, today: PlainDate): Asked & { readonly perWeek: number } {
  const after = addDays(plan.lapsesOn, 1)
  const from = plan.because === 'ends' ? after : (earliest([after, latest([today, grant.from]) ?? today]) ?? after)
  const length = daysBetween(grant.from, grant.until)
  return {
    codes: grant.codes,
    units: grant.units,
    from,
    until: addDays(from, length),
    perWeek: Math.max(1, Math.round(7 / plan.cadenceDays)),
  }
}

/** Whether leave given beside it carries on where a grant stops. */
export const isSucceeded = (grant: Grant, lapsesOn: PlainDate, others: readonly Grant[]): boolean =>
  others.some(
    (other) =>
      other.id !== grant.id &&
      other.patientId === grant.patientId &&
      other.payerId === grant.payerId &&
      other.status !== 'cancelled' &&
      other.until > lapsesOn &&
      other.from <= addDays(lapsesOn, 7) &&
      (other.from > grant.from || other.until > grant.until) &&
      (other.codes.length === 0 || grant.codes.length === 0 || other.codes.some((code) => grant.codes.includes(code))),
  )
