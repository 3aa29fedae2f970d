import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { CountedVisit, LimitStanding } from '../types/standing.ts'

export type Visit = {
  readonly sessionId: string
  readonly patientId: string
  readonly coverageId: string | null
  readonly clinicianId: string | null
  readonly on: PlainDate
  readonly state: 'booked' | 'kept' | 'released'
}

/** Writes down visits as they stand; a visit that moved to another day or coverage moves here too. */
export async function saveVisits(tx: Tx, ground: Ground, visits: readonly Visit[]): Promise<void> {
  for (let at = 0; at < visits.length; at += 500)
    await tx
      .insertInto('benefit_visit')
      .values(
        visits.slice(at, at + 500).map((visit) => ({
          practice_id: ground.practiceId,
          session_id: visit.sessionId,
          patient_id: visit.patientId,
          coverage_id: visit.coverageId,
          clinician_id: visit.clinicianId,
          on_day: visit.on,
          state: visit.state,
        })),
      )
      .onConflict((oc) =>
        oc.columns(['practice_id', 'session_id']).doUpdateSet((eb) => ({
          coverage_id: eb.ref('excluded.coverage_id'),
          clinician_id: eb.ref('excluded.clinician_id'),
          on_day: eb.ref('excluded.on_day'),
          state: eb.ref('excluded.state'),
        })),
      )
      .execute()
}

/** A patient's visits that are counted under somebody else's card of the same plan are counted under the patient's own. */
export async function recountUnder(tx: Tx, practiceId: string, patientId: string): Promise<void> {
  await sql`
    UPDATE app.benefit_visit v SET coverage_id = own.id
    FROM app.coverage other, app.coverage own
    WHERE v.practice_id = ${practiceId} AND v.patient_id = ${patientId}
      AND other.practice_id = ${practiceId} AND other.practice_id = v.practice_id AND other.id = v.coverage_id AND other.patient_id <> ${patientId}
      AND own.practice_id = ${practiceId} AND own.practice_id = v.practice_id AND own.patient_id = ${patientId}
      AND own.payer_id = other.payer_id AND own.member_id = other.member_id`.execute(tx)
}

/** The coverage that a patient's visit falls under: the first in rank that is in force on the day. */
export async function coveragesOn(
  tx: Tx,
  practiceId: string,
  visits: readonly { readonly patientId: string; readonly on: PlainDate }[],
): Promise<(string | null)[]> {
  if (visits.length === 0) return []
  const { rows } = await sql<{ place: number; id: string | null }>`
    SELECT v.place::int AS place, (SELECT c.id FROM app.coverage c
      LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.id AND b.practice_id = ${practiceId}
      WHERE c.practice_id = ${practiceId} AND c.patient_id = v.patient_id AND c.from_on <= v.on_day AND coalesce(c.until_on >= v.on_day, true)
      ORDER BY coalesce(b.plan_until < v.on_day, false), c.rank, c.from_on DESC LIMIT 1) AS id
    FROM unnest(${visits.map((visit) => visit.patientId)}::uuid[], ${visits.map((visit) => visit.on)}::date[]) WITH ORDINALITY AS v (patient_id, on_day, place)
    ORDER BY v.place`.execute(tx)
  return rows.map((row) => row.id)
}

/** Marks visits as counted by the payer, since it decided on them. */
export async function setCounted(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
  on: PlainDate,
): Promise<void> {
  await sql`UPDATE app.benefit_visit SET counted_on = ${on} WHERE practice_id = ${practiceId} AND counted_on IS NULL
    AND session_id = ANY (${[...sessionIds]}::uuid[])`.execute(tx)
}

