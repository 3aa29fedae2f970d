import { cents, date } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Guarantor } from '../types.ts'
import { isMinor, type OwingFacts, owingOf, shareProblems } from './guarantors.ts'

const guarantor = (id: string, shareBasisPoints: number, change: Partial<Guarantor> = {}): Guarantor => ({
  id,
  firstName: id,
  lastName: 'Rowe',
  relation: 'parent',
  addressLine: '1 Quay Street',
  city: 'Ellery Point',
  state: 'VA',
  zip: '23901',
  phone: null,
  email: null,
  shareBasisPoints,
  services: [],
  reference: null,
  from: date('2026-01-01'),
  until: null,
  ...change,
})

const child = { birthOn: date('2014-06-01'), state: 'VA', consentsAloneOn: null }
const adult = { birthOn: date('1988-06-01'), state: 'VA', consentsAloneOn: null }
const facts = (change: Partial<OwingFacts>): OwingFacts => ({
  on: date('2026-03-02'),
  service: 'individual_therapy',
  patient: child,
  guarantors: [],
  ...change,
})
const owed = (amount: number, change: Partial<OwingFacts>) => {
  const { shares, hold } = owingOf(cents(amount), facts(change))
  return [...shares.map((share) => `${share.guarantorId ?? 'patient'} ${share.amount}`), ...(hold ? [hold] : [])]
}
const mother = guarantor('mother', 6_000)
const father = guarantor('father', 4_000)

// biome-ignore format: one row per line
test.each([
  { name: 'an adult owes it alone',                                       amount: 2_500, change: { patient: adult },                          owes: ['patient 2500'] },
  { name: 'a child without a guarantor: nobody is sent a bill yet',       amount: 2_500, change: {},                                          owes: ['patient 2500', 'no_guarantor'] },
  { name: 'one parent answers for a child',                               amount: 2_500, change: { guarantors: [guarantor('mother', 10_000)] }, owes: ['mother 2500'] },
  { name: 'an order of 60 and 40',                                        amount: 2_500, change: { guarantors: [mother, father] },            owes: ['mother 1500', 'father 1000'] },
  { name: 'a cent that cannot be halved is somebody’s, once',             amount: 2_501, change: { guarantors: [guarantor('mother', 5_000), guarantor('father', 5_000)] }, owes: ['mother 1251', 'father 1250'] },
  { name: 'a part not given to anybody stays with the patient',           amount: 1_000, change: { patient: adult, guarantors: [guarantor('agency', 7_500)] }, owes: ['agency 750', 'patient 250'] },
  { name: 'a part for one service goes before the part for all',          amount: 2_500, change: { guarantors: [mother, father, guarantor('county', 10_000, { services: ['individual_therapy'] })] }, owes: ['county 2500'] },
  { name: 'and leaves the other services alone',                          amount: 2_500, change: { service: 'testing', guarantors: [mother, father, guarantor('county', 10_000, { services: ['individual_therapy'] })] }, owes: ['mother 1500', 'father 1000'] },
  { name: 'a fee is for no service',                                      amount: 7_500, change: { service: null, guarantors: [mother, father, guarantor('county', 10_000, { services: ['individual_therapy'] })] }, owes: ['mother 4500', 'father 3000'] },
  { name: 'the last day of an order',                                     amount: 1_000, change: { guarantors: [guarantor('mother', 10_000, { until: date('2026-03-02') })] }, owes: ['mother 1000'] },
  { name: 'the day after it',                                             amount: 1_000, change: { on: date('2026-03-03'), guarantors: [guarantor('mother', 10_000, { until: date('2026-03-02') })] }, owes: ['patient 1000', 'no_guarantor'] },
  { name: 'a minor who consented alone is nobody else’s debt',            amount: 1_000, change: { patient: { ...child, consentsAloneOn: date('2026-03-02') }, guarantors: [mother, father] }, owes: ['patient 1000', 'minor_consent'] },
  { name: 'the day before they did, the parents answer',                  amount: 1_000, change: { patient: { ...child, consentsAloneOn: date('2026-03-03') }, guarantors: [mother, father] }, owes: ['mother 600', 'father 400'] },
  { name: 'money given back goes back in the same parts',                 amount: -2_500, change: { guarantors: [mother, father] },           owes: ['mother -1500', 'father -1000'] },
])('$name', ({ amount, change, owes }) => expect(owed(amount, change as Partial<OwingFacts>)).toEqual(owes))

test('parts of any amount add up to it, to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 9_999 }), (amount, part) => {
      const { shares } = owingOf(
        cents(amount),
        facts({ guarantors: [guarantor('a', part), guarantor('b', 10_000 - part)] }),
      )
      expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(amount)
    }),
  )
})

describe('a whole', () => {
  // biome-ignore format: one row per line
  test.each([
    { rows: [guarantor('a', 10_000)], problems: 0 },
    { rows: [guarantor('a', 9_999)], problems: 1 },
    { rows: [guarantor('a', 6_000), guarantor('b', 4_000)], problems: 0 },
    { rows: [guarantor('a', 6_000), guarantor('b', 4_001)], problems: 1 },
    { rows: [guarantor('a', 10_000), guarantor('b', 5_000, { services: ['testing'] })], problems: 1 },
    { rows: [], problems: 0 },
  ])('$rows.length guarantors, $problems problems', ({ rows, problems }) =>
    expect(shareProblems(rows)).toHaveLength(problems))
})

// biome-ignore format: one row per line
test.each([
  ['VA', '2026-05-31', true], ['VA', '2026-06-01', false],
  ['NE', '2026-06-01', true], ['NE', '2027-06-01', false],
  ['MS', '2028-06-01', true], ['MS', '2029-06-01', false],
])('born 2008-06-01 in %s, a minor on %s: %s', (state, on, minor) =>
  expect(isMinor({ birthOn: date('2008-06-01'), state }, date(on))).toBe(minor))
