import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acknowledge, acknowledgeGroup, acknowledgeInterchange } from './acknowledge.ts'
import { check } from './check.ts'
import { parse, type X12File } from './file.ts'
import { fileOf, gallery } from './gallery.ts'
import { goldenFiles } from './golden.ts'
import { read999 } from './read.ts'
import { latin1, latin1Bytes } from './segments.ts'
import { type InterchangeAcknowledgment, readTA1 } from './ta1.ts'

// How many damaged files are tried; fuzz.faults.test.ts tries many more.
const runs = 150

const envelope = {
  sender: { qualifier: 'ZZ', id: 'PAYER', code: 'PAYER' },
  receiver: { qualifier: 'ZZ', id: 'PRACTICE', code: 'PRACTICE' },
  control: 9,
  groupControl: 9,
  usage: 'T',
  on: '2026-03-03',
  at: '09:00',
} as const

const sound = goldenFiles().filter((file) => file.isSound && file.guide !== '999' && file.guide !== 'ta1')

test.each(sound)('$guide: $name is accepted', ({ bytes }) => {
  const { ta1, group } = acknowledge(parse(bytes), envelope)
  expect(check(ta1).flaws).toEqual([])
  expect(readTA1(parse(ta1))).toEqual([
    { control: '000000007', on: '2026-03-02', at: '14:05', result: 'A', note: '000' },
  ])
  const answer = read999(group ?? new Uint8Array())
  expect(answer.flaws).toEqual([])
  expect(answer.transactions[0]?.value.result).toMatchObject({
    result: 'A',
    included: '1',
    received: '1',
    accepted: '1',
  })
})

test('a mistyped element is named where it stands, and the claims are not taken in', () => {
  const claims = sound.find(({ guide }) => guide === '837p')
  const broken = latin1(claims?.bytes ?? new Uint8Array()).replace('10:B:1', '10:B:Z')
  const { group } = acknowledge(parse(latin1Bytes(broken)), envelope)
  const value = read999(group ?? new Uint8Array()).transactions[0]?.value
  expect(value?.result).toMatchObject({ result: 'R', accepted: '0' })
  expect(value?.transactions[0]).toMatchObject({
    result: { result: 'R', error1: '5' },
    segments: [
      {
        segment: { segment: 'CLM', position: '19', loop: '2300', error: '8' },
        elements: [{ element: { place: { element: '5', component: '3' }, error: '7' } }],
      },
    ],
  })
})

type Answer = ReturnType<typeof acknowledgeGroup>
const claims = latin1(sound.find(({ guide }) => guide === '837p')?.bytes ?? new Uint8Array())
const remittance = latin1(sound.find(({ name }) => name.startsWith('one paid claim'))?.bytes ?? new Uint8Array())

/** What a file is answered: the TA1s, and the 999s of its groups. */
function answersTo(bytes: Uint8Array): { file: X12File; ta1: InterchangeAcknowledgment[]; groups: Answer[] } {
  const file = parse(bytes)
  return {
    file,
    ta1: file.interchanges.map((interchange) => acknowledgeInterchange(interchange, file.flaws)),
    groups: file.interchanges.flatMap(({ groups }) => groups.map((group) => acknowledgeGroup(group, file.flaws))),
  }
}
const answerTo = (text: string): { ta1: InterchangeAcknowledgment[]; groups: Answer[] } => answersTo(latin1Bytes(text))

const changed = (text: string, before: string | RegExp, after: string): string => {
  const other = text.replace(before, after)
  expect(other).not.toBe(text)
  return other
}

