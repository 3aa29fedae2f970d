import { describe, expect, test } from 'vitest'
import { checkSegment } from './check-segment.ts'
import type { FlawCode } from './flaw.ts'
import { FlawList } from './flaw-list.ts'
import {
  amount,
  anyOf,
  composite,
  day,
  type Element,
  from,
  ifThen,
  listed,
  npi,
  number,
  oneOf,
  pair,
  repeated,
  required,
  type SegmentGuide,
  segment,
  situational,
  text,
  time,
  unused,
  type When,
} from './guide.ts'
import { latin1Bytes } from './segments.ts'
import { centsAt, countAt, packed, packedText, planSegment, unpacked } from './sound.ts'
import { Splitter } from './split.ts'
import { amountToCents } from './values.ts'

// The quick look at bytes and the slow look at text are two readings of one guide. Both sides of every limit are put to
// both: what the slow one finds without flaw the quick one calls sound, unless a row says that it is left to the slow
// one, and what is flawed it never calls sound.

const isa = 'ISA*00*          *00*          *ZZ*A              *ZZ*B              *260302*1405*^*00501*000000007*0*T*:~'

/** Every segment of a text as a splitter has it at hand. */
function atHand(content: string, see: (splitter: Splitter) => void): void {
  new Splitter().push(latin1Bytes(`${isa}${content}`), true, {
    segment: (splitter) => {
      if (splitter.count > 1) see(splitter)
    },
    noise: () => {},
  })
}

function look(guide: SegmentGuide, content: string, when: When = []): { isQuick: boolean; codes: FlawCode[] } {
  const plan = planSegment(guide, when)
  const found = { isQuick: false, codes: [] as FlawCode[] }
  // The segment before it leaves longer notes behind, which must not be read again.
  atHand(`QQ${'*1'.repeat(40)}~${content}~`, (splitter) => {
    if (splitter.count < 3) return
    const flaws = new FlawList(100)
    if (splitter.delimiters) checkSegment(splitter.placed(), guide, when, splitter.delimiters, '', flaws)
    found.isQuick = plan.isSound(splitter)
    found.codes = flaws.list.map(({ code }) => code)
  })
  return found
}

type Row = [text: string, codes?: FlawCode | readonly FlawCode[] | undefined, leftToSlow?: 'slow' | undefined]
const expected = ([, codes = [], left]: Row) => ({
  codes: typeof codes === 'string' ? [codes] : codes,
  isQuick: codes.length === 0 && left === undefined,
})

const digits = (count: number): string => '1'.repeat(count)

