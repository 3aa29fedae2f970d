import { changing, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { findClaim, listHeld, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDraft } from '../store/drafting.ts'
import { practiceTerms } from './draft.ts'

const mostADay = 300

/** Looks again at held claims nobody has touched: an authorization or coverage that came since may have freed them. */
export async function recheckHeld(ground: Ground): Promise<number> {
  const held = await reading(ground, (tx) => listHeld(tx, ground.practiceId, mostADay))
  let freed = 0
  for (const id of held) if (await recheck(ground, id)) freed += 1
  return freed
}

const recheck = (ground: Ground, id: string): Promise<boolean> =>
  changing(ground, async (tx) => {
    const claim = await findClaim(tx, ground.practiceId, id)
    if (claim?.status !== 'held') return false
    const facts = await gatherDraft(tx, ground.practiceId, claim.sessionId)
    if (!facts) return false
    const codes = claim.lines.map((line) => line.code)
    const authorizationNumber = grantFor(facts, codes)?.number ?? claim.authorizationNumber
    const now = { ...claim, authorizationNumber, diagnoses: facts.session.diagnoses }
    const { clean, findings } = editClaim(
      composeClaim(facts, now),
      factsFor(facts, now),
      practiceTerms(facts),
      ground.today(),
    )
    if (!clean) return false
    await setClaims(tx, ground.practiceId, [id], {
      status: 'ready',
      findings,
      authorizationNumber,
      diagnoses: now.diagnoses,
    })
    await saveEvents(tx, ground, [{ claimId: id, kind: 'freed', summary: 'What held it is settled: ready to go.' }])
    return true
  })
