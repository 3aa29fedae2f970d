import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { parse, readAs, transactionsOf } from './file.ts'
import { goldenFiles } from './golden.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
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
  for (const code of ['1', '310', 'A0', 'A8', 'B1', 'B23', 'D23', 'P1', 'P35', 'W9', 'Y3'])
    expect(isListed('adjustment', code)).toBe(true)
  for (const code of ['0', '311', 'A9', 'B0', 'B24', 'D24', 'P36', 'W0', 'Y4', '01', 'ZZ', ''])
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
    {
      name: 'more sent back than taken in',
      content: claimAnswer.replace('*U*160', '*U*200').replace('AMT*YY*160', 'AMT*YY*200'),
      said: [],
    },
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

describe('where a flaw is', () => {
  const flawsOf = (content: string) => check(latin1Bytes(content)).flaws

  test('a component is named by its number, a whole element by none', () => {
    const [flaw] = flawsOf(claims.replace('53:B:7', '53:B:Z'))
    expect(flaw).toMatchObject({ id: 'CLM', element: 5, component: 3, loop: '2300', segment: 46 })
    expect(flaw?.message).toMatch(/^CLM05-3 /)
    const [whole] = flawsOf(claims.replace('SBR*S*', 'SBR*Z*'))
    expect(whole).toMatchObject({ id: 'SBR', element: 1 })
    expect(whole).not.toHaveProperty('component')
  })

  test('few codes are listed, many are counted', () => {
    expect(flawsOf(claims.replace('53:B:7', '53:B:Z'))[0]?.message).toContain('expected 1, 2, 3, 4, 5, 6, 7, 8, 9.')
    expect(flawsOf(claims.replace('SBR*S*', 'SBR*Z*'))[0]?.message).toContain(
      'expected A, B, C, D, E, F, G, H, P, S, T, U.',
    )
    expect(flawsOf(claims.replace('*12****CI', '*12****ZQ'))[0]?.message).toContain('expected one of 23 codes.')
  })

  test('what belongs to no segment stands at the beginning', () => {
    for (const content of ['', ' \n'])
      expect(flawsOf(content)).toMatchObject([{ code: 'empty_file', offset: 0, segment: 0, id: '' }])
  })

  test('flaws come in the order of their places, those of no segment as well', () => {
    const broken = `${remittance.replace('BPR*I*100.5*', 'BPR*I*100.51*').replace('AMT*B6*118', 'AMT*B6*1I8')}END OF FILE\n`
    const { flaws } = check(latin1Bytes(broken))
    expect(flaws.map(({ code }) => code)).toEqual(['unbalanced', 'not_an_amount', 'noise'])
    expect(flaws.map(({ offset }) => broken.slice(offset, offset + 3))).toEqual(['BPR', 'AMT', 'END'])
  })

  test('a habit is told once, and hides nothing that stands beside it', () => {
    const content = claims.replace('OKAFOR*JOHN', 'OKAFOR *JOHN').replace('OKAFOR*GRACE', 'OKAF\u0007OR *GRACE')
    expect(flawsOf(content).map(({ code }) => code)).toEqual(['padding', 'control_character'])
  })

  test.each([
    { name: 'ISA09', content: claims.replace('*260302*1405*^', '*261302*1405*^'), code: 'not_a_date', element: 9 },
    { name: 'ISA10', content: claims.replace('*260302*1405*^', '*260302*2405*^'), code: 'not_a_time', element: 10 },
  ])('$name', ({ content, code, element }) => {
    expect(flawsOf(content)).toMatchObject([{ code, element, id: 'ISA', segment: 1 }])
  })
})

