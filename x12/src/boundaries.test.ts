import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { parse } from './file.ts'
import { goldenFiles } from './golden.ts'
import { isListed } from './lists.ts'
import { latin1, latin1Bytes } from './segments.ts'
import { amountToCents, isoDay, isTime } from './values.ts'

// Both sides of every limit, at bytes and as text.

const contentOf = (start: string): string =>
  latin1(goldenFiles().find(({ name }) => name.startsWith(start))?.bytes ?? new Uint8Array())
const claims = contentOf('every loop that a claim')
const twelve = claims.replace(/^HI\*ABK:[^~]*/m, `HI*ABK:F411${'*ABF:F331'.repeat(11)}`)
const remittance = contentOf('one paid claim')
const session = contentOf('a session by video')
const groupAnswer = contentOf('one claim file accepted')
const claimAnswer = contentOf('one claim taken in')

const codesOf = (content: string): string[] => {
  const bytes = latin1Bytes(content)
  const codes = check(bytes).flaws.map(({ code }) => code)
  expect(parse(bytes).flaws.map(({ code }) => code)).toEqual(codes)
  return codes
}
const digits = (count: number): string => '1'.repeat(count)

describe('lengths', () => {
  test.each<{
    name: string
    content: (at: string) => string
    fits: string
    breaks: string
    code: string
  }>([
    {
      name: 'a name of 60',
      content: (t) => claims.replace('NM1*IL*1*OKAFOR', `NM1*IL*1*${t}`),
      fits: 'X'.repeat(60),
      breaks: 'X'.repeat(61),
      code: 'too_long',
    },
    {
      name: 'a first name of 35',
      content: (t) => claims.replace('OKAFOR*JOHN', `OKAFOR*${t}`),
      fits: 'X'.repeat(35),
      breaks: 'X'.repeat(36),
      code: 'too_long',
    },
    {
      name: 'a state of two letters',
      content: (t) => claims.replace('N4*ALBANY*NY*12208', `N4*ALBANY*${t}*12208`),
      fits: 'NY',
      breaks: 'N',
      code: 'too_short',
    },
    {
      name: 'a city of two letters',
      content: (t) => claims.replace('N4*ALBANY*NY*12208', `N4*${t}*NY*12208`),
      fits: 'AB',
      breaks: 'A',
      code: 'too_short',
    },
    {
      name: 'a fixed text of 80',
      content: (t) => claims.replace('K3*SNF20260210', `K3*${t}`),
      fits: 'X'.repeat(80),
      breaks: 'X'.repeat(81),
      code: 'too_long',
    },
    {
      name: 'a quantity of 15 digits',
      content: (t) => claims.replace('QTY*PT*2', `QTY*PT*${t}`),
      fits: digits(15),
      breaks: digits(16),
      code: 'too_long',
    },
    {
      name: 'an amount of 18 digits',
      content: (t) => claims.replace('AMT*T*3.5', `AMT*T*${t}`),
      fits: digits(18),
      breaks: digits(19),
      code: 'too_long',
    },
    {
      name: 'an amount of 18 digits beside its sign and point',
      content: (t) => claims.replace('AMT*T*3.5', `AMT*T*-${t}.5`),
      fits: digits(17),
      breaks: digits(18),
      code: 'too_long',
    },
    {
      name: 'a trace originator of 10',
      content: (t) => remittance.replace('TRACE7*1512345678', `TRACE7*${t}`),
      fits: digits(10),
      breaks: digits(9),
      code: 'too_short',
    },
    {
      name: 'a fourth pointer and no fifth',
      content: (t) => claims.replace('**1:2:3:4**', `**${t}**`),
      fits: '1:2:3:4',
      breaks: '1:2:3:4:4',
      code: 'too_many_elements',
    },
    {
      name: 'the twelfth diagnosis and no thirteenth',
      content: (t) => twelve.replace('**1:2:3:4**', `**1:${t}**`),
      fits: '12',
      breaks: '13',
      code: 'wrong_code',
    },
    {
      name: 'a pointer to the last diagnosis and none beyond',
      content: (t) => claims.replace('**1:2:3:4**', `**1:${t}:2**`),
      fits: '4',
      breaks: '5',
      code: 'dangling_pointer',
    },
    {
      name: 'a pointer of two digits',
      content: (t) => twelve.replace('*ABF:F331~', '~').replace('**1:2:3:4**', `**${t}**`),
      fits: '11:1',
      breaks: '12:1',
      code: 'dangling_pointer',
    },
  ])('$name', ({ content, fits, breaks, code }) => {
    expect(codesOf(content(fits))).toEqual([])
    expect(codesOf(content(breaks))).toEqual([code])
  })
})

