import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acknowledge } from './acknowledge.ts'
import { check } from './check.ts'
import { parse } from './file.ts'
import { goldenFiles } from './golden.ts'
import { read999 } from './read.ts'
import { latin1, latin1Bytes } from './segments.ts'
import { readTA1 } from './ta1.ts'

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
