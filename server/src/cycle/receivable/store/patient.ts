import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

export type OwedVisit = {
  readonly claimId: string | null
  readonly controlNumber: string | null
  readonly sessionId: string
  readonly on: PlainDate
  readonly service: string | null
  readonly owedCents: number
}

/** What a patient owes, visit by visit, the oldest first: shares of claims, and what is owed on a visit itself: its fee, or that it was missed (no service then). */
export async function owedVisits(tx: Tx, practiceId: string, patientId: string): Promise<OwedVisit[]> {
  const { rows } = await sql<OwedVisit>`
    SELECT * FROM (
      SELECT c.id AS "claimId", c.control_number AS "controlNumber", c.session_id AS "sessionId", c.service_on AS "on", s.service, o.patient_cents AS "owedCents"
      FROM app.open_item o
      JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      LEFT JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id AND s.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND o.is_open AND c.patient_id = ${patientId} AND o.patient_cents <> 0
      UNION ALL
      SELECT NULL, NULL, s.id, s.service_on, CASE WHEN s.status = 'kept' THEN s.service END, v.patient_cents
      FROM app.visit_item v
      JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id AND s.practice_id = ${practiceId}
      WHERE v.practice_id = ${practiceId} AND v.is_open AND s.patient_id = ${patientId} AND v.patient_cents <> 0
    ) AS visit ORDER BY "on", "controlNumber", "sessionId"`.execute(tx)
  return rows
}

/** Money the patient paid that waits for a share to meet. */
export async function unappliedOf(tx: Tx, practiceId: string, patientId: string): Promise<number> {
  const { rows } = await sql<{ cents: number }>`
    SELECT (coalesce((
      SELECT sum(o.unapplied_cents) FROM app.open_item o
      JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND o.is_open AND c.patient_id = ${patientId}), 0) + coalesce((
      SELECT sum(v.unapplied_cents) FROM app.visit_item v
      JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id AND s.practice_id = ${practiceId}
      WHERE v.practice_id = ${practiceId} AND v.is_open AND s.patient_id = ${patientId}), 0) - coalesce((
      SELECT sum(g.amount_cents) FROM app.posting g
      WHERE g.practice_id = ${practiceId} AND g.claim_id IS NULL AND g.session_id IS NULL AND g.account = 'unapplied'
        AND g.patient_id = ${patientId}), 0))::bigint AS cents`.execute(tx)
  return rows[0]?.cents ?? 0
}
