import { addDays, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Card, PatternCount } from '../types.ts'

/** Which patterns a clinician had a card of lately: `clinician|pattern`. */
export async function youngCards(tx: Tx, practiceId: string, since: PlainDate): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('feedback_card')
    .select(['clinician_id', 'pattern'])
    .where('practice_id', '=', practiceId)
    .where('made_on', '>=', since)
    .execute()
  return new Set(rows.map((row) => `${row.clinician_id}|${row.pattern}`))
}

export async function saveCard(
  tx: Tx,
  ground: Ground,
  card: Card,
  count: Pick<PatternCount, 'clinicianId' | 'times' | 'sessions'>,
  checkedAfter: number,
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('feedback_card')
    .values({
      practice_id: ground.practiceId,
      id,
      clinician_id: count.clinicianId,
      pattern: card.pattern,
      happened: card.happened,
      example: card.example,
      next_time: card.nextTime,
      times: count.times,
      sessions: count.sessions,
      made_on: ground.today(),
      made_by: ground.actor.name,
      check_on: addDays(ground.today(), checkedAfter),
    })
    .execute()
  return id
}

export const listCards = (tx: Tx, practiceId: string, clinicianId: string) =>
  tx
    .selectFrom('feedback_card')
    .select(['id', 'pattern', 'happened', 'example', 'next_time', 'made_on', 'seen_on', 'has_stopped', 'checked_on'])
    .where('practice_id', '=', practiceId)
    .where('clinician_id', '=', clinicianId)
    .orderBy('made_on', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

export async function setSeen(tx: Tx, ground: Ground, id: string, clinicianId: string): Promise<boolean> {
  const row = await tx
    .updateTable('feedback_card')
    .set((eb) => ({ seen_on: eb.fn.coalesce('seen_on', sql<PlainDate>`${ground.today()}::date`) }))
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .where('clinician_id', '=', clinicianId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const listToCheck = (tx: Tx, practiceId: string, today: PlainDate) =>
  tx
    .selectFrom('feedback_card')
    .select(['id', 'clinician_id', 'pattern', 'times', 'sessions', 'made_on'])
    .where('practice_id', '=', practiceId)
    .where('checked_on', 'is', null)
    .where('check_on', '<=', today)
    .execute()

export async function setChecked(
  tx: Tx,
  ground: Ground,
  id: string,
  after: { readonly times: number; readonly sessions: number },
  hasStopped: boolean | null,
  again: number,
): Promise<void> {
  // Too few sessions since: looked at again, not judged.
  const what =
    hasStopped === null
      ? { check_on: addDays(ground.today(), again) }
      : {
          checked_on: ground.today(),
          times_after: after.times,
          sessions_after: after.sessions,
          has_stopped: hasStopped,
        }
  await tx
    .updateTable('feedback_card')
    .set(what)
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}

export type PatternTotal = {
  readonly pattern: string
  readonly cards: number
  readonly clinicians: number
  readonly seen: number
  readonly checked: number
  readonly stopped: number
}

/** What leaders see of patterns: totals over everybody, never who. */
export async function patternTotals(tx: Tx, practiceId: string, since: PlainDate): Promise<PatternTotal[]> {
  const { rows } = await sql<PatternTotal>`
    SELECT pattern, count(*)::int AS cards, count(DISTINCT clinician_id)::int AS clinicians, count(seen_on)::int AS seen,
      count(checked_on)::int AS checked, count(*) FILTER (WHERE has_stopped)::int AS stopped
    FROM app.feedback_card WHERE practice_id = ${practiceId} AND made_on >= ${since}::date GROUP BY pattern ORDER BY count(*) DESC, pattern`.execute(
    tx,
  )
  return rows
}
