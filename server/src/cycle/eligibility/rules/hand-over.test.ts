import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { handOver, type ProgramFacts } from './hand-over.ts'

const weekly = (count: number) => ['03-02', '03-09', '03-16', '03-23'].slice(0, count).map((day) => date(`2026-${day}`))
const plan = { coverageId: 'plan', from: date('2026-01-01'), until: null }
const of = (change: Partial<ProgramFacts>) =>
  handOver({ promised: 3, plannedUntil: null, visitsOn: [], others: [plan], ...change })

// biome-ignore format: one row per line
test.each([
  { name: 'nothing booked: all are left',                                change: {},                                       left: 3,  ends: null,         next: 'plan' },
  { name: 'one before the last',                                         change: { visitsOn: weekly(2) },                  left: 1,  ends: null,         next: 'plan' },
  { name: 'the last is booked: the program ends with it',                change: { visitsOn: weekly(3) },                  left: 0,  ends: '2026-03-16', next: 'plan' },
  { name: 'one more: it is the next coverage’s',                         change: { visitsOn: weekly(4) },                  left: -1, ends: '2026-03-16', next: 'plan' },
  { name: 'two visits of one day are one: one is left',                  change: { visitsOn: [...weekly(2), date('2026-03-09')] }, left: 1, ends: null, next: 'plan' },
  { name: 'the last day has two visits: both are the program’s',         change: { visitsOn: [...weekly(3), date('2026-03-16')] }, left: 0, ends: '2026-03-16', next: 'plan' },
  { name: 'nobody to hand over to: it stays open and a person settles',  change: { visitsOn: weekly(4), others: [] },      left: -1, ends: null,         next: null },
  { name: 'a plan that ended before the last visit is nobody',           change: { visitsOn: weekly(3), others: [{ ...plan, until: date('2026-03-16') }] }, left: 0, ends: null, next: null },
  { name: 'a plan that ends the day after it takes over',                change: { visitsOn: weekly(3), others: [{ ...plan, until: date('2026-03-17') }] }, left: 0, ends: '2026-03-16', next: 'plan' },
  { name: 'it ends by itself on that day: nothing to count',             change: { visitsOn: weekly(3), plannedUntil: date('2026-03-16') }, left: 0, ends: null, next: 'plan' },
  { name: 'it would end a day later',                                    change: { visitsOn: weekly(3), plannedUntil: date('2026-03-17') }, left: 0, ends: '2026-03-16', next: 'plan' },
])('$name', ({ change, left, ends, next }) => {
  const it = of(change)
  expect({ left: it.left, ends: it.endsOn, next: it.nextCoverageId }).toEqual({ left, ends, next })
})