const elements: readonly (readonly [name: string, element: Element, rows: readonly Row[]])[] = [
  [
    'a text of two to four',
    text(4, 2),
    [['A', 'too_short'], ['AB'], ['ABCD'], ['ABCDE', 'too_long'], [''], ['A B'], ['A:B']],
  ],
  [
    'one of two codes',
    oneOf('AB', 'C'),
    [['AB'], ['C'], ['A', 'wrong_code'], ['ABC', 'wrong_code'], ['c', 'wrong_code']],
  ],
  [
    'one of many codes',
    listed(...Array.from({ length: 30 }, (_, i) => String(i))),
    [['0'], ['29'], ['30', 'wrong_code'], ['00', 'wrong_code']],
  ],
  [
    'a code too long to be compared at once',
    oneOf('LONGEST', 'AB'),
    [['LONGEST', [], 'slow'], ['AB'], ['LONGER', 'wrong_code']],
  ],
  [
    'a code of a list',
    from('adjustment', 5),
    [['45'], ['310'], ['311', 'unlisted_code'], ['A1'], ['ZZ', 'unlisted_code'], ['123456', 'unlisted_code']],
  ],
  [
    'an amount',
    amount,
    [
      ['0'],
      ['-0'],
      ['12.34'],
      ['-12.34'],
      ['9876543210'],
      ['.5', [], 'slow'],
      ['1.', [], 'slow'],
      ['-.5'],
      ['-', 'not_an_amount'],
      ['.', 'not_an_amount'],
      ['1.2.3', 'not_an_amount'],
      ['1-2', 'not_an_amount'],
      ['--1', 'not_an_amount'],
      ['1/2', 'not_an_amount'],
      ['1:2', 'not_an_amount'],
      ['1,5', 'not_an_amount'],
      ['1E5', 'not_an_amount'],
      [digits(18)],
      [`-${digits(18)}`, [], 'slow'],
      [digits(19), 'too_long'],
      [`-${digits(19)}`, 'too_long'],
    ],
  ],
  [
    'a number of up to six digits',
    number(6),
    [
      [digits(6)],
      [digits(7), 'too_long'],
      ['12.5'],
      ['-1'],
      ['-123456', [], 'slow'],
      ['1X', 'not_a_number'],
      ['1-', 'not_a_number'],
    ],
  ],
  [
    'a day',
    day,
    [
      ['20260101'],
      ['20261231'],
      ['20260430'],
      ['20260431', 'not_a_date'],
      ['20260228'],
      ['20240229', [], 'slow'],
      ['20260229', 'not_a_date'],
      ['20260230', 'not_a_date'],
      ['20260100', 'not_a_date'],
      ['20260132', 'not_a_date'],
      ['20260001', 'not_a_date'],
      ['20261301', 'not_a_date'],
      ['00000101', 'not_a_date'],
      ['00260101', [], 'slow'],
      ['2026010', 'not_a_date'],
      ['202601011', 'not_a_date'],
      ['2026/101', 'not_a_date'],
      ['2026:101', 'not_a_date'],
      ['2026-1-1', 'not_a_date'],
    ],
  ],
  [
    'a time',
    time,
    [
      ['0000'],
      ['2359'],
      ['235959'],
      ['23595999'],
      ['2400', 'not_a_time'],
      ['2360', 'not_a_time'],
      ['235', 'not_a_time'],
      ['2359599999', 'not_a_time'],
    ],
  ],
  [
    'an NPI',
    npi,
    [
      ['1234567893'],
      ['1104930015'],
      ['1234567890', 'wrong_check_digit'],
      ['1234567894', 'wrong_check_digit'],
      ['2143567893', 'wrong_check_digit'],
      ['123456789', 'wrong_check_digit'],
      ['12345678931', 'wrong_check_digit'],
      // A letter among digits, whose places in ASCII add up.
      ['123456789=', 'wrong_check_digit'],
      ['123456/893', 'wrong_check_digit'],
      ['0000000006'],
    ],
  ],
  [
    'a composite of a code, an amount and a text',
    composite({ code: required(oneOf('HC')), price: situational(amount), word: situational(text(3)) }),
    [
      ['HC'],
      ['HC:5'],
      ['HC:5:AB'],
      ['HC::AB'],
      ['HC:', 'trailing_elements'],
      ['HC:5:', 'trailing_elements'],
      [':5', 'missing_element'],
      [':', ['trailing_elements', 'missing_element']],
      ['ZZ:5', 'wrong_code'],
      ['HC:X', 'not_an_amount'],
      ['HC:5:ABCD', 'too_long'],
      ['HC:5:AB:X', 'too_many_elements'],
    ],
  ],
  [
    'a composite that ends with what must stand',
    composite({ word: situational(text(3)), code: required(oneOf('HC')) }),
    [['AB:HC'], [':HC'], ['AB', 'missing_element'], ['AB:ZZ', 'wrong_code']],
  ],
]

describe.each(elements)('%s', (_, element, rows) => {
  const guide = segment('TS', 'A trial', {
    first: situational(text(9)),
    own: situational(element),
    last: situational(text(9)),
  })
  const needed = segment('TS', 'A trial', { first: situational(text(9)), own: required(element) })
  const often = segment('TS', 'A trial', { own: repeated(element), last: situational(text(9)) })

  test.each<Row>(rows)('"%s" %s %s', (content, codes, left) => {
    const row: Row = [content, codes, left]
    expect(look(guide, `TS**${content}*Z`)).toEqual(expected(row))
    if (content === '') return
    expect(look(guide, `TS*A*${content}`)).toEqual(expected(row))
    expect(look(needed, `TS**${content}`)).toEqual(expected(row))
    expect(look(often, `TS*${content}*Z`)).toEqual(expected(row))
    const sound = rows.find((other) => expected(other).isQuick && other[0] !== '') as Row
    expect(look(often, `TS*${sound[0]}^${content}`)).toEqual(expected(row))
    expect(look(often, `TS*${content}^${sound[0]}`)).toEqual(expected(row))
  })

  test('what must stand and does not is told', () => {
    expect(look(needed, 'TS')).toEqual({ isQuick: false, codes: ['missing_element'] })
    expect(look(needed, 'TS*A')).toEqual({ isQuick: false, codes: ['missing_element'] })
    expect(look(needed, 'TS*A*')).toEqual({ isQuick: false, codes: ['trailing_elements', 'missing_element'] })
  })
})

