import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { moveMerged, returnMerged } from '../../intake/actions/merge.ts'
import type { Moved } from '../../intake/types.ts'
import { reassign } from './reserve.ts'

const own = ['authorization_grant', 'authorization_use', 'authorization_request'] as const

/** Two records became one person: leave that still runs, what visits hold of it, and what is asked go to the record that is kept. */
export const moveGrants = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, async (tx) => {
    await moveMerged(tx, ground, moved, own)
    await reassign(tx, ground, [moved.into])
  })

/** The merge is taken apart: leave, reservations and requests go back. */
export const returnGrants = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, async (tx) => {
    await returnMerged(tx, ground, moved, own)
    await reassign(tx, ground, [moved.from, moved.into])
  })
