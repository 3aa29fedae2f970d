import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from './check.ts'
import { fileOf, gallery, galleryPage } from './gallery.ts'
import { latin1Bytes } from './segments.ts'

// The page is written anew with `BALLAST_WRITE_GALLERY=1 npx vitest run --project x12 gallery`.

const root = join(import.meta.dirname, '..')
const isWritten = process.env.BALLAST_WRITE_GALLERY === '1'

if (isWritten) {
  mkdirSync(join(root, 'gallery'), { recursive: true })
  for (const exhibit of gallery)
    writeFileSync(join(root, 'gallery', `${exhibit.name}.edi`), latin1Bytes(fileOf(exhibit)))
  writeFileSync(join(root, 'GALLERY.md'), galleryPage())
}

test.each(gallery)('$name has a file that shows it', (exhibit) => {
  const codes = check(readFileSync(join(root, 'gallery', `${exhibit.name}.edi`))).flaws.map(({ code }) => code)
  expect(codes).toContain(exhibit.code)
  expect(Buffer.from(latin1Bytes(fileOf(exhibit)))).toEqual(readFileSync(join(root, 'gallery', `${exhibit.name}.edi`)))
})

test('the page says what the codec says', () => {
  expect(readFileSync(join(root, 'GALLERY.md'), 'utf8')).toBe(galleryPage())
})