describe('envelopes', () => {
  const answer = (ta1: string): string[] => codesOf(claims.replace('GS*', `${ta1}~\nGS*`))
  test('the day and the time of a TA1', () => {
    expect(answer('TA1*000000006*260301*1405*A*000')).toEqual([])
    expect(answer('TA1*000000006*261301*1405*A*000')).toEqual(['not_a_date'])
    expect(answer('TA1*000000006*260301*2505*A*000')).toEqual(['not_a_time'])
    expect(answer('TA1*000000006*26030*1405*A*000')).toEqual(['too_short'])
    expect(answer('TA1*000000006*260301*140*A*000')).toEqual(['too_short'])
  })

  test('the version is the transaction’s own, or that of its group', () => {
    const versionOf = (content: string) =>
      parse(latin1Bytes(content)).interchanges[0]?.groups[0]?.transactions.map(({ version, kind }) => [version, kind])
    expect(versionOf(remittance)).toEqual([['005010X221A1', '835']])
    expect(versionOf(claims)).toEqual([['005010X222A1', '837P']])
    expect(versionOf(claims.replace('ST*837*0001*005010X222A1', 'ST*837*0001'))).toEqual([['005010X222A1', '837P']])
    expect(versionOf(claims.replace('*X*005010X222A1', '*X*'))).toEqual([['005010X222A1', '837P']])
    expect(codesOf(claims.replace('*X*005010X222A1', '*X*'))).not.toContain('control_mismatch')
    expect(check(latin1Bytes(claims.replace('*X*005010X222A1', '*X*'))).flaws.filter(({ id }) => id === 'ST')).toEqual(
      [],
    )
  })

  test('a file says whether it is a test, and which transactions are sound', () => {
    const isTest = (content: string) => parse(latin1Bytes(content)).interchanges[0]?.isTest
    expect([isTest(claims), isTest(claims.replace('*0*T*:', '*0*P*:'))]).toEqual([true, false])
    const [whole] = transactionsOf(parse(latin1Bytes(claims)))
    const [broken] = transactionsOf(parse(latin1Bytes(claims.replace('53:B:7', '53:B:Z'))))
    expect([whole?.isSound, broken?.isSound]).toEqual([true, false])
    expect(whole && [readAs(guide837P, whole)?.billings.length, readAs(guide835, whole)]).toEqual([1, null])
  })
})

describe('money in every place it has', () => {
  const spread = (count: number, amount: string): string =>
    Array.from({ length: count }, (_, i) => `*${45 + i}*${amount}`).join('*')
  test('all six reasons of an adjustment count', () => {
    expect(codesOf(remittance.replace('CAS*CO*45*42', `CAS*CO${spread(6, '7')}`))).toEqual([])
    for (let place = 0; place < 6; place += 1) {
      const reasons = spread(6, '7').split('**')
      const changed = reasons.with(place, `${reasons[place]?.replace(/7$/, '8')}`).join('**')
      expect(codesOf(remittance.replace('CAS*CO*45*42', `CAS*CO${changed}`)), changed).toContain('unbalanced')
    }
  })

  test('all six provider adjustments count', () => {
    const six = ['-0.5', '-0.5', '-0.5', '-0.5', '-0.5', '0']
    const plb = (amounts: readonly string[]) =>
      remittance.replace(/L6\*-2.5/, amounts.map((amount) => `L6*${amount}`).join('*'))
    expect(codesOf(plb(six))).toEqual([])
    for (let place = 0; place < 6; place += 1) expect(codesOf(plb(six.with(place, '1')))).toEqual(['unbalanced'])
  })

  test('lines that charge less than their claim are told, though each balances', () => {
    const [line = ''] = /SVC\*[^~]*\*160\*98[^~]*/.exec(remittance) ?? []
    const content = remittance
      .replace(line, line.replace('*160*98', '*150*98'))
      .replace('CAS*CO*45*42', 'CAS*CO*45*32')
      .replace(/(CLP\*B000000001[^~]*~\n)/, '$1CAS*CO*45*10~\n')
      .replace('SE*43', 'SE*44')
    const { flaws } = check(latin1Bytes(content))
    expect(flaws.map(({ message }) => message)).toEqual(['Claim B000000001: its lines charge 150, the claim 160.'])
  })

  test('a remark is looked up, a pharmacy’s code is not', () => {
    expect(remittance).toContain('LQ*HE*')
    expect(codesOf(remittance.replace(/LQ\*HE\*[^~]*/, 'LQ*HE*ZZZ'))).toEqual(['unlisted_code'])
    expect(codesOf(remittance.replace(/LQ\*HE\*[^~]*/, 'LQ*RX*ZZZ'))).toEqual([])
  })
})

