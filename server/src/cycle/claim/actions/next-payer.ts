import { type Cents, cents, formatDecimal, negate, sum } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { record } from '../../../ground/ledger.ts'
import { confirmUses } from '../../authorization/actions/reserve.ts'
import { activeOn } from '../../eligibility/rules/active.ts'
import { raiseWork, settleWork } from '../../worklist/actions/raise.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { findClaims, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDrafts } from '../store/drafting.ts'
import { keepHits } from '../store/edits.ts'
import {
  amendPrior,
  type LeftOf,
  listOnward,
  listOwedByNext,
  listPriorPayers,
  type Onward,
  passOn,
  setTurn,
} from '../store/prior-payers.ts'
import type { Decider, DraftFacts, PriorDecision, StoredClaim } from '../types.ts'
import { holding, practiceTerms } from './draft.ts'

// A patient with two plans owes nothing before both have spoken. What the first leaves to the patient moves to the second
// payer's account, and the claim goes there with the first one's decision on it.

/** Gives decided claims to the patient's next plan, where there is one; in the transaction that posts the decision. */
export async function askNextPayers(
  tx: Tx,
  ground: Ground,
  decided: ReadonlyMap<string, PriorDecision>,
): Promise<void> {
  const { practiceId } = ground
  if (decided.size === 0) return
  // Of what stands on the patient only the share this payer left is asked of the next, and only of a plan in force that day.
  const onward = (await listOnward(tx, practiceId, [...decided.keys()])).flatMap((each): Onward[] => {
    const share = Math.min(each.left, decided.get(each.claimId)?.left ?? 0)
    return share > 0 && activeOn(each, each.on) !== false ? [{ ...each, left: cents(share) }] : []
  })
  if (onward.length === 0) return
  for (const each of onward) {
    const decision = decided.get(each.claimId)
    if (decision) await passOn(tx, practiceId, each, decision)
  }
  const gathered = await gatherDrafts(
    tx,
    practiceId,
    onward.map((each) => each.sessionId),
  )
  const claims = new Map(
    (
      await findClaims(
        tx,
        practiceId,
        onward.map((each) => each.claimId),
      )
    ).map((claim) => [claim.id, claim]),
  )
  const codes = new Map(
    onward.map((each) => [each.sessionId, (claims.get(each.claimId)?.lines ?? []).map((line) => line.code)]),
  )
  const numbers = await confirmUses(tx, ground, codes)
  for (const each of onward) {
    const claim = claims.get(each.claimId)
    const facts = gathered.get(each.sessionId)
    if (claim && facts) await ask(tx, ground, each, claim, holding(facts, numbers.get(each.sessionId) ?? null))
  }
}

