import { addDays, type PlainDate } from '@ballast/kernel'
import { reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { confirmUses } from '../../authorization/actions/reserve.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { anotherPayer, isElsewhere } from '../rules/elsewhere.ts'
import { saysTheSame } from '../rules/says-the-same.ts'
import { findClaims, listHeld, listWaiting, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDrafts } from '../store/drafting.ts'
import { keepHits } from '../store/edits.ts'
import { coveredMeanwhile, neverClaimed, unclaimedVisits } from '../store/visit-charges.ts'
import type { DraftFacts, StoredClaim } from '../types.ts'
import { type ClaimContent, codeAndPrice, draftClaims, draftIn, holding, practiceTerms } from './draft.ts'
import { inSets } from './sets.ts'
import { takeBack } from './work.ts'

// What held a claim is often settled elsewhere: an authorization came, a card was put right, a clinician changed the
// entry. So every held claim is looked at again each morning, and one whose session now says something else is drafted anew.

const mostADay = 300
const setSize = 100

/** Looks again at held claims; returns how many are free to go. */
export async function recheckHeld(ground: Ground): Promise<number> {
  const held = await reading(ground, (tx) => listHeld(tx, ground.practiceId, mostADay))
  let freed = 0
  await inSets(ground, held, setSize, async (tx, set) => {
    freed += await recheck(tx, ground, set)
  })
  return freed
}

/** What a payer said changed: claims that have not gone are judged by it before they do. */
export async function recheckCoverages(ground: Ground, coverageIds: readonly string[]): Promise<void> {
  const waiting = await reading(ground, (tx) => listWaiting(tx, ground.practiceId, coverageIds))
  await inSets(ground, waiting, setSize, async (tx, set) => {
    await holdAgain(tx, ground, set)
    await recheck(tx, ground, set)
  })
}

// A payer may be billed a year back at most (Medicare; most plans less); older charges stay the patient's.
const lateCardDays = 366

/** A card came for visits charged to their patients: each charge is taken back and a claim drafted in its place. */
export async function claimInstead(ground: Ground, coverageIds: readonly string[] | null): Promise<void> {
  const since = addDays(ground.today(), -lateCardDays)
  await draftClaims(ground, await reading(ground, (tx) => coveredMeanwhile(tx, ground.practiceId, since, coverageIds)))
}

/** Plans that pay the patient from some day on: what has not gone to them yet is taken back, and the visit is charged. */
export async function chargeInstead(ground: Ground, coverageIds: readonly string[]): Promise<void> {
  const waiting = await reading(ground, (tx) => listWaiting(tx, ground.practiceId, coverageIds))
  await inSets(ground, waiting, setSize, async (tx, set) => {
    const known = await gatherClaims(tx, ground, set, (claim) => ['held', 'ready'].includes(claim.status))
    for (const { claim, facts } of known) {
      const isCharged = claim.frequency === '1' && claim.rank === 1 && facts.coverage?.paysPatient === 'superbill'
      if (!isCharged) continue
      await takeBack(tx, ground, claim, 'out of network: the plan pays the patient, who gets a superbill')
      await draftIn(tx, ground, claim.sessionId)
    }
  })
}

/** Signed visits that their file says otherwise of now; a claim of theirs is looked at each morning, a charge here. */
export async function recharge(ground: Ground, sessionIds: readonly string[]): Promise<void> {
  await draftClaims(ground, await reading(ground, (tx) => neverClaimed(tx, ground.practiceId, sessionIds)))
}

/** A fee was agreed from a day on: what was charged since is charged at it. */
export async function chargeAsAgreed(ground: Ground, patientId: string, from: PlainDate): Promise<void> {
  await draftClaims(ground, await reading(ground, (tx) => unclaimedVisits(tx, ground.practiceId, patientId, from)))
}

type Known = { readonly claim: StoredClaim; readonly facts: DraftFacts }

/** Claims with what is known of their sessions today, and what these sessions would be billed as. */
async function gatherClaims(
  tx: Tx,
  ground: Ground,
  ids: readonly string[],
  isWanted: (claim: StoredClaim) => boolean,
): Promise<(Known & { readonly isOvertaken: boolean })[]> {
  const claims = (await findClaims(tx, ground.practiceId, ids)).filter(isWanted)
  const gathered = await gatherDrafts(
    tx,
    ground.practiceId,
    claims.map((claim) => claim.sessionId),
  )
  const known = claims.flatMap((claim): Known[] => {
    const facts = gathered.get(claim.sessionId)
    return facts ? [{ claim, facts }] : []
  })
  const contents = await codeAndPrice(
    tx,
    ground,
    known.map(({ claim, facts }) => ({ facts, controlNumber: claim.controlNumber })),
  )
  return known.map((each, i) => ({ ...each, isOvertaken: isOvertaken(each, contents[i]) }))
}

/**
 * Whether the session would be billed otherwise today: to another payer, by other codes, at another place. What a person
 * wrote into a claim stands against the session, but not against another payer.
 */
function isOvertaken({ claim, facts }: Known, now: ClaimContent | undefined): boolean {
  // What a payer has decided stands, and the next one is asked for the same.
  if (claim.rank > 1) return false
  if (facts.coverage === null || facts.payer === null || facts.payer.kind === 'self_pay' || now?.billable !== true)
    return false
  return isElsewhere({ claim, facts }) || !(claim.isTouched || saysTheSame(claim, now))
}

/** What a person keeps here is theirs to release: no edit stops it. */
const isKeptByPerson = (claim: StoredClaim): boolean =>
  claim.isTouched && !claim.findings.some((finding) => finding.severity === 'stop')

/** Holds ready claims that would not pass today, or would go elsewhere. */
async function holdAgain(tx: Tx, ground: Ground, ids: readonly string[]): Promise<void> {
  const known = await gatherClaims(tx, ground, ids, (claim) => claim.status === 'ready')
  for (const { claim, facts, isOvertaken } of known) {
    const { clean, findings } = editClaim(
      composeClaim(facts, claim),
      factsFor(facts, claim),
      practiceTerms(facts),
      ground.today(),
    )
    const isStopped = !clean && facts.guards.edits && !claim.isTouched
    if (!isStopped && !isOvertaken) continue
    await setClaims(tx, ground.practiceId, [claim.id], { status: 'held', findings, touched: false })
    const why = findings.find((finding) => finding.severity === 'stop')?.message ?? anotherPayer
    await saveEvents(tx, ground, [{ claimId: claim.id, kind: 'held', summary: `Held before it went: ${why}` }])
  }
}

/** Frees held claims that would pass today and drafts anew those whose session says something else; returns how many are free. */
async function recheck(tx: Tx, ground: Ground, ids: readonly string[]): Promise<number> {
  const known = await gatherClaims(tx, ground, ids, (claim) => claim.status === 'held' && !isKeptByPerson(claim))
  const standing = known.filter((each) => !each.isOvertaken && !isElsewhere(each))
  const codesOf = (claim: StoredClaim): string[] => claim.lines.map((line) => line.code)
  const numbers = await confirmUses(tx, ground, new Map(standing.map(({ claim }) => [claim.sessionId, codesOf(claim)])))
  let freed = 0
  for (const { claim, facts: gathered } of standing) {
    const facts = holding(gathered, numbers.get(claim.sessionId) ?? null)
    const authorizationNumber = grantFor(facts, codesOf(claim))?.number ?? claim.authorizationNumber
    const diagnoses = claim.isTouched ? claim.diagnoses : facts.session.diagnoses
    const now = { ...claim, authorizationNumber, diagnoses }
    const { clean, findings } = editClaim(
      composeClaim(facts, now),
      factsFor(facts, now),
      practiceTerms(facts),
      ground.today(),
    )
    if (!clean) continue
    await setClaims(tx, ground.practiceId, [claim.id], { status: 'ready', findings, authorizationNumber, diagnoses })
    await keepHits(tx, ground, [{ id: claim.id, findings }])
    await saveEvents(tx, ground, [
      { claimId: claim.id, kind: 'freed', summary: 'What held it is settled: ready to go.' },
    ])
    freed += 1
  }
  for (const { claim, isOvertaken } of known) if (isOvertaken && (await redraft(tx, ground, claim))) freed += 1
  return freed
}

async function redraft(tx: Tx, ground: Ground, claim: StoredClaim): Promise<boolean> {
  await takeBack(tx, ground, claim, 'the session or its coverage changed; drafted anew')
  const drafted = await draftIn(tx, ground, claim.sessionId)
  return drafted.ok && drafted.value.status === 'ready'
}
