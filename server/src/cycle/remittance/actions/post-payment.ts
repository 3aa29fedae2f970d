import { type Cents, formatDecimal, negate, ok, type Result, sum, type Transfer, zero } from '@ballast/kernel'
import { changing, inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId, type JournalEntry, record } from '../../../ground/ledger.ts'
import { type Adjudication, recordAdjudications } from '../../claim/actions/adjudicate.ts'
import { askAgain, askNextPayers, priorPayersOf, type Redecided } from '../../claim/actions/next-payer.ts'
import type { PriorDecision } from '../../claim/types.ts'
import { imbalances } from '../rules/balance.ts'
import { paymentKey } from '../rules/identity.ts'
import { matchClaim, matchLines } from '../rules/match.ts'
import { allowedOf, applyWaiting, asPrior, move, post, postProviderAdjustment, speaker } from '../rules/post.ts'
import * as store from '../store/payments.ts'
import { adjustmentEffect } from '../tables/adjustment-effects.ts'
import type { Posting, RemittedClaim, RemittedPayment, RemittedProviderAdjustment } from '../types.ts'

// Posting a payment, in steps that each stand alone: the payment's identity is taken, its claims are posted in batches,
// its provider adjustments close it. A process killed between two steps goes on at the next; nothing is posted twice.

const batchSize = 500

export type PaymentEnd = { readonly state: 'posted' | 'exception' | 'set_aside'; readonly reason: string | null }

/** Posts one payment of a kept file, or says in its row why a person must look. */
export async function postPayment(
  ground: Ground,
  file: store.InboundFile,
  payment: RemittedPayment,
  confirmed = false,
): Promise<PaymentEnd> {
  const begun = await begin(ground, file, payment, confirmed)
  if (begun.end) return begun.end
  const { id } = begun
  for (let at = 0; at < payment.claims.length; at += batchSize)
    await changing(ground, (tx) => postBatch(tx, ground, file, id, payment, payment.claims.slice(at, at + batchSize)))
  await changing(ground, async (tx) => {
    if (!(await store.holdWorking(tx, ground.practiceId, id))) return
    await postProviderAdjustments(tx, ground, id, payment)
    await store.setRemittance(tx, ground.practiceId, id, 'posted', null)
    await store.closeCorrected(tx, ground.practiceId, id)
    await ground.machine.jobs.enqueue(tx, ground, 'remittance.posted', { remittanceId: id })
  })
  return { state: 'posted', reason: null }
}

/** Posts those of the claims that are not written yet; workers take turns on a payment, so a second finds the first's work. */
async function postBatch(
  tx: Tx,
  ground: Ground,
  file: store.InboundFile,
  remittanceId: string,
  payment: RemittedPayment,
  claims: readonly RemittedClaim[],
): Promise<void> {
  if (!(await store.holdWorking(tx, ground.practiceId, remittanceId))) return
  const written = await store.writtenOrdinals(
    tx,
    ground.practiceId,
    remittanceId,
    claims.map((claim) => claim.ordinal),
  )
  const left = claims.filter((claim) => !written.has(claim.ordinal))
  if (left.length > 0) await postClaims(tx, ground, file, remittanceId, payment, left)
}

type Begun = { id: string; end: PaymentEnd | null }

async function begin(
  ground: Ground,
  file: store.InboundFile,
  payment: RemittedPayment,
  confirmed: boolean,
): Promise<Begun> {
  const { practiceId } = ground
  const result: Result<Begun, never> = await inTransaction(ground, async (tx) => {
    await store.takeTurn(tx, practiceId)
    const known = await store.findRemittance(tx, practiceId, file.id, payment.position)
    if (known && known.state !== 'working' && !(confirmed && known.state === 'exception'))
      return ok({ id: known.id, end: { state: known.state as PaymentEnd['state'], reason: null } })
    if (known?.state === 'working') return ok({ id: known.id, end: null })
    const key = paymentKey(payment)
    const payerId = await store.payerIdOf(tx, practiceId, payment.payerEdiId)
    const end = await refusalOf(tx, ground, payment, key, confirmed)
    const about = { key, payerId, state: end?.state ?? 'working', reason: end?.reason ?? null }
    const id = known?.id ?? (await store.saveRemittance(tx, ground, file.id, payment, about))
    if (end === null) {
      if (!(await store.passGate(tx, practiceId, key, id)))
        throw new Error(`payment ${id} was let through, yet another holds its identity`)
      if (known) await store.setRemittance(tx, practiceId, id, 'working', null)
    }
    return ok({ id, end })
  })
  if (!result.ok) throw new Error('cannot be refused')
  return result.value
}

