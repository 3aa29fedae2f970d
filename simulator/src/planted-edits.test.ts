import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { birthOf, bornEdits } from './planted-edits.ts'
import { practiceYear } from './practice-year.ts'
import { mistakeFileSchema, mistakeKinds } from './world/mistake-file.ts'
import { payerFileSchema } from './world/payer-file.ts'
import { practiceFileSchema } from './world/practice-file.ts'

const numbers = Array.from({ length: 120 }, (_, i) => `S${String(i + 1).padStart(3, '0')}`)

test('every edit has a mistake planted for it, or says why none can be', () => {
  expect(bornEdits).toEqual(numbers)
  for (const id of numbers) expect(birthOf(id)?.length, id).toBeGreaterThan(0)
  expect(birthOf('S121')).toBeUndefined()
})

describe('the world of every mistake', () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../worlds/every-mistake/${name}.json`, import.meta.url), 'utf8'))
  const config = {
    practice: practiceFileSchema.parse(read('practice')),
    payers: payerFileSchema.parse(read('payers')).payers,
    mistakes: mistakeFileSchema.parse(read('mistakes')),
    months: 2,
    clinicians: 4,
  }

  test('names every kind', () =>
    expect(mistakeKinds.filter((kind) => !config.mistakes.mistakes.some((one) => one.kind === kind))).toEqual([]))

  test('plants every kind in two months', () => {
    const { planted } = practiceYear(1, config)
    expect(mistakeKinds.filter((kind) => !planted.some((one) => one.kind === kind))).toEqual([])
  })
})
