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

/** What is owed under these records of a patient, visit by visit, the oldest first: shares of claims, and what is owed on a visit itself: its fee, or that it was missed (no service then). */
export async function owedVisits(tx: Tx, practiceId: string, records: readonly string[]): Promise<OwedVisit[]> {
  const { rows } = await sql<OwedVisit>`
    SELECT * FROM (
      SELECT c.id AS "claimId", c.control_number AS "controlNumber", c.session_id AS "sessionId", c.service_on AS "on", s.service, o.patient_cents AS "owedCents"
      FROM app.open_item o
      JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      LEFT JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id AND s.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND o.is_open AND c.patient_id = ANY (${[...records]}::uuid[]) AND o.patient_cents <> 0
      UNION ALL
      SELECT NULL, NULL, s.id, s.service_on, CASE WHEN s.status = 'kept' THEN s.service END, v.patient_cents
      FROM app.visit_item v
      JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id AND s.practice_id = ${practiceId}
      WHERE v.practice_id = ${practiceId} AND v.is_open AND s.patient_id = ANY (${[...records]}::uuid[]) AND v.patient_cents <> 0
    ) AS visit ORDER BY "on", "controlNumber", "sessionId"`.execute(tx)
  return rows
}

/** Money paid under these records of a patient that waits for a share to meet. */
export async function unappliedOf(tx: Tx, practiceId: string, records: readonly string[]): Promise<number> {
  const { rows } = await sql<{ cents: number }>`
    SELECT (coalesce((
      SELECT sum(o.unapplied_cents) FROM app.open_item o
      JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id AND c.practice_id = ${practiceId}
      WHERE o.practice_id = ${practiceId} AND o.is_open AND c.patient_id = ANY (${[...records]}::uuid[])), 0) + coalesce((
      SELECT sum(v.unapplied_cents) FROM app.visit_item v
      JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id AND s.practice_id = ${practiceId}
      WHERE v.practice_id = ${practiceId} AND v.is_open AND s.patient_id = ANY (${[...records]}::uuid[])), 0) - coalesce((
      SELECT sum(g.amount_cents) FROM app.posting g
      WHERE g.practice_id = ${practiceId} AND g.claim_id IS NULL AND g.session_id IS NULL AND g.account = 'unapplied'
        AND g.patient_id = ANY (${[...records]}::uuid[])), 0))::bigint AS cents`.execute(tx)
  return rows[0]?.cents ?? 0
}

type Address = {
  readonly name: string
  readonly addressLine: string
  readonly city: string
  readonly state: string
  readonly zip: string
}

/** Who writes a statement, about whom, and to whom; null when there is no such patient or guarantor of theirs. */
export async function gatherParties(tx: Tx, practiceId: string, patientId: string, guarantorId: string | null) {
  const { rows } = await sql<{ from: Address & { readonly phone: string }; to: Address; patient: string }>`
    SELECT jsonb_build_object('name', o.name, 'addressLine', o.address_line, 'city', o.city, 'state', o.state, 'zip', o.zip,
        'phone', o.phone) AS "from",
      CASE WHEN g.id IS NULL
        THEN jsonb_build_object('name', coalesce(p.name_used, p.first_name) || ' ' || p.last_name, 'addressLine', p.address_line,
          'city', p.city, 'state', p.state, 'zip', p.zip)
        ELSE jsonb_build_object('name', g.first_name || ' ' || g.last_name, 'addressLine', g.address_line, 'city', g.city,
          'state', g.state, 'zip', g.zip) END AS "to",
      coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient
    FROM app.patient p
    JOIN app.practice o ON o.practice_id = p.practice_id
    LEFT JOIN app.guarantor g ON g.practice_id = p.practice_id AND g.patient_id = p.id AND g.id = ${guarantorId}
    WHERE p.practice_id = ${practiceId} AND p.id = ${patientId} AND (${guarantorId}::uuid IS NULL OR g.id IS NOT NULL)`.execute(
    tx,
  )
  return rows[0] ?? null
}