/** Why a payment may not be posted; null when it may. */
async function refusalOf(
  tx: Tx,
  ground: Ground,
  payment: RemittedPayment,
  key: string,
  confirmed: boolean,
): Promise<PaymentEnd | null> {
  const holder = await store.gateHolder(tx, ground.practiceId, key)
  if (holder)
    return {
      state: 'set_aside',
      reason: `The same payment was posted from ${holder.fileName}, received ${holder.receivedOn}.`,
    }
  const wrong = imbalances(payment)
  if (wrong.length > 0) return { state: 'exception', reason: wrong.map((one) => one.message).join(' ') }
  // Where no money moved there is no check to be reissued, and payers give such traces again and again.
  const twin = confirmed || payment.amount === zero ? null : await store.sameTrace(tx, ground.practiceId, payment, key)
  if (twin)
    return {
      state: 'exception',
      reason: `Trace ${payment.trace} was used before, for ${formatDecimal(twin.amount)} on ${twin.paidOn}. Confirm that this is another payment.`,
    }
  return null
}

const statusOf: Readonly<Record<Posting['outcome'], Adjudication['status']>> = {
  paid: 'paid',
  denied: 'denied',
  reversed: 'accepted',
  informational: 'paid',
}

const words = (claim: RemittedClaim, posting: Posting, owedBy: store.MatchableClaim['owedBy']): string => {
  const paid = `${formatDecimal(claim.paid)} paid of ${formatDecimal(claim.charge)}`
  if (owedBy === 'patient') return `${paid}. The plan pays the patient, who owes this visit.`
  if (posting.outcome === 'reversed') return `The payer took back its decision: ${paid}.`
  if (posting.outcome === 'denied') return `${formatDecimal(posting.denied)} denied; ${paid}.`
  return `${paid}.`
}

/** A claim payment whose row is written already, and our claim that a person says it is for. */
export type Placed = { readonly rowId: string; readonly claimId: string; readonly journalId: string }

/** Posts claims of a payment that are not written yet, or one that a person has placed: the same to the cent. */
export async function postClaims(
  tx: Tx,
  ground: Ground,
  file: store.InboundFile,
  remittanceId: string,
  payment: RemittedPayment,
  claims: readonly RemittedClaim[],
  placed?: Placed,
): Promise<void> {
  const candidates = placed
    ? await store.findMatchable(tx, ground.practiceId, placed.claimId)
    : await store.gatherCandidates(tx, ground.practiceId, claims)
  const byNumber = new Map(candidates.map((own) => [own.controlNumber, own]))
  const journals: JournalEntry[] = []
  const rows: store.ClaimToSave[] = []
  const decided: Adjudication[] = []
  const left = new Map<string, PriorDecision>()
  const redecided: Redecided[] = []
  const key = paymentKey(payment)
  const payerId = await store.payerIdOf(tx, ground.practiceId, payment.payerEdiId)
  const priors = await priorPayersOf(
    tx,
    ground,
    candidates.map((own) => own.id),
  )
  for (const claim of claims) {
    const exact = placed ? candidates[0] : byNumber.get(claim.controlNumber)
    const match = exact ? { claimId: exact.id } : matchClaim(claim, candidates)
    const own = match ? candidates.find((candidate) => candidate.id === match.claimId) : undefined
    const journalId = placed?.journalId ?? deterministicId(ground.practiceId, key, String(claim.ordinal))
    const source = { file: file.sha256, from: claim.source.from, until: claim.source.until }
    const posting = post(claim, own?.owedBy)
    const lineNumbers = own ? matchLines(claim, own) : new Map<number, number | null>()
    // Whether a payer speaks that the claim has gone on from since, or one that it has not come to yet.
    const who = own ? speaker(claim, own, payerId, priors.get(own.id) ?? []) : 'present'
    const transfers = own
      ? posting.transfers
      : move('unapplied', 'cash', claim.paid, 'payment of a claim that is not ours yet')
    journals.push({
      id: journalId,
      effectiveOn: payment.paidOn,
      kind: own ? 'remittance' : 'unmatched',
      why: `${payment.payerName} ${payment.trace}`,
      source,
      dimensions: own
        ? {
            claimId: own.id,
            patientId: own.patientId,
            payerId: payerId ?? own.payerId,
            clinicianId: own.clinicianId,
            programId: own.programId,
            locationId: own.locationId,
          }
        : { payerId },
      transfers,
    })
    rows.push({
      id: placed?.rowId ?? ground.newId(),
      remitted: claim,
      claimId: own?.id ?? null,
      state: own ? 'posted' : 'exception',
      reason: own
        ? null
        : `No claim of ours has the number ${claim.controlNumber}, and patient, day and charge name none either.`,
      journalId: transfers.length > 0 ? journalId : null,
      allowed: allowedOf(claim),
      lineNumbers,
      effectOf: (adjustment) =>
        own?.owedBy === 'patient' ? 'informational' : adjustmentEffect(adjustment.group, adjustment.reason),
    })
    const decision = posting.outcome === 'paid' ? asPrior(claim, lineNumbers, payment.paidOn) : null
    if (own && typeof who === 'number')
      redecided.push({
        claimId: own.id,
        rank: who,
        decision,
        isTakenBack: posting.outcome === 'reversed',
        moved: sum(posting.transfers.map(intoPatient)),
      })
    else if (own && who === 'present' && decision) left.set(own.id, decision)
    else if (own && who === 'present') left.delete(own.id)
    if (own)
      decided.push({
        claimId: own.id,
        // What a plan decides that pays the patient ends nothing here.
        status: who !== 'present' ? 'kept' : own.owedBy === 'patient' ? 'accepted' : statusOf[posting.outcome],
        payerClaimNumber: claim.payerClaimNumber,
        summary: words(claim, posting, own.owedBy),
        detail: {
          remittanceId,
          trace: payment.trace,
          paid: claim.paid,
          denied: posting.denied,
          remarks: [...new Set([...claim.remarks, ...claim.lines.flatMap((line) => line.remarks)])],
        },
        source: { sha256: file.sha256, ...claim.source },
      })
  }
  if (placed) await store.placeClaims(tx, ground.practiceId, rows)
  else await store.saveClaims(tx, ground.practiceId, remittanceId, rows)
  await record(tx, ground, journals)
  await recordAdjudications(tx, ground, ground.today(), lastOfEach(decided))
  await askNextPayers(tx, ground, left)
  await askAgain(tx, ground, redecided)
  await applyWaitingMoney(tx, ground, payment, candidates)
}

