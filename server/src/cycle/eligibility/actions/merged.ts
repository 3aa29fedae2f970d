import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { moveMerged, returnMerged } from '../../intake/actions/merge.ts'
import type { Moved } from '../../intake/types.ts'
import { recountUnder } from '../store/visits.ts'

const own = ['benefit_standing', 'benefit_inquiry', 'benefit_call', 'benefit_visit'] as const

/**
 * Two records became one person: what is known of a coverage goes with it, and a plan that both records carry counts the visits
 * of both.
 */
export const moveBenefits = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, async (tx) => {
    await moveMerged(tx, ground, moved, own)
    await recountUnder(tx, ground.practiceId, moved.into)
  })

/** The merge is taken apart: each record's plan counts its own visits again. */
export const returnBenefits = (ground: Ground, moved: Moved): Promise<void> =>
  changing(ground, async (tx) => {
    await returnMerged(tx, ground, moved, own)
    await recountUnder(tx, ground.practiceId, moved.into)
  })
