import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import type { FlawCode } from './flaw.ts'
import { type Golden, goldenFiles } from './golden.ts'
import { latin1, latin1Bytes } from './segments.ts'

// Every defect a validator must catch, planted in every guide's sound files: one at a time, at every place it fits.

type Segments = readonly string[]
const sound = goldenFiles().filter((file) => file.isSound && file.guide !== 'ta1')
const first = 3

const segmentsOf = ({ bytes }: Golden): string[] => latin1(bytes).split('~\n').slice(0, -1)
const codesOf = (content: string): FlawCode[] => [
  ...new Set(check(latin1Bytes(content)).flaws.map((flaw) => flaw.code)),
]
const plain = (segments: Segments): string => segments.map((segment) => `${segment}~\n`).join('')

/** With SE01 as it must be, so that only the defect itself is told. */
function recounted(segments: Segments): string {
  const st = segments.findIndex((segment) => segment.startsWith('ST*'))
  const se = segments.findIndex((segment) => segment.startsWith('SE*'))
  return plain(segments.map((segment, i) => (i === se ? segment.replace(/^SE\*\d+/, `SE*${se - st + 1}`) : segment)))
}

const element = (segment: string, number: number, change: (text: string) => string): string =>
  segment
    .split('*')
    .map((text, i) => (i === number ? change(text) : text))
    .join('*')

const replaced = (segments: Segments, id: string, change: (segment: string) => string): string =>
  plain(segments.map((segment) => (segment.startsWith(`${id}*`) ? change(segment) : segment)))

