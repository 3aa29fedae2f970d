import { allocate, type Cents, cents, formatDecimal, parseDecimal } from '@ballast/kernel'
import type { ClaimFact } from '../../types/baseline-facts.ts'

export const dollarsOf = (amount: number): string => formatDecimal(cents(amount))

export const centsOf = (amount: string): number => parseDecimal(amount) ?? 0

export const sumOf = <Row>(rows: readonly Row[], pick: (row: Row) => number): Cents =>
  cents(rows.reduce((total, row) => total + pick(row), 0))

/** A share in percent with one decimal; null when there is nothing to divide by. */
export const percent = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((numerator * 1000) / denominator) / 10

export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1], sorted[middle]]
  if (high === undefined) return null
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}

/** One month's part of an amount, to the cent. */
export const monthly = (amount: number, months: number): Cents =>
  allocate(cents(amount), Array<number>(Math.max(1, months)).fill(1))[0] ?? cents(0)

export const groupBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** Largest first; what is equal, by name, so that the order never hangs on the order of the files. */
export const byAmount =
  <Row>(amount: (row: Row) => number, name: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    amount(b) - amount(a) || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0)

export const monthOf = (fact: ClaimFact): string => fact.payment.paidOn?.slice(0, 7) ?? 'no date'
