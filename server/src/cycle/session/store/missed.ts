import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { MissedVisitPolicy } from '../types.ts'

export async function policyOn(tx: Tx, practiceId: string, on: PlainDate): Promise<MissedVisitPolicy | null> {
  const row = await tx
    .selectFrom('missed_visit_policy')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('from_on', '<=', on)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        from: row.from_on,
        feeCents: row.fee_cents,
        lateCancelFeeCents: row.late_cancel_fee_cents,
        noticeHours: row.notice_hours,
        freeMisses: row.free_misses,
        windowMonths: row.window_months,
      }
    : null
}

export async function savePolicy(tx: Tx, ground: Ground, policy: Omit<MissedVisitPolicy, 'from'>): Promise<void> {
  const columns = {
    fee_cents: policy.feeCents,
    late_cancel_fee_cents: policy.lateCancelFeeCents,
    notice_hours: policy.noticeHours,
    free_misses: policy.freeMisses,
    window_months: policy.windowMonths,
    written_by: ground.actor.name,
  }
  await tx
    .insertInto('missed_visit_policy')
    .values({ practice_id: ground.practiceId, from_on: ground.today(), ...columns })
    .onConflict((oc) => oc.columns(['practice_id', 'from_on']).doUpdateSet(columns))
    .execute()
}

export type MissedRow = {
  readonly id: string
  readonly on: PlainDate
  readonly start: string | null
  readonly status: 'no_show' | 'late_cancel'
  readonly patientId: string
  readonly patient: string
  readonly clinicianId: string
  readonly clinician: string
  readonly programId: string
  readonly locationId: string
  readonly outcome: 'charged' | 'waived' | 'not_allowed' | null
  readonly amountCents: number | null
  readonly reason: string | null
  readonly decidedBy: string | null
  readonly payers: readonly {
    readonly name: string
    readonly kind: string
    readonly isFeeAllowed: boolean
    readonly mostCents: number | null
  }[]
  readonly signedOn: PlainDate | null
}

/** Missed visits of a period, with what decides on a fee. */
export async function missedVisits(
  tx: Tx,
  practiceId: string,
  from: PlainDate,
  until: PlainDate,
  sessionId: string | null,
): Promise<MissedRow[]> {
  const { rows } = await sql<MissedRow>`
    SELECT s.id, s.service_on AS "on", s.start_time AS start, s.status, s.patient_id AS "patientId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient,
      s.clinician_id AS "clinicianId", c.first_name || ' ' || c.last_name AS clinician, s.program_id AS "programId", s.location_id AS "locationId",
      d.outcome, d.amount_cents AS "amountCents", d.reason, d.decided_by AS "decidedBy",
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('name', y.name, 'kind', y.kind, 'isFeeAllowed', coalesce(y.params ->> 'noshow_fee_allowed', 'true') <> 'false',
          'mostCents', (y.params ->> 'noshow_fee_most_cents')::int))
        FROM app.coverage v JOIN app.payer y ON y.practice_id = v.practice_id AND y.id = v.payer_id AND y.practice_id = ${practiceId}
        WHERE v.practice_id = ${practiceId} AND v.patient_id = s.patient_id AND v.from_on <= s.service_on AND (v.until_on IS NULL OR v.until_on >= s.service_on)
      ), '[]') AS payers,
      (SELECT min(g.signed_on)::text FROM app.agreement_signature g
        WHERE g.practice_id = ${practiceId} AND g.patient_id = s.patient_id AND g.kind = 'no_show' AND g.withdrawn_on IS NULL) AS "signedOn"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    JOIN app.clinician c ON c.practice_id = s.practice_id AND c.id = s.clinician_id AND c.practice_id = ${practiceId}
    LEFT JOIN app.missed_visit_decision d ON d.practice_id = s.practice_id AND d.session_id = s.id AND d.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.status IN ('no_show', 'late_cancel') AND s.service_on BETWEEN ${from}::date AND ${until}::date
      ${sessionId ? sql`AND s.id = ${sessionId}` : sql``}
    ORDER BY s.service_on DESC, s.id LIMIT 2000`.execute(tx)
  return rows
}

