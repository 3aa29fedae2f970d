import { lookup, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** One month of what the four leading indicators are made from. */
export type CodingMonth = {
  readonly month: string
  readonly decided: number
  readonly codingDenied: number
  readonly created: number
  readonly recoded: number
  readonly sessions: number
  readonly returned: number
  readonly medianLag: number | null
  readonly p90Lag: number | null
  readonly sent: number
}

const codingDenial = sql`(d.category LIKE 'CODING%' OR d.category IN ('DX', 'LEVEL_CODE'))`
// Changed by hand before it first went: a revision that touched diagnoses or codes, not one that only added an authorization.
const recoded = sql`EXISTS (SELECT FROM app.claim_event e WHERE e.practice_id = c.practice_id AND e.claim_id = c.id AND e.kind = 'revised'
  AND (e.detail ? 'diagnoses' OR e.detail ? 'lines') AND (c.sent_on IS NULL OR e.on_day <= c.sent_on))`

export async function codingMonths(tx: Tx, practiceId: string, since: PlainDate): Promise<CodingMonth[]> {
  const { rows } = await sql<CodingMonth>`
    WITH claims AS (
      -- Of a claim that went on to a second payer the first has decided, and its day of sending is the second's.
      SELECT to_char(c.service_on, 'YYYY-MM') AS month, c.id, c.adjudicated_on IS NOT NULL OR c.rank > 1 AS is_decided,
        CASE WHEN c.rank = 1 THEN c.sent_on END AS sent_on, c.service_on, ${recoded} AS recoded,
        EXISTS (SELECT FROM app.denial d WHERE d.practice_id = c.practice_id AND d.claim_id = c.id AND ${codingDenial}) AS denied
      FROM app.claim c WHERE c.practice_id = ${practiceId} AND c.service_on >= ${since}::date AND c.status <> 'void'
        AND c.replaces_claim_id IS NULL
    ), visits AS (
      SELECT to_char(s.service_on, 'YYYY-MM') AS month, count(*)::int AS sessions,
        count(*) FILTER (WHERE EXISTS (SELECT FROM app.note_return r WHERE r.practice_id = s.practice_id AND r.session_id = s.id))::int AS returned
      FROM app.session s WHERE s.practice_id = ${practiceId} AND s.service_on >= ${since}::date AND s.status = 'kept' GROUP BY 1
    )
    SELECT v.month, count(c.id) FILTER (WHERE c.is_decided)::int AS decided,
      count(c.id) FILTER (WHERE c.denied)::int AS "codingDenied", count(c.id)::int AS created, count(c.id) FILTER (WHERE c.recoded)::int AS recoded,
      v.sessions, v.returned, count(c.sent_on)::int AS sent,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY c.sent_on - c.service_on) FILTER (WHERE c.sent_on IS NOT NULL) AS "medianLag",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY c.sent_on - c.service_on) FILTER (WHERE c.sent_on IS NOT NULL) AS "p90Lag"
    FROM visits v LEFT JOIN claims c ON c.month = v.month GROUP BY v.month, v.sessions, v.returned ORDER BY v.month`.execute(
    tx,
  )
  return rows
}

/** The lag of all claims of a stretch together: a median of months is not the median of claims. */
export async function lagSince(tx: Tx, practiceId: string, since: PlainDate) {
  const { rows } = await sql<{ median: number | null; p90: number | null; sent: number }>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY sent_on - service_on) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY sent_on - service_on) AS p90, count(*)::int AS sent
    FROM app.claim WHERE practice_id = ${practiceId} AND service_on >= ${since}::date AND sent_on IS NOT NULL AND status <> 'void' AND rank = 1
      AND replaces_claim_id IS NULL`.execute(tx)
  return rows[0] ?? { median: null, p90: null, sent: 0 }
}

export type MeasureRow = {
  readonly id: string
  readonly link: string
  readonly on: PlainDate
  readonly patient: string
  readonly what: string
}

const rowsOf = lookup<(practiceId: string, since: PlainDate) => ReturnType<typeof sql<MeasureRow>>>({
  'coding-denials': (practiceId, since) => sql<MeasureRow>`
    SELECT c.id, '/claims/' || c.id AS link, c.service_on AS "on", p.last_name || ', ' || p.first_name AS patient, d.category AS what
    FROM app.denial d JOIN app.claim c ON c.practice_id = d.practice_id AND c.id = d.claim_id
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    WHERE d.practice_id = ${practiceId} AND c.service_on >= ${since}::date AND ${codingDenial} ORDER BY c.service_on DESC LIMIT 500`,
  recoded: (practiceId, since) => sql<MeasureRow>`
    SELECT c.id, '/claims/' || c.id AS link, c.service_on AS "on", p.last_name || ', ' || p.first_name AS patient, 'changed before it went' AS what
    FROM app.claim c JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    WHERE c.practice_id = ${practiceId} AND c.service_on >= ${since}::date AND c.status <> 'void' AND ${recoded} ORDER BY c.service_on DESC LIMIT 500`,
  lag: (practiceId, since) => sql<MeasureRow>`
    SELECT c.id, '/claims/' || c.id AS link, c.service_on AS "on", p.last_name || ', ' || p.first_name AS patient,
      (c.sent_on - c.service_on) || ' days' AS what
    FROM app.claim c JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    WHERE c.practice_id = ${practiceId} AND c.service_on >= ${since}::date AND c.sent_on IS NOT NULL AND c.status <> 'void'
      AND c.replaces_claim_id IS NULL
    ORDER BY c.sent_on - c.service_on DESC, c.id LIMIT 500`,
  returns: (practiceId, since) => sql<MeasureRow>`
    SELECT r.id, '/notes/' || r.session_id AS link, s.service_on AS "on", p.last_name || ', ' || p.first_name AS patient, r.question AS what
    FROM app.note_return r JOIN app.session s ON s.practice_id = r.practice_id AND s.id = r.session_id
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    WHERE r.practice_id = ${practiceId} AND s.service_on >= ${since}::date ORDER BY r.asked_on DESC LIMIT 500`,
})

/** The rows a measure is made of; null when there is no such measure. */
export async function measureRows(
  tx: Tx,
  practiceId: string,
  id: string,
  since: PlainDate,
): Promise<MeasureRow[] | null> {
  const query = Object.hasOwn(rowsOf, id) ? rowsOf[id] : undefined
  return query ? (await query(practiceId, since).execute(tx)).rows : null
}

/** What a clinician did lately: services by how often, so that the page speaks of what they write. */
export async function servicesOf(tx: Tx, practiceId: string, clinicianId: string, since: PlainDate) {
  const rows = await tx
    .selectFrom('session')
    .select((eb) => ['service', 'modality', eb.fn.countAll<number>().as('times')])
    .where('practice_id', '=', practiceId)
    .where('clinician_id', '=', clinicianId)
    .where('service_on', '>=', since)
    .where('status', '=', 'kept')
    .groupBy(['service', 'modality'])
    .execute()
  return rows.map((row) => ({ ...row, times: Number(row.times) }))
}