test('every month has its last day and no other', () => {
  const guide = segment('TS', 'A trial', { on: required(day) })
  for (const [i, last] of [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
    const month = `2026${String(i + 1).padStart(2, '0')}`
    expect(look(guide, `TS*${month}${last}`), month).toEqual({ isQuick: true, codes: [] })
    expect(look(guide, `TS*${month}${last + 1}`), month).toEqual({ isQuick: false, codes: ['not_a_date'] })
  }
})

describe('the elements of a segment', () => {
  const guide = segment('TS', 'A trial', {
    first: required(text(3)),
    second: unused,
    third: situational(text(3)),
  })
  test.each<Row>([
    ['TS*A'],
    ['TS*A**C'],
    ['TS*A*B', 'unused_element'],
    ['TS*A*B*C', 'unused_element'],
    ['TS*A**C*', ['too_many_elements', 'trailing_elements']],
    ['TS*A**C*D', 'too_many_elements'],
    ['TS*A**', 'trailing_elements'],
    ['TS*A*', 'trailing_elements'],
    ['TS', 'missing_element'],
    ['TS***C', 'missing_element'],
  ])('%s %s', (content, codes, left) => {
    expect(look(guide, content)).toEqual(expected([content, codes, left]))
  })

  test('what a place is chosen by is not looked at again, unless it is empty', () => {
    const chosen = segment('TS', 'A trial', { first: required(oneOf('AA', 'BB')), second: situational(oneOf('CC')) })
    expect(look(chosen, 'TS*ZZ', [[1, 'ZZ']])).toEqual({ isQuick: true, codes: [] })
    expect(look(chosen, 'TS*ZZ')).toEqual({ isQuick: false, codes: ['wrong_code'] })
    expect(look(chosen, 'TS**CC', [[1, 'ZZ']])).toEqual({ isQuick: false, codes: ['missing_element'] })
    expect(look(chosen, 'TS*AA*ZZ', [[1, 'AA']])).toEqual({ isQuick: false, codes: ['wrong_code'] })
  })
})

describe('conditions between elements', () => {
  const fields = { a: situational(text(3)), b: situational(text(3)), c: situational(text(3)), d: situational(text(3)) }
  const both = segment('TS', 'A trial', fields, [pair(1, 3)])
  const three = segment('TS', 'A trial', fields, [pair(1, 2, 3)])
  const either = segment('TS', 'A trial', fields, [anyOf(1, 3)])
  const wants = segment('TS', 'A trial', fields, [ifThen(1, 2, 3)])
  const late = segment('TS', 'A trial', fields, [ifThen(4, 1)])
  test.each<[SegmentGuide, ...Row]>([
    [both, 'TS**B'],
    [both, 'TS*A**C'],
    [both, 'TS*A*B*C*D'],
    [both, 'TS*A', 'broken_condition'],
    [both, 'TS***C', 'broken_condition'],
    [both, 'TS*A*B**D', 'broken_condition'],
    [three, 'TS****D'],
    [three, 'TS*A*B*C'],
    [three, 'TS*A*B', 'broken_condition'],
    [three, 'TS*A**C', 'broken_condition'],
    [three, 'TS**B*C', 'broken_condition'],
    [either, 'TS*A'],
    [either, 'TS***C'],
    [either, 'TS*A**C'],
    [either, 'TS', 'broken_condition'],
    [either, 'TS**B', 'broken_condition'],
    [either, 'TS**B**D', 'broken_condition'],
    [wants, 'TS**B'],
    [wants, 'TS****D'],
    [wants, 'TS*A*B*C'],
    [wants, 'TS*A*B', 'broken_condition'],
    [wants, 'TS*A**C', 'broken_condition'],
    [wants, 'TS*A', 'broken_condition'],
    [late, 'TS*A'],
    [late, 'TS*A***D'],
    [late, 'TS****D', 'broken_condition'],
  ])('%o: %s %s', (guide, content, codes, left) => {
    expect(look(guide, content)).toEqual(expected([content, codes, left]))
  })

  test('a repetition left empty is what is missing in it', () => {
    const often = segment('TS', 'A trial', { own: repeated(composite({ code: required(oneOf('HC')) })) })
    expect(look(often, 'TS*HC^')).toEqual({ isQuick: false, codes: ['missing_element'] })
    expect(look(often, 'TS*^HC')).toEqual({ isQuick: false, codes: ['missing_element'] })
    expect(look(often, 'TS*HC^HC')).toEqual({ isQuick: true, codes: [] })
  })

  test('a condition says which element is missing', () => {
    const flaws = new FlawList(9)
    atHand('TS*A*B~', (splitter) => {
      for (const guide of [both, three, wants])
        if (splitter.delimiters) checkSegment(splitter.placed(), guide, [], splitter.delimiters, '', flaws)
    })
    expect(flaws.list.map(({ element, message }) => `${element} ${message}`)).toEqual([
      '3 TS01, TS03 stand together or not at all.',
      '3 TS01, TS02, TS03 stand together or not at all.',
      '3 TS01 needs TS02, TS03 beside it.',
    ])
  })
})

describe('identifiers and days that another element tells the kind of', () => {
  const words = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`e${i + 1}`, situational(text(35))]))
  const nm1 = segment('NM1', 'A name', words(11))
  const n1 = segment('N1', 'A name', words(6))
  const dtp = segment('DTP', 'A day', words(3))
  const dmg = segment('DMG', 'A birth', words(5))
  test.each<[SegmentGuide, ...Row]>([
    [nm1, 'NM1*85*2*A*****XX*1234567893'],
    [nm1, 'NM1*85*2*A*****XX*1234567890', 'wrong_check_digit'],
    [nm1, 'NM1*85*2*A*****XX*1234567890*Z', 'wrong_check_digit'],
    [nm1, 'NM1*85*2*A*****MI*1234567890'],
    [nm1, 'NM1*85*2*A*****XX'],
    [nm1, 'NM1*85*2*A***XX*1234567890'],
    [n1, 'N1*PE*A*XX*1234567893'],
    [n1, 'N1*PE*A*XX*1234567890', 'wrong_check_digit'],
    [n1, 'N1*PE*A*FI*1234567890'],
    [n1, 'N1*PE*A*XX'],
    [dtp, 'DTP*472*D8*20260302'],
    [dtp, 'DTP*472*D8*20260332', 'not_a_date'],
    [dtp, 'DTP*472*RD8*20260302-20260309'],
    [dtp, 'DTP*472*RD8*20260302-20260332', 'not_a_date'],
    [dtp, 'DTP*472*RD8*20260332-20260302', 'not_a_date'],
    [dtp, 'DTP*472*RD8*20260302:20260309', 'not_a_date'],
    [dtp, 'DTP*472*RD8*20260302', 'not_a_date'],
    [dmg, 'DMG*D8*19900101*F'],
    [dmg, 'DMG*D8*19901301*F', 'not_a_date'],
    [dmg, 'DMG*XX*19901301*F', [], 'slow'],
    [dmg, 'DMG**', 'trailing_elements'],
  ])('%o: %s %s', (guide, content, codes, left) => {
    expect(look(guide, content)).toEqual(expected([content, codes, left]))
  })
})