/** The days each patient missed, for counting strikes. */
export async function missesOf(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
): Promise<Map<string, PlainDate[]>> {
  if (patientIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('session')
    .select(['patient_id', 'service_on'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('patient_id', '=', fn.any(val([...new Set(patientIds)]))))
    .where('status', 'in', ['no_show', 'late_cancel'])
    .execute()
  const found = new Map<string, PlainDate[]>()
  for (const row of rows) found.set(row.patient_id, [...(found.get(row.patient_id) ?? []), row.service_on])
  return found
}

export async function saveDecision(
  tx: Tx,
  ground: Ground,
  decision: {
    sessionId: string
    patientId: string
    outcome: 'charged' | 'waived' | 'not_allowed'
    amountCents: number
    reason: string
    journalId: string | null
  },
): Promise<boolean> {
  const row = await tx
    .insertInto('missed_visit_decision')
    .values({
      practice_id: ground.practiceId,
      session_id: decision.sessionId,
      patient_id: decision.patientId,
      outcome: decision.outcome,
      amount_cents: decision.amountCents,
      reason: decision.reason,
      decided_on: ground.today(),
      decided_by: ground.actor.name,
      journal_id: decision.journalId,
    })
    .onConflict((oc) => oc.columns(['practice_id', 'session_id']).doNothing())
    .returning('session_id')
    .executeTakeFirst()
  return row !== undefined
}

/** How a period went: what was booked, kept, missed, freed, refilled, held otherwise. */
export async function attendanceCounts(tx: Tx, practiceId: string, from: PlainDate, until: PlainDate) {
  const { rows } = await sql<{
    scheduled: number
    kept: number
    noShow: number
    lateCancel: number
    cancelled: number
    reminded: number
    confirmed: number
    switched: number
    refilled: number
  }>`
    SELECT count(*)::int AS scheduled, count(*) FILTER (WHERE s.status = 'kept')::int AS kept, count(*) FILTER (WHERE s.status = 'no_show')::int AS "noShow",
      count(*) FILTER (WHERE s.status = 'late_cancel')::int AS "lateCancel", count(*) FILTER (WHERE s.status = 'cancelled')::int AS cancelled,
      count(*) FILTER (WHERE EXISTS (SELECT FROM app.reminder r WHERE r.practice_id = ${practiceId} AND r.session_id = s.id))::int AS reminded,
      count(*) FILTER (WHERE s.confirmed_on IS NOT NULL)::int AS confirmed,
      count(*) FILTER (WHERE s.status = 'kept' AND EXISTS (SELECT FROM app.session_event e WHERE e.practice_id = ${practiceId} AND e.session_id = s.id AND e.kind = 'switched' AND e.on_day = s.service_on))::int AS switched,
      count(*) FILTER (WHERE EXISTS (SELECT FROM app.session_event e WHERE e.practice_id = ${practiceId} AND e.session_id = s.id AND e.kind = 'refilled'))::int AS refilled
    FROM app.session s WHERE s.practice_id = ${practiceId} AND s.service_on BETWEEN ${from}::date AND ${until}::date AND s.service_on <= ${until}::date`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('a count has a row')
  return row
}

export type WaitlistRow = {
  readonly id: string
  readonly patientId: string
  readonly patient: string
  readonly phone: string | null
  readonly clinicianId: string | null
  readonly service: string
  readonly weekdays: readonly number[]
  readonly fromTime: string
  readonly untilTime: string
  readonly telehealthOnly: boolean
  readonly addedOn: PlainDate
  readonly state: string
}

export async function waitlist(tx: Tx, practiceId: string): Promise<WaitlistRow[]> {
  const { rows } = await sql<WaitlistRow>`
    SELECT w.id, w.patient_id AS "patientId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, p.phone, w.clinician_id AS "clinicianId", w.service,
      w.weekdays, w.from_time AS "fromTime", w.until_time AS "untilTime", w.telehealth_only AS "telehealthOnly", w.added_on AS "addedOn", w.state
    FROM app.waitlist_entry w JOIN app.patient p ON p.practice_id = w.practice_id AND p.id = w.patient_id AND p.practice_id = ${practiceId}
    WHERE w.practice_id = ${practiceId} AND w.state = 'waiting' ORDER BY w.added_on, w.id`.execute(tx)
  return rows
}

export async function saveWaitlistEntry(
  tx: Tx,
  ground: Ground,
  entry: Omit<WaitlistRow, 'id' | 'patient' | 'phone' | 'addedOn' | 'state'>,
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('waitlist_entry')
    .values({
      practice_id: ground.practiceId,
      id,
      patient_id: entry.patientId,
      clinician_id: entry.clinicianId,
      service: entry.service,
      weekdays: [...entry.weekdays],
      from_time: entry.fromTime,
      until_time: entry.untilTime,
      telehealth_only: entry.telehealthOnly,
      added_on: ground.today(),
    })
    .execute()
  return id
}

export async function setWaitlistEntry(
  tx: Tx,
  practiceId: string,
  id: string,
  state: 'filled' | 'withdrawn',
  sessionId: string | null,
): Promise<boolean> {
  const result = await tx
    .updateTable('waitlist_entry')
    .set({ state, filled_session_id: sessionId })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
