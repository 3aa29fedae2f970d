import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { movedRows, recordMoved } from '../../intake/actions/merge.ts'
import { reassign } from './reserve.ts'

/** Two records became one person: leave that still runs, and what visits hold of it, go to the record that is kept. */
export const moveGrants = (ground: Ground, mergeId: string, from: string, into: string): Promise<void> =>
  changing(ground, async (tx) => {
    const grants = await tx
      .updateTable('authorization_grant')
      .set({ patient_id: into })
      .where('practice_id', '=', ground.practiceId)
      .where('patient_id', '=', from)
      .where('until_on', '>=', ground.today())
      .returning('id')
      .execute()
    const uses = await tx
      .updateTable('authorization_use')
      .set({ patient_id: into })
      .where('practice_id', '=', ground.practiceId)
      .where('patient_id', '=', from)
      .where('state', '=', 'reserved')
      .returning('session_id')
      .execute()
    await recordMoved(
      tx,
      ground,
      mergeId,
      'grant',
      grants.map((row) => row.id),
    )
    await recordMoved(
      tx,
      ground,
      mergeId,
      'use',
      uses.map((row) => row.session_id),
    )
    await reassign(tx, ground, [into])
  })

/** The merge is taken apart: leave and reservations go back. */
export const returnGrants = (ground: Ground, mergeId: string, into: string): Promise<void> =>
  changing(ground, async (tx) => {
    const grants = await movedRows(tx, ground, mergeId, 'grant')
    const uses = await movedRows(tx, ground, mergeId, 'use')
    if (grants.length > 0)
      await tx
        .updateTable('authorization_grant')
        .set({ patient_id: into })
        .where('practice_id', '=', ground.practiceId)
        .where('id', 'in', grants)
        .execute()
    if (uses.length > 0)
      await tx
        .updateTable('authorization_use')
        .set({ patient_id: into })
        .where('practice_id', '=', ground.practiceId)
        .where('session_id', 'in', uses)
        .execute()
    await reassign(tx, ground, [into])
  })
