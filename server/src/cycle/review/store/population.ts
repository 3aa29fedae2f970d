import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { DenialFacts, Hit, PatternCount, Reviewed } from '../types.ts'

/** Claims of a stretch of service days as a review looks at them, the last of each session. */
export async function listReviewed(
  tx: Tx,
  practiceId: string,
  from: PlainDate,
  until: PlainDate,
  clinicianId: string | null = null,
): Promise<Reviewed[]> {
  const { rows } = await sql<Reviewed>`
    SELECT c.id AS "claimId", c.session_id AS "sessionId", c.clinician_id AS "clinicianId", k.started_on AS "startedOn",
      c.service_on AS "on", s.service, s.minutes, c.diagnoses,
      (SELECT jsonb_agg(jsonb_build_object('code', l.code, 'modifiers', l.modifiers, 'units', l.units) ORDER BY l.number)
        FROM app.claim_line l WHERE l.practice_id = c.practice_id AND l.claim_id = c.id) AS lines
    FROM app.claim c
    JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
    JOIN app.clinician k ON k.practice_id = c.practice_id AND k.id = c.clinician_id
    WHERE c.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date
      AND c.status NOT IN ('void', 'closed') ${clinicianId === null ? sql`` : sql`AND c.clinician_id = ${clinicianId}`}
    ORDER BY c.service_on, c.id`.execute(tx)
  return rows.map((row) => ({ ...row, lines: row.lines ?? [] }))
}

type HitRow = Omit<Hit, 'denied'> & { reasons: string[]; remarks: string[] }

/** Every finding of the edits since a day, with what became of its claim. */
export async function listHits(tx: Tx, practiceId: string, since: PlainDate): Promise<HitRow[]> {
  const { rows } = await sql<HitRow>`
    SELECT h.rule, h.severity, h.state, h.reason, h.role, last.adjudicated_on IS NOT NULL OR last.rank > 1 AS "isDecided",
      coalesce((SELECT d.reasons FROM app.denial d WHERE d.practice_id = h.practice_id AND d.claim_id = last.id
        ORDER BY d.opened_on, d.id LIMIT 1), '{}') AS reasons,
      coalesce((SELECT d.remarks FROM app.denial d WHERE d.practice_id = h.practice_id AND d.claim_id = last.id
        ORDER BY d.opened_on, d.id LIMIT 1), '{}') AS remarks
    FROM app.edit_hit h
    JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
    -- A claim taken back and drafted anew is judged by what became of the one that went.
    JOIN LATERAL (
      SELECT n.id, n.adjudicated_on, n.rank FROM app.claim n WHERE n.practice_id = c.practice_id AND n.session_id = c.session_id
        AND (n.id = c.id OR c.status = 'void' AND n.status <> 'void') ORDER BY n.status = 'void', n.drafted_on DESC, n.id DESC LIMIT 1
    ) last ON true
    WHERE h.practice_id = ${practiceId} AND h.found_on >= ${since}::date`.execute(tx)
  return rows
}

/** Every denial since a day, with the edits that had spoken about its claim. */
export async function listDenials(
  tx: Tx,
  practiceId: string,
  since: PlainDate,
): Promise<(Omit<DenialFacts, 'reasons'> & { reasons: string[]; remarks: string[] })[]> {
  const { rows } = await sql<{ origin: string; reasons: string[]; remarks: string[]; rulesThatSpoke: string[] }>`
    SELECT d.origin, d.reasons, d.remarks,
      coalesce((SELECT array_agg(h.rule) FROM app.edit_hit h WHERE h.practice_id = d.practice_id AND h.claim_id = d.claim_id), '{}') AS "rulesThatSpoke"
    FROM app.denial d WHERE d.practice_id = ${practiceId} AND d.opened_on >= ${since}::date`.execute(tx)
  return rows
}

export type EditClaimRow = {
  readonly claimId: string
  readonly controlNumber: string
  readonly patient: string
  readonly payer: string
  readonly on: PlainDate
  readonly foundOn: PlainDate | null
  readonly severity: string
  readonly state: string
  readonly message: string
  readonly reason: string | null
  readonly status: string
}

/** The claims behind an edit's record. */
export async function listClaimsOf(
  tx: Tx,
  practiceId: string,
  rule: string,
  since: PlainDate,
): Promise<EditClaimRow[]> {
  const { rows } = await sql<EditClaimRow>`
    SELECT c.id AS "claimId", c.control_number AS "controlNumber", p.last_name || ', ' || p.first_name AS patient, y.name AS payer,
      c.service_on AS "on", h.found_on AS "foundOn", h.severity, h.state, h.message, h.reason, c.status
    FROM app.edit_hit h
    JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE h.practice_id = ${practiceId} AND h.rule = ${rule} AND h.found_on >= ${since}::date
    ORDER BY h.found_on DESC, c.id LIMIT 500`.execute(tx)
  return rows
}

/** How often each edit spoke of each clinician's sessions of a stretch of days, beside how many sessions there were. */
export async function countPatterns(
  tx: Tx,
  practiceId: string,
  from: PlainDate,
  until: PlainDate,
): Promise<PatternCount[]> {
  const { rows } = await sql<PatternCount>`
    WITH seen AS (
      SELECT c.clinician_id, count(DISTINCT c.session_id)::int AS sessions FROM app.claim c
      WHERE c.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date AND c.status <> 'void'
      GROUP BY c.clinician_id
    )
    SELECT c.clinician_id AS "clinicianId", h.rule AS pattern, count(DISTINCT c.session_id)::int AS times, seen.sessions, NULL AS detail
    FROM app.edit_hit h
    JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
    JOIN seen ON seen.clinician_id = c.clinician_id
    WHERE h.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date AND c.status <> 'void'
    GROUP BY c.clinician_id, h.rule, seen.sessions`.execute(tx)
  return rows
}
