import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../src/check.ts'
import { parse } from '../src/file.ts'
import { galleryPage } from '../src/gallery.ts'
import { goldenFiles } from '../src/golden.ts'
import { fromJsonLines, toJsonLines } from '../src/json-lines.ts'
import { mutantsOf, segmentsOf, textOf } from '../src/mutants.ts'
import { slowSegments } from '../src/quick.ts'
import { repair } from '../src/repair.ts'
import { latin1Bytes } from '../src/segments.ts'

// Whether the validator still does what the tests ask of it, in one short program: `server/bench/mutation.ts` asks it of
// changed sources.

const fail = (why: string): never => {
  throw new Error(why)
}

for (const { name, isSound, guide, bytes } of goldenFiles()) {
  const found = check(bytes)
  if (isSound && found.flawCount > 0) fail(`a false alarm in ${name}`)
  if (!isSound && found.flawCount === 0) fail(`nothing said of ${name}`)
  if (JSON.stringify(parse(bytes).flaws) !== JSON.stringify(found.flaws)) fail(`text and bytes differ in ${name}`)
  if (!Buffer.from(fromJsonLines(toJsonLines(bytes))).equals(Buffer.from(bytes))) fail(`bytes lost of ${name}`)
  if (isSound && !Buffer.from(repair(bytes)).equals(Buffer.from(bytes))) fail(`${name} mended`)
  if (isSound && slowSegments(bytes).length > 0) fail(`${name} is read slowly`)
  if (!isSound || guide === 'ta1') continue
  for (const { what, segments, at } of mutantsOf(segmentsOf(bytes), guide)) {
    const { flaws } = check(latin1Bytes(textOf(segments)))
    if (!flaws.some((flaw) => at.includes(flaw.segment))) fail(`not told: ${what} in ${name}`)
  }
}
if (galleryPage() !== readFileSync(join(import.meta.dirname, '../GALLERY.md'), 'utf8'))
  fail('the gallery says something else')
