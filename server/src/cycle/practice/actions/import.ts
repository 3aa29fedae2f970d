import { ok, type Result } from '@ballast/kernel'
import { type CsvProblem, type CsvTable, readCsv } from '../../../ground/csv.ts'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { mapHeaders } from '../rules/import-fields.ts'
import * as store from '../store/imports.ts'
import type { ImportField, ImportReport, ImportRow, RowRefusal } from '../types.ts'

/** What saving one row did; a text says why it could not be taken. */
export type Saved = 'added' | 'changed' | 'same' | { readonly field: string | null; readonly message: string }

/** How one kind of file is read and kept. `save` sees all good rows at once and answers for each, in order. */
export type ImportKind<T> = {
  readonly kind: string
  readonly fields: readonly ImportField[]
  readonly read: (row: ImportRow) => T | RowRefusal
  readonly save: (tx: Tx, records: readonly T[]) => Promise<Saved[]>
}

export { idsByExternal as externalIds, idsByNpi } from '../store/imports.ts'

const isRefusal = (value: object): value is RowRefusal => 'line' in value && 'message' in value

/** A file to take in; `table` stands for its bytes where they are no CSV. */
export type Brought = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly table?: CsvTable | (Omit<CsvProblem, 'kind'> & { readonly kind: string })
}

/** Takes one CSV file in: all its good rows or, when the machine fails, none; every row is counted once. */
export async function importFile<T extends object>(
  ground: Ground,
  kind: ImportKind<T>,
  file: Brought,
): Promise<Result<ImportReport, never>> {
  const kept = await ground.files.keep(file.bytes)
  return inTransaction<ImportReport, never>(ground, async (tx) => {
    const report = await take(tx, kind, file, await store.findMapping(tx, ground.practiceId, kind.kind))
    await store.saveImport(tx, ground, kept, report)
    return ok(report)
  })
}

async function take<T extends object>(
  tx: Tx,
  kind: ImportKind<T>,
  file: Brought,
  chosen: ReadonlyMap<string, string>,
): Promise<ImportReport> {
  const empty = { kind: kind.kind, name: file.name, total: 0, added: 0, changed: 0, same: 0, refused: [] }
  const table = file.table ?? readCsv(file.bytes)
  if ('kind' in table) return { ...empty, state: 'unusable', problem: table.message }
  const { columns, missing } = mapHeaders(table.headers, kind.fields, chosen)
  if (missing.length > 0) {
    const problem = `The columns ${missing.join(', ')} are missing. The file has: ${table.headers.join(', ')}.`
    const fields = kind.fields.map((field) => field.name)
    return { ...empty, state: 'unusable', problem, unmapped: { missing, headers: table.headers, fields } }
  }
  const refused: RowRefusal[] = table.broken.map((row) => ({ ...row, field: null }))
  const good: { row: ImportRow; record: T }[] = []
  for (const { line, cells, raw } of table.rows) {
    const named: Record<string, string> = {}
    for (const [field, column] of columns) named[field] = cells[column] ?? ''
    const row = { line, cells: named, raw }
    if (cells.length > table.headers.length) {
      refused.push({
        line,
        raw,
        field: null,
        message: `The row has ${cells.length} cells; the header has ${table.headers.length}.`,
      })
      continue
    }
    const record = kind.read(row)
    if (isRefusal(record)) refused.push(record)
    else good.push({ row, record })
  }
  const outcomes = await kind.save(
    tx,
    good.map(({ record }) => record),
  )
  const count = { added: 0, changed: 0, same: 0 }
  outcomes.forEach((outcome, i) => {
    const row = good[i]?.row
    if (typeof outcome === 'string') count[outcome] += 1
    else if (row) refused.push({ line: row.line, raw: row.raw, ...outcome })
  })
  refused.sort((a, b) => a.line - b.line)
  return { ...empty, ...count, state: 'done', problem: null, total: table.rows.length + table.broken.length, refused }
}

/** Keeps which of a file's columns holds which field, for this file and every later one of its kind. */
export const chooseColumns = (ground: Ground, kind: string, mapping: Readonly<Record<string, string>>): Promise<void> =>
  changing(ground, (tx) => store.saveMapping(tx, ground.practiceId, kind, mapping))

/** The last files taken in, with the first of the rows that were refused. */
export const recentImports = (ground: Ground) => reading(ground, (tx) => store.listImports(tx, ground.practiceId))

/** The rows of one file that were refused. */
export const refusalsOf = (ground: Ground, importId: string) =>
  reading(ground, (tx) => store.listRefusals(tx, ground.practiceId, importId))
