import { type Cents, cents } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

// What was paid and said already, where an edit asks for it.

/** By session: what its patient has paid for the visit so far, whether it waits on the visit or stands on its claim. */
export async function listMoney(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ session_id: string; paid: number }>`
    SELECT session_id, sum(paid)::bigint AS paid FROM (
      SELECT v.session_id, v.paid_cents AS paid FROM app.visit_item v
      WHERE v.practice_id = ${practiceId} AND v.session_id = ANY (${[...sessionIds]}::uuid[])
      UNION ALL
      SELECT c.session_id, o.patient_paid_cents FROM app.open_item o
      JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND c.session_id = ANY (${[...sessionIds]}::uuid[])
    ) AS paid GROUP BY session_id`.execute(tx)
  return new Map(rows.map((row) => [row.session_id, row.paid]))
}

/** By coverage: what its patient stands as owing, which a beneficiary who may not be billed should not. */
export async function listBarred(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<ReadonlyMap<string, Cents>> {
  if (coverageIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; owed: number }>`
    SELECT v.id, coalesce(sum(o.patient_cents), 0)::bigint AS owed
    FROM app.coverage v
    JOIN app.claim c ON c.practice_id = v.practice_id AND c.patient_id = v.patient_id AND c.practice_id = ${practiceId}
    JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    WHERE v.practice_id = ${practiceId} AND v.id = ANY (${[...new Set(coverageIds)]}::uuid[]) GROUP BY v.id`.execute(tx)
  return new Map(rows.map((row) => [row.id, cents(row.owed)]))
}

/** By session: the remarks of the last remittance of its claims. */
export async function listLastRemarks(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ session_id: string; remarks: string[] | null }>`
    SELECT DISTINCT ON (c.session_id) c.session_id, e.detail -> 'remarks' AS remarks
    FROM app.claim c
    JOIN app.claim_event e ON e.practice_id = c.practice_id AND e.claim_id = c.id AND e.practice_id = ${practiceId} AND e.kind = 'remitted'
    WHERE c.practice_id = ${practiceId} AND c.session_id = ANY (${[...sessionIds]}::uuid[])
    ORDER BY c.session_id, e.recorded_at DESC, e.id DESC`.execute(tx)
  return new Map(rows.flatMap((row) => (row.remarks ? [[row.session_id, row.remarks] as const] : [])))
}