describe('how often', () => {
  const pair = (segment: string, times: number, content: string): string => {
    const more = `${segment}~\n`.repeat(times - 1)
    const count = Number(/^SE\*(\d+)/m.exec(content)?.[1]) + times - 1
    return content.replace(`${segment}~\n`, `${segment}~\n${more}`).replace(/^SE\*\d+/m, `SE*${count}`)
  }
  test.each([
    { name: 'ten fixed texts', segment: 'K3*SNF20260210', fits: 10 },
    { name: 'ten attachments', segment: 'PWK*09*EL***AC*ATT771', fits: 10 },
    { name: 'one note', segment: 'NTE*ADD*SECOND OPINION ASKED FOR BY THE PLAN', fits: 1 },
    { name: 'five adjustments of another payer', segment: 'CAS*PR*2*40', fits: 4 },
  ])('$name and no more', ({ segment, fits }) => {
    expect(codesOf(pair(segment, fits, claims))).toEqual([])
    expect(codesOf(pair(segment, fits + 1, claims))).toContain('repeated_segment')
  })
})

test('days and times on both sides of what there is', () => {
  for (const day of ['20240229', '20000229', '20261231', '20260101', '20260430', '00010101'])
    expect(isoDay(day)).not.toBeNull()
  for (const day of [
    '20260229',
    '19000229',
    '20261301',
    '20260001',
    '20260100',
    '20260132',
    '20260431',
    '00000101',
    '2026010',
    '202601011',
  ])
    expect(isoDay(day)).toBeNull()
  for (const time of ['0000', '2359', '235959', '2359599', '23595999']) expect(isTime(time)).toBe(true)
  for (const time of ['2400', '2360', '235960', '235', '23595', '235959999', '12:00']) expect(isTime(time)).toBe(false)
})

test('a leap day is read from bytes and from text alike', () => {
  expect(codesOf(claims.replace('DTP*431*D8*20260101', 'DTP*431*D8*20240229'))).toEqual([])
  expect(codesOf(claims.replace('DTP*431*D8*20260101', 'DTP*431*D8*20260229'))).toEqual(['not_a_date'])
})

test('amounts on both sides', () => {
  for (const [text, cents] of [
    ['0', 0],
    ['-0', 0],
    ['1', 100],
    ['1.', 100],
    ['.5', 50],
    ['-12.34', -1234],
    ['1.230', 123],
  ] as const)
    expect(amountToCents(text)).toBe(cents)
  for (const text of ['', '-', '.', '1.234', '1,5', '--1', '1.2.3', '1e3', ' 1', '99999999999999999999'])
    expect(amountToCents(text)).toBeNull()
})

test('lists end where they had grown to', () => {
  for (const code of ['1', '310', 'A0', 'A8', 'B1', 'B23', 'P1', 'P35']) expect(isListed('adjustment', code)).toBe(true)
  for (const code of ['0', '311', 'A9', 'B0', 'B24', 'P36', '01', 'ZZ', ''])
    expect(isListed('adjustment', code)).toBe(false)
  for (const code of ['M1', 'M144', 'MA01', 'MA134', 'N1', 'N920']) expect(isListed('remark', code)).toBe(true)
  for (const code of ['M0', 'M145', 'MA135', 'N921', 'X1', 'N']) expect(isListed('remark', code)).toBe(false)
  for (const code of ['A0', 'A8', 'F3F', 'P5', 'R19', 'RQ', 'E4', 'D0']) expect(isListed('category', code)).toBe(true)
  for (const code of ['A9', 'F5', 'P6', 'R20', 'E5', 'D1', 'Q1']) expect(isListed('category', code)).toBe(false)
  for (const code of ['0', '20', '850']) expect(isListed('status', code)).toBe(true)
  for (const code of ['851', '020', 'A1']) expect(isListed('status', code)).toBe(false)
})

