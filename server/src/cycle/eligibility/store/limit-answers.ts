import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { LimitAnswer, LimitChoice } from '../types/limit-answer.ts'

const columns = [
  'id',
  'coverage_id as coverageId',
  'period_from as periodFrom',
  'choice',
  'said_by as saidBy',
  'said_on as saidOn',
  'follow_up_on as followUpOn',
  'note',
  'noted_by as notedBy',
  'ended_on as endedOn',
] as const

/** Every answer given about these coverages, the newest first. */
export async function listLimitAnswers(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<LimitAnswer[]> {
  if (coverageIds.length === 0) return []
  const rows = await tx
    .selectFrom('limit_answer')
    .select([...columns])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, choice: row.choice as LimitChoice }))
}

/** The plans of whoever these coverages belong to that an answer stands for. */
export async function listAnswered(tx: Tx, practiceId: string, coverageIds: readonly string[]): Promise<string[]> {
  if (coverageIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT a.coverage_id AS id FROM app.limit_answer a
    JOIN app.coverage c ON c.practice_id = a.practice_id AND c.id = a.coverage_id AND c.practice_id = ${practiceId}
    JOIN app.coverage n ON n.practice_id = c.practice_id AND n.patient_id = c.patient_id AND n.practice_id = ${practiceId}
    WHERE a.practice_id = ${practiceId} AND a.ended_on IS NULL AND n.id = ANY (${[...coverageIds]}::uuid[])`.execute(tx)
  return rows.map((row) => row.id)
}

/** Keeps an answer; what stood for the same period ends today. */
export async function saveLimitAnswer(
  tx: Tx,
  ground: Ground,
  answer: {
    readonly coverageId: string
    readonly periodFrom: PlainDate
    readonly choice: LimitChoice
    readonly saidBy: string
    readonly signatureId: string | null
    readonly followUpOn: PlainDate | null
    readonly note: string | null
  },
): Promise<string> {
  await tx
    .updateTable('limit_answer')
    .set({ ended_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('coverage_id', '=', answer.coverageId)
    .where('period_from', '=', answer.periodFrom)
    .where('ended_on', 'is', null)
    .execute()
  const id = ground.newId()
  await tx
    .insertInto('limit_answer')
    .values({
      practice_id: ground.practiceId,
      id,
      coverage_id: answer.coverageId,
      period_from: answer.periodFrom,
      choice: answer.choice,
      said_by: answer.saidBy,
      said_on: ground.today(),
      signature_id: answer.signatureId,
      follow_up_on: answer.followUpOn,
      note: answer.note,
      noted_by: ground.actor.name,
    })
    .execute()
  return id
}
