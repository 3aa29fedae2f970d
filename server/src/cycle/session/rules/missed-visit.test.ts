import { date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { missedVisitDefault } from '../tables/missed-visit.ts'
import { evenness, feeFor, type MissedFacts } from './missed-visit.ts'

const commercial = { name: 'Northwind', kind: 'commercial', isFeeAllowed: true, mostCents: null }
const facts = (change: Partial<MissedFacts> = {}): MissedFacts => ({
  on: date('2026-03-10'),
  status: 'no_show',
  policy: { ...missedVisitDefault, from: date('2026-01-01'), lateCancelFeeCents: 5_000 },
  payers: [commercial],
  signedOn: date('2026-01-05'),
  missedOn: [date('2026-02-01')],
  ...change,
})

describe('a missed visit is charged only where everything allows it', () => {
  test.each([
    { name: 'signed, allowed, second miss', change: {}, amount: 7_500 },
    {
      name: 'called off late costs what the policy says for that',
      change: { status: 'late_cancel' as const },
      amount: 5_000,
    },
    { name: 'never for Medicaid', change: { payers: [{ ...commercial, kind: 'medicaid' }] }, amount: null },
    {
      name: 'not when Medicaid is only the second coverage',
      change: { payers: [commercial, { ...commercial, kind: 'medicaid' }] },
      amount: null,
    },
    { name: 'never for an EAP', change: { payers: [{ ...commercial, kind: 'eap' }] }, amount: null },
    {
      name: 'not where the contract forbids it',
      change: { payers: [{ ...commercial, isFeeAllowed: false }] },
      amount: null,
    },
    { name: 'not without a signature', change: { signedOn: null }, amount: null },
    { name: 'not when it was signed a day after', change: { signedOn: date('2026-03-11') }, amount: null },
    { name: 'when it was signed that day', change: { signedOn: date('2026-03-10') }, amount: 7_500 },
    { name: 'the first miss is free', change: { missedOn: [] }, amount: null },
    { name: 'this visit itself is no earlier miss', change: { missedOn: [date('2026-03-10')] }, amount: null },
    { name: 'a miss a year ago still counts', change: { missedOn: [date('2025-03-10')] }, amount: 7_500 },
    { name: 'a day older does not', change: { missedOn: [date('2025-03-09')] }, amount: null },
    { name: 'the payer’s cap holds', change: { payers: [{ ...commercial, mostCents: 4_000 }] }, amount: 4_000 },
    { name: 'self-pay is charged as anybody', change: { payers: [] }, amount: 7_500 },
  ])('$name', ({ change, amount }) => {
    const advice = feeFor(facts(change))
    expect(advice.mayCharge).toBe(amount !== null)
    expect(advice.amountCents).toBe(amount ?? 0)
    expect(advice.why.length).toBeGreaterThan(0)
  })
})

test('evenness counts waivers only among those who could have been charged', () => {
  const row = (group: string, outcome: 'charged' | 'waived' | 'not_allowed', amountCents = 0) => ({
    group,
    outcome,
    amountCents,
  })
  expect(
    evenness([row('a', 'charged', 7_500), row('a', 'waived'), row('a', 'not_allowed'), row('b', 'not_allowed')]),
  ).toEqual([
    { group: 'a', missed: 3, charged: 1, waived: 1, notAllowed: 1, chargedCents: 7_500, waivedShare: 50 },
    { group: 'b', missed: 1, charged: 0, waived: 0, notAllowed: 1, chargedCents: 0, waivedShare: null },
  ])
})