test.each([
  { name: 'an adjustment reason beyond the list', content: remittance.replace('CAS*CO*197', 'CAS*CO*311'), ok: true },
  {
    name: 'an NPI whose check digit does not fit',
    content: claims.replace('XX*1234567893', 'XX*1234567890'),
    ok: true,
  },
  { name: 'a padded name', content: claims.replace('OKAFOR*JOHN', 'OKAFOR*JOHN  '), ok: true },
  { name: 'HL04 that promises a level', content: claims.replace(/HL\*(\d+\*\d+)\*23\*0/, 'HL*$1*23*1'), ok: false },
  { name: 'HL04 that denies one', content: claims.replace(/HL\*(\d+\*\d+)\*22\*1/, 'HL*$1*22*0'), ok: false },
])('$name is told, and leaves the file ok: $ok', ({ content, ok }) => {
  const checked = check(latin1Bytes(content))
  expect(checked.flawCount).toBeGreaterThan(0)
  expect(checked.ok).toBe(ok)
})

/** Without some segments, and counted again. */
const without = (content: string, ...gone: readonly string[]): string => {
  const left = gone.reduce((text, segment) => text.replace(`${segment}~\n`, ''), content)
  const segments = left.slice(left.indexOf('ST*'), left.indexOf('GE*')).split('~\n').length - 1
  return left.replace(/^SE\*\d+/m, `SE*${segments}`)
}

describe('a subscriber who is the patient', () => {
  test.each([
    { name: 'has SBR02', content: session.replace('SBR*P*18*', 'SBR*P**'), said: ['missing_element SBR 2'] },
    { name: 'has a street', content: without(session, 'N3*7 ELM STREET'), said: ['missing_segment NM1'] },
    { name: 'has a birthday', content: without(session, 'DMG*D8*19900214*F'), said: ['missing_segment NM1'] },
    {
      name: 'is told of once for all three',
      content: without(session, 'N3*7 ELM STREET', 'N4*ALBANY*NY*12208', 'DMG*D8*19900214*F'),
      said: ['missing_segment NM1', 'missing_segment NM1', 'missing_segment NM1'],
    },
    {
      name: 'is told of once for two claims',
      content: without(session.replace(/(CLM\*B000000001[\s\S]*)(?=HL\*3)/, '$1$1').replace('SBR*P*18*', 'SBR*P**')),
      said: ['missing_element SBR 2'],
    },
    { name: 'is one where HL03 is 22, and none where the patient stands below', content: session, said: [] },
  ])('$name', ({ content, said }) => {
    const { flaws } = check(latin1Bytes(content))
    expect(flaws.map(({ code, id, element = '' }) => `${code} ${id} ${element}`.trim())).toEqual(said)
  })
})

