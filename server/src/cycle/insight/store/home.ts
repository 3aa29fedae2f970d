import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { unpaid } from '../../remittance/types.ts'
import type { Cash, NewsFacts, PracticeFacts, StageFacts, Waiting } from '../types/measures.ts'

type WaitingRow = { count: number; cents: string; oldest: PlainDate | null; deadline: PlainDate | null }

const waiting = (id: string, row: WaitingRow | undefined): Waiting => ({
  id,
  count: row?.count ?? 0,
  cents: Number(row?.cents ?? 0),
  oldest: row?.oldest ?? null,
  deadline: row?.deadline ?? null,
})

/** Everything that waits for a person, with what it is worth. */
export async function gatherWaiting(tx: Tx, practiceId: string, today: PlainDate): Promise<Waiting[]> {
  const claims = (
    await sql<WaitingRow & { status: string }>`
    SELECT status, count(*)::int AS count, coalesce(sum(coalesce(expected_cents, charge_cents)), 0)::text AS cents, min(service_on) AS oldest, NULL::date AS deadline
    FROM app.claim WHERE practice_id = ${practiceId} AND status IN ('held', 'rejected', 'ready') GROUP BY status`.execute(
      tx,
    )
  ).rows
  const silent = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, coalesce(sum(coalesce(expected_cents, charge_cents)), 0)::text AS cents, min(service_on) AS oldest, NULL::date AS deadline
    FROM app.claim WHERE practice_id = ${practiceId} AND status IN ('sent', 'accepted') AND adjudicated_on IS NULL AND sent_on < ${today}::date - 30`.execute(
      tx,
    )
  ).rows[0]
  const unsigned = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, '0' AS cents, min(service_on) AS oldest, NULL::date AS deadline
    FROM app.session WHERE practice_id = ${practiceId} AND status = 'kept' AND signed_on IS NULL AND service_on < ${today}::date - 1`.execute(
      tx,
    )
  ).rows[0]
  const payments = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, coalesce(sum(amount_cents), 0)::text AS cents, min(paid_on) AS oldest, NULL::date AS deadline
    FROM app.remittance WHERE practice_id = ${practiceId} AND state = 'exception'`.execute(tx)
  ).rows[0]
  const unmatched = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, coalesce(sum(paid_cents), 0)::text AS cents, min(service_on) AS oldest, NULL::date AS deadline
    FROM app.remittance_claim WHERE practice_id = ${practiceId} AND state = 'exception'`.execute(tx)
  ).rows[0]
  const provider = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, coalesce(sum(abs(p.amount_cents)), 0)::text AS cents, min(r.paid_on) AS oldest, NULL::date AS deadline
    FROM app.provider_adjustment p JOIN app.remittance r ON r.practice_id = p.practice_id AND r.id = p.remittance_id
    WHERE p.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND p.state = 'exception'`.execute(tx)
  ).rows[0]
  const files = (
    await sql<WaitingRow>`
    SELECT count(*)::int AS count, '0' AS cents, min(received_on) AS oldest, NULL::date AS deadline FROM (
      SELECT f.received_on FROM app.inbound_file f WHERE f.practice_id = ${practiceId} AND f.state = 'exception' AND (f.kind = 'unread' OR strpos(f.reason, ${unpaid}) > 0)
      UNION ALL SELECT a.received_on FROM app.acknowledgment a WHERE a.practice_id = ${practiceId} AND a.state = 'exception') AS waiting`.execute(
      tx,
    )
  ).rows[0]
  const denials = (
    await sql<WaitingRow & { category: string }>`
    SELECT category, count(*)::int AS count, coalesce(sum(at_stake_cents), 0)::text AS cents, min(opened_on) AS oldest,
      min(deadline_on) FILTER (WHERE deadline_on >= ${today}::date) AS deadline
    FROM app.denial WHERE practice_id = ${practiceId} AND state <> 'closed' GROUP BY category ORDER BY sum(at_stake_cents) DESC`.execute(
      tx,
    )
  ).rows
  const status = (name: string): WaitingRow | undefined => claims.find((row) => row.status === name)
  return [
    waiting('held', status('held')),
    waiting('rejected', status('rejected')),
    waiting('ready', status('ready')),
    waiting('silent', silent),
    waiting('unsigned', unsigned),
    waiting('payments', payments),
    waiting('unmatched', unmatched),
    waiting('provider', provider),
    waiting('files', files),
    ...denials.map((row) => waiting(`denial-${row.category}`, row)),
  ].filter((one) => one.count > 0)
}

type StageRow = {
  id: string
  count: number
  cents: string
  stuck: number
  stuck_cents: string
  since: PlainDate | null
}

/** The cycle at one glance: the last 90 days of visits, and where they stand. */
export async function gatherStages(tx: Tx, practiceId: string, today: PlainDate): Promise<StageFacts[]> {
  const { rows } = await sql<StageRow>`
    WITH visit AS (
      SELECT s.id, s.status, s.service_on, s.signed_on FROM app.session s
      WHERE s.practice_id = ${practiceId} AND s.service_on > ${today}::date - 90 AND s.service_on <= ${today}::date
    ), bill AS (
      SELECT c.id, c.status, c.charge_cents, c.service_on, c.sent_on, c.accepted_on, c.adjudicated_on, c.rank > 1 AS is_later, coalesce(o.payer_cents, 0) + coalesce(o.patient_cents, 0) AS owed
      FROM app.claim c LEFT JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
      WHERE c.practice_id = ${practiceId} AND c.service_on > ${today}::date - 90 AND c.status <> 'void'
    )
    SELECT 'kept' AS id, count(*) FILTER (WHERE status = 'kept')::int AS count, '0' AS cents, 0 AS stuck, '0' AS stuck_cents, NULL::date AS since FROM visit
    UNION ALL SELECT 'noted', count(*) FILTER (WHERE signed_on IS NOT NULL)::int, '0', count(*) FILTER (WHERE status = 'kept' AND signed_on IS NULL)::int, '0',
      min(service_on) FILTER (WHERE status = 'kept' AND signed_on IS NULL) FROM visit
    UNION ALL SELECT 'coded', count(*)::int, coalesce(sum(charge_cents), 0)::text, count(*) FILTER (WHERE status = 'held')::int,
      coalesce(sum(charge_cents) FILTER (WHERE status = 'held'), 0)::text, min(service_on) FILTER (WHERE status = 'held') FROM bill
    UNION ALL SELECT 'sent', count(*) FILTER (WHERE sent_on IS NOT NULL OR is_later)::int, coalesce(sum(charge_cents) FILTER (WHERE sent_on IS NOT NULL OR is_later), 0)::text,
      count(*) FILTER (WHERE status = 'rejected')::int, coalesce(sum(charge_cents) FILTER (WHERE status = 'rejected'), 0)::text, min(service_on) FILTER (WHERE status = 'rejected') FROM bill
    UNION ALL SELECT 'accepted', count(*) FILTER (WHERE accepted_on IS NOT NULL OR is_later)::int, coalesce(sum(charge_cents) FILTER (WHERE accepted_on IS NOT NULL OR is_later), 0)::text,
      count(*) FILTER (WHERE status IN ('sent', 'accepted') AND adjudicated_on IS NULL AND sent_on < ${today}::date - 30)::int,
      coalesce(sum(charge_cents) FILTER (WHERE status IN ('sent', 'accepted') AND adjudicated_on IS NULL AND sent_on < ${today}::date - 30), 0)::text,
      min(service_on) FILTER (WHERE status IN ('sent', 'accepted') AND adjudicated_on IS NULL AND sent_on < ${today}::date - 30) FROM bill
    UNION ALL SELECT 'decided', count(*) FILTER (WHERE adjudicated_on IS NOT NULL OR is_later)::int, coalesce(sum(charge_cents) FILTER (WHERE adjudicated_on IS NOT NULL OR is_later), 0)::text,
      count(*) FILTER (WHERE status = 'denied')::int, coalesce(sum(charge_cents) FILTER (WHERE status = 'denied'), 0)::text, min(service_on) FILTER (WHERE status = 'denied') FROM bill
    UNION ALL SELECT 'settled', count(*) FILTER (WHERE (adjudicated_on IS NOT NULL OR is_later) AND owed = 0)::int,
      coalesce(sum(charge_cents) FILTER (WHERE (adjudicated_on IS NOT NULL OR is_later) AND owed = 0), 0)::text,
      count(*) FILTER (WHERE status = 'paid' AND owed > 0)::int, coalesce(sum(owed) FILTER (WHERE status = 'paid' AND owed > 0), 0)::text,
      min(service_on) FILTER (WHERE status = 'paid' AND owed > 0) FROM bill`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    count: row.count,
    cents: Number(row.cents),
    stuck: row.stuck,
    stuckCents: Number(row.stuck_cents),
    since: row.since,
  }))
}

/** What the measures are made from. A first decision is the first remitted claim of an original that is no reversal. */
export async function gatherFacts(tx: Tx, practiceId: string, today: PlainDate): Promise<PracticeFacts> {
  const months = (
    await sql<{
      month: string
      adjudicated: number
      clean: number
      denied: number
      allowed: string
      collected: string
    }>`
    WITH first AS (
      SELECT DISTINCT ON (c.id) c.id, to_char(c.service_on, 'YYYY-MM') AS month, c.touched, rc.allowed_cents,
        EXISTS (SELECT FROM app.remittance_adjustment a WHERE a.practice_id = ${practiceId} AND a.remittance_claim_id = rc.id AND a.effect = 'denial' AND a.amount_cents > 0) AS denied,
        EXISTS (SELECT FROM app.claim_event e WHERE e.practice_id = ${practiceId} AND e.claim_id = c.id AND e.kind = 'rejected') AS rejected
      FROM app.remittance_claim rc
      JOIN app.claim c ON c.practice_id = rc.practice_id AND c.id = rc.claim_id
      JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
      WHERE rc.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND rc.status <> '22' AND c.frequency = '1'
        AND c.replaces_claim_id IS NULL
      ORDER BY c.id, r.received_on, rc.ordinal
    )
    SELECT f.month, count(*)::int AS adjudicated, count(*) FILTER (WHERE NOT f.denied AND NOT f.rejected AND NOT f.touched)::int AS clean,
      count(*) FILTER (WHERE f.denied)::int AS denied,
      coalesce(sum(greatest(f.allowed_cents, o.payer_paid_cents + o.patient_paid_cents)), 0)::text AS allowed,
      coalesce(sum(o.payer_paid_cents + o.patient_paid_cents), 0)::text AS collected
    FROM first f LEFT JOIN app.open_item o ON o.practice_id = ${practiceId} AND o.claim_id = f.id
    GROUP BY f.month ORDER BY f.month`.execute(tx)
  ).rows
  const owed = (
    await sql<{ total: string; old: string }>`
    SELECT coalesce(sum(owed.amount), 0)::text AS total,
      coalesce(sum(owed.amount) FILTER (WHERE owed.service_on < ${today}::date - 60), 0)::text AS old
    FROM (
      SELECT o.payer_cents + o.patient_cents AS amount, c.service_on
      FROM app.open_item o JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id
      WHERE o.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND o.is_open
      UNION ALL
      SELECT v.patient_cents, s.service_on
      FROM app.visit_item v JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id
      WHERE v.practice_id = ${practiceId} AND s.practice_id = ${practiceId} AND v.is_open
    ) AS owed`.execute(tx)
  ).rows[0]
  const charged = (
    await sql<{ total: string; days: number }>`
    SELECT coalesce(-sum(amount_cents), 0)::text AS total, coalesce(least(365, ${today}::date - min(effective_on) + 1), 0)::int AS days
    FROM app.posting WHERE practice_id = ${practiceId} AND account = 'income' AND effective_on > ${today}::date - 365 AND effective_on <= ${today}::date`.execute(
      tx,
    )
  ).rows[0]
  return {
    months: months.map((row) => ({ ...row, allowedCents: Number(row.allowed), collectedCents: Number(row.collected) })),
    receivableCents: Number(owed?.total ?? 0),
    over60Cents: Number(owed?.old ?? 0),
    chargesLastYearCents: Number(charged?.total ?? 0),
    daysOfCharges: charged?.days ?? 0,
  }
}

export type BornRow = { readonly category: string; readonly count: number; readonly cents: number }

/** Denials by root cause, of visits in a span of days. */
export async function countBorn(tx: Tx, practiceId: string, from: PlainDate, until: PlainDate): Promise<BornRow[]> {
  const { rows } = await sql<{ category: string; count: number; cents: string }>`
    SELECT d.category, count(*)::int AS count, coalesce(sum(d.at_stake_cents), 0)::text AS cents
    FROM app.denial d JOIN app.claim c ON c.practice_id = d.practice_id AND c.id = d.claim_id
    WHERE d.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND c.service_on BETWEEN ${from}::date AND ${until}::date
    GROUP BY d.category`.execute(tx)
  return rows.map((row) => ({ ...row, cents: Number(row.cents) }))
}

export async function countVisits(tx: Tx, practiceId: string, from: PlainDate, until: PlainDate): Promise<number> {
  const row = await tx
    .selectFrom('claim')
    .select((eb) => eb.fn.count<number>('session_id').distinct().as('visits'))
    .where('practice_id', '=', practiceId)
    .where('service_on', '>=', from)
    .where('service_on', '<=', until)
    .executeTakeFirst()
  return Number(row?.visits ?? 0)
}

export const listFixes = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('origin_fix')
    .select([
      'id',
      'element',
      'what',
      'opened_on as openedOn',
      'opened_by as openedBy',
      'done_on as doneOn',
      'done_by as doneBy',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export async function saveFix(tx: Tx, ground: Ground, fix: { element: string; what: string }): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('origin_fix')
    .values({
      practice_id: ground.practiceId,
      id,
      element: fix.element,
      what: fix.what,
      opened_on: ground.today(),
      opened_by: ground.actor.name,
    })
    .execute()
  return id
}

export async function setFixDone(tx: Tx, ground: Ground, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('origin_fix')
    .set({ done_on: ground.today(), done_by: ground.actor.name })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .where('done_on', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What waits in the work queues, by kind. */
export async function gatherWork(tx: Tx, practiceId: string, today: PlainDate): Promise<Waiting[]> {
  const { rows } = await sql<WaitingRow & { kind: string }>`
    SELECT kind, count(*)::int AS count, coalesce(sum(at_stake_cents), 0)::text AS cents, min(opened_on) AS oldest,
      min(due_on) FILTER (WHERE due_on >= ${today}::date) AS deadline
    FROM app.work_item WHERE practice_id = ${practiceId} AND closed_on IS NULL AND NOT coalesce(snoozed_until > ${today}::date, false)
    GROUP BY kind ORDER BY min(due_on)`.execute(tx)
  return rows.map((row) => waiting(`work-${row.kind}`, row))
}

/** What changed since a day: what came in, what went out, what was decided. */
export async function gatherNews(tx: Tx, practiceId: string, since: PlainDate): Promise<NewsFacts[]> {
  const { rows } = await sql<{ id: string; count: number; cents: string }>`
    SELECT 'signed' AS id, count(*)::int AS count, '0' AS cents FROM app.session WHERE practice_id = ${practiceId} AND signed_on >= ${since}::date
    UNION ALL SELECT 'drafted', count(*)::int, coalesce(sum(charge_cents), 0)::text FROM app.claim WHERE practice_id = ${practiceId} AND drafted_on >= ${since}::date
    UNION ALL SELECT 'sent', count(*)::int, coalesce(sum(charge_cents), 0)::text FROM app.claim WHERE practice_id = ${practiceId} AND sent_on >= ${since}::date
    UNION ALL SELECT 'paid', count(*)::int, coalesce(sum(amount_cents), 0)::text FROM app.remittance
      WHERE practice_id = ${practiceId} AND received_on >= ${since}::date AND state <> 'set_aside'
    UNION ALL SELECT 'denied', count(*)::int, coalesce(sum(at_stake_cents), 0)::text FROM app.denial WHERE practice_id = ${practiceId} AND opened_on >= ${since}::date
    UNION ALL SELECT 'patients', count(*)::int, coalesce(sum(amount_cents), 0)::text FROM app.patient_payment WHERE practice_id = ${practiceId} AND paid_on >= ${since}::date`.execute(
    tx,
  )
  return rows.map((row) => ({ id: row.id, count: row.count, cents: Number(row.cents) }))
}

/** The cash of two months, from the ledger. */
export async function gatherCash(tx: Tx, practiceId: string, today: PlainDate): Promise<Cash> {
  const { rows } = await sql<{ payers: string; patients: string; so_far: string; before: string }>`
    SELECT coalesce(sum(p.amount_cents) FILTER (WHERE p.effective_on >= m.start AND j.kind NOT LIKE 'patient-%'), 0)::text AS payers,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.effective_on >= m.start AND j.kind LIKE 'patient-%'), 0)::text AS patients,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.effective_on < m.start AND p.effective_on <= ${today}::date - interval '1 month'), 0)::text AS so_far,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.effective_on < m.start), 0)::text AS before
    FROM (SELECT date_trunc('month', ${today}::date)::date AS start) AS m
    JOIN app.posting p ON p.practice_id = ${practiceId} AND p.account = 'cash' AND p.effective_on >= (m.start - interval '1 month')::date AND p.effective_on <= ${today}::date
    JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id AND j.practice_id = ${practiceId}`.execute(
    tx,
  )
  const row = rows[0]
  return {
    month: today.slice(0, 7),
    payers: Number(row?.payers ?? 0),
    patients: Number(row?.patients ?? 0),
    monthBeforeSoFar: Number(row?.so_far ?? 0),
    monthBefore: Number(row?.before ?? 0),
  }
}
