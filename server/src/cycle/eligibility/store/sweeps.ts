import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

export async function saveSweep(
  tx: Tx,
  ground: Ground,
  sweep: { readonly id: string; readonly untilOn: PlainDate; readonly wanted: number },
): Promise<void> {
  await tx
    .insertInto('benefit_sweep')
    .values({
      practice_id: ground.practiceId,
      id: sweep.id,
      started_on: ground.today(),
      started_at: ground.now(),
      started_by: ground.actor.name,
      until_on: sweep.untilOn,
      wanted: sweep.wanted,
    })
    .execute()
}

export type SweepProgress = {
  readonly id: string
  readonly startedOn: PlainDate
  readonly startedBy: string
  readonly untilOn: PlainDate
  readonly wanted: number
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly setAside: number
  readonly silent: number
  readonly changed: number
}

/** The last sweeps with how far each has come. */
export async function listSweeps(tx: Tx, practiceId: string): Promise<SweepProgress[]> {
  const { rows } = await sql<SweepProgress>`
    SELECT s.id, s.started_on AS "startedOn", s.started_by AS "startedBy", s.until_on AS "untilOn", s.wanted,
      count(q.id)::int AS asked, count(*) FILTER (WHERE q.state = 'answered')::int AS answered, count(*) FILTER (WHERE q.state = 'refused')::int AS refused,
      count(*) FILTER (WHERE q.state = 'set_aside')::int AS "setAside", count(*) FILTER (WHERE q.state = 'given_up')::int AS silent,
      count(*) FILTER (WHERE EXISTS (SELECT FROM app.benefit_answer a WHERE a.practice_id = ${practiceId} AND a.inquiry_id = q.id AND a.differences <> '[]'))::int AS changed
    FROM (SELECT * FROM app.benefit_sweep WHERE practice_id = ${practiceId} ORDER BY id DESC LIMIT 30) s
    LEFT JOIN app.benefit_inquiry q ON q.practice_id = s.practice_id AND q.sweep_id = s.id AND q.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId}
    GROUP BY s.id, s.started_on, s.started_by, s.until_on, s.wanted ORDER BY s.id DESC`.execute(tx)
  return rows
}
