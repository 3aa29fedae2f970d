import { type Cents, type PlainDate, type Transfer, zero } from '@ballast/kernel'
import { RowReader } from '../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../practice/types.ts'
import type { CardOnFile, PaymentRecord } from './types.ts'

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

// No card number is kept here. Whoever types one where a token belongs is told so, and nothing of it is written.

/** Whether a text holds what looks like a card's number: 13 to 19 digits, apart or together, whose check digit is right. */
export function holdsCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(/\d+(?:[ .-]\d+)*/g)) {
    const groups = run.split(/[ .-]/)
    for (let from = 0; from < groups.length; from += 1)
      for (let until = from + 1; until <= groups.length; until += 1)
        if (isCardNumber(groups.slice(from, until).join(''))) return true
  }
  return false
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum of all digits ends in 0. */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  let total = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const twice = digit * 2
    total += i % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice
  }
  return total % 10 === 0
}

/** Why a card on file may not be charged on a day; null when it may. It may still be charged on the last day of its month. */
export function whyNotCharged(
  card: Pick<CardOnFile, 'lastFour' | 'expiresOn' | 'withdrawnOn' | 'consent'>,
  today: PlainDate,
): string | null {
  if (card.withdrawnOn !== null) return `Card ${card.lastFour} was taken off file on ${card.withdrawnOn}.`
  if (card.consent.withdrawnOn !== null)
    return `The consent to keep card ${card.lastFour} was withdrawn on ${card.consent.withdrawnOn}. Ask for another way to pay, or sign anew.`
  if (card.expiresOn < today)
    return `Card ${card.lastFour} expired with ${card.expiresOn.slice(0, 7)}. Ask for the new card.`
  return null
}
