import { monthOf } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { practiceYear } from './practice-year.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'
import { isNpi, npiFor } from './world/identifiers.ts'
import { therapyAddOn, therapyCode } from './year/right-claim.ts'
import type { WorldConfig } from './year/types.ts'

const config: WorldConfig = {
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: defaultMistakes(),
  months: 13,
  clinicians: 10,
}
const year = practiceYear(7, config)

describe('the reference practice', () => {
  const real = year.sessions.filter(({ repeats }) => repeats === null)
  const perMonth = (count: number) => count / 13

  test('about 1,083 sessions are booked a month, and about 1,000 kept', () => {
    expect(Math.abs(perMonth(real.length) - 1083)).toBeLessThan(25)
    expect(Math.abs(perMonth(real.filter(({ status }) => status === 'kept').length) - 1000)).toBeLessThan(25)
  })

  test('about one in twenty does not come', () => {
    const missed = real.filter(({ status }) => status === 'no_show').length / real.length
    expect(missed).toBeGreaterThan(0.04)
    expect(missed).toBeLessThan(0.06)
  })

  test('about 450 patients, and about 120 authorizations', () => {
    expect(Math.abs(year.patients.length - 450)).toBeLessThan(60)
    expect(Math.abs(year.authorizations.length - 120)).toBeLessThan(40)
  })

  test('it lasts thirteen months', () => expect(new Set(real.map(({ on }) => monthOf(on))).size).toBe(13))

  test('a clinician sees nobody twice at the same hour', () => {
    const hours = real.map(({ clinician, on, start }) => `${clinician.npi} ${on} ${start}`)
    expect(new Set(hours).size).toBe(hours.length)
  })

  test('every NPI has its check digit', () =>
    expect(year.clinicians.filter(({ npi }) => !isNpi(npi)).map(({ npi }) => npi)).toEqual([]))

  test('a supervised clinician has a supervisor who is not supervised', () => {
    for (const { supervisorNpi } of year.clinicians) {
      if (supervisorNpi === null) continue
      expect(year.clinicians.find(({ npi }) => npi === supervisorNpi)?.credential).not.toBe('associate')
    }
  })
})

describe('planted mistakes', () => {
  test('every kind befalls somebody in the default world', () =>
    expect(
      config.mistakes.mistakes.filter(({ kind }) => !year.planted.some((planted) => planted.kind === kind)),
    ).toEqual([]))

  test('each one names sessions that exist', () => {
    const ids = new Set(year.sessions.map(({ id }) => id))
    expect(year.planted.flatMap(({ sessionIds }) => sessionIds).filter((id) => !ids.has(id))).toEqual([])
  })

  test('a world without mistakes has none, and every entry is right', () => {
    const clean = practiceYear(7, { ...config, months: 2, mistakes: { ...config.mistakes, mistakes: [] } })
    expect(clean.planted).toEqual([])
    expect(
      clean.sessions.filter(({ status, codesPicked, rightCodes }) => status === 'kept' && codesPicked !== rightCodes),
    ).toEqual([])
  })

  test('a mistake in one place leaves the rest of the year as it was', () => {
    const quiet = practiceYear(7, { ...config, mistakes: { ...config.mistakes, mistakes: [] } })
    const starts = (of: typeof year) =>
      of.sessions.filter(({ repeats }) => repeats === null).map(({ id, on, status }) => [id, on, status])
    expect(starts(quiet)).toEqual(starts(year))
  })
})

test('the same seed gives the same year, another seed another', () => {
  const short = { ...config, months: 1 }
  expect(practiceYear(3, short)).toEqual(practiceYear(3, short))
  expect(practiceYear(3, short).patients).not.toEqual(practiceYear(4, short).patients)
})

test.each([
  [15, null, null],
  [16, '90832', '90833'],
  [37, '90832', '90833'],
  [38, '90834', '90836'],
  [52, '90834', '90836'],
  [53, '90837', '90838'],
])('%i minutes are %s alone and %s beside a medical visit', (minutes, alone, beside) => {
  expect(therapyCode(minutes)).toBe(alone)
  expect(therapyAddOn(minutes)).toBe(beside)
})

test('a known NPI check digit', () => expect(npiFor(123456789)).toBe('1234567893'))
