import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
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

/** Sets an acknowledgment that none of our files explains aside, and says whether it did. */
export async function closeAcknowledgment(
  tx: Tx,
  practiceId: string,
  id: string,
  reason: string,
): Promise<'done' | 'not waiting' | 'not found'> {
  const row = await tx
    .selectFrom('acknowledgment')
    .select('state')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return 'not found'
  if (row.state !== 'exception') return 'not waiting'
  await tx
    .updateTable('acknowledgment')
    .set({ state: 'set_aside', reason })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
  return 'done'
}

/** The practice's own parameters. */
export async function findParams(tx: Tx, practiceId: string): Promise<Readonly<Record<string, unknown>>> {
  const row = await tx.selectFrom('practice').select('params').where('practice_id', '=', practiceId).executeTakeFirst()
  return (row?.params ?? {}) as Record<string, unknown>
}

export type SentBatch = {
  readonly id: string
  readonly file: string
  readonly partner: string
  readonly sentOn: PlainDate
  readonly claims: number
  readonly chargeCents: number
  readonly state: BatchState
  /** Whether a 999 or TA1 spoke of it, and of how many of its claims no 277CA and no payer has. */
  readonly isAcknowledged: boolean
  readonly silent: number
  readonly silentCents: number
  readonly answeredOn: PlainDate | null
}

/** Files that left since a day, the latest first, with what came back on each. */
export async function listSent(
  tx: Tx,
  practiceId: string,
  since: PlainDate,
  limit: number,
  offset: number,
): Promise<SentBatch[]> {
  const { rows } = await sql<SentBatch>`
    SELECT b.id, b.file_name AS file, b.partner, b.sent_on AS "sentOn", b.claim_count AS claims, b.charge_cents AS "chargeCents", b.state,
      EXISTS (SELECT FROM app.acknowledgment a WHERE a.practice_id = ${practiceId} AND a.batch_id = b.id AND a.kind <> '277CA') AS "isAcknowledged",
      (SELECT max(a.received_on) FROM app.acknowledgment a WHERE a.practice_id = ${practiceId} AND a.batch_id = b.id AND a.kind = '277CA') AS "answeredOn",
      coalesce(s.silent, 0)::int AS silent, coalesce(s.cents, 0)::bigint AS "silentCents"
    FROM app.claim_batch b
    LEFT JOIN (SELECT c.batch_id, count(*) AS silent, sum(c.charge_cents) AS cents FROM app.claim c
      WHERE c.practice_id = ${practiceId} AND c.status = 'sent' GROUP BY c.batch_id) AS s ON s.batch_id = b.id
    WHERE b.practice_id = ${practiceId} AND b.sent_on >= ${since}::date
    ORDER BY b.sent_on DESC, b.id DESC LIMIT ${limit} OFFSET ${offset}`.execute(tx)
  return rows
}
