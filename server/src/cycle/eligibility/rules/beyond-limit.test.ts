import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { beyondLimit, cautionFor, coveredVisits, privateDays } from './beyond-limit.ts'

const on = (...days: readonly string[]) => days.map((day) => ({ on: date(`2026-${day}`) }))
const daysOf = (visits: readonly { readonly on: string }[]) => visits.map((visit) => visit.on.slice(5))
const weekly = on('03-02', '03-09', '03-16', '03-23')
const terms = { visits: weekly, covered: 2, signedOn: date('2026-03-01'), until: date('2026-12-31') }

// biome-ignore format: one row per line
test.each([
  { name: 'three are paid: the fourth is beyond',          visits: weekly,                                     covered: 3, beyond: ['03-23'] },
  { name: 'four are paid: none is',                        visits: weekly,                                     covered: 4, beyond: [] },
  { name: 'none is paid: all are',                         visits: on('03-02', '03-09'),                       covered: 0, beyond: ['03-02', '03-09'] },
  { name: 'two visits of the last day paid are both paid', visits: on('03-02', '03-09', '03-09', '03-16'),     covered: 2, beyond: ['03-16'] },
  { name: 'two visits of the first day beyond are both',   visits: on('03-02', '03-09', '03-16', '03-16'),     covered: 2, beyond: ['03-16', '03-16'] },
])('$name', ({ visits, covered, beyond }) => expect(daysOf(beyondLimit(visits, covered))).toEqual(beyond))

// biome-ignore format: one row per line
test.each([
  { name: 'signed before: from the day after the last visit paid', change: {},                                             days: { from: '2026-03-10', until: '2026-12-31' } },
  { name: 'signed on the day of the first visit beyond',           change: { signedOn: date('2026-03-16') },               days: { from: '2026-03-16', until: '2026-12-31' } },
  { name: 'signed a day later: that visit stays the plan’s',       change: { signedOn: date('2026-03-17') },               days: { from: '2026-03-17', until: '2026-12-31' } },
  { name: 'the plan reaches for all that is booked',               change: { covered: 4 },                                 days: null },
  { name: 'the plan reaches for all but one',                      change: { covered: 3 },                                 days: { from: '2026-03-17', until: '2026-12-31' } },
  { name: 'the period is over when it is signed',                  change: { signedOn: date('2027-01-01') },               days: null },
  { name: 'an episode has no end',                                 change: { until: null },                                days: { from: '2026-03-10', until: null } },
  { name: 'nothing is paid: from the signature',                   change: { covered: 0 },                                 days: { from: '2026-03-01', until: '2026-12-31' } },
])('$name', ({ change, days }) => expect(privateDays({ ...terms, ...change })).toEqual(days))

test('Medicaid and Medicare have a caution of their own, a commercial plan has none', () => {
  expect(cautionFor('medicaid')).toMatch(/beforehand in writing/)
  expect(cautionFor('medicare')).toMatch(/CMS-R-131/)
  expect(['commercial', 'eap', 'constructor'].map(cautionFor)).toEqual([null, null, null])
})

test('what the plan pays in all stays, whatever of it is used or booked', () => {
  const limit = { coverageId: 'C', period: 'benefit_year', from: date('2026-01-01'), until: date('2026-12-31'), visits: 10,
    payerLeft: null, asOf: date('2026-03-01'), saidBy: 'Plan', usedElsewhere: null } as const // biome-ignore format: one literal
  expect(coveredVisits({ ...limit, usedHere: 4, booked: 2, left: 4 })).toBe(10)
  expect(coveredVisits({ ...limit, usedHere: 9, booked: 3, left: -2 })).toBe(10)
  expect(coveredVisits({ ...limit, usedHere: 9, booked: 3, left: null })).toBeNull()
})
