import { describe, expect, test } from 'vitest'
import type { PracticeFacts } from '../types/measures.ts'
import { measures } from './measures.ts'

const month = (name: string, change = {}) => ({
  month: name,
  adjudicated: 100,
  clean: 93,
  denied: 5,
  allowedCents: 1_000_000,
  collectedCents: 960_000,
  ...change,
})
const facts: PracticeFacts = {
  months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((name) => month(name)),
  receivableCents: 4_500_000,
  over60Cents: 450_000,
  chargesLastYearCents: 36_500_000,
  daysOfCharges: 365,
}
const value = (of: PracticeFacts, id: string) => measures(of).find((one) => one.id === id)

describe('measures', () => {
  test('45.0 days in A/R is met, a cent a day more is not', () => {
    expect(value(facts, 'days-in-ar')).toMatchObject({ value: 45, isMet: true })
    expect(value({ ...facts, receivableCents: 4_520_000 }, 'days-in-ar')).toMatchObject({ value: 45.2, isMet: false })
  })
  test('first-pass at 92 % is met, below is not', () => {
    expect(value({ ...facts, months: [month('2026-01', { clean: 92 })] }, 'first-pass')).toMatchObject({
      value: 92,
      isMet: true,
    })
    expect(value({ ...facts, months: [month('2026-01', { clean: 91 })] }, 'first-pass')).toMatchObject({
      value: 91,
      isMet: false,
    })
  })
  test('a practice without claims has no rates, neither 0 % nor 100 %', () => {
    const none = { months: [], receivableCents: 0, over60Cents: 0, chargesLastYearCents: 0, daysOfCharges: 0 }
    expect(measures(none).map((one) => [one.value, one.isMet])).toEqual(Array(5).fill([null, null]))
  })
  test('the months still being paid stay out of net collection', () => {
    const young = facts.months.map((m, i) => (i >= 2 ? { ...m, collectedCents: 0 } : m))
    expect(value({ ...facts, months: young }, 'net-collection')?.value).toBe(96)
  })
})
