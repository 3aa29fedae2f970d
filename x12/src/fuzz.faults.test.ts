import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from './check.ts'
import { Reader835 } from './claims-835.ts'
import { explain } from './explain.ts'
import { goldenFiles } from './golden.ts'
import { fromJsonLines, toJsonLines } from './json-lines.ts'
import { latin1 } from './segments.ts'

const runs = 20_000

test('no damage to any file makes reading throw, or loses a byte of it', () => {
  const files = goldenFiles()
  const hit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(hit, { maxLength: 40 }), fc.nat(), ({ bytes }, hits, length) => {
      const broken = bytes.slice(0, length % 2 === 0 ? bytes.length : length % bytes.length)
      for (const [at, byte] of hits) if (broken.length > 0) broken[at % broken.length] = byte
      check(broken)
      explain(broken)
      const reader = new Reader835({})
      reader.push(broken)
      reader.end()
      expect(latin1(fromJsonLines(toJsonLines(broken)))).toBe(latin1(broken))
    }),
    { numRuns: runs },
  )
})
