import { expect, test } from 'vitest'
import { newId } from './ground.ts'

test('ids of one instant, and of a clock that goes back, still come in the order they were made', () => {
  let at = 1_772_000_000_000
  const made: string[] = []
  for (let i = 0; i < 20_000; i++) {
    if (i === 10_000) at -= 60_000
    if (i % 7 === 0 && i > 15_000) at += 1
    made.push(newId(() => at))
  }
  expect(made.toSorted()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