describe('what the guide demands to hang together is answered where it stands', () => {
  test.each([
    ['a level with the wrong number', claims, 'HL*4*3*23*0', 'HL*5*3*23*0', 'HL', undefined, '1', 'I12', '5'],
    ['a level under one that is not there', claims, 'HL*4*3*23*0', 'HL*4*8*23*0', 'HL', undefined, '2', 'I12', '8'],
    ['a level promised that does not come', claims, 'HL*2*1*22*0', 'HL*2*1*22*1', 'HL', undefined, '4', 'I12', '1'],
    [
      'a charge that is not its lines',
      claims,
      'CLM*B000000002*245.5',
      'CLM*B000000002*254.5',
      'CLM',
      '2300',
      '2',
      'I12',
      '254.5',
    ],
    ['a pointer to a diagnosis that is not there', claims, '*1***1:2~', '*1***1:3~', 'SV1', '2400', '7', 'I12', '1:3'],
    ['a payment off by a cent', remittance, 'BPR*I*100.5*', 'BPR*I*100.51*', 'BPR', '835', '2', 'I12', '100.51'],
  ])('%s', (_, from, before, after, segment, loop, element, error, content) => {
    const [answer] = answerTo(changed(from, before, after)).groups
    expect(answer?.result).toMatchObject({ result: 'R', accepted: '0' })
    const [transaction] = answer?.transactions ?? []
    expect(transaction?.result).toEqual({ result: 'R', error1: 'I5' })
    expect(transaction?.segments[0]?.segment).toMatchObject({ segment, error: '8', ...(loop ? { loop } : {}) })
    expect(transaction?.segments[0]?.elements[0]?.element).toEqual({
      place: { element },
      error,
      ...(content ? { content } : {}),
    })
    const lines = changed(from, before, after).split('~\n')
    const at = lines.findIndex((line, i) => line !== from.split('~\n')[i])
    expect(transaction?.segments[0]?.segment.position).toBe(String(at - 1))
  })

  test('beside an error of the standard, the guide is not named: one rejection, for the worse', () => {
    const both = changed(changed(claims, 'HL*4*3*23*0', 'HL*4*8*23*0'), '10:B:1', '10:B:Z')
    const [transaction] = answerTo(both).groups[0]?.transactions ?? []
    expect(transaction?.result).toEqual({ result: 'R', error1: '5' })
    expect(transaction?.segments.map(({ segment }) => segment.segment)).toEqual(expect.arrayContaining(['CLM', 'HL']))
  })
})

describe('what is wrong with an envelope is answered by its own code', () => {
  test.each([
    [
      'a control number that another transaction has',
      /(ST\*837[\s\S]*SE\*49\*0001~\n)GE\*1/,
      '$1$1GE*2',
      '23',
      undefined,
    ],
    ['a segment count', 'SE*49*', 'SE*48*', '4', undefined],
    ['a trailer of another number', 'SE*49*0001', 'SE*49*0002', '3', undefined],
    ['a group of another kind', 'GS*HC*', 'GS*HP*', '18', '1'],
    ['a version nobody knows', /005010X222A1/g, '005010X999', '1', '2'],
  ])('%s', (_, before, after, reason, group) => {
    const [answer] = answerTo(changed(claims, before, after)).groups
    const results = answer?.transactions.map(({ result }) => result) ?? []
    expect(results.at(-1)).toMatchObject({ result: 'R', error1: reason })
    expect(answer?.result.error1).toBe(group)
  })

  test.each([
    ['a group without its end', 'GE*1*7~\n', '', '3'],
    ['a group ended by another number', 'GE*1*7', 'GE*1*8', '4'],
    ['a group that counts wrongly', 'GE*1*7', 'GE*2*7', '5'],
    ['a group number that another group has', /(GS\*[\s\S]*GE\*1\*7~\n)IEA\*1/, '$1$1IEA*2', '19'],
  ])('%s is rejected, and its transactions are not taken in', (_, before, after, reason) => {
    const answer = answerTo(changed(claims, before, after)).groups.at(-1)
    expect(answer?.result).toMatchObject({ result: 'R', accepted: '0', error1: reason })
  })

  test.each([
    ['the end of the interchange is missing', /IEA.*/, '', 'R', '023'],
    ['the file ends inside its last segment', /~\n$/, '', 'R', '023'],
    ['the interchange is ended by another number', 'IEA*1*000000007', 'IEA*1*000000008', 'R', '001'],
    ['the interchange counts wrongly', 'IEA*1', 'IEA*2', 'R', '021'],
    ['the day is none', '*260302*1405*^', '*261302*1405*^', 'R', '014'],
    ['the time is none', '*260302*1405*^', '*260302*2505*^', 'R', '015'],
    ['an element of the ISA is no code', '*00501*', '*00999*', 'R', '022'],
    ['the group has no head', /GS\*.*~\n/, '', 'R', '022'],
    ['foreign text stands between the groups', 'GE*1*7~\n', 'GE*1*7~\n<p>~\n', 'E', '024'],
    ['nothing is wrong', '', '', 'A', '000'],
  ])('%s', (_, before, after, result, note) => {
    expect(answerTo(claims.replace(before, after)).ta1).toMatchObject([{ result, note }])
  })

  test('a padded head of a group is read as it was meant, and rejects nothing', () => {
    const { ta1, groups } = answerTo(changed(claims, 'GS*HC*', 'GS*HC *'))
    expect(ta1).toMatchObject([{ result: 'A' }])
    expect(groups).toMatchObject([{ result: { result: 'A', accepted: '1' } }])
  })
})

