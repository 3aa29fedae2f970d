import { expect, test } from 'vitest'
import { holdsCardNumber } from './rules.ts'

// The numbers are those that processors publish for trials, or zeros that add up.

test.each([
  ['4242424242424242', 'sixteen digits'],
  ['tok_4242424242424242', 'behind a word'],
  ['4242 4242 4242 4242 12 27', 'with the month after it'],
  ['3782 822463 10005', 'fifteen, in three groups'],
  ['0000000000000', 'thirteen, the fewest'],
  ['0000000000000000000', 'nineteen, the most'],
])('%s is a card’s number: %s', (text) => {
  expect(holdsCardNumber(text)).toBe(true)
})

test.each([
  ['4242424242424241', 'the check digit is wrong'],
  ['000000000000', 'twelve digits'],
  ['00000000000000000000', 'twenty digits'],
  ['tok_1a2b3c4d5e6f7a8b', 'digits between letters'],
  ['', 'nothing'],
])('%s is none: %s', (text) => {
  expect(holdsCardNumber(text)).toBe(false)
})
