import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, ageOn, date, daysBetween, lastOfMonth, parseDate, weekday } from './plain-date.ts'

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays(date('1970-01-01'), n))

describe('days', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '0000-01-01', '2026-3-2', '20260302', ''])(
    '%j is not a day',
    (text) => expect(parseDate(text)).toBeNull(),
  )

  test('a leap day exists in a leap year', () => expect(parseDate('2028-02-29')).toBe('2028-02-29'))

  test('adding and counting days agree', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    ))

  // The platform's own calendar is the judge: leap years, centuries, the ends of years, any count of days or months.
  test('days and months agree with the calendar of the platform', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9990 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: -3000, max: 3000 }),
        (year, month, day, count) => {
          const judge = Temporal.PlainDate.from({ year, month, day })
          const ours = date(judge.toString())
          const added = judge.add({ days: count })
          const moved = judge.add({ months: count })
          if (added.year >= 1) expect(addDays(ours, count)).toBe(added.toString())
          if (moved.year >= 1 && moved.year <= 9999) expect(addMonths(ours, count)).toBe(moved.toString())
          expect(weekday(ours)).toBe(judge.dayOfWeek % 7)
        },
      ),
      { numRuns: 5_000 },
    ))

  test('a month from the 31st is the last day of a shorter month', () => {
    expect(addMonths(date('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(date('2026-01-31'), -2)).toBe('2025-11-30')
    expect(lastOfMonth(date('2028-02-03'))).toBe('2028-02-29')
  })

  test('a birthday counts on the day itself', () => {
    expect(ageOn(date('2008-03-02'), date('2026-03-01'))).toBe(17)
    expect(ageOn(date('2008-03-02'), date('2026-03-02'))).toBe(18)
  })

  test('March 2, 2026 is a Monday', () => expect(weekday(date('2026-03-02'))).toBe(1))
})
