import { expect, test } from 'vitest'
import { meter } from './meter.ts'

test('so many a window are let in, each network by itself, and again when the window is over', () => {
  let now = 0
  const door = meter(2, 60, () => now)
  expect([door.take('a').ok, door.take('a').ok, door.take('b').ok]).toEqual([true, true, true])
  now = 20_000
  expect(door.take('a')).toEqual({ ok: false, retryAfterSeconds: 40 })
  now = 59_999
  expect(door.take('a').ok).toBe(false)
  now = 60_000
  expect(door.take('a').ok).toBe(true)
})
