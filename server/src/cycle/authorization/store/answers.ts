import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Decision } from '../types.ts'

export type AnswerState = 'applied' | 'waiting' | 'set_aside'
export type Answer = {
  readonly id: string
  readonly traceNumber: string | null
  readonly requestId: string | null
  readonly state: AnswerState
  readonly why: string | null
  readonly decision: Decision
  readonly receivedOn: string
}

/** Writes an answer by its place in its file; null when this very answer was taken in before. */
export async function saveAnswer(
  tx: Tx,
  ground: Ground,
  answer: {
    readonly sha256: string
    readonly position: number
    readonly requestId: string | null
    readonly state: AnswerState
    readonly why: string | null
    readonly decision: Decision
  },
): Promise<string | null> {
  const row = await tx
    .insertInto('authorization_answer')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      file_sha256: answer.sha256,
      position: answer.position,
      trace_number: answer.decision.traceNumber,
      request_id: answer.requestId,
      state: answer.state,
      why: answer.why,
      decision: JSON.stringify(answer.decision),
      received_on: ground.today(),
    })
    .onConflict((oc) => oc.columns(['practice_id', 'file_sha256', 'position']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

const columns = [
  'id',
  'trace_number as traceNumber',
  'request_id as requestId',
  'state',
  'why',
  'decision',
  'received_on as receivedOn',
] as const

export async function listAnswers(tx: Tx, practiceId: string, state: AnswerState): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('authorization_answer')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where('state', '=', state)
    .orderBy('received_on')
    .orderBy('trace_number')
    .limit(500)
    .execute()
  return rows as unknown as Answer[]
}

export async function findAnswer(tx: Tx, practiceId: string, id: string): Promise<Answer | null> {
  const row = await tx
    .selectFrom('authorization_answer')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (row as unknown as Answer) ?? null
}

export async function setAnswer(
  tx: Tx,
  practiceId: string,
  id: string,
  change: { state: AnswerState; why: string | null; request_id?: string },
): Promise<void> {
  await tx
    .updateTable('authorization_answer')
    .set(change)
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}
