import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { changeFlaw } from './edit-change.ts'

const today = date('2026-03-10')
const severity = { kind: 'severity', rule: 'S054', value: 'warn', source: 'call 4711' } as const
const term = { kind: 'payer', payerId: 'NWND1', name: 'timely_filing_days', value: 120, source: 'bulletin 7' } as const

test.each([
  ['a severity', severity],
  ['a term of a payer', term],
  ['a term of the practice, whose payer needs no name', { ...term, kind: 'practice', payerId: undefined }],
  ['a list where we assume every code', { ...term, name: 'audio_code_allowlist', value: ['90834'] }],
  ['a number where we assume none', { ...term, name: 'max_sessions_per_week', value: 2 }],
  ['a map where we assume an empty one', { ...term, name: 'license_modifier_map', value: { LCSW: 'AJ' } }],
  ['one that begins and ends on the same day', { ...severity, from: '2026-04-01', until: '2026-04-01' }],
  ['one that ends today', { ...severity, until: '2026-03-10' }],
  ['a source of five letters', { ...severity, source: 'fax 7' }],
] as const)('%s can be tried', (_, proposed) => {
  expect(changeFlaw(proposed, today)).toBeNull()
})

test.each([
  [{ ...severity, source: ' fax ' }, 'Say where it comes from'],
  [{ ...severity, from: '2026-02-30' }, '2026-02-30 is no day.'],
  [{ ...severity, until: 'soon' }, 'soon is no day.'],
  [{ ...severity, until: '2026-03-09' }, 'It would end before it begins.'],
  [{ ...severity, from: '2026-04-02', until: '2026-04-01' }, 'It would end before it begins.'],
  [{ ...severity, rule: 'S999' }, 'There is no edit S999.'],
  [{ ...severity, rule: undefined }, 'There is no edit'],
  [{ ...severity, value: 'block' }, 'A severity is stop, warn or info.'],
  [{ ...term, payerId: undefined }, 'Name the payer.'],
  [{ ...term, name: 'timely_days' }, 'There is no parameter timely_days.'],
  [{ ...term, name: undefined }, 'There is no parameter'],
  [{ ...term, value: '120 days' }, 'timely_filing_days is a number; "120 days" is none.'],
  [{ ...term, name: 'per_diem_inclusive', value: 1 }, 'per_diem_inclusive is a boolean; "1" is none.'],
] as const)('%j is answered: %s', (proposed, expected) => {
  expect(changeFlaw(proposed, today)).toContain(expected)
})