/** One claim at its next payer: judged by the edits as that payer's, and owed by it. */
async function ask(tx: Tx, ground: Ground, onward: Onward, old: StoredClaim, facts: DraftFacts): Promise<void> {
  const { coverage, payer, priors } = facts
  const prior = priors.at(-1)
  if (coverage === null || payer === null || prior === undefined) {
    // The visit's day or the plan has changed under it: a person says who pays.
    await setClaims(tx, ground.practiceId, [old.id], { status: 'held', findings: [], touched: true })
    const summary = 'Held: the second plan is not in force on the day of the visit any more. Say who pays the rest.'
    await saveEvents(tx, ground, [{ claimId: old.id, kind: 'held', summary }])
    return
  }
  const codes = old.lines.map((line) => line.code)
  const claim: StoredClaim = {
    ...old,
    payerId: payer.id,
    frequency: '1',
    payerClaimNumber: null,
    authorizationNumber: grantFor(facts, codes)?.number ?? null,
  }
  const { clean, findings } = editClaim(
    composeClaim(facts, claim),
    factsFor(facts, claim),
    practiceTerms(facts),
    ground.today(),
  )
  await record(tx, ground, [
    {
      effectiveOn: prior.paidOn,
      kind: 'next-payer',
      why: `${payer.name} is asked for what ${prior.payer.name} left of claim ${claim.controlNumber}`,
      dimensions: { ...dimensionsOf(onward), payerId: payer.id },
      transfers: [{ from: 'patient', into: 'payer', amount: onward.left, why: 'left to the next payer' }],
    },
  ])
  const [owed] = await listOwedByNext(tx, ground.practiceId, [claim.id])
  const stops = findings.filter((finding) => finding.severity === 'stop')
  // The payer before has sent it on by itself: ours would be a second copy, so it only waits for the answer, if that is not here.
  const isThere = facts.guards.edits && stops.length > 0 && stops.every((finding) => finding.rule === passedOnByItself)
  const isPaid = owed !== undefined && owed.left <= 0
  const status = isPaid ? 'paid' : isThere ? 'accepted' : clean || !facts.guards.edits ? 'ready' : 'held'
  const judged = isPaid ? [] : findings
  await setTurn(tx, ground.practiceId, claim.id, {
    payerId: payer.id,
    authorizationNumber: claim.authorizationNumber,
    status,
    sentOn: isThere || isPaid ? ground.today() : null,
    findings: judged,
  })
  await keepHits(tx, ground, [{ id: claim.id, findings: judged }])
  const left = `${prior.payer.name} left ${formatDecimal(onward.left)}`
  const what = {
    paid: `${left}, which ${payer.name} has paid already.`,
    accepted: `${left} and passed the claim on to ${payer.name} by itself: it is not sent a second time.`,
    ready: `${left}: ${payer.name} is asked for it next.`,
    held: `${left}. Held before it goes to ${payer.name}: ${stops[0]?.message ?? ''}`,
  }[status]
  await saveEvents(tx, ground, [
    { claimId: claim.id, kind: 'next-payer', summary: what, detail: { payer: payer.name, left: onward.left } },
  ])
}

const passedOnByItself = 'S013'

const dimensionsOf = ({ claimId, patientId, payerId, clinicianId, programId, locationId }: LeftOf) => ({
  claimId,
  patientId,
  payerId,
  clinicianId,
  programId,
  locationId,
})

/** What a payer said that had a claim before its present one. */
export type Redecided = {
  readonly claimId: string
  /** Its rank. */
  readonly rank: number
  /** Null when it denies now, or only took its decision back. */
  readonly decision: PriorDecision | null
  readonly isTakenBack: boolean
  /** What this moved to the patient; negative where it took a share back. */
  readonly moved: Cents
}

/**
 * A payer changed its decision after the claim went on. What it leaves now is asked of the next payer; one that has the claim
 * already was told something else, and a person looks.
 */
export async function askAgain(tx: Tx, ground: Ground, redecided: readonly Redecided[]): Promise<void> {
  const { practiceId } = ground
  if (redecided.length === 0) return
  const claims = await findClaims(
    tx,
    practiceId,
    redecided.map((each) => each.claimId),
  )
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const stands = await listOwedByNext(tx, practiceId, [...byId.keys()])
  await record(
    tx,
    ground,
    stands.map((at) => {
      const moved = sum(redecided.filter((each) => each.claimId === at.claimId).map((each) => each.moved))
      return {
        effectiveOn: ground.today(),
        kind: 'next-payer',
        why: `What the payer before leaves of claim ${byId.get(at.claimId)?.controlNumber ?? ''} has changed`,
        dimensions: dimensionsOf(at),
        transfers:
          moved === 0
            ? []
            : moved > 0
              ? [{ from: 'patient', into: 'payer', amount: moved, why: 'left to the next payer' }]
              : [{ from: 'payer', into: 'patient', amount: negate(moved), why: 'no longer left to the next payer' }],
      }
    }),
  )
  const late = new Map<string, StoredClaim>()
  const amended = new Map<string, StoredClaim>()
  for (const { claimId, rank, decision, isTakenBack } of redecided) {
    const claim = byId.get(claimId)
    if (!claim) continue
    const isHere = claim.status === 'held' || claim.status === 'ready'
    if (decision) await amendPrior(tx, practiceId, claimId, rank, decision)
    if (isHere && decision) {
      amended.set(claimId, claim)
      late.delete(claimId)
    } else {
      if (isHere && isTakenBack) await keepHere(tx, ground, claim)
      amended.delete(claimId)
      late.set(claimId, claim)
    }
  }
  await judgeAgain(tx, ground, [...amended.values()])
  await settleWork(
    tx,
    ground,
    ['claim.decided-again'],
    [...amended.keys()],
    'The payer decided again before the next one was asked.',
  )
  await raiseWork(
    tx,
    ground,
    [...late.values()].map((claim) => ({
      kind: 'claim.decided-again' as const,
      subject: claim.id,
      cause: ground.today(),
      title: `Claim ${claim.controlNumber}: the first payer changed its decision`,
      advice:
        'The next payer was asked with the old one. Look at both remittances, and send the claim again if what is left differs.',
      link: `/claims/${claim.id}`,
    })),
  )
}

