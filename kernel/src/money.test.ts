import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate, cents, formatDecimal, formatShortest, parseDecimal, percentOf, sum } from './money.ts'

const anyCents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(cents)

describe('money', () => {
  test.each([
    ['150', 15000],
    ['150.5', 15050],
    ['-150.00', -15000],
    ['.5', 50],
    ['0', 0],
    ['-0', 0],
  ])('%s reads as %i cents', (text, expected) => expect(parseDecimal(text)).toBe(expected))

  test.each(['', '.', '-', '1.005', '1e3', '1,000', ' 1', '99999999999999999', 'NaN', '--1'])(
    '%j is not an amount',
    (text) => expect(parseDecimal(text)).toBeNull(),
  )

  test('a fraction of a cent is refused where it arises', () => expect(() => cents(100 / 3)).toThrow())

  test('reading what was printed gives the same amount', () =>
    fc.assert(
      fc.property(anyCents, (a) => {
        expect(parseDecimal(formatDecimal(a))).toBe(a)
        expect(parseDecimal(formatShortest(a))).toBe(a)
      }),
    ))

  test('X12 amounts print shortest', () => {
    expect([12500, 12550, 12555, 5, -5, 0].map((a) => formatShortest(cents(a)))).toEqual([
      '125',
      '125.5',
      '125.55',
      '0.05',
      '-0.05',
      '0',
    ])
  })

  test('splitting never loses a cent', () =>
    fc.assert(
      fc.property(
        anyCents,
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 }),
        (a, weights) => {
          expect(sum(allocate(a, weights))).toBe(a)
        },
      ),
    ))

  test('the larger remainder gets the odd cent', () => expect(allocate(cents(100), [1, 1, 1])).toEqual([34, 33, 33]))

  test('20 % of 99.99 rounds half away from zero', () => {
    expect(percentOf(2000, cents(9999))).toBe(2000)
    expect(percentOf(5000, cents(1))).toBe(1)
    expect(percentOf(5000, cents(-1))).toBe(-1)
  })
})