describe.each(sound)('$guide, $name', (golden) => {
  const segments = segmentsOf(golden)
  const last = segments.length - 3
  const body = segments.map((segment, at) => ({ segment, at })).filter(({ at }) => at >= first && at < last)

  test.each<{ name: string; content: () => string; code: FlawCode }>([
    {
      name: 'SE01 counts wrongly',
      content: () => replaced(segments, 'SE', (s) => element(s, 1, (n) => `${Number(n) + 1}`)),
      code: 'wrong_count',
    },
    {
      name: 'GE01 counts wrongly',
      content: () => replaced(segments, 'GE', (s) => element(s, 1, () => '2')),
      code: 'wrong_count',
    },
    {
      name: 'IEA01 counts wrongly',
      content: () => replaced(segments, 'IEA', (s) => element(s, 1, () => '2')),
      code: 'wrong_count',
    },
    {
      name: 'SE02 is not ST02',
      content: () => replaced(segments, 'SE', (s) => element(s, 2, () => '0009')),
      code: 'control_mismatch',
    },
    {
      name: 'GE02 is not GS06',
      content: () => replaced(segments, 'GE', (s) => element(s, 2, () => '9')),
      code: 'control_mismatch',
    },
    {
      name: 'IEA02 is not ISA13',
      content: () => replaced(segments, 'IEA', (s) => element(s, 2, () => '000000009')),
      code: 'control_mismatch',
    },
    {
      name: 'SE is missing',
      content: () => plain(segments.filter((s) => !s.startsWith('SE*'))),
      code: 'missing_trailer',
    },
    {
      name: 'GE is missing',
      content: () => plain(segments.filter((s) => !s.startsWith('GE*'))),
      code: 'missing_trailer',
    },
    {
      name: 'IEA is missing',
      content: () => plain(segments.filter((s) => !s.startsWith('IEA*'))),
      code: 'missing_trailer',
    },
    {
      name: 'GS is missing',
      content: () => plain(segments.filter((s) => !s.startsWith('GS*'))),
      code: 'missing_header',
    },
    {
      name: 'GS08 is no version',
      content: () => replaced(segments, 'GS', (s) => element(s, 8, () => '005010X999')),
      code: 'unknown_version',
    },
    {
      name: 'GS01 is of another kind',
      content: () => replaced(segments, 'GS', (s) => element(s, 1, () => 'PO')),
      code: 'wrong_group',
    },
    {
      name: 'the ISA is a byte short',
      content: () => plain(segments).replace('ISA*00*          *', 'ISA*00*         *'),
      code: 'broken_isa',
    },
    {
      name: 'the first segment of the body is missing',
      content: () => recounted(segments.toSpliced(first, 1)),
      code: 'missing_segment',
    },
    {
      name: 'the file ends inside a segment',
      content: () => plain(segments).slice(0, plain(segments).indexOf('~\nSE*') - 2),
      code: 'truncated',
    },
    {
      name: 'a control character stands in a segment',
      content: () =>
        recounted(
          segments.with(
            first,
            element(segments[first] ?? '', 3, (t) => `\u0007${t}`),
          ),
        ),
      code: 'control_character',
    },
    {
      name: 'the first segment stands twice',
      content: () => recounted(segments.toSpliced(first, 0, segments[first] ?? '')),
      code: 'repeated_segment',
    },
  ])('$name', ({ content, code }) => {
    expect(codesOf(content())).toContain(code)
  })

  test('an unknown segment, wherever it stands', () => {
    for (const { at } of body)
      expect(codesOf(recounted(segments.toSpliced(at, 0, 'ZZZ*1'))), `before ${segments[at]}`).toContain(
        'unknown_segment',
      )
  })

  test('a known segment in the wrong place', () => {
    for (const { at } of body.slice(1))
      expect(codesOf(recounted(segments.toSpliced(at, 0, segments[first] ?? '')))).not.toEqual([])
  })

  test('trailing empty elements and too many elements, in every segment', () => {
    for (const { segment, at } of body) {
      expect(codesOf(plain(segments.with(at, `${segment}*`))), segment).toContain('trailing_elements')
      expect(codesOf(plain(segments.with(at, `${segment}${'*'.repeat(30)}X`))), segment).toContain('too_many_elements')
    }
  })

  test('an element too long, in every segment', () => {
    for (const { segment, at } of body)
      segment.split('*').forEach((text, number) => {
        if (number === 0 || text === '') return
        expect(
          codesOf(
            plain(
              segments.with(
                at,
                element(segment, number, () => `${text}${'9'.repeat(300)}`),
              ),
            ),
          ),
          `${segment} element ${number}`,
        ).not.toEqual([])
      })
  })

  test('a wrong qualifier', () => {
    for (const { segment, at } of body) {
      if (!/^(NM1|N1|REF|DTP|DTM|AMT|QTY|HI|PER|PRV|SBR|DMG|TRN|CAS|LQ|BPR|CLP|EB)\*/.test(segment)) continue
      const number = segment.startsWith('CLP') ? 2 : 1
      expect(
        codesOf(
          plain(
            segments.with(
              at,
              element(segment, number, () => 'QZ'),
            ),
          ),
        ),
        segment,
      ).not.toEqual([])
    }
  })

  test('an impossible day', () => {
    for (const { segment, at } of body)
      segment.split('*').forEach((text, number) => {
        if (!/^20\d{6}$/.test(text)) return
        expect(
          codesOf(
            plain(
              segments.with(
                at,
                element(segment, number, () => '20260231'),
              ),
            ),
          ),
          segment,
        ).toContain('not_a_date')
      })
  })

  test('a required element left blank', () => {
    for (const { segment, at } of body) {
      const blanked = codesOf(
        plain(
          segments.with(
            at,
            element(segment, 1, () => ''),
          ),
        ),
      )
      if (/^(MOA|HSD)\*/.test(segment) || segment.split('*')[1] === '') continue
      expect(blanked, segment).not.toEqual([])
    }
  })

  test('an id without its qualifier, and a qualifier without its id', () => {
    for (const { segment, at } of body) {
      if (!segment.startsWith('NM1*') || segment.split('*').length < 10) continue
      expect(
        codesOf(
          plain(
            segments.with(
              at,
              element(segment, 8, () => ''),
            ),
          ),
        ),
      ).not.toEqual([])
      expect(codesOf(plain(segments.with(at, segment.split('*').slice(0, 9).join('*'))))).not.toEqual([])
    }
  })

  test('an element that is not used, filled', () => {
    for (const { segment, at } of body) {
      if (!segment.startsWith('NM1*') || golden.guide === '278' || segment.split('*').length < 7) continue
      expect(
        codesOf(
          plain(
            segments.with(
              at,
              element(segment, 6, () => 'DR'),
            ),
          ),
        ),
        segment,
      ).toContain('unused_element')
    }
  })

  test('an NPI whose check digit does not fit', () => {
    for (const { segment, at } of body) {
      if (!/\*XX\*\d{10}$/.test(segment)) continue
      const wrong = segment.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
      expect(codesOf(plain(segments.with(at, wrong))), segment).toEqual(['wrong_check_digit'])
    }
  })

  test('a level without its parent, or out of sequence', () => {
    for (const { segment, at } of body) {
      if (!segment.startsWith('HL*')) continue
      expect(
        codesOf(
          plain(
            segments.with(
              at,
              element(segment, 1, (n) => `${Number(n) + 7}`),
            ),
          ),
        ),
      ).toContain('wrong_hierarchy')
      expect(
        codesOf(
          plain(
            segments.with(
              at,
              element(segment, 2, () => '99'),
            ),
          ),
        ),
      ).toContain('wrong_hierarchy')
      if (segment.split('*')[2] !== '')
        expect(
          codesOf(
            plain(
              segments.with(
                at,
                element(segment, 2, () => ''),
              ),
            ),
          ),
        ).toContain('wrong_hierarchy')
    }
  })
})

