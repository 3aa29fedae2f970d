import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import { diff } from './diff.ts'
import { explain } from './explain.ts'
import { FileReader, parse, transactionsOf } from './file.ts'
import { goldenFiles } from './golden.ts'
import type { TypedOf } from './guide.ts'
import { fromJsonLines, toJsonLines } from './json-lines.ts'
import { latin1 } from './segments.ts'
import { writeInterchange } from './write.ts'

const files = goldenFiles()
const sound = files.filter((file) => file.isSound)
const transactions = sound.filter((file) => file.guide !== 'ta1')

const envelope = {
  sender: { qualifier: 'ZZ', id: 'AA', code: 'AA' },
  receiver: { qualifier: 'ZZ', id: 'BB', code: 'BB' },
  control: 7,
  groupControl: 7,
  usage: 'T',
  on: '2026-03-02',
  at: '14:05',
} as const

test.each(sound)('$guide: $name has no flaw', ({ bytes }) => {
  expect(check(bytes).flaws).toEqual([])
})

test.each(files.filter((file) => !file.isSound))('$guide: $name is told', ({ bytes }) => {
  expect(check(bytes).flaws.map(({ code, message }) => `${code}: ${message}`)).toMatchSnapshot()
})

test.each(files)('$guide: $name comes back from JSON lines byte for byte', ({ bytes }) => {
  expect(latin1(fromJsonLines(toJsonLines(bytes)))).toBe(latin1(bytes))
})

test.each(sound)('$guide: $name needs no text beside its values', ({ bytes }) => {
  expect([...toJsonLines(bytes)].filter((line) => 'text' in (JSON.parse(line) as object))).toEqual([])
})

test.each(sound)('$guide: what is written from the values of $name reads the same and is sound', ({ bytes }) => {
  for (const transaction of transactionsOf(parse(bytes))) {
    if (!transaction.guide) throw new Error('no guide')
    const written = writeInterchange(envelope, transaction.guide, [
      transaction.value as TypedOf<typeof transaction.guide>,
    ])
    expect(check(written).flaws).toEqual([])
    expect(transactionsOf(parse(written))[0]?.value).toEqual(transaction.value)
  }
})

test.each(sound)('$guide: $name is told in plain words', ({ bytes }) => {
  expect(explain(bytes)).toMatch(
    /^Interchange 000000007 from \w+ to \w+, a test\.\n[\s\S]*Nothing is wrong with it\.\n$/,
  )
})

test.each(transactions)(
  '$guide: $name differs from itself nowhere, and from a changed copy where it was changed',
  ({ bytes }) => {
    expect(diff(bytes, bytes)).toEqual([])
    const changed = new Uint8Array(bytes)
    const at = latin1(bytes).indexOf('~\nSE*') - 1
    changed[at] = bytes[at] === 57 ? 56 : 57
    expect(diff(bytes, changed)).toHaveLength(1)
  },
)

describe('whatever happens to a file', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(126, 42, 58, 10, 0, 73, 65, 48, 200)), { maxLength: 8 })
  test('nothing throws, and JSON lines lose no byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sound), damage, fc.nat(), fc.nat(), ({ bytes }, hits, start, length) => {
        const from = start % 3 === 0 ? start % bytes.length : 0
        const broken = bytes.slice(from, length % 3 === 0 ? from + (length % bytes.length) : undefined)
        for (const [at, byte] of hits) if (broken.length > 0) broken[at % broken.length] = byte
        check(broken)
        explain(broken)
        expect(latin1(fromJsonLines(toJsonLines(broken)))).toBe(latin1(broken))
      }),
      { numRuns: 300 },
    )
  })

  test('however a file is cut into stretches, the same flaws are found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), damage, fc.integer({ min: 1, max: 400 }), ({ bytes }, hits, size) => {
        const broken = bytes.slice()
        for (const [at, byte] of hits) broken[at % broken.length] = byte
        const reader = new FileReader(false)
        for (let at = 0; at < broken.length; at += size) reader.push(broken.subarray(at, at + size), false)
        reader.push(new Uint8Array(0), true)
        expect(reader.end().flaws).toEqual(parse(broken).flaws)
      }),
      { numRuns: 200 },
    )
  })

  test('two interchanges in one file are both read, whatever their delimiters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sound), fc.constantFrom(...sound), ({ bytes: one }, { bytes: other }) => {
        const swapped = latin1(other).replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', '!')
        const both = new Uint8Array(Buffer.from(latin1(one) + swapped, 'latin1'))
        expect(check(both)).toMatchObject({ ok: true, flawCount: 0, interchanges: [{}, {}] })
      }),
      { numRuns: 20 },
    )
  })

  test('a flawed transaction leaves its neighbours sound', () => {
    for (const { bytes } of transactions) {
      const text = latin1(bytes)
      const st = text.indexOf('ST*')
      const ge = text.indexOf('GE*')
      const good = text.slice(st, ge)
      const bad = good.replace('~\n', '~\nZZZ*1~\n')
      const last = good.replace(/^(?<head>ST\*\d+\*)\d+/, '$<head>9999').replace(/(?<head>SE\*\d+\*)\d+/, '$<head>9999')
      const three = `${text.slice(0, st)}${good}${bad}${last}${text.slice(ge)}`.replace('GE*1*', 'GE*3*')
      const read = check(new Uint8Array(Buffer.from(three, 'latin1'))).interchanges[0]?.groups[0]?.transactions
      expect(read?.map(({ ok }) => ok)).toEqual([true, false, true])
    }
  })
})
