import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { movedRows, recordMoved } from '../../intake/actions/merge.ts'

/** Visits still to come go to the record that is kept; what took place stays where it was billed. */
export const moveBookings = (ground: Ground, mergeId: string, from: string, into: string): Promise<void> =>
  changing(ground, async (tx) => {
    const moved = await tx
      .updateTable('session')
      .set({ patient_id: into })
      .where('practice_id', '=', ground.practiceId)
      .where('patient_id', '=', from)
      .where('status', '=', 'booked')
      .returning('id')
      .execute()
    await recordMoved(
      tx,
      ground,
      mergeId,
      'session',
      moved.map((row) => row.id),
    )
  })

/** The merge is taken apart: its visits go back. */
export const returnBookings = (ground: Ground, mergeId: string, into: string): Promise<void> =>
  changing(ground, async (tx) => {
    const ids = await movedRows(tx, ground, mergeId, 'session')
    if (ids.length === 0) return
    await tx
      .updateTable('session')
      .set({ patient_id: into })
      .where('practice_id', '=', ground.practiceId)
      .where('id', 'in', ids)
      .where('status', '=', 'booked')
      .execute()
  })
