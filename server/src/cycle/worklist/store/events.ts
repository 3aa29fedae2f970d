import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Standing, WorkItem } from '../types.ts'

export type NewEvent = {
  readonly item: WorkItem
  readonly action: string
  readonly note: string | null
  readonly before: Standing
}

/** Writes down what was done to items, under one batch, with what they were before. */
export async function saveEvents(tx: Tx, ground: Ground, batchId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('work_event')
    .values(
      events.map(({ item, action, note, before }) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        item_id: item.id,
        batch_id: batchId,
        action,
        note,
        actor_id: ground.actor.id,
        actor: ground.actor.name,
        at: ground.now(),
        on_day: ground.today(),
        before: JSON.stringify(before),
        version_after: item.version + 1,
      })),
    )
    .execute()
}

export async function listEvents(tx: Tx, practiceId: string, itemId: string) {
  return tx
    .selectFrom('work_event')
    .select(['id', 'action', 'note', 'actor', 'at', 'on_day as on', 'before', 'batch_id as batchId'])
    .where('practice_id', '=', practiceId)
    .where('item_id', '=', itemId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** What a batch did, to undo it. */
export async function listBatch(tx: Tx, practiceId: string, batchId: string) {
  const rows = await tx
    .selectFrom('work_event')
    .select(['item_id as itemId', 'action', 'before', 'version_after as versionAfter'])
    .where('practice_id', '=', practiceId)
    .where('batch_id', '=', batchId)
    .execute()
  return rows.map((row) => ({ ...row, before: row.before as Standing }))
}