/** Visits under these coverages, without those given up. */
export async function listVisits(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, CountedVisit[]>> {
  const found = new Map<string, CountedVisit[]>()
  if (coverageIds.length === 0) return found
  const rows = await tx
    .selectFrom('benefit_visit')
    .select(['coverage_id', 'session_id', 'on_day', 'state', 'counted_on'])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .where('state', '<>', 'released')
    .orderBy('on_day')
    .orderBy('session_id')
    .execute()
  for (const row of rows) {
    const id = row.coverage_id ?? ''
    const list = found.get(id) ?? []
    list.push({
      sessionId: row.session_id,
      on: row.on_day,
      state: row.state as CountedVisit['state'],
      countedOn: row.counted_on,
    })
    found.set(id, list)
  }
  return found
}

const limitColumns = [
  'coverage_id as coverageId',
  'period',
  'from_on as from',
  'until_on as until',
  'visits',
  'payer_left as payerLeft',
  'as_of as asOf',
  'said_by as saidBy',
  'noticed_left as noticedLeft',
] as const

export type StoredLimit = LimitStanding & { readonly noticedLeft: number | null }

/** The limits on these coverages that are in force on a day; `forUpdate` holds them, so that the last visit is given once. */
export async function listLimits(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
  on: PlainDate,
  isHeld = false,
): Promise<StoredLimit[]> {
  if (coverageIds.length === 0) return []
  let query = tx
    .selectFrom('benefit_limit')
    .select([...limitColumns])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .where('from_on', '<=', on)
    .where(sql<boolean>`coalesce(until_on >= ${on}::date, true)`)
    .orderBy('coverage_id')
    .orderBy('period')
  if (isHeld) query = query.forUpdate()
  return (await query.execute()) as StoredLimit[]
}

export async function saveLimits(tx: Tx, practiceId: string, limits: readonly LimitStanding[]): Promise<void> {
  if (limits.length === 0) return
  await tx
    .insertInto('benefit_limit')
    .values(
      limits.map((limit) => ({
        practice_id: practiceId,
        coverage_id: limit.coverageId,
        period: limit.period,
        from_on: limit.from,
        until_on: limit.until,
        visits: limit.visits,
        payer_left: limit.payerLeft,
        as_of: limit.asOf,
        said_by: limit.saidBy,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['practice_id', 'coverage_id', 'period', 'from_on']).doUpdateSet((eb) => ({
        until_on: eb.ref('excluded.until_on'),
        visits: sql<number | null>`coalesce(excluded.visits, benefit_limit.visits)`,
        payer_left: eb.ref('excluded.payer_left'),
        as_of: eb.ref('excluded.as_of'),
        said_by: eb.ref('excluded.said_by'),
      })),
    )
    .execute()
}

/** A limit is counted by one period; what was counted by another before is taken back. */
export async function deleteOtherPeriods(tx: Tx, practiceId: string, limits: readonly LimitStanding[]): Promise<void> {
  if (limits.length === 0) return
  await sql`DELETE FROM app.benefit_limit l USING unnest(${limits.map((limit) => limit.coverageId)}::uuid[], ${limits.map((limit) => limit.period)}::text[]) AS n (id, period)
    WHERE l.practice_id = ${practiceId} AND l.coverage_id = n.id AND l.period <> n.period`.execute(tx)
}

export const deleteLimits = (tx: Tx, practiceId: string, coverageIds: readonly string[]) =>
  tx
    .deleteFrom('benefit_limit')
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .execute()

export async function setNoticed(tx: Tx, practiceId: string, limit: LimitStanding, left: number | null): Promise<void> {
  await tx
    .updateTable('benefit_limit')
    .set({ noticed_left: left })
    .where('practice_id', '=', practiceId)
    .where('coverage_id', '=', limit.coverageId)
    .where('period', '=', limit.period)
    .where('from_on', '=', limit.from)
    .execute()
}

/** What is booked ahead under each coverage, and when the next visit is. */
export async function listComing(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
  from: PlainDate,
): Promise<Map<string, { nextOn: PlainDate; visits: number }>> {
  if (coverageIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('benefit_visit')
    .select(({ fn }) => ['coverage_id', fn.min('on_day').as('next_on'), fn.countAll<number>().as('visits')])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .where('state', '=', 'booked')
    .where('on_day', '>=', from)
    .groupBy('coverage_id')
    .execute()
  return new Map(rows.map((row) => [row.coverage_id ?? '', { nextOn: row.next_on, visits: Number(row.visits) }]))
}

export type Due = { readonly coverageId: string; readonly forOn: PlainDate }

/**
 * Coverages to be asked about: with a booked visit in the days to come whose last answer is too old for it, new ones that
 * nobody has asked about, and those in care whose last answer is of another month.
 */
export async function listDue(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  terms: { readonly until: PlainDate; readonly maxAgeDays: number },
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    WITH coming AS (
      SELECT v.coverage_id, min(v.on_day) AS on_day FROM app.benefit_visit v
      WHERE v.practice_id = ${practiceId} AND v.state = 'booked' AND v.on_day BETWEEN ${today}::date AND ${terms.until}::date AND v.coverage_id IS NOT NULL
      GROUP BY v.coverage_id
    ), lately AS (
      SELECT DISTINCT v.coverage_id FROM app.benefit_visit v
      WHERE v.practice_id = ${practiceId} AND v.state = 'kept' AND v.on_day > ${today}::date - 21 AND v.coverage_id IS NOT NULL
    )
    SELECT c.id AS "coverageId", coalesce(coming.on_day, ${today}::date) AS "forOn"
    FROM app.coverage c
    JOIN app.payer p ON p.practice_id = c.practice_id AND p.id = c.payer_id AND p.practice_id = ${practiceId}
    LEFT JOIN coming ON coming.coverage_id = c.id
    LEFT JOIN lately ON lately.coverage_id = c.id
    LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.id AND b.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND p.kind <> 'self_pay' AND c.from_on <= ${terms.until}::date AND coalesce(c.until_on >= ${today}::date, true)
      AND (
        coming.on_day IS NOT NULL AND coalesce(b.checked_on < coming.on_day - ${terms.maxAgeDays}::int, true)
        OR b.checked_on IS NULL AND (lately.coverage_id IS NOT NULL OR c.from_on > ${today}::date - 60)
        OR lately.coverage_id IS NOT NULL AND date_trunc('month', b.checked_on) < date_trunc('month', ${today}::date)
      )
      AND NOT EXISTS (SELECT FROM app.benefit_inquiry q WHERE q.practice_id = ${practiceId} AND q.coverage_id = c.id AND
        (q.state IN ('queued', 'asked') OR q.asked_on = ${today}::date OR q.state IN ('refused', 'set_aside') AND q.asked_on > ${today}::date - 7
          OR q.state = 'given_up' AND coming.on_day IS NULL AND q.asked_on > ${today}::date - 7))
    ORDER BY c.id`.execute(tx)
  return rows
}

/** Of these coverages, those in force that began lately or were asked about before: an old file brings no questions. */
export async function listRecent(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
  today: PlainDate,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM app.coverage c WHERE c.practice_id = ${practiceId} AND c.id = ANY (${[...coverageIds]}::uuid[])
      AND coalesce(c.until_on >= ${today}::date, true) AND (c.from_on > ${today}::date - 60
        OR EXISTS (SELECT FROM app.benefit_inquiry q WHERE q.practice_id = ${practiceId} AND q.coverage_id = c.id))`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}