/** The payer before took its decision back: there is nothing to ask the next one for until it decides again. */
async function keepHere(tx: Tx, ground: Ground, claim: StoredClaim): Promise<void> {
  await setClaims(tx, ground.practiceId, [claim.id], { status: 'held', findings: [], touched: true })
  await saveEvents(tx, ground, [
    {
      claimId: claim.id,
      kind: 'held',
      summary: 'Held: the payer before took back its decision, and has not decided again.',
    },
  ])
}

/** Judges claims that have not gone with what the payer before says now. */
async function judgeAgain(tx: Tx, ground: Ground, claims: readonly StoredClaim[]): Promise<void> {
  const gathered = await gatherDrafts(
    tx,
    ground.practiceId,
    claims.map((claim) => claim.sessionId),
  )
  for (const claim of claims) {
    const facts = gathered.get(claim.sessionId)
    if (!facts) continue
    const { clean, findings } = editClaim(
      composeClaim(facts, claim),
      factsFor(facts, claim),
      practiceTerms(facts),
      ground.today(),
    )
    const status = clean || !facts.guards.edits ? 'ready' : 'held'
    await setClaims(tx, ground.practiceId, [claim.id], { status, findings, touched: false })
    await keepHits(tx, ground, [{ id: claim.id, findings }])
  }
}

/** Ends asking the payer a claim is at: what the ones before left is the patient's after all. Within a change that is under way. */
export async function leaveToPatient(tx: Tx, ground: Ground, claim: StoredClaim, why: string): Promise<void> {
  const [at] = await listOwedByNext(tx, ground.practiceId, [claim.id])
  // What was taken at the desk and waits on the claim meets the debt at once.
  const met = at ? cents(Math.max(0, Math.min(at.patient + at.left, at.waiting))) : cents(0)
  if (at && at.left > 0)
    await record(tx, ground, [
      {
        effectiveOn: ground.today(),
        kind: 'next-payer',
        why: `claim ${claim.controlNumber} is not asked of a further payer: ${why}`,
        dimensions: dimensionsOf(at),
        transfers: [
          { from: 'payer', into: 'patient', amount: at.left, why: 'left to the patient' },
          ...(met > 0
            ? [{ from: 'patient' as const, into: 'unapplied' as const, amount: met, why: 'patient payment applied' }]
            : []),
        ],
      },
    ])
  await setClaims(tx, ground.practiceId, [claim.id], { status: 'paid', touched: true })
  await keepHits(tx, ground, [{ id: claim.id, findings: [] }])
  await saveEvents(tx, ground, [
    {
      claimId: claim.id,
      kind: 'next-payer',
      summary: `Not asked of a further payer: ${why} The patient owes what is left.`,
    },
  ])
}

/** The payers that decided claims before their present ones, by claim. */
export const priorPayersOf = (tx: Tx, ground: Ground, claimIds: readonly string[]): Promise<Map<string, Decider[]>> =>
  listPriorPayers(tx, ground.practiceId, claimIds)
