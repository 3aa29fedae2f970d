import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { moveMerged, returnMerged } from '../../intake/actions/merge.ts'
import type { Moved } from '../../intake/types.ts'

const own = ['session', 'reminder', 'waitlist_entry'] as const

/** Visits still to come, and a place on the waitlist, go to the record that is kept; what took place stays where it was billed. */
export const moveBookings = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, (tx) => moveMerged(tx, ground, moved, own))

/** The merge is taken apart: its visits go back. */
export const returnBookings = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, (tx) => returnMerged(tx, ground, moved, own))
