import type { Cents } from './money.ts'

// The accounts a patient-service dollar can stand in. A charge moves income into the payer's or the patient's debt; a
// payment moves debt into cash. A denial moves nothing: it is an event, and the payer still owes until a person decides.

/**
 * `income` what was charged; `payer`, `patient` what each still owes; `cash` what came in; `contractual` what a contract
 * takes off; `written-off` what a person gave up; `unapplied` a patient's money not yet put against a debt; `refund-due`
 * what must go back; `payer-adjustment` a payer's provider-level adding and taking (PLB); `other-income` interest and the
 * like; `opening` the other side of balances taken over. `income`, `other-income`, `unapplied` and `refund-due` run negative.
 */
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
  'other-income',
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
