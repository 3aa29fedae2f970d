import { describe, expect, test } from 'vitest'
import { defaultParams } from '../tables/edit-params.ts'
import { termWords } from '../tables/term-words.ts'
import { readTerm, sourceOf, termsNow, termText } from './payer-terms.ts'

const words = (name: string) => termWords.find((each) => each.name === name) ?? termWords[0]

test.each(termWords.map((each) => [each.title, each] as const))('%s: what stands reads back as itself', (_, each) => {
  const value = defaultParams[each.name]
  const text = termText(value)
  if (text !== '') expect(readTerm(each, text)).toEqual({ value })
})

test.each([
  ['group_max', '12', 12],
  ['prior_auth_required_codes', '90837, 96130', ['90837', '96130']],
  ['audio_code_allowlist', '*', '*'],
  ['license_modifier_map', 'CSW=AJ; PSY=AH', { CSW: 'AJ', PSY: 'AH' }],
  ['noshow_fee_allowed', 'no', false],
  ['av_modifier', 'GT', 'GT'],
])('%s may say %s', (name, text, value) => {
  expect(readTerm(words(name) as never, text)).toEqual({ value })
})

test.each([
  ['group_max', 'twelve'],
  ['group_max', '-1'],
  ['prior_auth_required_codes', '*'],
  ['license_modifier_map', 'CSW'],
  ['noshow_fee_allowed', 'maybe'],
  ['av_modifier', '96'],
  ['pos_home', '1'],
])('%s may not say %s, and is told why', (name, text) => {
  expect(readTerm(words(name) as never, text)).toMatch(/expected|name each code/)
})

describe('who says a term', () => {
  test('the practice for all, then the payer, then its kind, then nobody yet', () => {
    const source = (own: object, practice: object, kind = 'medicare') =>
      sourceOf('timely_filing_days', kind, own as never, practice as never)
    expect(source({ timely_filing_days: 90 }, { timely_filing_days: 60 })).toBe('practice')
    expect(source({ timely_filing_days: 90 }, {})).toBe('payer')
    expect(source({ timely_filing_days: null }, {})).toBe('plan type')
    expect(source({}, {}, 'commercial')).toBe('default')
  })

  test('taken back, what is usual stands again', () => {
    expect(termsNow('commercial', { group_max: 8 }, {}).group_max).toBe(8)
    expect(termsNow('commercial', { group_max: null }, {}).group_max).toBe(12)
  })
})
