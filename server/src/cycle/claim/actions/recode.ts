import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { findClaim, findStandings, saveEvents } from '../store/claims.ts'
import type { StoredClaim } from '../types.ts'
import { draftClaims } from './draft.ts'
import { voidClaim } from './work.ts'

const notGone = ['draft', 'held', 'ready']
/** Whether no payer has seen it: a claim that waits for its second payer was decided by the first. */
const isUnseen = ({ status, rank }: StoredClaim): boolean => notGone.includes(status) && rank === 1

/**
 * A note was amended: a claim that has not gone is drafted anew from it, one that has gone says so to whoever opens it, and a
 * visit without a plan is charged anew.
 */
export async function recodeSession(ground: Ground, sessionId: string): Promise<void> {
  const standing = await changing(ground, async (tx) => {
    const id = (await findStandings(tx, ground.practiceId, [sessionId])).get(sessionId)
    const claim = id === undefined ? null : await findClaim(tx, ground.practiceId, id)
    if (claim && !isUnseen(claim))
      await saveEvents(tx, ground, [
        {
          claimId: claim.id,
          kind: 'note_amended',
          summary:
            'The note was amended after this claim went. Compare them, and send a corrected claim if the service is another.',
        },
      ])
    return claim
  })
  if (standing && !isUnseen(standing)) return
  if (standing) await voidClaim(ground, standing.id, 'The note was amended; drafted anew.')
  await draftClaims(ground, [sessionId])
}
