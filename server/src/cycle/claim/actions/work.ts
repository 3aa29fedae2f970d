import { ok, type Result, refuse } from '@ballast/kernel'
import { inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { reverse } from '../../../ground/ledger.ts'
import { settleWork } from '../../worklist/actions/raise.ts'
import { composeClaim, factsFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { editParams } from '../rules/params.ts'
import { findClaim, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDraft } from '../store/drafting.ts'
import { keepHits, releaseHits } from '../store/edits.ts'
import { isDecidedAgain } from '../store/waiting.ts'
import type { ClaimStatus, EditFinding, StoredClaim } from '../types.ts'
import { chargeJournal, codeAndPrice, controlNumberFrom, ownersOf, practiceTerms, recordClaims } from './draft.ts'
import { leaveToPatient } from './next-payer.ts'

// What a person does with a claim: look again, let it go with a reason, put it right, take it back.

export type WorkRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'claim.changed_meanwhile'; version: number }
  | { kind: 'claim.wrong_status'; status: ClaimStatus }
  | { kind: 'claim.invalid'; message: string }
  | { kind: 'claim.stopped'; findings: readonly EditFinding[] }

export type Worked = {
  readonly claimId: string
  readonly status: ClaimStatus
  readonly findings: readonly EditFinding[]
}

type Change = {
  readonly diagnoses?: readonly string[] | undefined
  readonly authorizationNumber?: string | null | undefined
}

async function judge(
  tx: Tx,
  ground: Ground,
  claim: StoredClaim,
): Promise<{ clean: boolean; findings: readonly EditFinding[] }> {
  const facts = await gatherDraft(tx, ground.practiceId, claim.sessionId)
  if (!facts) throw new Error(`the session of claim ${claim.controlNumber} is gone`)
  return editClaim(composeClaim(facts, claim), factsFor(facts, claim), practiceTerms(facts), ground.today())
}

async function claimFor(
  tx: Tx,
  ground: Ground,
  id: string,
  version: number | undefined,
  statuses: readonly ClaimStatus[],
): Promise<Result<StoredClaim, WorkRefusal>> {
  const claim = await findClaim(tx, ground.practiceId, id)
  if (!claim) return refuse({ kind: 'not_found', id })
  if (version !== undefined && version !== claim.version)
    return refuse({ kind: 'claim.changed_meanwhile', version: claim.version })
  return statuses.includes(claim.status) ? ok(claim) : refuse({ kind: 'claim.wrong_status', status: claim.status })
}

/** Changes a claim that has not gone out and runs the edits again: it is then ready or held by what they say. */
export function reviseClaim(
  ground: Ground,
  id: string,
  change: Change,
  version?: number,
): Promise<Result<Worked, WorkRefusal>> {
  return inTransaction<Worked, WorkRefusal>(ground, async (tx) => {
    const found = await claimFor(tx, ground, id, version, ['draft', 'held', 'ready'])
    if (!found.ok) return found
    const claim = withChange(found.value, change)
    const { clean, findings } = await judge(tx, ground, claim)
    const status = clean ? ('ready' as const) : ('held' as const)
    await setClaims(tx, ground.practiceId, [id], {
      status,
      findings,
      diagnoses: claim.diagnoses,
      authorizationNumber: claim.authorizationNumber,
      touched: true,
    })
    await keepHits(tx, ground, [{ id, findings }])
    await saveEvents(tx, ground, [
      {
        claimId: id,
        kind: 'revised',
        summary: clean ? 'Looked at again: ready to go.' : 'Looked at again: still held.',
        detail: { ...change },
      },
    ])
    return ok({ claimId: id, status, findings })
  })
}

const withChange = (claim: StoredClaim, change: Change): StoredClaim => ({
  ...claim,
  diagnoses: change.diagnoses ?? claim.diagnoses,
  authorizationNumber:
    change.authorizationNumber === undefined ? claim.authorizationNumber : change.authorizationNumber,
})

/** Lets a held claim go with a reason, where all that stops it is for a person to weigh. */
export function releaseClaim(
  ground: Ground,
  id: string,
  reason: string,
  version?: number,
): Promise<Result<Worked, WorkRefusal>> {
  return inTransaction<Worked, WorkRefusal>(ground, async (tx) => {
    const found = await claimFor(tx, ground, id, version, ['held'])
    if (!found.ok) return found
    if (reason.trim().length < 5)
      return refuse({ kind: 'claim.invalid', message: 'Say in a few words why the claim may go.' })
    const { findings } = await judge(tx, ground, found.value)
    const fast = findings.filter((finding) => finding.severity === 'stop' && !finding.isReleasable)
    if (fast.length > 0) return refuse({ kind: 'claim.stopped', findings: fast })
    await setClaims(tx, ground.practiceId, [id], { status: 'ready', findings, touched: true })
    await keepHits(tx, ground, [{ id, findings }])
    await releaseHits(tx, ground, id, reason.trim())
    await saveEvents(tx, ground, [
      {
        claimId: id,
        kind: 'released',
        summary: `Released: ${reason.trim()}`,
        detail: { rules: findings.map((finding) => finding.rule) },
      },
    ])
    return ok({ claimId: id, status: 'ready', findings })
  })
}

/** The same claim to the payer it was at, who turned it back or denied it: as a replacement where it has a number of its own for it. */
async function askOnceMore(tx: Tx, ground: Ground, old: StoredClaim, asNew: boolean): Promise<Worked> {
  const isNew = old.status === 'rejected' || asNew || old.payerClaimNumber === null
  const frequency = isNew ? ('1' as const) : ('7' as const)
  const next: StoredClaim = { ...old, frequency }
  const { clean, findings } = await judge(tx, ground, next)
  const status = clean ? ('ready' as const) : ('held' as const)
  await setClaims(tx, ground.practiceId, [old.id], {
    status,
    findings,
    frequency,
    batchId: null,
    sentOn: null,
    acceptedOn: null,
    adjudicatedOn: null,
    diagnoses: next.diagnoses,
    authorizationNumber: next.authorizationNumber,
    touched: true,
  })
  await keepHits(tx, ground, [{ id: old.id, findings }])
  await settleWork(tx, ground, ['claim.decided-again'], [old.id], 'It goes to its payer again.')
  await saveEvents(tx, ground, [
    { claimId: old.id, kind: 'corrected', summary: `Goes to the same payer again${isNew ? '' : ' as a replacement'}.` },
  ])
  return { claimId: old.id, status, findings }
}

async function reverseCharge(tx: Tx, ground: Ground, claim: StoredClaim, why: string): Promise<void> {
  if (claim.charge > 0 && claim.frequency !== '8') await reverse(tx, ground, chargeJournal(ground, claim.id), why)
}

/** Takes back a claim that no payer has, within a change that is under way. */
export async function takeBack(tx: Tx, ground: Ground, claim: StoredClaim, why: string): Promise<void> {
  await reverseCharge(tx, ground, claim, `claim ${claim.controlNumber} taken back: ${why}`)
  await setClaims(tx, ground.practiceId, [claim.id], { status: 'void', touched: true })
  await keepHits(tx, ground, [{ id: claim.id, findings: [] }])
  await saveEvents(tx, ground, [{ claimId: claim.id, kind: 'voided', summary: `Taken back: ${why}` }])
}

/** Keeps a ready claim here until somebody releases it: no morning's look frees it by itself. */
export function holdClaim(
  ground: Ground,
  id: string,
  reason: string,
  version?: number,
): Promise<Result<Worked, WorkRefusal>> {
  return inTransaction<Worked, WorkRefusal>(ground, async (tx) => {
    const found = await claimFor(tx, ground, id, version, ['ready'])
    if (!found.ok) return found
    if (reason.trim() === '') return refuse({ kind: 'claim.invalid', message: 'Say why the claim is held.' })
    await setClaims(tx, ground.practiceId, [id], { status: 'held', touched: true })
    await saveEvents(tx, ground, [{ claimId: id, kind: 'held', summary: `Held by a person: ${reason.trim()}` }])
    return ok({ claimId: id, status: 'held', findings: found.value.findings })
  })
}

/**
 * Takes back a claim that no payer has: it never was, and nothing is owed on it. One that an earlier payer decided stays what
 * that payer made of it, and what was left is the patient's.
 */
export function voidClaim(
  ground: Ground,
  id: string,
  reason: string,
  version?: number,
): Promise<Result<Worked, WorkRefusal>> {
  return inTransaction<Worked, WorkRefusal>(ground, async (tx) => {
    const found = await claimFor(tx, ground, id, version, ['draft', 'held', 'ready', 'rejected'])
    if (!found.ok) return found
    if (reason.trim() === '') return refuse({ kind: 'claim.invalid', message: 'Say why the claim is taken back.' })
    if (found.value.rank > 1) {
      const facts = await gatherDraft(tx, ground.practiceId, found.value.sessionId)
      // A member of Medicaid owes what it lets them be asked for and no more (42 CFR 447.15).
      if (facts?.payer?.kind === 'medicaid')
        return refuse({
          kind: 'claim.invalid',
          message:
            'Medicaid comes next, and its members may not be asked for the rest: send the claim, or write the rest off.',
        })
      await leaveToPatient(tx, ground, found.value, reason.trim())
      return ok({ claimId: id, status: 'paid', findings: [] })
    }
    await takeBack(tx, ground, found.value, reason.trim())
    return ok({ claimId: id, status: 'void', findings: found.value.findings })
  })
}

// Remarks by which a payer takes no replacement of what it refused to process (scrub_edits S097).
const wantsNew = ['N142', 'MA130']

/**
 * Sends a claim again under a new number, coded from what the session says today. A rejected one never reached a judgement
 * and goes as an original, as does one whose payer turned out to be another or takes no replacements; else a denied one
 * goes as a replacement of what the payer numbered.
 */
export function correctClaim(
  ground: Ground,
  id: string,
  change: Change & { readonly asNew?: boolean | undefined },
  version?: number,
): Promise<Result<Worked, WorkRefusal>> {
  return inTransaction<Worked, WorkRefusal>(ground, async (tx) => {
    // Where an earlier payer changed its decision, a later one that has the claim is asked with the new one.
    const found = await claimFor(tx, ground, id, version, ['rejected', 'denied', 'accepted', 'paid'])
    if (!found.ok) return found
    const old = found.value
    const isRefused = old.status === 'rejected' || old.status === 'denied'
    if (!isRefused && !(old.rank > 1 && (await isDecidedAgain(tx, ground.practiceId, id))))
      return refuse({ kind: 'claim.wrong_status', status: old.status })
    if (old.rank > 1) return ok(await askOnceMore(tx, ground, withChange(old, change), change.asNew === true))
    const facts = await gatherDraft(tx, ground.practiceId, old.sessionId)
    if (!facts?.coverage || !facts.payer)
      return refuse({ kind: 'claim.invalid', message: 'The session has no coverage on its day any more.' })
    const controlNumber = controlNumberFrom(ground.newId())
    const [coded] = await codeAndPrice(tx, ground, [{ facts, controlNumber }])
    if (!coded) throw new Error('one session gives one content')
    const { why, billable, ...content } = coded
    if (!billable) return refuse({ kind: 'claim.invalid', message: `The session cannot be billed: ${why.join(' ')}` })
    const isNew =
      old.status === 'rejected' ||
      change.asNew === true ||
      facts.lastRemarks.some((remark) => wantsNew.includes(remark)) ||
      facts.payer.id !== old.payerId ||
      editParams(composeClaim(facts, old).payer, practiceTerms(facts)).frequency_code_corrected === 'none'
    if (!isNew && old.payerClaimNumber === null)
      return refuse({
        kind: 'claim.invalid',
        message: "The payer's number of the denied claim is not known; send it as new.",
      })
    const newId = ground.newId()
    const next: StoredClaim = withChange(
      {
        ...old,
        ...content,
        id: newId,
        controlNumber,
        frequency: isNew ? '1' : '7',
        payerClaimNumber: isNew ? null : old.payerClaimNumber,
      },
      change,
    )
    const { clean, findings } = await judge(tx, ground, next)
    const status = clean || !facts.guards.edits ? ('ready' as const) : ('held' as const)
    await reverseCharge(tx, ground, old, `claim ${old.controlNumber} sent again as ${controlNumber}`)
    await setClaims(tx, ground.practiceId, [id], { status: 'closed', touched: true })
    await recordClaims(tx, ground, [
      {
        ...next,
        ...ownersOf(facts, facts.coverage.id, facts.payer.id),
        status,
        findings,
        replacesClaimId: id,
      },
    ])
    await setClaims(tx, ground.practiceId, [newId], { touched: true })
    await saveEvents(tx, ground, [
      { claimId: id, kind: 'corrected', summary: `Sent again as ${controlNumber}.`, detail: { nextClaimId: newId } },
      {
        claimId: newId,
        kind: 'drafted',
        summary: `${isNew ? 'A new original' : 'A replacement'} of ${old.controlNumber}.`,
        detail: { ...change, why },
      },
    ])
    return ok({ claimId: newId, status, findings })
  })
}