/** What a transfer adds to the patient's debt. */
const intoPatient = ({ from, into, amount }: Transfer): Cents =>
  into === 'patient' ? amount : from === 'patient' ? negate(amount) : zero

/** A reversal and its correction in one payment end with the correction; each keeps its own event. */
function lastOfEach(decided: readonly Adjudication[]): Adjudication[] {
  const last = new Map<string, Adjudication>()
  for (const one of decided) last.set(one.claimId, one)
  return [...last.values()]
}

async function applyWaitingMoney(
  tx: Tx,
  ground: Ground,
  payment: RemittedPayment,
  candidates: readonly store.MatchableClaim[],
): Promise<void> {
  const waiting = await store.waitingMoney(
    tx,
    ground.practiceId,
    candidates.map((own) => own.id),
  )
  const byId = new Map(candidates.map((own) => [own.id, own]))
  await record(
    tx,
    ground,
    waiting.flatMap(({ claimId, patient, unapplied }) => {
      const own = byId.get(claimId)
      if (!own) return []
      return [
        {
          effectiveOn: payment.paidOn,
          kind: 'patient-payment-applied',
          why: 'Money taken at the visit, put against what the patient owes',
          dimensions: {
            claimId,
            patientId: own.patientId,
            payerId: own.payerId,
            clinicianId: own.clinicianId,
            programId: own.programId,
            locationId: own.locationId,
          },
          transfers: applyWaiting(patient, unapplied),
        },
      ]
    }),
  )
}

/** Interest explains itself; a forward balance carries over; what takes money for a claim we cannot name waits for a person. */
function stateOf(adjustment: RemittedProviderAdjustment): { state: string; note: string | null } {
  if (adjustment.reason === 'L6') return { state: 'posted', note: null }
  if (adjustment.reason === 'FB') return { state: 'posted', note: 'Carried to or from another payment.' }
  if (adjustment.amount === zero) return { state: 'set_aside', note: 'No money.' }
  return { state: 'exception', note: 'The payer took or gave money outside any claim. Find what it is for.' }
}

async function postProviderAdjustments(
  tx: Tx,
  ground: Ground,
  remittanceId: string,
  payment: RemittedPayment,
): Promise<void> {
  const key = paymentKey(payment)
  const payerId = await store.payerIdOf(tx, ground.practiceId, payment.payerEdiId)
  await store.saveProviderAdjustments(
    tx,
    ground.practiceId,
    remittanceId,
    payment.providerAdjustments.map((adjustment) => ({ ...adjustment, ...stateOf(adjustment), claimId: null })),
  )
  await record(
    tx,
    ground,
    payment.providerAdjustments.map((adjustment) => ({
      id: deterministicId(ground.practiceId, key, 'PLB', String(adjustment.number)),
      effectiveOn: payment.paidOn,
      kind: 'provider-adjustment',
      why: `${payment.payerName} ${payment.trace} PLB ${adjustment.reason} ${adjustment.reference ?? ''}`.trim(),
      dimensions: { payerId },
      transfers: postProviderAdjustment(adjustment),
    })),
  )
}
