import type { Cents } from './money.ts'

// The accounts a patient-service dollar can stand in. A charge moves income into the payer's or the patient's debt; a
// payment moves debt into cash. A denial moves nothing: it is an event, and the payer still owes until a person decides.

/** Debit-normal accounts grow by what flows into them; `income` and `unapplied` and `refund-due` run negative. */
export const accounts = [
  'income',
  'payer',
  'patient',
  'cash',
  'contractual',
  'written-off',
  'unapplied',
  'refund-due',
  'payer-adjustment',
  'opening',
] as const
export type Account = (typeof accounts)[number]

/** Money moving between two accounts: never negative, never from an account to itself. */
export type Transfer = {
  readonly from: Account
  readonly into: Account
  readonly amount: Cents
  readonly why: string
}
