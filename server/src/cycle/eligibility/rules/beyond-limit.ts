import { addDays, latest, lookup, type PlainDate } from '@ballast/kernel'
import type { CountedVisit, LimitCount } from '../types/standing.ts'

// Beyond a plan's visits somebody has to say how to go on, before the visit: an agreement signed afterwards binds nobody, and
// a Medicaid member may be asked for money only where they knew and agreed beforehand (42 CFR 447.15; what a state adds is
// unverified: confirm).

const cautions = lookup<string>({
  medicaid:
    'Medicaid: a member may be charged only for what they agreed to beforehand in writing, and some states forbid it. Ask the plan for more first.',
  medicare: "Medicare: give Medicare's own notice of non-coverage (CMS-R-131) to sign as well.",
})

/** What to mind before a member of this kind of plan is asked to pay alone. Default, unverified: confirm by state and contract. */
export const cautionFor = (payerKind: string): string | null => cautions[payerKind] ?? null

/** How many visits of a period the plan pays here, by what is known of it; null when nothing says. */
export const coveredVisits = ({ left, usedHere, booked }: LimitCount): number | null =>
  left === null ? null : Math.max(0, usedHere + booked + left)

/** Of a period's visits in order, those the plan does not pay any more; two of one day are one. */
export function beyondLimit<T extends Pick<CountedVisit, 'on'>>(visits: readonly T[], covered: number): T[] {
  const days = [...new Set(visits.map((visit) => visit.on))].sort()
  const last = days[covered - 1]
  if (days.length <= covered) return []
  return visits.filter((visit) => last === undefined || visit.on > last)
}

/** The days on which the patient pays alone: from the first visit beyond the plan's, never before it was signed. */
export function privateDays(it: {
  readonly visits: readonly Pick<CountedVisit, 'on'>[]
  readonly covered: number
  readonly signedOn: PlainDate
  /** The last day of the period; null for one without. */
  readonly until: PlainDate | null
}): { from: PlainDate; until: PlainDate | null } | null {
  const first = beyondLimit(it.visits, it.covered)[0]
  if (!first) return null
  const before = it.visits.map((visit) => visit.on).filter((on) => on < first.on)
  const last = latest(before)
  const from = latest([it.signedOn, last === null ? it.signedOn : addDays(last, 1)]) ?? it.signedOn
  return it.until !== null && it.until < from ? null : { from, until: it.until }
}