describe('a 999 that counts', () => {
  const answered = (result: string, ...more: readonly string[]): string =>
    without(
      groupAnswer
        .replace(/AK9\*[^~]*/, `AK9*${result}`)
        .replace('AK9', `${more.map((one) => `${one}~\n`).join('')}AK9`),
    )
  const third = ['AK2*837*0003*005010X222A1', 'IK5*A']
  test.each([
    { name: 'one of two accepted', content: answered('P*2*2*1'), elements: [] },
    { name: 'one more received than answered', content: answered('P*3*3*2'), elements: [] },
    { name: 'fewer received than answered', content: answered('R*1*1*0'), elements: [3] },
    { name: 'a third answered and counted', content: answered('P*3*3*2', ...third), elements: [] },
    { name: 'a third answered and not counted', content: answered('P*2*2*1', ...third), elements: [3] },
    { name: 'more accepted than received', content: answered('P*2*2*3'), elements: [4] },
    { name: 'a rejected one among the accepted', content: answered('P*2*2*2'), elements: [4] },
    { name: 'accepted whole with a rejected one', content: answered('A*2*2*1'), elements: [1] },
    { name: 'accepted in part with none accepted', content: answered('P*2*2*0'), elements: [1] },
    { name: 'rejected whole', content: answered('R*2*2*0'), elements: [] },
    { name: 'rejected whole with one accepted', content: answered('R*2*2*1'), elements: [1] },
    {
      name: 'accepted whole',
      content: answered('A*1*1*1').replace('IK5*R*5', 'IK5*E*5').replaceAll('1*1*1', '2*2*2'),
      elements: [],
    },
    {
      name: 'accepted in part with all accepted',
      content: answered('P*2*2*2').replace('IK5*R*5', 'IK5*E*5'),
      elements: [1],
    },
  ])('$name', ({ content, elements }) => {
    const { flaws } = check(latin1Bytes(content))
    expect(flaws.map(({ code }) => code)).toEqual(elements.map(() => 'wrong_total'))
    expect(flaws.map(({ element }) => element)).toEqual(elements)
  })
})

describe('a 277CA that counts', () => {
  const provider = claimAnswer.replace(
    'STC*A1:19:PR**WQ*320~\n',
    'STC*A1:19:PR**WQ*320~\nQTY*QA*1~\nQTY*QC*1~\nAMT*YU*160~\nAMT*YY*160~\n',
  )
  test.each([
    { name: 'as many as are listed', content: claimAnswer, said: [] },
    { name: 'one more taken in', content: claimAnswer.replace('QTY*90*1', 'QTY*90*2'), said: ['QTY 2200B'] },
    { name: 'one less sent back', content: claimAnswer.replace('QTY*AA*1', 'QTY*AA*0'), said: ['QTY 2200B'] },
    { name: 'a cent more taken in', content: claimAnswer.replace('AMT*YU*160', 'AMT*YU*160.01'), said: ['AMT 2200B'] },
    { name: 'a cent less sent back', content: claimAnswer.replace('AMT*YY*160', 'AMT*YY*159.99'), said: ['AMT 2200B'] },
    { name: 'a provider counts as well', content: provider, said: [] },
    { name: 'a provider counts one more', content: provider.replace('QTY*QA*1', 'QTY*QA*2'), said: ['QTY 2200C'] },
    {
      name: 'a provider counts a cent less',
      content: provider.replace(/AMT\*YY\*160(?=~\nHL\*4)/, 'AMT*YY*159.99'),
      said: ['AMT 2200C'],
    },
    {
      name: 'claims of another practice that are not listed',
      content: claimAnswer
        .replace('QTY*AA*1', 'QTY*AA*3')
        .replace('AMT*YY*160', 'AMT*YY*480')
        .replace(/^SE\*/m, 'HL*6*2*19*0~\nNM1*85*2*OTHER*****XX*1234567893~\nTRN*2*0~\nSTC*A3:116:85**U*320~\nSE*'),
      said: [],
    },
    {
      name: 'fewer than are listed, beside claims that are not',
      content: claimAnswer
        .replace('QTY*90*1', 'QTY*90*0')
        .replace(/^SE\*/m, 'HL*6*2*19*0~\nNM1*85*2*OTHER*****XX*1234567893~\nTRN*2*0~\nSTC*A3:116:85**U*320~\nSE*'),
      said: ['QTY 2200B'],
    },
    {
      name: 'a second status of a claim is not another claim',
      content: claimAnswer.replace(
        'STC*A7:562:85*20260303*U*160~\n',
        'STC*A7:562:85*20260303*U*160~\nSTC*A7:21:85*20260303*U*160~\n',
      ),
      said: [],
    },
  ])('$name', ({ content, said }) => {
    const { flaws } = check(latin1Bytes(without(content)))
    expect(flaws.map(({ code, id, loop }) => `${code} ${id} ${loop}`)).toEqual(said.map((one) => `wrong_total ${one}`))
  })
})
