import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, checkStream } from './check.ts'
import { parse, readAs, transactionsOf } from './file.ts'
import { goldenFiles } from './golden.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import { fromJsonLines, streamJsonLines, toJsonLines } from './json-lines.ts'
import { repair } from './repair.ts'
import { latin1, latin1Bytes } from './segments.ts'

// What real senders do. All of it is read as it was meant, told, and given back byte for byte; mended, it is sound.

const golden = goldenFiles()
const contentOf = (start: string): string => {
  const found = golden.find(({ name }) => name.startsWith(start))
  if (!found) throw new Error(`no golden file ${start}`)
  return latin1(found.bytes)
}
const claims = contentOf('a session by video')
const remittance = contentOf('one paid claim')
const oneLine = claims.replaceAll('\n', '')
const wrapped = (content: string, width: number): string =>
  content.match(new RegExp(`.{1,${width}}`, 'gs'))?.join('\r\n') ?? ''

const codesOf = (content: string): string[] => [...new Set(check(latin1Bytes(content)).flaws.map(({ code }) => code))]

/** The charges of all claims, as the typed reader gives them. */
const chargesOf = (content: string): string[] =>
  transactionsOf(parse(latin1Bytes(content))).flatMap((transaction) =>
    (readAs(guide837P, transaction)?.billings ?? []).flatMap(({ subscribers }) =>
      subscribers.flatMap((subscriber) =>
        [...subscriber.claims, ...subscriber.patients.flatMap((patient) => patient.claims)].map(
          ({ claim }) => claim.charge,
        ),
      ),
    ),
  )

type Deviation = { name: string; content: string; codes: string[]; charges?: string[]; isMended?: boolean }
const both = ['160', '245.5']
const deviations: Deviation[] = [
  { name: 'one long line', content: oneLine, codes: [] },
  { name: 'a line break after each segment, as Windows has it', content: claims.replaceAll('\n', '\r\n'), codes: [] },
  { name: 'blank lines between segments', content: claims.replaceAll('\n', '\n\n'), codes: [] },
  { name: 'a newline as terminator', content: claims.replaceAll('~\n', '\n'), codes: [] },
  { name: 'a carriage return as terminator', content: claims.replaceAll('~\n', '\r'), codes: [] },
  { name: 'both as terminator', content: claims.replaceAll('~\n', '\r\n'), codes: [] },
  { name: 'wrapped at 80 columns', content: wrapped(oneLine, 80), codes: ['broken_line'] },
  { name: 'wrapped at 72 columns', content: wrapped(oneLine, 72), codes: ['broken_line'] },
  { name: 'wrapped at 128 columns', content: wrapped(oneLine, 128), codes: ['broken_line'] },
  {
    name: 'odd delimiters',
    content: claims.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'").replaceAll('^', '\\'),
    codes: [],
  },
  {
    name: 'control characters as delimiters',
    content: claims.replaceAll('*', '\u001d').replaceAll(':', '\u001f').replaceAll('~', '\u001c'),
    codes: [],
  },
  { name: 'padded elements', content: claims.replace('RIVERA*ANA', 'RIVERA    *ANA   '), codes: ['padding'] },
  { name: 'a padded code', content: claims.replace('SBR*P*18', 'SBR*P *18'), codes: ['padding'] },
  {
    name: 'segments ended by blanks',
    content: claims.replaceAll('~\n', ' ~\n').replace(': ~', ':~'),
    codes: ['padding'],
  },
  {
    name: 'segment ids in small letters',
    content: claims.replaceAll(/^(nm1|clm)/gim, (id) => id.toLowerCase()),
    codes: ['lower_case'],
  },
  { name: 'a byte order mark', content: `\u00ef\u00bb\u00bf${claims}`, codes: ['byte_order_mark'] },
  { name: 'leading blanks and blank lines', content: `\n  \r\n\t ${claims}`, codes: [] },
  { name: 'a mail’s greeting before the ISA', content: `Dear sirs,\nhere it is:\n${claims}`, codes: ['not_x12'] },
  { name: 'data after the IEA', content: `${claims}END OF FILE\n`, codes: ['noise'] },
  { name: 'a segment after the IEA', content: `${claims}REF*EI*1~\n`, codes: ['missing_header'] },
  { name: 'Latin-1 letters', content: claims.replace('RIVERA', 'PE\u00d1A'), codes: ['foreign_character'] },
  { name: 'UTF-8 letters', content: claims.replace('RIVERA', 'PE\u00c3\u0091A'), codes: ['foreign_character'] },
  { name: 'no final terminator', content: claims.replace(/~\n$/, ''), codes: ['truncated'] },
  { name: 'no final line break', content: claims.replace(/\n$/, ''), codes: [] },
  { name: 'SE01 with leading zeros', content: claims.replace('SE*49*', 'SE*0049*'), codes: [] },
  { name: 'an older version in GS08', content: claims.replaceAll('005010X222A1', '005010X222'), codes: [] },
  { name: 'the second errata in GS08', content: claims.replaceAll('005010X222A1', '005010X222A2'), codes: [] },
  { name: 'production in ISA15', content: claims.replace('*0*T*:', '*0*P*:'), codes: [] },
  { name: 'an ISA without padding', content: claims.replace(/ +\*/g, '*'), codes: ['broken_isa', 'missing_element'] },
  {
    name: 'trailing empty elements',
    content: claims.replace('BHT*0019*00*B7*20260302*1405*CH', 'BHT*0019*00*B7*20260302*1405*CH**'),
    codes: ['trailing_elements', 'too_many_elements'],
  },
  { name: 'a missing IEA', content: claims.replace('IEA*1*000000007~\n', ''), codes: ['missing_trailer'] },
  { name: 'a TA1 before the GS', content: claims.replace('GS*', 'TA1*000000006*260301*1405*A*000~\nGS*'), codes: [] },
  {
    name: 'two interchanges with different delimiters',
    content: claims + claims.replaceAll('*', '|').replaceAll('~', '!'),
    codes: [],
    charges: [...both, ...both],
  },
  {
    name: 'three hundred interchanges',
    content: claims.repeat(300),
    codes: [],
    charges: Array.from({ length: 300 }, () => both).flat(),
  },
  {
    name: 'the letters ISA inside a name',
    content: claims.replace('RIVERA', 'ISAAC').replace('NM1*PR*2*EXAMPLE', 'NM1*PR*2*NARCISA'),
    codes: [],
  },
]

