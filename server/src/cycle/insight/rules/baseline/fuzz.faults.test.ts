import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { memorySource } from '../../../../ground/sources.ts'
import { auditFiles } from '../../actions/audit-files.ts'
import { august, era, september } from './made-files.ts'
import { renderPage } from './page.ts'
import { renderText } from './text.ts'

// Whatever happens to a file: it is named, the report is made, and the sound file beside it counts in full.

const golden = join(import.meta.dirname, '../../../../../../x12/golden')
const files = readdirSync(golden, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
const tables = [
  'Date of Service,Status,Total Fee\n3/2/2026,Show,150\n',
  'date;status\n2026-03-02;kept\n"',
  'a,b,c\n1,2',
]
const all = [...files, Buffer.from(era([august])), ...tables.map((text) => Buffer.from(text))]
const asOf = date('2026-10-01')
const sound = memorySource('sound.835', Buffer.from(era([september])))
const alone = (await auditFiles([sound], asOf)).totals

test('no damage to any file makes the audit fail, or touches the file beside it', async () => {
  const hit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
  const cut = fc.tuple(fc.nat(), fc.nat(), fc.boolean())
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(hit, { maxLength: 30 }),
      cut,
      async (whole, hits, [from, length, isCut]) => {
        let broken: Uint8Array = Uint8Array.from(whole)
        for (const [at, byte] of hits) broken[at % broken.length] = byte
        if (isCut) {
          const begin = from % broken.length
          const gone = length % (broken.length - begin + 1)
          broken = Buffer.concat([broken.subarray(0, begin), broken.subarray(begin + gone)])
        }
        const report = await auditFiles([memorySource('broken.file', broken), sound], asOf)
        expect(report.files.map(({ path }) => path)).toEqual(['broken.file', 'sound.835'])
        expect(report.files[1]).toMatchObject({ used: true, flawCount: 0 })
        const [bad] = report.files
        expect(bad?.used || (bad?.flawCount ?? 0) > 0).toBe(true)
        expect(report.totals.claims).toBeGreaterThanOrEqual(alone.claims)
        renderText(report)
        renderPage(report)
      },
    ),
    { numRuns: 3000 },
  )
})
