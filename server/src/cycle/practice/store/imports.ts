import type { Tx } from '../../../ground/db.ts'
import type { KeptFile } from '../../../ground/files.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { ImportReport } from '../types.ts'

export async function saveImport(tx: Tx, ground: Ground, file: KeptFile, report: ImportReport): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('import_run')
    .values({
      practice_id: ground.practiceId,
      id,
      kind: report.kind,
      name: report.name,
      sha256: file.sha256,
      state: report.state,
      problem: report.problem,
      rows_total: report.total,
      rows_new: report.added,
      rows_changed: report.changed,
      rows_same: report.same,
      rows_refused: report.refused.length,
      imported_at: ground.now(),
    })
    .execute()
  for (let at = 0; at < report.refused.length; at += 1000)
    await tx
      .insertInto('import_refusal')
      .values(
        report.refused.slice(at, at + 1000).map((refusal, i) => ({
          practice_id: ground.practiceId,
          import_id: id,
          number: at + i + 1,
          line: refusal.line,
          field: refusal.field,
          message: refusal.message,
          raw: refusal.raw.slice(0, 4000),
        })),
      )
      .execute()
  return id
}

/** What a person said of the columns of a kind of file: our field to their header. */
export async function findMapping(tx: Tx, practiceId: string, kind: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('import_mapping')
    .select(['field', 'header'])
    .where('practice_id', '=', practiceId)
    .where('kind', '=', kind)
    .execute()
  return new Map(rows.map((row) => [row.field, row.header]))
}

export async function saveMapping(
  tx: Tx,
  practiceId: string,
  kind: string,
  mapping: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [field, header] of Object.entries(mapping))
    await tx
      .insertInto('import_mapping')
      .values({ practice_id: practiceId, kind, field, header })
      .onConflict((conflict) =>
        conflict
          .columns(['practice_id', 'kind', 'field'])
          .doUpdateSet(({ ref }) => ({ header: ref('excluded.header') })),
      )
      .execute()
}

/** Ids of our records by the ids the practice's own systems use for them. */
export async function idsByExternal(
  tx: Tx,
  practiceId: string,
  table: 'patient' | 'payer' | 'location' | 'program',
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom(table)
    .select(['id', 'external_id'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('external_id', '=', fn.any(val([...new Set(externalIds)]))))
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.id]))
}

/** Ids of clinicians by NPI. */
export async function idsByNpi(tx: Tx, practiceId: string, npis: readonly string[]): Promise<Map<string, string>> {
  if (npis.length === 0) return new Map()
  const rows = await tx
    .selectFrom('clinician')
    .select(['id', 'npi'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('npi', '=', fn.any(val([...new Set(npis)]))))
    .execute()
  return new Map(rows.map((row) => [row.npi, row.id]))
}

/** The last files taken in. */
export async function listImports(tx: Tx, practiceId: string) {
  return tx
    .selectFrom('import_run')
    .select([
      'id',
      'kind',
      'name',
      'state',
      'problem',
      'rows_total as total',
      'rows_new as added',
      'rows_changed as changed',
      'rows_same as same',
      'rows_refused as refused',
      'imported_at as importedAt',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('imported_at', 'desc')
    .limit(100)
    .execute()
}

export async function listRefusals(tx: Tx, practiceId: string, importId: string) {
  return tx
    .selectFrom('import_refusal')
    .select(['line', 'field', 'message', 'raw'])
    .where('practice_id', '=', practiceId)
    .where('import_id', '=', importId)
    .orderBy('number')
    .execute()
}
