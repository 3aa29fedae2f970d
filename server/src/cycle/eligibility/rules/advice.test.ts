import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import type { AskedCoverage, Standing } from '../types/standing.ts'
import { adviceFor } from './advice.ts'

const person = { lastName: 'Rowe', firstName: 'Alma', birthOn: date('1988-05-04'), sex: 'F' } as const
const coverage: AskedCoverage = {
  coverageId: 'c', patientId: 'p', patientRef: 'P1', patientName: 'Alma Rowe', memberId: 'W100000001', groupNumber: null, relationship: 'self',
  patient: person, subscriber: person, from: date('2025-01-01'), until: date('2026-03-31'), rank: 1, otherPlan: null,
  payer: { id: 'y', name: 'Northwind', ediId: 'NWND1', kind: 'commercial', partner: 'clearinghouse', params: {}, carveOutPayerId: null },
} // biome-ignore format: one coverage
const standing: Standing = {
  coverageId: 'c', patientId: 'p', checkedOn: date('2026-03-02'), checkedFor: date('2026-03-02'), isActive: true, planFrom: date('2025-01-01'), planUntil: null,
  holder: null, orderConfirmedOn: null, facts: {}, answerId: null, changedOn: null, differences: [], version: 1,
} // biome-ignore format: one answer
const first = (on: string, of: Partial<Standing> = {}) =>
  adviceFor(coverage, { ...standing, ...of }, [], date(on)).map(({ text }) => text)

test('a card is active to the last day it was entered for, and not a day longer, whatever its plan once said', () => {
  expect(first('2026-03-31')).toContain('Active on 2026-03-31, checked on 2026-03-02.')
  expect(first('2026-04-01').join()).toContain('entered until 2026-03-31')
  expect(first('2026-04-01').join()).not.toContain('Active on')
})

test('what the plan said of another day is not said of this one', () => {
  expect(first('2026-03-10', { isActive: false }).join()).toContain('Not active on 2026-03-10')
  expect(first('2026-03-01', { isActive: false }).join()).toContain('Nobody has said whether it is active')
})

test('a plan nobody asked is asked before the visit', () =>
  expect(adviceFor(coverage, null, [], date('2026-03-10')).map(({ text }) => text)).toEqual([
    'Northwind has not been asked yet. Ask before the visit.',
  ]))
