import { cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../ground/db.ts'
import type { VisitFacts } from './types.ts'

type Row = Omit<VisitFacts, 'refusal' | 'charged' | 'paid' | 'payerOwes' | 'patientOwes'> & {
  readonly category: string | null
  readonly deadlineOn: PlainDate | null
  readonly charged: number
  readonly paid: number
  readonly payerOwes: number
  readonly patientOwes: number
}

/** A payer's habit needs a few decisions before it is one. */
const fewestDecisions = 5

/** The kept visits of a clinician in a stretch of days, with what became of each. */
export async function visitsOf(
  tx: Tx,
  practiceId: string,
  clinicianId: string,
  { from, until, today }: { readonly from: PlainDate; readonly until: PlainDate; readonly today: PlainDate },
): Promise<VisitFacts[]> {
  const { rows } = await sql<Row>`
    WITH habit AS (
      SELECT h.payer_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY h.adjudicated_on - h.sent_on) AS days
      FROM app.claim h WHERE h.practice_id = ${practiceId} AND h.adjudicated_on IS NOT NULL AND h.sent_on >= ${today}::date - 180
      GROUP BY h.payer_id HAVING count(*) >= ${fewestDecisions}
    )
    SELECT s.id, s.service_on AS "on", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, s.service, s.signed_on AS "signedOn",
      c.status AS "claimStatus", y.name AS payer, c.sent_on AS "sentOn", c.adjudicated_on AS "decidedOn", round(h.days)::int AS "usualDays",
      d.category, d.deadline_on AS "deadlineOn",
      (coalesce(o.charge_cents, 0) + coalesce(v.charge_cents, 0))::bigint AS charged,
      (coalesce(o.payer_paid_cents + o.patient_paid_cents, 0) + coalesce(v.paid_cents, 0))::bigint AS paid,
      coalesce(o.payer_cents, 0)::bigint AS "payerOwes",
      (coalesce(o.patient_cents - o.unapplied_cents, 0) + coalesce(v.patient_cents - v.unapplied_cents, 0))::bigint AS "patientOwes"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    LEFT JOIN app.claim c ON c.practice_id = s.practice_id AND c.practice_id = ${practiceId} AND c.id = (
      SELECT n.id FROM app.claim n WHERE n.practice_id = ${practiceId} AND n.session_id = s.id AND n.status <> 'void'
      ORDER BY n.status = 'closed', n.drafted_on DESC, n.id DESC LIMIT 1)
    LEFT JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    LEFT JOIN habit h ON h.payer_id = c.payer_id
    LEFT JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    LEFT JOIN app.visit_item v ON v.practice_id = s.practice_id AND v.session_id = s.id AND v.practice_id = ${practiceId}
    LEFT JOIN app.denial d ON d.practice_id = c.practice_id AND d.practice_id = ${practiceId} AND d.id = (
      SELECT x.id FROM app.denial x WHERE x.practice_id = ${practiceId} AND x.claim_id = c.id AND x.state <> 'closed'
      ORDER BY x.opened_on DESC, x.id LIMIT 1)
    WHERE s.practice_id = ${practiceId} AND s.clinician_id = ${clinicianId} AND s.status = 'kept'
      AND s.service_on BETWEEN ${from}::date AND ${until}::date
    ORDER BY s.service_on DESC, s.start_time DESC NULLS LAST, s.id`.execute(tx)
  return rows.map(({ category, deadlineOn, charged, paid, payerOwes, patientOwes, ...row }) => ({
    ...row,
    refusal: category === null ? null : { category, deadlineOn },
    charged: cents(charged),
    paid: cents(paid),
    payerOwes: cents(payerOwes),
    patientOwes: cents(Math.max(0, patientOwes)),
  }))
}

/** How many of a clinician's visits in these days were not kept. */
export async function missedOf(
  tx: Tx,
  practiceId: string,
  clinicianId: string,
  from: PlainDate,
  until: PlainDate,
): Promise<number> {
  const { rows } = await sql<{ missed: number }>`
    SELECT count(*)::int AS missed FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.clinician_id = ${clinicianId} AND s.status IN ('no_show', 'late_cancel')
      AND s.service_on BETWEEN ${from}::date AND ${until}::date`.execute(tx)
  return rows[0]?.missed ?? 0
}
