import { changing, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { confirmUse } from '../../authorization/actions/reserve.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { saysTheSame } from '../rules/says-the-same.ts'
import { findClaim, listHeld, listWaiting, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDraft } from '../store/drafting.ts'
import { keepHits } from '../store/edits.ts'
import type { DraftFacts, StoredClaim } from '../types.ts'
import { codeAndPrice, draftIn, holding, practiceTerms } from './draft.ts'
import { takeBack } from './work.ts'

// What held a claim is often settled elsewhere: an authorization came, a card was put right, a clinician changed the
// entry. So every held claim is looked at again each morning, and one whose session now says something else is drafted anew.

const mostADay = 300

/** Looks again at held claims; returns how many are free to go. */
export async function recheckHeld(ground: Ground): Promise<number> {
  const held = await reading(ground, (tx) => listHeld(tx, ground.practiceId, mostADay))
  let freed = 0
  for (const id of held) if (await recheck(ground, id)) freed += 1
  return freed
}

/** What a payer said changed: claims that have not gone are judged by it before they do. */
export async function recheckCoverages(ground: Ground, coverageIds: readonly string[]): Promise<void> {
  const waiting = await reading(ground, (tx) => listWaiting(tx, ground.practiceId, coverageIds))
  for (const id of waiting) {
    await changing(ground, (tx) => holdAgain(tx, ground, id))
    await recheck(ground, id)
  }
}

/** Holds a ready claim that would not pass today, or would go elsewhere. */
async function holdAgain(tx: Tx, ground: Ground, id: string): Promise<void> {
  const claim = await findClaim(tx, ground.practiceId, id)
  if (claim?.status !== 'ready' || claim.isTouched) return
  const facts = await gatherDraft(tx, ground.practiceId, claim.sessionId)
  if (!facts) return
  const { clean, findings } = editClaim(
    composeClaim(facts, claim),
    factsFor(facts, claim),
    practiceTerms(facts),
    ground.today(),
  )
  const isStopped = !clean && facts.guards.edits
  if (!isStopped && !(await isOvertaken(tx, ground, claim, facts))) return
  await setClaims(tx, ground.practiceId, [id], { status: 'held', findings })
  const why = findings.find((finding) => finding.severity === 'stop')?.message ?? 'its payer is another now'
  await saveEvents(tx, ground, [{ claimId: id, kind: 'held', summary: `Held before it went: ${why}` }])
}

const recheck = (ground: Ground, id: string): Promise<boolean> =>
  changing(ground, async (tx) => {
    const claim = await findClaim(tx, ground.practiceId, id)
    if (claim?.status !== 'held') return false
    const gathered = await gatherDraft(tx, ground.practiceId, claim.sessionId)
    if (!gathered) return false
    if (!claim.isTouched && (await isOvertaken(tx, ground, claim, gathered))) return redraft(tx, ground, claim)
    const codes = claim.lines.map((line) => line.code)
    const facts = holding(gathered, await confirmUse(tx, ground, claim.sessionId, codes))
    const authorizationNumber = grantFor(facts, codes)?.number ?? claim.authorizationNumber
    const diagnoses = claim.isTouched ? claim.diagnoses : facts.session.diagnoses
    const now = { ...claim, authorizationNumber, diagnoses }
    const { clean, findings } = editClaim(
      composeClaim(facts, now),
      factsFor(facts, now),
      practiceTerms(facts),
      ground.today(),
    )
    if (!clean) return false
    await setClaims(tx, ground.practiceId, [id], { status: 'ready', findings, authorizationNumber, diagnoses })
    await keepHits(tx, ground, id, findings)
    await saveEvents(tx, ground, [{ claimId: id, kind: 'freed', summary: 'What held it is settled: ready to go.' }])
    return true
  })

/** Whether the session would be billed otherwise today: to another payer, by other codes, at another place. */
async function isOvertaken(tx: Tx, ground: Ground, claim: StoredClaim, facts: DraftFacts): Promise<boolean> {
  if (facts.coverage === null || facts.payer === null || facts.payer.kind === 'self_pay') return false
  const now = await codeAndPrice(tx, ground, facts, claim.controlNumber)
  return now.billable && !(facts.payer.id === claim.payerId && saysTheSame(claim, now))
}

async function redraft(tx: Tx, ground: Ground, claim: StoredClaim): Promise<boolean> {
  await takeBack(tx, ground, claim, 'the session or its coverage changed; drafted anew')
  const drafted = await draftIn(tx, ground, claim.sessionId)
  return drafted.ok && drafted.value.status === 'ready'
}
