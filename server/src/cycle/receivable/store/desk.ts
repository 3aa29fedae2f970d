import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** A visit at the desk. */
export async function findDeskVisit(tx: Tx, practiceId: string, sessionId: string) {
  const row = await tx
    .selectFrom('session')
    .select(['external_id as externalId', 'patient_id as patientId'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row ?? null
}

/** What each patient owes on past visits, and what was paid for each of these visits. */
export async function deskMoney(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
  sessionIds: readonly string[],
) {
  const owed = await sql<{ patientId: string; owedCents: number }>`
    SELECT "patientId", sum(amount)::bigint AS "owedCents" FROM (
      SELECT c.patient_id AS "patientId", o.patient_cents AS amount
      FROM app.open_item o JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND o.is_open AND c.patient_id = ANY (${[...patientIds]}::uuid[]) AND o.patient_cents <> 0
      UNION ALL
      SELECT s.patient_id, v.patient_cents
      FROM app.visit_item v JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id AND s.practice_id = ${practiceId}
      WHERE v.practice_id = ${practiceId} AND v.is_open AND s.patient_id = ANY (${[...patientIds]}::uuid[]) AND v.patient_cents <> 0
    ) AS debt GROUP BY "patientId" HAVING sum(amount) <> 0`.execute(tx)
  const paid = await sql<{ sessionId: string; paidCents: number }>`
    SELECT session_id AS "sessionId", sum(amount_cents)::bigint AS "paidCents" FROM app.patient_payment
    WHERE practice_id = ${practiceId} AND session_id = ANY (${[...sessionIds]}::uuid[]) GROUP BY session_id`.execute(tx)
  return { owed: owed.rows, paid: paid.rows }
}
