import { date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import type { LeakBasis, LeakCell } from '../types/leakage.ts'
import { renderBusinessCase } from './business-case.ts'
import { leakageOf, leakMonths, modelledLeak, whyWords } from './leakage.ts'

const basis: LeakBasis = {
  kept: 900,
  scheduled: 1000,
  claims: 880,
  clinicians: 10,
  payers: 6,
  authorizations: 12,
  averageCents: 12_000,
  priced: 880,
}
const cell = (cause: LeakCell['cause'], month: string, count: number, cents: number): LeakCell => ({
  cause,
  month,
  count,
  cents,
})

describe('the months', () => {
  test('are whole, at most twelve, and the youngest is over for a month', () => {
    const { from, until, months } = leakMonths(date('2026-09-30'), date('2020-01-01'))
    expect([from, until, months.length, months.at(-1)]).toEqual(['2025-08-01', '2026-07-31', 12, '2026-07'])
  })
  test('begin with the first visit of a young practice', () =>
    expect(leakMonths(date('2026-09-30'), date('2026-06-15')).months).toEqual(['2026-06', '2026-07']))
  test('are none in the first two months, and nothing is divided by', () => {
    const span = leakMonths(date('2026-09-30'), date('2026-08-15'))
    expect(span.months).toEqual([])
    expect(leakageOf([], basis, span).perMonthCents).toBe(0)
  })
})

describe('leakage', () => {
  const span = leakMonths(date('2026-09-30'), date('2026-06-01'))
  const cells = [
    cell('denied', '2026-06', 2, 30_000),
    cell('denied', '2026-07', 1, 10_001),
    cell('no_show', '2026-07', 3, 36_000),
  ]
  const found = leakageOf(cells, basis, span)

  test('adds up by cause and in all, with its arithmetic', () => {
    expect(found.causes.find(({ id }) => id === 'denied')).toMatchObject({
      count: 3,
      cents: 40_001,
      perMonthCents: 20_001,
    })
    expect(found.causes.find(({ id }) => id === 'no_show')?.arithmetic).toBe(
      '3 visits at the average visit, refilled slots not taken off ($120.00): $360.00 / 2 months = $180.00 a month.',
    )
    expect(found.totalCents).toBe(76_001)
    expect(found.causes.reduce((sum, { cents }) => sum + cents, 0)).toBe(found.totalCents)
  })
  test('without a price for a visit says what would give one', () => {
    const unpriced = leakageOf(cells, { ...basis, averageCents: null, priced: 0 }, span)
    expect(unpriced.causes.find(({ id }) => id === 'no_show')?.needs).toContain('fee schedule')
    expect(unpriced.causes.find(({ id }) => id === 'denied')?.needs).toBeNull()
  })
  test('a row says its cause in words', () =>
    expect(['TELEHEALTH', 'kept', 'held'].map(whyWords)).toEqual([
      'Telehealth coverage limits',
      'no claim made',
      'held by an edit',
    ]))

  test('the business case is one page that asks nothing of elsewhere, and says when it rests on a simulation', () => {
    const of = {
      practice: 'Harbor <Counseling>',
      today: date('2026-09-30'),
      leakage: found,
      measures: [],
      waiting: [{ id: 'denial-TELEHEALTH', count: 4, cents: 50_000, oldest: null, deadline: null }],
    }
    const page = renderBusinessCase({ ...of, isSimulated: true })
    expect(page).not.toMatch(/<script|src=|https?:|@import|url\(/)
    expect(page).toContain('Harbor &lt;Counseling&gt;')
    expect(page).toContain('every figure rests on a simulation')
    expect(page).toContain('Put place of service and modifier right')
    expect(renderBusinessCase({ ...of, isSimulated: false })).not.toContain('simulat')
  })
})

describe('the reference arithmetic: ten clinicians, 25 sessions a week, 5 % and 5 %', () => {
  const model = {
    sessionsAMonth: 13_000 / 12,
    noShowBasisPoints: 500,
    denialBasisPoints: 500,
    recoveredBasisPoints: 0,
    collectedCents: 11_000,
  }
  test.each([
    ['$110 a visit, nothing counted twice', model, 11_619],
    ['$140 a visit', { ...model, collectedCents: 14_000 }, 14_788],
  ])('%s', (_, of, whole) => expect(Math.round(modelledLeak(of) / 100)).toBe(whole))
  test('what is recovered of the denied no longer leaks', () =>
    expect(modelledLeak({ ...model, recoveredBasisPoints: 10_000 })).toBe(595_833))
})
