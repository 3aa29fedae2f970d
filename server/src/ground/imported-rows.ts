import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { sha256 } from './files.ts'

/** What an imported row's fields come to: the same row again changes nothing. */
export const rowHash = (record: object): string => sha256(JSON.stringify(record)).slice(0, 32)

type Imported = 'patient' | 'coverage' | 'guarantor' | 'authorization_grant' | 'patient_payment'

/** Rows that files brought before, by the ids the files give them. */
export async function importedBefore(
  tx: Tx,
  table: Imported,
  practiceId: string,
  externalIds: readonly string[],
): Promise<Map<string, { readonly id: string; readonly hash: string }>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; external_id: string; row_hash: string }>`
    SELECT id, external_id, row_hash FROM app.${sql.raw(table)}
    WHERE practice_id = ${practiceId} AND external_id = ANY (${[...new Set(externalIds)]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.external_id, { id: row.id, hash: row.row_hash }]))
}
