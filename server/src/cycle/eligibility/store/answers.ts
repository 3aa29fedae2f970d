import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Answer } from '../types/answer.ts'

export type NewAnswer = {
  readonly id: string
  readonly sha256: string
  readonly position: number
  readonly ordinal: number
  readonly from: number
  readonly until: number
  readonly inquiryId: string | null
  readonly coverageId: string | null
  readonly patientId: string | null
  readonly payerId: string | null
  readonly state: 'used' | 'queued' | 'set_aside'
  readonly reason: string | null
  readonly read: Answer
  readonly differences: readonly string[]
}

/** Which answers of a transaction were taken in before. */
export async function listTaken(tx: Tx, practiceId: string, sha256: string, position: number): Promise<Set<number>> {
  const rows = await tx
    .selectFrom('benefit_answer')
    .select('ordinal')
    .where('practice_id', '=', practiceId)
    .where('file_sha256', '=', sha256)
    .where('position', '=', position)
    .execute()
  return new Set(rows.map((row) => row.ordinal))
}

export async function saveAnswers(tx: Tx, ground: Ground, answers: readonly NewAnswer[]): Promise<void> {
  if (answers.length === 0) return
  await tx
    .insertInto('benefit_answer')
    .values(
      answers.map((one) => ({
        practice_id: ground.practiceId,
        id: one.id,
        file_sha256: one.sha256,
        position: one.position,
        ordinal: one.ordinal,
        from_byte: one.from,
        until_byte: one.until,
        inquiry_id: one.inquiryId,
        coverage_id: one.coverageId,
        patient_id: one.patientId,
        payer_id: one.payerId,
        received_on: ground.today(),
        state: one.state,
        reason: one.reason,
        read: JSON.stringify(one.read),
        differences: JSON.stringify(one.differences),
      })),
    )
    .execute()
}

/** The answers about a coverage, newest first. */
export async function listAnswers(tx: Tx, practiceId: string, coverageId: string) {
  return tx
    .selectFrom('benefit_answer as a')
    .leftJoin('payer as p', (join) =>
      join.onRef('p.practice_id', '=', 'a.practice_id').onRef('p.id', '=', 'a.payer_id'),
    )
    .select(['a.id', 'a.received_on as on', 'a.state', 'a.reason', 'a.differences', 'p.name as payer'])
    .where('a.practice_id', '=', practiceId)
    .where('a.coverage_id', '=', coverageId)
    .orderBy('a.received_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(50)
    .execute()
}

export async function findAnswer(tx: Tx, practiceId: string, id: string) {
  const row = await tx
    .selectFrom('benefit_answer')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Answers that were not used, newest first. */
export async function listUnused(tx: Tx, practiceId: string) {
  const { rows } = await sql<{
    id: string
    on: string
    state: string
    reason: string | null
    payer: string
    person: string
    patient: string | null
    coverageId: string | null
  }>`
    SELECT a.id, a.received_on AS on, a.state, a.reason, coalesce(a.read -> 'payer' ->> 'name', '') AS payer,
      trim(concat_ws(' ', a.read -> 'person' ->> 'firstName', a.read -> 'person' ->> 'lastName')) AS person,
      pt.first_name || ' ' || pt.last_name AS patient, a.coverage_id AS "coverageId"
    FROM app.benefit_answer a LEFT JOIN app.patient pt ON pt.practice_id = a.practice_id AND pt.id = a.patient_id AND pt.practice_id = ${practiceId}
    WHERE a.practice_id = ${practiceId} AND a.state <> 'used' ORDER BY a.received_on DESC, a.id DESC LIMIT 500`.execute(
    tx,
  )
  return rows
}
