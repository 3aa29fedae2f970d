import type { Reconciliation } from '../../types/baseline.ts'
import type { BaselineFacts, PaymentFact } from '../../types/baseline-facts.ts'
import { dollarsOf, groupBy, sumOf } from './figures.ts'

// The totals must be the files' money to the cent. Where they are not, each cent of the difference has its reason here.

type Because = { reason: string; amount: number }
/** So many reasons are named one by one; the rest come as one sum. */
const named = 20

function row(what: string, files: number, totals: number, because: readonly Because[]): Reconciliation {
  const shown = because.slice(0, named)
  const rest = because.slice(named)
  const all =
    rest.length === 0
      ? shown
      : [...shown, { reason: `${rest.length} more of the kind`, amount: sumOf(rest, (b) => b.amount) }]
  return {
    what,
    files: dollarsOf(files),
    totals: dollarsOf(totals),
    difference: dollarsOf(files - totals),
    because: all.map(({ reason, amount }) => ({ reason, amount: dollarsOf(amount) })),
  }
}

const nameOf = (payment: PaymentFact): string => `${payment.trace || 'without a number'} in ${payment.file.path}`

export function reconciliationOf(facts: BaselineFacts): Reconciliation[] {
  const { claims, repeats, payments, providerAdjustments, imbalances } = facts
  const repeated = (pick: (claim: { charge: number; paid: number }) => number): Because[] =>
    [...groupBy(repeats, (claim) => nameOf(claim.payment))].map(([name, group]) => ({
      reason: `payment sent again: ${name}`,
      amount: sumOf(group, pick),
    }))
  const charged = sumOf(claims, (claim) => claim.charge)
  const paid = sumOf(claims, (claim) => claim.paid)
  const explained = sumOf(
    claims,
    (claim) => claim.paid + claim.contractual + claim.costSharing + claim.unexplained + claim.other,
  )
  const standing = payments.filter((payment) => !payment.isRepeat)
  const sent = sumOf(standing, (payment) => payment.amount)
  const taken = sumOf(providerAdjustments, (each) => each.amount)
  const ofClaims = groupBy(claims, (claim) => nameOf(claim.payment))
  const ofPayments = groupBy(providerAdjustments, (each) => nameOf(each.payment))
  const perPayment = payments
    .map((payment) => {
      const made = sumOf(ofClaims.get(nameOf(payment)) ?? [], (claim) => claim.paid)
      const less = sumOf(ofPayments.get(nameOf(payment)) ?? [], (each) => each.amount)
      return {
        reason: `payment ${nameOf(payment)} does not add up`,
        amount: (payment.isRepeat ? 0 : payment.amount) - (made - less),
      }
    })
    .filter(({ amount }) => amount !== 0)
  return [
    row(
      'Charged by claims',
      charged + sumOf(repeats, (claim) => claim.charge),
      charged,
      repeated((claim) => claim.charge),
    ),
    row(
      'Paid by claims',
      paid + sumOf(repeats, (claim) => claim.paid),
      paid,
      repeated((claim) => claim.paid),
    ),
    row('Payments sent, against claims paid less provider adjustments', sent, paid - taken, perPayment),
    row(
      'Charged, against paid, contract, cost sharing, denied and other adjustments',
      charged,
      explained,
      imbalances
        .filter((each) => each.level === 'claim')
        .map((each) => ({ reason: `claim ${each.claim} does not add up`, amount: each.offBy })),
    ),
  ]
}