describe('money', () => {
  const remittance = sound.find(({ name }) => name.startsWith('one paid claim'))
  const claims = sound.find(({ name }) => name.startsWith('a session by video'))
  const text835 = remittance ? latin1(remittance.bytes) : ''
  const text837 = claims ? latin1(claims.bytes) : ''

  test.each<{ name: string; content: string; codes: FlawCode[] }>([
    {
      name: 'a payment that is not its claims less its provider adjustments',
      content: text835.replace('BPR*I*100.5', 'BPR*I*100.51'),
      codes: ['unbalanced'],
    },
    {
      name: 'a line that does not balance',
      content: text835.replace('CAS*CO*45*42', 'CAS*CO*45*41.99'),
      codes: ['unbalanced'],
    },
    {
      name: 'a claim that does not balance',
      content: text835.replace('*1*160*98*20', '*1*160.01*98*20'),
      codes: ['unbalanced'],
    },
    {
      name: 'a provider adjustment that is not in the payment',
      content: text835.replace('L6*-2.5', 'L6*2.5'),
      codes: ['unbalanced'],
    },
    { name: 'an amount that is none', content: text835.replace('AMT*B6*118', 'AMT*B6*1I8'), codes: ['not_an_amount'] },
    {
      name: 'a claim whose lines make another total',
      content: text837.replace('*245.5*', '*245.4*'),
      codes: ['wrong_total'],
    },
    {
      name: 'a charge that is none',
      content: text837.replace('CLM*B000000001*160*', 'CLM*B000000001*16O*'),
      codes: ['not_an_amount', 'wrong_total'],
    },
    { name: 'a frequency that is no code', content: text837.replace('10:B:1', '10:B:Z'), codes: ['wrong_code'] },
    {
      name: 'segments out of order',
      content: text837.replace('REF*G1*AUTH77~\nHI*ABK:F411*ABF:F331~\n', 'HI*ABK:F411*ABF:F331~\nREF*G1*AUTH77~\n'),
      codes: ['out_of_order'],
    },
    {
      name: 'a state of one letter',
      content: text837.replace('N4*ALBANY*NY*12208', 'N4*ALBANY*N*12208'),
      codes: ['too_short'],
    },
  ])('$name', ({ content, codes }) => {
    expect(codesOf(content)).toEqual(codes)
  })
})

describe('what is no X12', () => {
  test.each<{ name: string; content: string; code: FlawCode }>([
    { name: 'an empty file', content: '', code: 'empty_file' },
    { name: 'blank lines', content: '\n\n  \n', code: 'empty_file' },
    { name: 'a PDF', content: '%PDF-1.7\n1 0 obj', code: 'not_x12' },
    { name: 'a table', content: 'patient,day,code\nA,2026-03-02,90837\n', code: 'not_x12' },
    { name: 'a web page', content: '<!doctype html><title>Sign in</title>', code: 'not_x12' },
    { name: 'the beginning of an ISA', content: 'ISA*00*', code: 'broken_isa' },
  ])('$name is told', ({ content, code }) => {
    expect(codesOf(content)).toContain(code)
  })
})
