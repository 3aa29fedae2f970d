import { z } from 'zod'
import { chooseColumns, recentImports, refusalsOf } from './cycle/practice/actions/import.ts'
import type { ImportReport } from './cycle/practice/types.ts'
import { receiveFile } from './cycle/remittance/actions/receive-file.ts'
import { writeCsv } from './ground/csv.ts'
import type { Ground } from './ground/ground.ts'
import { problem, room, secured } from './ground/http.ts'
import { type ImportKindName, importCsv, importFhir, importKinds, kindOfName } from './imports.ts'

export type Taken = {
  readonly name: string
  readonly kind: string
  readonly rows: number
  readonly taken: number
  readonly errors: readonly { readonly row: number; readonly message: string }[]
  /** Columns that nobody recognized: say which is which, and send the file again with `columns`. */
  readonly unmapped?: NonNullable<ImportReport['unmapped']>
}

const one = { param: z.object({ id: z.guid() }) }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What a person may say of a file beside it: what it holds, and which of its columns is which field. */
const choices = z.object({
  kind: z.enum(importKinds).optional(),
  columns: z
    .preprocess(
      (text) => (typeof text === 'string' ? parsed(text) : text),
      z.record(z.string().max(60), z.string().max(200)),
    )
    .optional(),
})

const startsAsX12 = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart().startsWith('ISA')

const startsAsJson = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** One dropped file: X12 goes the way of the mailbox, CSV the way of the importers, by the kind its name tells. */
async function takeFile(ground: Ground, name: string, bytes: Uint8Array, told: ImportKindName | null): Promise<Taken> {
  if (startsAsX12(bytes)) {
    const { fileId } = await receiveFile(ground, name, bytes)
    const errors = fileId ? [] : [{ row: 0, message: 'This file came in before; nothing was done twice.' }]
    return { name, kind: 'X12', rows: 1, taken: fileId ? 1 : 0, errors }
  }
  if (startsAsJson(bytes)) {
    const report = await importFhir(ground, { name, bytes })
    const errors = report.refused.map(({ line, message }) => ({ row: line, message }))
    if (report.problem) errors.unshift({ row: 0, message: report.problem })
    return { name, kind: 'FHIR', rows: report.total, taken: report.added + report.changed + report.same, errors }
  }
  const kind = told ?? kindOfName(name)
  if (!kind) {
    const message = `What does it hold? Choose ${importKinds.join(', ')}, or name the file for it.`
    return { name, kind: 'unknown', rows: 0, taken: 0, errors: [{ row: 0, message }] }
  }
  const report = await importCsv(ground, kind, { name, bytes })
  const errors = report.refused.map(({ line, message }) => ({ row: line, message }))
  if (report.problem) errors.unshift({ row: 0, message: report.problem })
  const taken = report.added + report.changed + report.same
  return { name, kind, rows: report.total, taken, errors, ...(report.unmapped ? { unmapped: report.unmapped } : {}) }
}

/** Files a person drops on the import page. The same file again changes nothing, so no key is asked for. */
export const importRoutes = room()
  .get(
    '/',
    secured('import.run', { summary: 'Files taken in, newest first, with the rows that were refused' }),
    async (c) => c.json({ imports: await recentImports(c.var.ground) }),
  )
  .get(
    '/:id/refused.csv',
    secured('import.run', { ...one, summary: 'The refused rows of a file, to mend and bring again' }),
    async (c) => {
      const refusals = await refusalsOf(c.var.ground, c.req.valid('param').id)
      if (refusals.length === 0) return problem(c, { kind: 'not_found' })
      const rows = refusals.map((row) => [row.line, row.field, row.message, row.raw])
      return c.body(writeCsv(['line', 'field', 'what is wrong', 'row'], rows), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="refused-rows.csv"',
      })
    },
  )
  .post(
    '/',
    secured('import.run', { summary: 'Take in CSV and X12 files', maxBytes: 200 * 1024 * 1024 }),
    async (c) => {
      const form = await c.req.parseBody({ all: true })
      const given = [form.files ?? []].flat().filter((each): each is File => each instanceof File)
      if (given.length === 0)
        return problem(c, { kind: 'import.invalid', message: 'Send the files in the field "files".' })
      const said = choices.safeParse({ kind: form.kind, columns: form.columns })
      if (!said.success)
        return problem(c, {
          kind: 'import.invalid',
          message: `"kind" is one of ${importKinds.join(', ')}; "columns" is a JSON object of our field to your header.`,
        })
      const { kind = null, columns } = said.data
      if (kind && columns) await chooseColumns(c.var.ground, kind, columns)
      // The fee schedule is a setting, whichever way it comes.
      const isCharges = given.some((file) => (kind ?? kindOfName(file.name)) === 'charges')
      if (isCharges && !c.var.permissions.has('practice.set'))
        return problem(c, { kind: 'import.forbidden', message: 'Charges are set by the owner or the manager.' })
      const files: Taken[] = []
      for (const file of given)
        files.push(await takeFile(c.var.ground, file.name, new Uint8Array(await file.arrayBuffer()), kind))
      return c.json({ files })
    },
  )
