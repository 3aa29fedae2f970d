import type { PlainDate } from '@ballast/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { LeakBasis, LeakCause, LeakCell, LeakRow } from '../types/leakage.ts'

type Span = { readonly from: PlainDate; readonly until: PlainDate }

// Every visit of these months under at most one cause: a claim's own money where there is a claim, the average visit where
// there is none; a visit the patient pays alone needs no claim. An underpayment within a dollar or one percent is the payer's rounding, not a leak (remit_posting_rules UP3).
const leaks = (practiceId: string, { from, until }: Span): RawBuilder<unknown> => sql`
  average AS (
    SELECT round(avg(c.expected_cents))::bigint AS cents FROM app.claim c
    WHERE c.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date AND c.status <> 'void' AND c.expected_cents > 0
  ), given_up AS (
    SELECT p.claim_id, sum(p.amount_cents) AS cents, bool_or(p.why = 'timely_filing') AS is_late FROM app.posting p
    WHERE p.practice_id = ${practiceId} AND p.account = 'written-off' AND p.claim_id IS NOT NULL GROUP BY p.claim_id HAVING sum(p.amount_cents) > 0
  ), refused AS (
    SELECT DISTINCT ON (d.claim_id) d.claim_id, d.category, d.at_stake_cents AS cents FROM app.denial d
    WHERE d.practice_id = ${practiceId} AND d.state <> 'closed' ORDER BY d.claim_id, d.opened_on DESC
  ), decided AS (
    SELECT DISTINCT ON (r.claim_id) r.claim_id, r.allowed_cents AS allowed FROM app.remittance_claim r
    WHERE r.practice_id = ${practiceId} AND r.state = 'posted' AND r.status NOT IN ('22', '2', '3', '20', '21') AND r.claim_id IS NOT NULL
    ORDER BY r.claim_id, r.id DESC
  ), billed AS (
    SELECT c.id, c.session_id, c.control_number, c.payer_id, c.service_on, c.patient_id, c.clinician_id,
      coalesce(c.expected_cents, c.charge_cents) AS worth,
      CASE WHEN g.is_late OR x.category = 'TIMELY' THEN 'timely_filing'
        WHEN g.claim_id IS NOT NULL THEN 'written_off'
        WHEN x.claim_id IS NOT NULL THEN 'denied'
        WHEN c.sent_on IS NULL AND c.rank = 1 THEN 'never_billed'
        WHEN c.expected_cents - k.allowed > greatest(100, c.expected_cents / 100) AND k.allowed > 0 THEN 'underpaid' END AS cause,
      CASE WHEN g.claim_id IS NOT NULL THEN g.cents WHEN x.claim_id IS NOT NULL THEN x.cents
        WHEN c.sent_on IS NULL AND c.rank = 1 THEN coalesce(c.expected_cents, c.charge_cents) ELSE c.expected_cents - k.allowed END AS cents,
      CASE WHEN g.claim_id IS NOT NULL THEN 'given up' WHEN x.claim_id IS NOT NULL THEN x.category WHEN c.sent_on IS NULL AND c.rank = 1 THEN c.status ELSE 'allowed less' END AS why
    FROM app.claim c
    LEFT JOIN given_up g ON g.claim_id = c.id
    LEFT JOIN refused x ON x.claim_id = c.id
    LEFT JOIN decided k ON k.claim_id = c.id
    WHERE c.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date AND c.status <> 'void'
      AND NOT EXISTS (SELECT FROM app.claim n WHERE n.practice_id = ${practiceId} AND n.replaces_claim_id = c.id AND n.status <> 'void')
  ), unbilled AS (
    SELECT s.id, s.external_id, s.service_on, s.patient_id, s.clinician_id,
      CASE WHEN s.status IN ('no_show', 'late_cancel') THEN 'no_show' WHEN s.signed_on IS NULL THEN 'unsigned_note' ELSE 'never_billed' END AS cause, s.status AS why
    FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.service_on BETWEEN ${from}::date AND ${until}::date AND s.status IN ('kept', 'no_show', 'late_cancel')
      AND NOT EXISTS (SELECT FROM app.claim c WHERE c.practice_id = ${practiceId} AND c.session_id = s.id AND c.status <> 'void')
      AND (s.status <> 'kept' OR EXISTS (
        SELECT FROM app.coverage v JOIN app.payer y ON y.practice_id = ${practiceId} AND y.id = v.payer_id AND y.kind <> 'self_pay'
        WHERE v.practice_id = ${practiceId} AND v.patient_id = s.patient_id AND v.from_on <= s.service_on AND (v.until_on IS NULL OR v.until_on >= s.service_on)))
      AND NOT EXISTS (SELECT FROM app.coverage a WHERE a.practice_id = ${practiceId} AND a.patient_id = s.patient_id AND a.rank = 0
        AND s.status = 'kept' AND a.from_on <= s.service_on AND (a.until_on IS NULL OR a.until_on >= s.service_on))
  ), leak AS (
    SELECT cause, service_on, id AS claim_id, control_number AS number, patient_id, payer_id, clinician_id, cents, why FROM billed WHERE cause IS NOT NULL
    UNION ALL
    SELECT cause, service_on, NULL, external_id, patient_id, NULL, clinician_id, coalesce((SELECT cents FROM average), 0), why FROM unbilled
  )`

