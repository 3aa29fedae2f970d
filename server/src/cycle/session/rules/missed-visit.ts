import { addMonths, type PlainDate } from '@ballast/kernel'
import { neverCharged } from '../tables/missed-visit.ts'
import type { MissedVisitPolicy } from '../types.ts'

export type MissedFacts = {
  readonly on: PlainDate
  readonly status: 'no_show' | 'late_cancel'
  readonly policy: MissedVisitPolicy
  /** Every payer of the patient on that day, a second coverage included: one that forbids the fee forbids it. */
  readonly payers: readonly {
    readonly name: string
    readonly kind: string
    readonly isFeeAllowed: boolean
    readonly mostCents: number | null
  }[]
  /** The day the missed-visit policy was signed that stands; null when none is. */
  readonly signedOn: PlainDate | null
  /** Days of earlier misses that were the patient's. */
  readonly missedOn: readonly PlainDate[]
}

export type FeeAdvice = { readonly mayCharge: boolean; readonly amountCents: number; readonly why: readonly string[] }

/** Whether a missed visit may be charged, how much, and why or why not. */
export function feeFor(facts: MissedFacts): FeeAdvice {
  const { policy } = facts
  const no = (why: string): FeeAdvice => ({ mayCharge: false, amountCents: 0, why: [why] })
  for (const payer of facts.payers) {
    const never = neverCharged.find((row) => row.kind === payer.kind)
    if (never) return no(never.why)
    if (!payer.isFeeAllowed) return no(`${payer.name} does not allow the fee.`)
  }
  if (facts.signedOn === null) return no('The patient has not signed the missed visit policy.')
  if (facts.signedOn > facts.on) return no(`The policy was signed ${facts.signedOn}, after the visit.`)
  const since = addMonths(facts.on, -policy.windowMonths)
  const earlier = facts.missedOn.filter((day) => day >= since && day < facts.on).length
  if (earlier < policy.freeMisses)
    return no(
      `Miss number ${earlier + 1} in ${policy.windowMonths} months; the first ${policy.freeMisses === 1 ? 'is' : `${policy.freeMisses} are`} free.`,
    )
  const wanted = facts.status === 'no_show' ? policy.feeCents : policy.lateCancelFeeCents
  const most = facts.payers.reduce<number | null>(
    (least, payer) =>
      payer.mostCents === null ? least : least === null ? payer.mostCents : Math.min(least, payer.mostCents),
    null,
  )
  const amountCents = most === null ? wanted : Math.min(wanted, most)
  if (amountCents === 0) return no('The policy sets no fee for this.')
  const limits = most !== null && most < wanted ? [`The payer allows at most ${(most / 100).toFixed(2)}.`] : []
  return {
    mayCharge: true,
    amountCents,
    why: [`Signed ${facts.signedOn}; miss number ${earlier + 1} in ${policy.windowMonths} months.`, ...limits],
  }
}

export type Decided = {
  readonly group: string
  readonly outcome: 'charged' | 'waived' | 'not_allowed'
  readonly amountCents: number
}

/** How evenly the policy was kept: of those it could have been charged to, the share waived, by group. */
export function evenness(decisions: readonly Decided[]) {
  return [...Map.groupBy(decisions, (each) => each.group)]
    .map(([group, rows]) => {
      const charged = rows.filter((row) => row.outcome === 'charged')
      const waived = rows.filter((row) => row.outcome === 'waived')
      const could = charged.length + waived.length
      return {
        group,
        missed: rows.length,
        charged: charged.length,
        waived: waived.length,
        notAllowed: rows.length - could,
        chargedCents: charged.reduce((sum, row) => sum + row.amountCents, 0),
        waivedShare: could === 0 ? null : Math.round((waived.length * 1000) / could) / 10,
      }
    })
    .toSorted((a, b) => b.missed - a.missed)
}
