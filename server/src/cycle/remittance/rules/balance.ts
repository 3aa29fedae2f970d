import { type Cents, cents, formatDecimal, subtract, sum } from '@ballast/kernel'
import type { Imbalance, RemittedClaim, RemittedPayment } from '../types.ts'

// An 835 that does not add up is the payer's mistake; posting it would make it ours. Four sums must hold, to the cent:
// payment = claims - provider adjustments; claim charge - adjustments = claim paid; line charge - adjustments = line
// paid; and the lines' charges are the claim's (remit_balance_rules B1-B4; RFI2601, RFI222, RFI1053).

const amounts = (rows: readonly { amount: Cents }[]): Cents => sum(rows.map((row) => row.amount))

function claimImbalances(claim: RemittedClaim): Imbalance[] {
  const found: Imbalance[] = []
  const at = { claim: claim.ordinal, line: null }
  const adjusted = sum([amounts(claim.adjustments), ...claim.lines.map((line) => amounts(line.adjustments))])
  const offBy = subtract(subtract(claim.charge, adjusted), claim.paid)
  if (offBy !== 0)
    found.push({
      ...at,
      level: 'claim',
      offBy,
      message: `Claim ${claim.controlNumber}: charge ${formatDecimal(claim.charge)} less adjustments ${formatDecimal(adjusted)} is not the ${formatDecimal(claim.paid)} paid.`,
    })
  for (const line of claim.lines) {
    const lineOff = subtract(subtract(line.charge, amounts(line.adjustments)), line.paid)
    if (lineOff !== 0)
      found.push({
        ...at,
        line: line.number,
        level: 'line',
        offBy: lineOff,
        message: `Claim ${claim.controlNumber}, line ${line.number} (${line.code}) is off by ${formatDecimal(lineOff)}.`,
      })
  }
  if (claim.lines.length > 0) {
    const chargeOff = subtract(claim.charge, sum(claim.lines.map((line) => line.charge)))
    if (chargeOff !== 0)
      found.push({
        ...at,
        level: 'charge',
        offBy: chargeOff,
        message: `Claim ${claim.controlNumber}: its lines' charges are off its own charge by ${formatDecimal(chargeOff)}.`,
      })
  }
  return found
}

/** Every sum of a payment that does not hold; empty when it may be posted. */
export function imbalances(payment: RemittedPayment): Imbalance[] {
  const paid = sum(payment.claims.map((claim) => claim.paid))
  const taken = amounts(payment.providerAdjustments)
  const offBy = cents(payment.amount - (paid - taken))
  const top: Imbalance[] =
    offBy === 0
      ? []
      : [
          {
            level: 'payment',
            claim: null,
            line: null,
            offBy,
            message: `The payment of ${formatDecimal(payment.amount)} is not its claims ${formatDecimal(paid)} less provider adjustments ${formatDecimal(taken)}.`,
          },
        ]
  return [...top, ...payment.claims.flatMap(claimImbalances)]
}
