import {
  type Account,
  add,
  type Cents,
  lookup,
  negate,
  type PlainDate,
  sum,
  type Transfer,
  zero,
} from '@ballast/kernel'
import type { Decider, PriorDecision } from '../../claim/types.ts'
import { adjustmentEffect } from '../tables/adjustment-effects.ts'
import type {
  AdjustmentEffect,
  Posting,
  RemittedAdjustment,
  RemittedClaim,
  RemittedProviderAdjustment,
} from '../types.ts'

// A payment moves the payer's debt into cash; a contract takes its part off; cost sharing becomes the patient's debt. A
// denial moves nothing: the payer still owes until a person decides. A reversal carries negative amounts, so the same
// moves run backwards, and no transfer is ever negative.

const reversalStatus = '22'

const intoFor: Partial<Record<AdjustmentEffect, Account>> = { contractual: 'contractual', patient: 'patient' }

/** A transfer of a signed amount: a negative one runs the other way; nothing for zero. */
export function move(from: Account, into: Account, amount: Cents, why: string): Transfer[] {
  if (amount === 0) return []
  return amount > 0 ? [{ from, into, amount, why }] : [{ from: into, into: from, amount: negate(amount), why }]
}

/** All adjustments of a claim: its own and its lines'. */
export const adjustmentsOf = (claim: RemittedClaim): RemittedAdjustment[] => [
  ...claim.adjustments,
  ...claim.lines.flatMap((line) => line.adjustments),
]

/**
 * The transfers that post one claim's remittance, and what is denied of it. Of a claim the patient owes (its plan pays the
 * patient) nothing the payer takes off or denies is the practice's; what it sent the practice all the same waits for the patient.
 */
export function post(claim: RemittedClaim, owedBy: 'payer' | 'patient' = 'payer'): Posting {
  if (owedBy === 'patient') {
    const outcome = claim.status === reversalStatus ? 'reversed' : 'informational'
    return { transfers: move('unapplied', 'cash', claim.paid, 'the plan of a courtesy claim'), denied: zero, outcome }
  }
  const adjustments = adjustmentsOf(claim).map((a) => ({ ...a, effect: adjustmentEffect(a.group, a.reason) }))
  const transfers = [
    ...move('payer', 'cash', claim.paid, 'payment'),
    ...adjustments.flatMap((a) => {
      const into = intoFor[a.effect]
      return into ? move('payer', into, a.amount, `${a.group}-${a.reason}`) : []
    }),
  ]
  const denied = sum(adjustments.filter((a) => a.effect === 'denial').map((a) => a.amount))
  if (claim.status === reversalStatus) return { transfers, denied: zero, outcome: 'reversed' }
  if (denied > 0) return { transfers, denied, outcome: 'denied' }
  return { transfers, denied: zero, outcome: transfers.length > 0 ? 'paid' : 'informational' }
}

const turns = lookup<number>({ '1': 1, '19': 1, '2': 2, '20': 2, '3': 3, '21': 3 })

/**
 * Which payer in turn speaks: one that decided before (its rank), the `present` one, or one `ahead` of its turn, as where the
 * first passed the claim on by itself and the second is quicker. Who speaks is told by the payer; where both plans are one
 * payer's, or it is not known, by how the claim was processed (CLP02) and by the payer's own number for it.
 */
export function speaker(
  claim: Pick<RemittedClaim, 'status' | 'payerClaimNumber'>,
  own: { readonly rank: number; readonly payerId: string },
  payerId: string | null,
  before: readonly Decider[],
): number | 'present' | 'ahead' {
  const turn = turns[claim.status]
  const sure = before.filter((each) => each.payerId === payerId)
  const [only] = sure
  if (only && sure.length === 1 && payerId !== own.payerId) return only.rank
  if (payerId === own.payerId && sure.length === 0) return 'present'
  const numbered = before.find(
    (each) => each.payerClaimNumber !== null && each.payerClaimNumber === claim.payerClaimNumber,
  )
  if (numbered) return numbered.rank
  if (turn === undefined || turn === own.rank) return 'present'
  if (turn > own.rank) return 'ahead'
  return before.some((each) => each.rank === turn) ? turn : 'present'
}

/** A decision as the next payer has to see it: by line of ours, in the payer's own groups and reasons. */
export function asPrior(
  claim: RemittedClaim,
  lineNumbers: ReadonlyMap<number, number | null>,
  paidOn: PlainDate,
): PriorDecision {
  const lines = claim.lines.flatMap((line) => {
    const number = lineNumbers.get(line.number)
    return number ? [{ number, paid: line.paid, adjustments: line.adjustments }] : []
  })
  // What was taken off the claim as a whole stands on its first line: there is no other place for it in a secondary claim's lines.
  const [first, ...others] = lines
  return {
    status: claim.status,
    payerClaimNumber: claim.payerClaimNumber,
    paidOn,
    paid: claim.paid,
    left: sum(
      adjustmentsOf(claim)
        .filter((each) => adjustmentEffect(each.group, each.reason) === 'patient')
        .map((each) => each.amount),
    ),
    lines: first ? [{ ...first, adjustments: [...first.adjustments, ...claim.adjustments] }, ...others] : [],
  }
}

/** What the payer allowed: its own word for it, else what it paid and left to the patient (remit_posting_rules UP2). */
export function allowedOf(claim: RemittedClaim): Cents {
  const said = claim.lines.map((line) => line.allowed)
  if (claim.lines.length > 0 && said.every((amount) => amount !== null)) return sum(said.filter((a) => a !== null))
  const toPatient = sum(
    adjustmentsOf(claim)
      .filter((a) => adjustmentEffect(a.group, a.reason) === 'patient')
      .map((a) => a.amount),
  )
  return add(claim.paid, toPatient)
}

const interest = 'L6'

/** A provider-level adjustment takes from (or, negative, adds to) the payment itself: interest is income, the rest waits in an account of its own until it is explained (remit_posting_rules R08, R17). */
export const postProviderAdjustment = (adjustment: RemittedProviderAdjustment): Transfer[] =>
  adjustment.reason === interest
    ? move('cash', 'other-income', adjustment.amount, 'interest')
    : move('cash', 'payer-adjustment', adjustment.amount, `PLB ${adjustment.reason}`)

/** A patient's money waiting on this claim is put against what the patient now owes. */
export function applyWaiting(patientOwes: Cents, waiting: Cents): Transfer[] {
  const amount = Math.min(patientOwes, waiting) as Cents
  return amount > 0 ? move('patient', 'unapplied', amount, 'patient payment applied') : []
}
