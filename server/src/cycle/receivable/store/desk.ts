import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** A visit at the desk, and what its patient owes beside any claim (a missed visit's fee). */
export async function findDeskVisit(tx: Tx, practiceId: string, sessionId: string) {
  const { rows } = await sql<{ externalId: string; patientId: string; besideCents: number }>`
    SELECT s.external_id AS "externalId", s.patient_id AS "patientId", coalesce((
      SELECT sum(g.amount_cents) FROM app.posting g
      WHERE g.practice_id = ${practiceId} AND g.claim_id IS NULL AND g.account = 'patient' AND g.patient_id = s.patient_id), 0)::bigint AS "besideCents"
    FROM app.session s WHERE s.practice_id = ${practiceId} AND s.id = ${sessionId}`.execute(tx)
  return rows[0] ?? null
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
      SELECT g.patient_id, g.amount_cents FROM app.posting g
      WHERE g.practice_id = ${practiceId} AND g.claim_id IS NULL AND g.account = 'patient' AND g.patient_id = ANY (${[...patientIds]}::uuid[])
    ) AS debt GROUP BY "patientId" HAVING sum(amount) <> 0`.execute(tx)
  const paid = await sql<{ sessionId: string; paidCents: number }>`
    SELECT session_id AS "sessionId", sum(amount_cents)::bigint AS "paidCents" FROM app.patient_payment
    WHERE practice_id = ${practiceId} AND session_id = ANY (${[...sessionIds]}::uuid[]) GROUP BY session_id`.execute(tx)
  return { owed: owed.rows, paid: paid.rows }
}
