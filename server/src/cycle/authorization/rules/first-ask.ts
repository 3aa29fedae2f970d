import { addDays, type PlainDate } from '@ballast/kernel'
import { firstAskDefaults, type RenewalParams } from '../tables/params.ts'
import type { Grant, RequestKind } from '../types.ts'

// A visit on the calendar that needs leave and has none is the one visit that nobody pays for. It is seen as soon as it is
// booked, and asked for from its own day on: what a payer gives seldom reaches back behind the day it was asked.

export type FirstAsk = {
  readonly kind: Extract<RequestKind, 'initial' | 'retro'>
  readonly codes: readonly string[]
  readonly units: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly perWeek: number
  readonly retroReason: string | null
}

const terms = (params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  typeof params.authorization === 'object' && params.authorization !== null
    ? (params.authorization as Record<string, unknown>)
    : {}
const count = (value: unknown, usual: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : usual

/** What to ask a payer for the visits of these days; null when all of them lie further back than it looks. */
export function firstAsk(facts: {
  readonly uncovered: readonly PlainDate[]
  /** Codes the visits may come to, for a payer whose terms list none. */
  readonly codes: readonly string[]
  readonly params: Readonly<Record<string, unknown>>
  readonly renewal: RenewalParams
  readonly cadenceDays: number
  readonly today: PlainDate
}): FirstAsk | null {
  const { params, renewal, today } = facts
  const [from] = facts.uncovered.filter((on) => on >= addDays(today, -renewal.retroDays)).toSorted()
  if (from === undefined) return null
  const own = terms(params)
  const isPast = from < today
  return {
    kind: isPast ? 'retro' : 'initial',
    codes: Array.isArray(own.codes) ? own.codes.map(String) : facts.codes,
    units: count(own.units, firstAskDefaults.units),
    from,
    until: addDays(from, count(own.days, firstAskDefaults.days)),
    perWeek: Math.max(1, Math.round(7 / facts.cadenceDays)),
    retroReason: isPast ? 'The visit took place before anybody saw that it needed an authorization.' : null,
  }
}

/** Leave for the same care that came another way since a request was opened: by the EHR, or by telephone. */
export const cameAnotherWay = (
  request: {
    readonly patientId: string
    readonly payerId: string
    readonly codes: readonly string[]
    readonly from: PlainDate
    readonly lapsesOn: PlainDate
    readonly openedOn: PlainDate
    readonly renewsGrantId: string | null
  },
  grants: readonly Grant[],
): Grant | undefined =>
  grants.find(
    (grant) =>
      grant.status === 'active' &&
      grant.id !== request.renewsGrantId &&
      grant.patientId === request.patientId &&
      grant.payerId === request.payerId &&
      grant.obtainedOn !== null &&
      grant.obtainedOn >= request.openedOn &&
      grant.from <= request.from &&
      grant.until > request.lapsesOn &&
      grant.until >= request.from &&
      (grant.codes.length === 0 ||
        request.codes.length === 0 ||
        grant.codes.some((code) => request.codes.includes(code))),
  )
