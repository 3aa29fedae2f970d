import { describe, expect, test } from 'vitest'
import { isGroup, isMonth, isProgramDay, sharesHour } from './shared-hours.ts'

describe('one clinician has several patients in one hour', () => {
  test.each([
    ['group_therapy', 'group_therapy'],
    ['multi_family_group', 'multi_family_group'],
    ['iop_day', 'iop_day'],
    ['iop_day', 'php_day'],
    ['php_day', 'php_day'],
  ])('%s beside %s', (a, b) => expect(sharesHour(a, b)).toBe(true))

  test.each([
    ['group_therapy', 'multi_family_group'],
    ['group_therapy', 'iop_day'],
    ['php_day', 'individual_therapy'],
    ['individual_therapy', 'individual_therapy'],
  ])('but not %s beside %s', (a, b) => {
    expect(sharesHour(a, b)).toBe(false)
    expect(sharesHour(b, a)).toBe(false)
  })
})

test('each service is of one kind, or of none', () => {
  const kinds = (service: string) => [isGroup(service), isProgramDay(service), isMonth(service)]
  expect(kinds('group_therapy')).toEqual([true, false, false])
  expect(kinds('multi_family_group')).toEqual([true, false, false])
  expect(kinds('iop_day')).toEqual([false, true, false])
  expect(kinds('php_day')).toEqual([false, true, false])
  expect(kinds('individual_therapy')).toEqual([false, false, false])
})