describe.each(deviations)('$name', ({ content, codes, charges }) => {
  test('is told, or is no flaw', () => {
    expect(codesOf(content).toSorted()).toEqual(codes.toSorted())
  })

  test('is read as it was meant', () => {
    expect(chargesOf(content)).toEqual(charges ?? both)
  })

  test('comes back from JSON lines byte for byte', () => {
    expect(latin1(fromJsonLines(toJsonLines(latin1Bytes(content))))).toBe(content)
  })
})

test.each(
  deviations.filter(({ codes }) => codes.some((code) => code !== 'foreign_character' && code !== 'missing_header')),
)('$name, mended, is sound', ({ content, codes }) => {
  const { flaws } = check(repair(latin1Bytes(content)))
  const left = codes.includes('broken_isa') ? ['missing_element'] : codes.includes('too_many_elements') ? [] : []
  expect(flaws.map(({ code }) => code).filter((code) => !left.includes(code))).toEqual([])
})

test('mending a sound file changes no byte of it', () => {
  for (const { bytes, isSound } of golden) {
    if (!isSound) continue
    expect(latin1(repair(bytes))).toBe(latin1(bytes))
    const unbroken = bytes.subarray(0, -1)
    expect(latin1(repair(unbroken))).toBe(latin1(unbroken))
  }
})

test('mended counts and control numbers agree', () => {
  const broken = remittance
    .replace('SE*43*0001', 'SE*1*0009')
    .replace('GE*1*7', 'GE*4*9')
    .replace('IEA*1*000000007', 'IEA*7*1')
  expect(latin1(repair(latin1Bytes(broken)))).toBe(remittance)
})

test('a remittance of a payer who pads and wraps still balances', () => {
  const [transaction] = transactionsOf(parse(latin1Bytes(wrapped(remittance.replaceAll('\n', ''), 80))))
  const value = transaction ? readAs(guide835, transaction) : null
  expect(value?.groups.flatMap(({ claims: paid }) => paid.map(({ claim }) => claim.paid))).toEqual([
    '98',
    '0',
    '-50',
    '50',
  ])
})

test('however a file is cut into chunks, the same is told and the same lines come', async () => {
  async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
    for (let at = 0, i = 0; at < bytes.length; i += 1) {
      const size = sizes[i % sizes.length] ?? 1
      yield bytes.slice(at, at + size)
      at += size
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...deviations.filter(({ content }) => content.length < 10_000)),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      async ({ content }, sizes) => {
        const bytes = latin1Bytes(content)
        expect(await checkStream(cut(bytes, sizes))).toEqual(check(bytes))
        const lines: string[] = []
        for await (const line of streamJsonLines(cut(bytes, sizes))) lines.push(line)
        expect(lines).toEqual([...toJsonLines(bytes)])
      },
    ),
    { numRuns: 60 },
  )
})