describe('an oddity is answered in the transaction it stands in', () => {
  test.each([
    ['a small letter in an id', 'NM1*IL*1*RIVERA', 'nm1*IL*1*RIVERA', '1', []],
    ['a control character', 'RIVERA', 'RIV\u0007ERA', '8', ['6']],
    ['text that is no segment', 'HI*ABK:F411', '~HI*ABK:F411', '1', []],
  ])('%s', (_, before, after, segment, elements) => {
    const { file, ta1, groups } = answersTo(latin1Bytes(changed(claims, before, after)))
    expect(file.interchanges[0]?.groups[0]?.transactions[0]?.isSound).toBe(false)
    const [transaction] = groups[0]?.transactions ?? []
    expect(transaction?.result).toMatchObject({ result: 'R', error1: '5' })
    expect(transaction?.segments.some((one) => one.segment.error === segment)).toBe(true)
    expect(transaction?.segments.flatMap((one) => one.elements.map(({ element }) => element.error))).toEqual(elements)
    expect(ta1).toMatchObject([{ result: 'A' }])
  })

  test('an ST in small letters belongs to the transaction it opens, an SE to the one it closes', () => {
    const twice = changed(claims, /(ST\*837[\s\S]*SE\*49\*0001~\n)GE\*1/, '$1$1GE*2')
    const second = twice.replace(/(SE\*49\*0001~\n)ST\*837\*0001([\s\S]*)SE\*49\*0001/, '$1ST*837*0002$2SE*49*0002')
    const results = (text: string): string[] =>
      answerTo(text).groups[0]?.transactions.map(({ result }) => result.result) ?? []
    expect(results(second)).toEqual(['A', 'A'])
    expect(results(second.replace('ST*837*0002', 'st*837*0002'))).toEqual(['A', 'R'])
    expect(results(second.replace('SE*49*0001', 'se*49*0001'))).toEqual(['R', 'A'])
  })
})

/** Whether something was not taken in without a word. */
const isRejected = ({ ta1, groups }: { ta1: InterchangeAcknowledgment[]; groups: Answer[] }): boolean =>
  ta1.some(({ result }) => result !== 'A') || groups.some(({ result }) => result.result !== 'A')

/** Whether an error stands inside an interchange; for what stands outside of all there is no answer. */
const hasError = ({ interchanges, flaws }: X12File): boolean =>
  flaws.some(
    ({ severity, offset }) =>
      severity === 'error' &&
      interchanges.some(
        ({ header, trailer, segments }) =>
          offset >= header.from && offset < (trailer ?? segments.at(-1) ?? header).until,
      ),
  )

test.each(gallery)('an error is never accepted: $name', (exhibit) => {
  const answers = answersTo(latin1Bytes(fileOf(exhibit)))
  expect(isRejected(answers)).toBe(hasError(answers.file))
})

test('whatever came in, an error in it is never accepted', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(126, 42, 58, 65, 48, 90)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.constantFrom(...sound), damage, ({ bytes }, hits) => {
      const broken = bytes.slice()
      for (const [at, byte] of hits) broken[106 + (at % (broken.length - 106))] = byte
      const answers = answersTo(broken)
      expect(isRejected(answers)).toBe(hasError(answers.file))
      for (const { transactions } of answers.groups)
        for (const { result, segments } of transactions)
          expect(result.result === 'A' && segments.length > 0).toBe(false)
    }),
    { numRuns: runs },
  )
})

test('whatever came in, what we answer is sound', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(126, 42, 58, 65, 48, 90)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.constantFrom(...sound), damage, ({ bytes }, hits) => {
      const broken = bytes.slice()
      // The envelope stays: an answer repeats its control numbers as they came.
      const start = latin1(broken).indexOf('BHT') > 0 ? latin1(broken).indexOf('BHT') : 200
      for (const [at, byte] of hits) broken[start + (at % (broken.length - start - 60))] = byte
      const { ta1, group } = acknowledge(parse(broken), envelope)
      expect(check(ta1).flaws).toEqual([])
      expect(check(group ?? new Uint8Array()).flaws).toEqual([])
    }),
    { numRuns: runs },
  )
})
