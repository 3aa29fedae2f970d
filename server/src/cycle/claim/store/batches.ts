import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { BatchState } from '../types.ts'

export type NewBatch = {
  readonly id: string
  readonly partner: string
  readonly control: string
  readonly fileName: string
  readonly sha256: string
  readonly claims: number
  readonly charge: number
}

export async function saveBatch(tx: Tx, ground: Ground, batch: NewBatch): Promise<void> {
  await tx
    .insertInto('claim_batch')
    .values({
      practice_id: ground.practiceId,
      id: batch.id,
      partner: batch.partner,
      interchange_control: batch.control,
      group_control: batch.control,
      file_name: batch.fileName,
      file_sha256: batch.sha256,
      claim_count: batch.claims,
      charge_cents: batch.charge,
      state: 'built',
    })
    .execute()
}

/** A batch, locked: who sends it and who takes it back take turns. */
export const findBatch = (tx: Tx, practiceId: string, id: string) =>
  tx
    .selectFrom('claim_batch')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The batch a TA1 or 999 speaks of: the latest with that number, however many zeros it is written with. */
export async function findBatchByControl(tx: Tx, practiceId: string, control: string) {
  const number = control.replace(/^0+/, '')
  return tx
    .selectFrom('claim_batch')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('group_control', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export async function setBatch(tx: Tx, ground: Ground, id: string, state: BatchState): Promise<void> {
  await tx
    .updateTable('claim_batch')
    .set({ state, ...(state === 'sent' ? { sent_at: ground.now(), sent_on: ground.today() } : {}) })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}

export async function claimsOfBatch(tx: Tx, practiceId: string, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('claim')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('batch_id', '=', id)
    .where('status', 'in', ['sent', 'accepted'])
    .execute()
  return rows.map((row) => row.id)
}

export const listBatches = (tx: Tx, practiceId: string, limit: number, offset: number) =>
  tx
    .selectFrom('claim_batch')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

/** Writes an acknowledgment down; false when the same place of the same file was taken before. */
export async function saveAcknowledgment(
  tx: Tx,
  ground: Ground,
  row: {
    readonly sha256: string
    readonly kind: string
    readonly position: number
    readonly batchId: string | null
    readonly accepted: number
    readonly rejected: number
    readonly state: 'applied' | 'exception' | 'set_aside'
    readonly reason: string | null
  },
): Promise<boolean> {
  const saved = await tx
    .insertInto('acknowledgment')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      file_sha256: row.sha256,
      kind: row.kind,
      position: row.position,
      batch_id: row.batchId,
      accepted: row.accepted,
      rejected: row.rejected,
      state: row.state,
      reason: row.reason,
      received_on: ground.today(),
    })
    .onConflict((conflict) => conflict.columns(['practice_id', 'file_sha256', 'position']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}
