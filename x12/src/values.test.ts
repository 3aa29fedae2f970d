import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountToCents, centsToAmount, isNpi, isoDay } from './values.ts'

test.each([
  ['125', 12500],
  ['125.5', 12550],
  ['-0.01', -1],
  ['.5', 50],
  ['5.', 500],
  ['0', 0],
  ['-0', 0],
  ['1.230', 123],
  ['1.234', null],
  ['', null],
  ['-', null],
  ['.', null],
  ['1.2.3', null],
  ['1,000', null],
  ['1E3', null],
  ['99999999999999999999', null],
])('%s is %s cents', (text, cents) => {
  expect(amountToCents(text)).toBe(cents)
})

test('cents written as an amount are the same cents', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => amountToCents(centsToAmount(cents)) === cents),
  )
})

test.each([
  ['20260228', '2026-02-28'],
  ['20260229', null],
  ['20240229', '2024-02-29'],
  ['21000229', null],
  ['20260431', null],
  ['20261301', null],
  ['2026030', null],
])('%s is the day %s', (text, day) => {
  expect(isoDay(text)).toBe(day)
})

test.each([
  ['1234567893', true],
  ['1234567890', false],
  ['1234567839', false],
  ['123456789', false],
])('whether %s is an NPI: %s', (text, isOne) => {
  expect(isNpi(text)).toBe(isOne)
})
