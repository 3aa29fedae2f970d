import type { PlainDate } from '@ballast/kernel'

// An assistance program pays its few visits first and owes nothing after them; whoever goes on billing it is denied. So its
// coverage ends with the day of its last visit, counted over what is kept and booked, and the next coverage speaks from then
// on. A visit called off gives it back: the end is counted, never written by hand.

export type ProgramFacts = {
  /** Visits the program pays here. */
  readonly promised: number
  /** The end on file, before any counting. */
  readonly plannedUntil: PlainDate | null
  /** Days of the visits that stand while it runs, in order; two visits of one day are one of the program's. */
  readonly visitsOn: readonly PlainDate[]
  /** Other coverages of the patient, the one that pays first at the front. */
  readonly others: readonly {
    readonly coverageId: string
    readonly from: PlainDate
    readonly until: PlainDate | null
  }[]
}

export type HandOver = {
  readonly left: number
  /** The day of the visit that uses the program up; null while it is not. */
  readonly lastVisitOn: PlainDate | null
  /** Who pays from the day after; null where nobody is on file, and then the program stays open for a person to settle. */
  readonly nextCoverageId: string | null
  readonly endsOn: PlainDate | null
}

export function handOver({ promised, plannedUntil, visitsOn, others }: ProgramFacts): HandOver {
  const days = [...new Set(visitsOn)]
  const lastVisitOn = days[promised - 1] ?? null
  const by = lastVisitOn ?? days.at(-1) ?? null
  const next = others.find((other) => other.until === null || by === null || other.until > by) ?? null
  const isEarly = lastVisitOn !== null && (plannedUntil === null || lastVisitOn < plannedUntil)
  return {
    left: promised - days.length,
    lastVisitOn,
    nextCoverageId: next?.coverageId ?? null,
    endsOn: isEarly && next !== null ? lastVisitOn : null,
  }
}