describe('a hierarchy', () => {
  test.each([
    {
      name: 'a level that promises one below, before a level beside it',
      content: session.replace('HL*2*1*22*0', 'HL*2*1*22*1'),
      said: ['HL04 is "1", and no level stands under "2".'],
    },
    {
      name: 'a level under one of a kind that it may not stand under',
      content: session.replace('HL*2*1*22*0', 'HL*2*1*22*1').replace('HL*3*1*22*1', 'HL*3*2*22*1'),
      said: ['HL02 names level "2" of kind 22, where a level 22 may not stand.'],
    },
    {
      name: 'a level under one that has none',
      content: session.replace('HL*4*3*23*0', 'HL*4*2*23*0'),
      said: ['HL04 is "1", and no level stands under "3".', 'HL04 of level "2" says that nothing stands under it.'],
    },
    {
      name: 'a number left out',
      content: session.replace('HL*3*1*22*1', 'HL*5*1*22*1').replace('HL*4*3*23*0', 'HL*4*5*23*0'),
      said: ['HL01 is "5"; expected 3, one more than the last.'],
    },
    {
      name: 'a level without the level above',
      content: session.replace('HL*2*1*22*0', 'HL*2**22*0'),
      said: [
        'HL04 is "1", and no level stands under "1".',
        'HL02 is empty; a level 22 stands under another.',
        'HL02 is required and empty.',
      ],
    },
    {
      name: 'a level under itself',
      content: session.replace('HL*4*3*23*0', 'HL*4*4*23*0'),
      said: ['HL04 is "1", and no level stands under "3".', 'HL02 names level "4", which does not stand before it.'],
    },
  ])('$name', ({ content, said }) => {
    const { flaws } = check(latin1Bytes(content))
    expect(flaws.map(({ message }) => message).toSorted()).toEqual(said.toSorted())
  })
})

test('a pointer of one digit and of two is told beyond the last diagnosis, and not at it', () => {
  const pointing = (diagnoses: number, pointer: number): string[] =>
    codesOf(
      session
        .replace('HI*ABK:F411*ABF:F331', `HI*ABK:F411${'*ABF:F331'.repeat(diagnoses - 1)}`)
        .replace('*1***1:2~', `*1***${pointer}~`),
    )
  for (const last of [1, 8, 9, 10, 11]) {
    expect(pointing(last, last)).toEqual([])
    expect(pointing(last, last + 1)).toEqual(['dangling_pointer'])
  }
})

test('three hundred practices in one file hang together, each with its patients', () => {
  const [head = '', tail = ''] = session.split(/HL\*1\*\*20\*1~\n[\s\S]*(?=SE\*)/)
  const practice = session.slice(head.length, session.indexOf('HL*3*1*22*1'))
  const count = practice.split('~\n').length - 1
  const practices = Array.from({ length: 300 }, (_, i) =>
    practice.replace('HL*1*', `HL*${2 * i + 1}*`).replace('HL*2*1*', `HL*${2 * i + 2}*${2 * i + 1}*`),
  )
  const body = head.split('~\n').length - 3
  const content = `${head}${practices.join('')}${tail}`.replace(/\nSE\*\d+/, `\nSE*${body + 300 * count + 1}`)
  expect(codesOf(content)).toEqual([])
  // One that names the practice before its own hangs there, and its own promises in vain.
  expect(codesOf(content.replace('HL*600*599*', 'HL*600*597*'))).toEqual(['wrong_hierarchy'])
  expect(codesOf(content.replace('HL*600*599*', 'HL*600*600*'))).toContain('wrong_hierarchy')
  expect(codesOf(content.replace('HL*600*599*', 'HL*600*598*'))).toContain('wrong_hierarchy')
})

test('a claim without diagnoses is told as such, not by its pointers', () => {
  expect(codesOf(without(session, 'HI*ABK:F411*ABF:F331'))).toEqual(['missing_segment'])
})

test('totals are told as claims and as money', () => {
  const messageOf = (content: string) => check(latin1Bytes(content)).flaws.map(({ message }) => message)
  expect(messageOf(claimAnswer.replace('QTY*90*1', 'QTY*90*2'))).toEqual([
    'QTY02 is 2; the claims under this level make 1.',
  ])
  expect(messageOf(claimAnswer.replace('AMT*YY*160', 'AMT*YY*160.5'))).toEqual([
    'AMT02 is 160.5; the claims under this level make 160.',
  ])
})
