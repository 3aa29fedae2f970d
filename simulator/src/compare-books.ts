import { add, type Cents, cents, subtract, sum, zero } from '@ballast/kernel'
import type { Answers } from './answers.ts'

// A ledger is right when every claim, every patient, every payer and every account agrees with the books of those who paid.
// Sums alone could agree by luck: two errors that cancel are two differences here.

/** What a product's ledger says. */
export type Books = {
  readonly accounts: Readonly<Record<string, Cents>>
  readonly claims: Readonly<
    Record<string, { readonly paid: Cents; readonly contractual: Cents; readonly patientResponsibility: Cents }>
  >
  readonly patients: Readonly<Record<string, Cents>>
  readonly payers: Readonly<
    Record<string, { readonly payments: Cents; readonly interest: Cents; readonly adjusted: Cents }>
  >
}

export type Difference = { readonly of: string; readonly expected: Cents; readonly found: Cents }
export type Comparison = {
  readonly compared: {
    readonly claims: number
    readonly patients: number
    readonly payers: number
    readonly accounts: number
  }
  readonly differences: readonly Difference[]
  /** Every difference, whichever way it goes, added up. */
  readonly total: Cents
}

/** Lays a product's books beside the payers' and the patients'. */
export function compareBooks(answers: Answers, books: Books): Comparison {
  const differences: Difference[] = []
  const compare = (of: string, expected: Cents, found: Cents | undefined) => {
    if (expected !== (found ?? zero)) differences.push({ of, expected, found: found ?? zero })
  }

  // One claim may have gone from payer to payer under its one number.
  const known = Map.groupBy(answers.claims, (claim) => claim.controlNumber)
  for (const [number, claims] of known) {
    const own = books.claims[number]
    const all = (name: 'paid' | 'contractual' | 'patientResponsibility') => sum(claims.map((claim) => claim[name]))
    compare(`claim ${number} paid`, all('paid'), own?.paid)
    compare(`claim ${number} contractual`, all('contractual'), own?.contractual)
    compare(`claim ${number} patient responsibility`, all('patientResponsibility'), own?.patientResponsibility)
  }
  for (const [number, own] of Object.entries(books.claims))
    if (!known.has(number)) compare(`claim ${number}, which no payer knows`, zero, own.paid)

  const patients = new Map(answers.patients.map(({ id, paid }) => [id, paid]))
  for (const id of new Set([...patients.keys(), ...Object.keys(books.patients)]))
    compare(`patient ${id} paid`, patients.get(id) ?? zero, books.patients[id])

  for (const payer of answers.payers) {
    const own = books.payers[payer.id]
    compare(`payer ${payer.id} payments`, payer.payments, own?.payments)
    compare(`payer ${payer.id} interest`, payer.interest, own?.interest)
    compare(`payer ${payer.id} carried over`, payer.carriedOver, own?.adjusted)
  }

  const { totals } = answers
  const payments = sum(answers.payers.map((payer) => payer.payments))
  const expected: Readonly<Record<string, Cents>> = {
    cash: add(payments, totals.patientPaid),
    contractual: totals.contractual,
    'other-income': subtract(zero, sum(answers.payers.map(({ interest }) => interest))),
    'payer-adjustment': sum(answers.payers.map(({ carriedOver }) => carriedOver)),
  }
  for (const [name, amount] of Object.entries(expected)) compare(`account ${name}`, amount, books.accounts[name])
  const all = sum(Object.values(books.accounts))
  compare('all accounts together', zero, all)
  return {
    compared: {
      claims: known.size,
      patients: patients.size,
      payers: answers.payers.length,
      accounts: Object.keys(expected).length,
    },
    differences,
    total: differences.reduce((total, one) => add(total, cents(Math.abs(subtract(one.expected, one.found)))), zero),
  }
}