describe('numbers at bytes', () => {
  test.each(['0', '1', '12', '12.3', '12.34', '-12.34', '-0', '-0.01', '1.230', '1.', '.5', '9999999999.99'])(
    'the cents of %s are those of its text',
    (content) => {
      atHand(`QQ*1*1*1~TS*${content}~`, (splitter) => {
        if (splitter.count < 3) return
        expect(centsAt(splitter, 1)).toBe(amountToCents(content))
        expect(centsAt(splitter, 2)).toBe(0)
        expect(centsAt(splitter, 3)).toBe(0)
      })
    },
  )

  test.each([
    ['', 0],
    ['1', 1],
    ['10', 10],
    ['123456789', 123456789],
    ['1234567890', -1],
    ['0', -1],
    ['01', -1],
    ['1/', -1],
    ['1:', -1],
    ['-1', -1],
  ])('the count "%s" is %d', (content, count) => {
    atHand(`QQ*5*5*5~TS*${content}*Z~`, (splitter) => {
      if (splitter.count < 3) return
      expect(countAt(splitter, 1)).toBe(count)
      expect(countAt(splitter, 3)).toBe(0)
    })
  })

  test('a third decimal other than zero, and an amount too long, count for nothing', () => {
    for (const [content, cents] of [
      ['1.001', 0],
      ['123456789012345', 12345678901234500],
      ['1234567890123456', 0],
    ] as const)
      atHand(`TS*${content}~`, (splitter) => expect(centsAt(splitter, 1)).toBe(cents))
  })

  test('four letters are one number and come back; five are none', () => {
    for (const code of ['A', 'HC', 'ABK', 'ABCD']) {
      expect(unpacked(packedText(code))).toBe(code)
      expect(packed(latin1Bytes(code), 0, code.length)).toBe(packedText(code))
    }
    expect(packedText('ABCDE')).toBe(-1)
    expect(packed(latin1Bytes('ABCDE'), 0, 5)).toBe(-1)
  })
})