/** What leaked, by month of the visit and cause. */
export async function gatherLeaks(tx: Tx, practiceId: string, span: Span): Promise<LeakCell[]> {
  const { rows } = await sql<{ cause: LeakCause; month: string; count: number; cents: string }>`
    WITH ${leaks(practiceId, span)}
    SELECT cause, to_char(service_on, 'YYYY-MM') AS month, count(*)::int AS count, sum(cents)::text AS cents FROM leak GROUP BY 1, 2 ORDER BY 2, 1`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, cents: Number(row.cents) }))
}

type Wanted = {
  readonly cause: LeakCause
  readonly month?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** The visits and claims behind one figure, the costliest first. */
export async function gatherLeakRows(
  tx: Tx,
  practiceId: string,
  span: Span,
  { cause, month, limit, offset }: Wanted,
): Promise<{ total: number; cents: number; rows: LeakRow[] }> {
  const within = sql`cause = ${cause} AND (${month ?? null}::text IS NULL OR to_char(service_on, 'YYYY-MM') = ${month ?? null})`
  const sum = (
    await sql<{ total: number; cents: string }>`
      WITH ${leaks(practiceId, span)} SELECT count(*)::int AS total, coalesce(sum(cents), 0)::text AS cents FROM leak WHERE ${within}`.execute(
      tx,
    )
  ).rows[0]
  const { rows } = await sql<{
    on: PlainDate
    claim_id: string | null
    number: string
    patient: string
    payer: string | null
    clinician: string
    cents: string
    why: string
  }>`
    WITH ${leaks(practiceId, span)}
    SELECT l.service_on AS on, l.claim_id, l.number, p.last_name || ', ' || p.first_name AS patient, y.name AS payer,
      c.last_name || ', ' || c.first_name AS clinician, l.cents::text AS cents, l.why
    FROM (SELECT * FROM leak WHERE ${within}) l
    JOIN app.patient p ON p.practice_id = ${practiceId} AND p.id = l.patient_id
    JOIN app.clinician c ON c.practice_id = ${practiceId} AND c.id = l.clinician_id
    LEFT JOIN app.payer y ON y.practice_id = ${practiceId} AND y.id = l.payer_id
    ORDER BY l.cents DESC, l.service_on, l.number LIMIT ${limit} OFFSET ${offset}`.execute(tx)
  return {
    total: sum?.total ?? 0,
    cents: Number(sum?.cents ?? 0),
    rows: rows.map(({ claim_id, ...row }) => ({ ...row, cause, claimId: claim_id, cents: Number(row.cents) })),
  }
}

/** The day of the practice's first visit here. */
export async function firstVisit(tx: Tx, practiceId: string): Promise<PlainDate | null> {
  const { rows } = await sql<{ on: PlainDate | null }>`
    SELECT min(service_on) AS on FROM app.session WHERE practice_id = ${practiceId}`.execute(tx)
  return rows[0]?.on ?? null
}

/** How much work the months held. */
export async function gatherBasis(tx: Tx, practiceId: string, { from, until }: Span): Promise<LeakBasis> {
  const { rows } = await sql<{
    kept: number
    scheduled: number
    claims: number
    clinicians: number
    payers: number
    authorizations: number
    average: string | null
    priced: number
  }>`
    SELECT
      (SELECT count(*) FILTER (WHERE status = 'kept')::int FROM app.session WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date) AS kept,
      (SELECT count(*)::int FROM app.session WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date AND status <> 'cancelled') AS scheduled,
      (SELECT count(*)::int FROM app.claim WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date AND status <> 'void') AS claims,
      (SELECT count(DISTINCT clinician_id)::int FROM app.session WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date) AS clinicians,
      (SELECT count(DISTINCT payer_id)::int FROM app.claim WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date) AS payers,
      (SELECT count(DISTINCT authorization_number)::int FROM app.claim WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date) AS authorizations,
      (SELECT round(avg(expected_cents))::text FROM app.claim WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date AND status <> 'void' AND expected_cents > 0) AS average,
      (SELECT count(*) FILTER (WHERE expected_cents > 0)::int FROM app.claim WHERE practice_id = ${practiceId} AND service_on BETWEEN ${from}::date AND ${until}::date AND status <> 'void') AS priced`.execute(
    tx,
  )
  const row = rows[0]
  return {
    kept: row?.kept ?? 0,
    scheduled: row?.scheduled ?? 0,
    claims: row?.claims ?? 0,
    clinicians: row?.clinicians ?? 0,
    payers: row?.payers ?? 0,
    authorizations: row?.authorizations ?? 0,
    averageCents: row?.average === null || row?.average === undefined ? null : Number(row.average),
    priced: row?.priced ?? 0,
  }
}
