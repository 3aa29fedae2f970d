import { lookup, type PlainDate } from '@ballast/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Moved } from '../types.ts'

type Where = (practiceId: string, moved: Moved, today: PlainDate) => RawBuilder<unknown>

const all: Where = () => sql`true`
const withCoverage: Where = (practiceId, { into }) =>
  sql`t.coverage_id IN (SELECT c.id FROM app.coverage c WHERE c.practice_id = ${practiceId} AND c.patient_id = ${into})`

/** Which rows move, in the words of the database; what they mean stands beside their names in the room's tables. */
const rowsOf = lookup<Where>({
  coverage: (practiceId, { into }) =>
    sql`NOT EXISTS (SELECT FROM app.coverage o WHERE o.practice_id = ${practiceId} AND o.patient_id = ${into} AND o.member_id = t.member_id)`,
  guarantor: (practiceId, { into }) =>
    sql`NOT EXISTS (SELECT FROM app.guarantor o WHERE o.practice_id = ${practiceId} AND o.patient_id = ${into})`,
  agreement_signature: all,
  fee_agreement: (practiceId, { into }) =>
    sql`NOT EXISTS (SELECT FROM app.fee_agreement o WHERE o.practice_id = ${practiceId} AND o.patient_id = ${into}
      AND o.from_on <= coalesce(t.until_on, 'infinity') AND coalesce(o.until_on, 'infinity') >= t.from_on)`,
  benefit_standing: withCoverage,
  benefit_inquiry: withCoverage,
  benefit_call: withCoverage,
  benefit_visit: all,
  session: () => sql`t.status = 'booked'`,
  reminder: (practiceId, { into }) =>
    sql`t.session_id IN (SELECT s.id FROM app.session s WHERE s.practice_id = ${practiceId} AND s.patient_id = ${into})`,
  waitlist_entry: () => sql`t.state = 'waiting'`,
  authorization_grant: (_practiceId, _moved, today) => sql`t.until_on >= ${today}::date`,
  authorization_use: () => sql`t.state = 'reserved'`,
  authorization_request: () => sql`t.status IN ('draft', 'ready', 'sent', 'pended', 'contact', 'rejected')`,
})

/** Which of the rows that moved still go back; a booked visit that took place meanwhile stays where it was billed. */
const returning = lookup<RawBuilder<unknown>>({ session: sql`t.status = 'booked'` })

/** Moves a table's rows and keeps which on the merge's record. */
export async function moveRows(
  tx: Tx,
  ground: Ground,
  moved: Moved,
  table: string,
  { key, kind }: { readonly key: string; readonly kind: string },
): Promise<void> {
  const { practiceId } = ground
  const where = rowsOf[table]
  if (!where) throw new Error(`no rows of ${table} move in a merge`)
  await sql`
    WITH moved AS (
      UPDATE app.${sql.ref(table)} AS t SET patient_id = ${moved.into}
      WHERE t.practice_id = ${practiceId} AND t.patient_id = ${moved.from} AND ${where(practiceId, moved, ground.today())}
      RETURNING t.${sql.ref(key)} AS row_id
    )
    INSERT INTO app.patient_merge_row (practice_id, merge_id, kind, row_id)
    SELECT DISTINCT ${practiceId}::uuid, ${moved.mergeId}::uuid, ${kind}::text, row_id FROM moved
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Gives a table's rows back to the record they came from (`into`). */
export async function returnRows(
  tx: Tx,
  ground: Ground,
  { mergeId, from, into }: Moved,
  table: string,
  { key, kind }: { readonly key: string; readonly kind: string },
): Promise<void> {
  const { practiceId } = ground
  await sql`
    UPDATE app.${sql.ref(table)} AS t SET patient_id = ${into}
    WHERE t.practice_id = ${practiceId} AND t.patient_id = ${from} AND ${returning[table] ?? sql`true`}
      AND t.${sql.ref(key)} IN (SELECT m.row_id FROM app.patient_merge_row m
        WHERE m.practice_id = ${practiceId} AND m.merge_id = ${mergeId} AND m.kind = ${kind})`.execute(tx)
}

/** The first day of the fee agreements that a merge moved; null when it moved none. */
export async function earliestFeeMoved(tx: Tx, practiceId: string, mergeId: string): Promise<PlainDate | null> {
  const { rows } = await sql<{ from: PlainDate | null }>`
    SELECT min(f.from_on) AS "from"
    FROM app.patient_merge_row m
    JOIN app.fee_agreement f ON f.practice_id = m.practice_id AND f.id = m.row_id AND f.practice_id = ${practiceId}
    WHERE m.practice_id = ${practiceId} AND m.merge_id = ${mergeId} AND m.kind = 'fee'`.execute(tx)
  return rows[0]?.from ?? null
}

/** Whether a merge stands, held so that nobody undoes it meanwhile. */
export async function standsMerged(tx: Tx, practiceId: string, mergeId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('patient_merge')
    .select('undone_on')
    .where('practice_id', '=', practiceId)
    .where('id', '=', mergeId)
    .forShare()
    .executeTakeFirst()
  return row !== undefined && row.undone_on === null
}

/** By each of these records, the one it was merged into, through as many merges as there were; itself when it was not. */
export async function keptRecords(tx: Tx, practiceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const kept = new Map(ids.map((id) => [id, id]))
  for (let asked = [...kept.keys()]; asked.length > 0; ) {
    const rows = await tx
      .selectFrom('patient')
      .select(['id', 'merged_into'])
      .where('practice_id', '=', practiceId)
      .where(({ eb, fn, val }) => eb('id', '=', fn.any(val(asked))))
      .where('merged_into', 'is not', null)
      .execute()
    const next = new Map(rows.map((row) => [row.id, row.merged_into ?? row.id]))
    for (const [id, at] of kept) kept.set(id, next.get(at) ?? at)
    asked = [...new Set(next.values())]
  }
  return kept
}

/** These patients' records: their own, and those merged into them. By each record, whose it is. */
export async function recordsOf(tx: Tx, practiceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const whose = new Map(ids.map((id) => [id, id]))
  for (let asked = [...whose.keys()]; asked.length > 0; ) {
    const rows = await tx
      .selectFrom('patient')
      .select(['id', 'merged_into'])
      .where('practice_id', '=', practiceId)
      .where(({ eb, fn, val }) => eb('merged_into', '=', fn.any(val(asked))))
      .execute()
    const found = rows.filter((row) => !whose.has(row.id))
    for (const row of found) whose.set(row.id, whose.get(row.merged_into ?? '') ?? row.id)
    asked = found.map((row) => row.id)
  }
  return whose
}
