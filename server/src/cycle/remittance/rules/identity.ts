import type { RemittedClaim, RemittedPayment } from '../types.ts'

// A check number alone is not a payment's identity: payers use it again. Who pays, the trace, the day, the amount, the
// method and the payee together are. A payment without money has no trace to trust, so what it says of its claims joins
// the key (trust.md A9; X12 RFI 1847 by way of it).

const claimText = (claim: RemittedClaim): string =>
  [claim.controlNumber, claim.payerClaimNumber ?? '', claim.status, claim.charge, claim.paid].join(',')

/** The payment's identity: the same text for the same payment, in whatever envelope it comes. */
export function paymentKey(payment: RemittedPayment): string {
  const key = [payment.originator, payment.trace, payment.paidOn, payment.amount, payment.method, payment.payee].join(
    '|',
  )
  const carriesMoney = payment.amount !== 0 && payment.method !== 'NON'
  return carriesMoney ? key : `${key}|${payment.claims.map(claimText).join(';')}`
}
