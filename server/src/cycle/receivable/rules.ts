import { type Cents, type Transfer, zero } from '@ballast/kernel'
import { RowReader } from '../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../practice/types.ts'
import type { PaymentRecord } from './types.ts'

// biome-ignore format: one row per line
export const paymentFields: readonly ImportField[] = [
  { name: 'payment_id',  aliases: ['id', 'external id', 'receipt'],             required: true },
  { name: 'patient_id',  aliases: ['client id', 'mrn', 'patient'],              required: true },
  { name: 'session_id',  aliases: ['appointment id'],                           required: false },
  { name: 'received_on', aliases: ['date', 'payment date', 'paid on'],          required: true },
  { name: 'amount',      aliases: ['payment amount', 'paid'],                   required: true },
  { name: 'method',      aliases: ['payment method'],                           required: false },
]

export function readPayment(row: ImportRow): PaymentRecord | RowRefusal {
  const reader = new RowReader(row)
  const amount = reader.optionalAmount('amount')
  if (amount === null || amount <= 0)
    reader.refuse('amount', `amount is "${row.cells.amount ?? ''}"; expected an amount above zero such as 25.00.`)
  const record: PaymentRecord = {
    externalId: reader.text('payment_id'),
    patient: reader.text('patient_id'),
    session: reader.optional('session_id'),
    on: reader.day('received_on'),
    amount: amount ?? zero,
    method: reader.optional('method') ?? 'other',
  }
  return reader.wrong ?? record
}

// A patient's money first pays what the patient owes on that visit; what is over waits, as the patient's own, until a
// share is known. It is never the practice's income twice.

/** The transfers of a patient's payment, when they owe `owed` on the visit it is for. */
export function receive(amount: Cents, owed: Cents): Transfer[] {
  const toDebt = Math.max(0, Math.min(amount, owed)) as Cents
  const over = (amount - toDebt) as Cents
  const transfers: Transfer[] = []
  if (toDebt > 0) transfers.push({ from: 'patient', into: 'cash', amount: toDebt, why: 'patient payment' })
  if (over > 0)
    transfers.push({ from: 'unapplied', into: 'cash', amount: over, why: 'patient payment, waiting for its share' })
  return transfers
}

/** Money that waits elsewhere, put where something is owed: given back there and received here, so that no cash moves. */
export function moveWaiting(
  waiting: Cents,
  owed: Cents,
): { readonly out: Transfer[]; readonly into: Transfer[] } | null {
  if (waiting <= 0 || owed <= 0) return null
  const out: Transfer[] = [
    { from: 'cash', into: 'unapplied', amount: waiting, why: 'moved to the claim it is owed on' },
  ]
  return { out, into: receive(waiting, owed) }
}
