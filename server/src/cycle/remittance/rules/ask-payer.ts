import { formatDecimal } from '@ballast/kernel'
import type { Imbalance, RemittedPayment } from '../types.ts'

/** What to write to a payer whose 835 does not add up; null where it does. Names no patient: it may go by any road. */
export function askForCorrection(payment: RemittedPayment, wrong: readonly Imbalance[]): string | null {
  if (wrong.length === 0) return null
  return [
    `Your electronic remittance for payment ${payment.trace} of ${payment.paidOn}, ${formatDecimal(payment.amount)}, does not add up, so we could not post it:`,
    '',
    ...wrong.map(({ message }) => `- ${message}`),
    '',
    'Please send a corrected 835 for this payment, or tell us which of these amounts is right. Until then none of it is posted.',
  ].join('\n')
}
