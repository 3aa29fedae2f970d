import { expect, test } from 'vitest'
import { readWords } from './search.ts'

const nothing = { name: null, bornOn: null, number: null, amount: null }

test.each([
  ['Fuentes', { name: 'Fuentes' }],
  ['fuentes, xenia', { name: 'fuentes xenia' }],
  ["  O'Brien   Mary ", { name: "O'Brien Mary" }],
  ['Fuentes 03/09/1990', { name: 'Fuentes', bornOn: '1990-03-09' }],
  ['1990-03-09', { bornOn: '1990-03-09' }],
  ['02/30/1990', { number: '02/30/1990' }],
  ['$1,234.50', { amount: 123_450 }],
  ['1,234.50', { amount: 123_450 }],
  ['160', { amount: 16_000, number: '160' }],
  ['160.00', { amount: 16_000 }],
  ['8f3k2', { number: '8F3K2' }],
  ['EFT-00123', { number: 'EFT-00123' }],
  ['00012345678', { number: '00012345678' }],
  ['', {}],
])('%s', (words, sought) => {
  expect(readWords(words)).toEqual({ ...nothing, ...sought })
})
