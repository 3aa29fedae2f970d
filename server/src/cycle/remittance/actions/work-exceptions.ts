import { cents, formatDecimal, ok, type Result, refuse, type Transfer } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type Dimensions, deterministicId, record, reverse } from '../../../ground/ledger.ts'
import { type Standing, standingOf, takeBackAdjudication, tellClaims } from '../../claim/actions/adjudicate.ts'
import { move } from '../rules/post.ts'
import * as store from '../store/exceptions.ts'
import { findInbound, setRemittance } from '../store/payments.ts'
import type { AdjustmentPart } from '../types.ts'
import { postClaims } from './post-payment.ts'
import { keptPayment } from './receive-file.ts'

// What a person can do with money that waits. Each is one transaction that begins by locking what it is about, so that two
// people never decide one thing twice; what it posted is kept with the decision, and taking it back reverses exactly that.

export type ExceptionRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'remittance.not_waiting'; message: string }
  | { kind: 'remittance.nothing_to_undo'; message: string }
  | { kind: 'remittance.invalid'; message: string }

type Done = { readonly done: true }
type Refused = { readonly ok: false; readonly refusal: ExceptionRefusal }

const done = ok<Done>({ done: true })
const invalid = (message: string): Refused => refuse({ kind: 'remittance.invalid', message })
const notFound = (id: string): Refused => refuse({ kind: 'not_found', id })

/** Why nothing can be decided of it now; null when it waits. */
async function whyNot(tx: Tx, ground: Ground, about: store.About, state: string): Promise<Refused | null> {
  if (state === 'exception') return null
  const decided = await store.findDecision(tx, ground.practiceId, about)
  const message = decided
    ? `${decided.by} was first: ${decided.kind.replace('_', ' ')} on ${decided.on}. Look again.`
    : 'This does not wait for anybody. Look again.'
  return refuse({ kind: 'remittance.not_waiting', message })
}

const stillPosting: Refused = refuse({
  kind: 'remittance.not_waiting',
  message: 'This payment is still being posted. Try again in a moment.',
})

const ofClaim = (row: store.ClaimPayment): store.About => ({
  remittanceId: row.remittanceId,
  claimPaymentId: row.id,
  number: null,
})

/**
 * Says which claim of ours a claim payment is for: it leaves the account where it waited and is posted as a match of its own
 * would have been, from the day the payer paid.
 */
export function matchClaimPayment(
  ground: Ground,
  id: string,
  claimId: string,
): Promise<Result<Done, ExceptionRefusal>> {
  const { practiceId } = ground
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findClaimPayment(tx, practiceId, id, true)
    if (!row) return notFound(id)
    const not = await whyNot(tx, ground, ofClaim(row), row.state)
    if (not) return not
    if (row.paymentState !== 'posted') return stillPosting
    const before = await standingOf(tx, ground, claimId)
    const [own] = await store.findOwnClaims(tx, practiceId, [claimId])
    if (!(before && own)) return notFound(claimId)
    if (own.sentOn === null && before.rank === 1)
      return invalid(`Claim ${own.controlNumber} has not been sent, so no payer can have paid it. Choose another.`)
    const file = await findInbound(tx, practiceId, row.fileId)
    const payment = file && (await keptPayment(ground, file, row.position))
    const remitted = payment?.claims.find(({ ordinal }) => ordinal === row.ordinal)
    if (!(file && payment && remitted)) throw new Error(`claim payment ${id} is not in its file`)

    const earlier = await store.journalsOfClaim(tx, practiceId, claimId)
    const why = `Matched to ${own.controlNumber} by ${ground.actor.name}`
    const waiting = row.journalId ? [await reverse(tx, ground, row.journalId, why, row.paidOn)] : []
    await postClaims(tx, ground, file, row.remittanceId, payment, [remitted], {
      rowId: id,
      claimId,
      journalId: ground.newId(),
    })
    const posted = [...(await store.journalsOfClaim(tx, practiceId, claimId))].filter((one) => !earlier.has(one))
    const after = await standingOf(tx, ground, claimId)
    await store.saveDecision(tx, ground, ofClaim(row), {
      kind: 'matched',
      reason: why,
      detail: { claimId, before, after, hasWaited: waiting.length > 0 },
      journals: [...waiting, ...posted],
    })
    await tell(tx, ground, row)
    await audit(tx, ground, { action: 'remittance.matched', subject: id, detail: { claimId, paid: row.paid } })
    return done
  })
}

/** Denials and the patient's waiting money follow a match that was made or undone. */
const tell = (tx: Tx, ground: Ground, row: store.ClaimPayment): Promise<unknown> =>
  ground.machine.jobs.enqueue(tx, ground, 'remittance.matched', {
    remittanceId: row.remittanceId,
    remittanceClaimId: row.id,
  })

/**
 * Sets a claim payment aside with the reason. Money that is not ours waits as due back to the payer; money whose claim is kept
 * in other books stays unapplied.
 */
export function setClaimPaymentAside(
  ground: Ground,
  id: string,
  { reason, money }: { readonly reason: string; readonly money: 'refund_due' | 'unapplied' },
): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findClaimPayment(tx, ground.practiceId, id, true)
    if (!row) return notFound(id)
    const not = await whyNot(tx, ground, ofClaim(row), row.state)
    if (not) return not
    if (row.paymentState !== 'posted') return stillPosting
    const journals = await record(
      tx,
      ground,
      money === 'unapplied'
        ? []
        : [
            {
              effectiveOn: ground.today(),
              kind: 'refund-due',
              why: `${row.payer} ${row.trace}, ${row.controlNumber}: ${reason}`,
              dimensions: { payerId: row.payerId },
              transfers: move('refund-due', 'unapplied', row.paid, 'not ours: due back to the payer'),
            },
          ],
    )
    await store.setClaimPayment(tx, ground.practiceId, id, { ...row, state: 'set_aside', reason })
    await store.saveDecision(tx, ground, ofClaim(row), { kind: 'set_aside', reason, detail: { money }, journals })
    await audit(tx, ground, { action: 'remittance.set-aside', subject: id, detail: { reason, money, paid: row.paid } })
    return done
  })
}

/** How a claim must stand for a match with it to be undone: where it has gone on, undoing would pull the ground from under it. */
const canUndo = new Set(['accepted', 'paid', 'denied', 'closed', 'void'])

/** Takes back what a person decided of a claim payment: it waits again, and its money stands where it stood. */
export function undoClaimPayment(ground: Ground, id: string, why: string): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findClaimPayment(tx, ground.practiceId, id, true)
    if (!row) return notFound(id)
    const decision = await store.findDecision(tx, ground.practiceId, ofClaim(row))
    if (!decision) return nothingToUndo
    const { detail } = decision as {
      detail: { claimId?: string; before?: Standing; after?: Standing; hasWaited?: boolean }
    }
    const { claimId, before, after } = detail
    const isMatch = claimId !== undefined && before !== undefined && after !== undefined
    if (isMatch) {
      const now = await standingOf(tx, ground, claimId)
      if (now && (now.payerId !== before.payerId || now.rank !== before.rank || !canUndo.has(now.status)))
        return invalid(`The claim has gone on since and is ${now.status}. Take that back first, then undo the match.`)
    }
    const taken = await takeBack(tx, ground, decision.journals, why)
    // What waits again stands in the mirror image of the journal that ended its waiting.
    const journalId = isMatch ? (detail.hasWaited ? (taken[0] ?? null) : null) : row.journalId
    await store.undoDecision(tx, ground, decision.id, why)
    const reason = `${decision.reason}, undone by ${ground.actor.name}: ${why}`
    await store.setClaimPayment(tx, ground.practiceId, id, { state: 'exception', reason, claimId: null, journalId })
    if (isMatch) {
      const words = `A payment of ${formatDecimal(row.paid)} (${row.trace}) was not for this claim: ${why}.`
      await takeBackAdjudication(tx, ground, claimId, { before, after }, words)
      await tell(tx, ground, row)
    }
    await audit(tx, ground, { action: 'remittance.undone', subject: id, detail: { was: decision.kind, why } })
    return done
  })
}

const nothingToUndo: Refused = refuse({
  kind: 'remittance.nothing_to_undo',
  message: 'No person decided this, or it was undone already. What a file decided by itself is not undone here.',
})

/** Reverses journals, the last first; the mirror images come in the order of the journals. One that was taken back meanwhile stays so. */
async function takeBack(tx: Tx, ground: Ground, journals: readonly string[], why: string): Promise<(string | null)[]> {
  const gone = await store.reversedAmong(tx, ground.practiceId, journals)
  const taken: (string | null)[] = []
  for (const journal of journals.toReversed())
    taken.unshift(gone.has(journal) ? null : await reverse(tx, ground, journal, `Undone: ${why}`))
  return taken
}

const ofAdjustment = (row: store.Adjustment): store.About => ({
  remittanceId: row.remittanceId,
  claimPaymentId: null,
  number: row.number,
})
const subjectOf = (row: store.Adjustment): string => `${row.remittanceId} PLB ${row.number}`

/** What is wrong with the parts of an adjustment; null where they are it, to the cent. */
function wrongParts(amount: number, parts: readonly AdjustmentPart[]): string | null {
  if (parts.some((part) => part.amountCents === 0 || Math.sign(part.amountCents) !== Math.sign(amount)))
    return `Every part has to be ${amount > 0 ? 'taken' : 'given'} as the whole is, and none may be zero.`
  const sum = parts.reduce((total, part) => total + part.amountCents, 0)
  if (sum !== amount)
    return `The parts are ${formatDecimal(cents(sum))}; the payer's adjustment is ${formatDecimal(cents(amount))}. They are off by ${formatDecimal(cents(sum - amount))}.`
  const claims = parts.flatMap((part) => (part.to === 'claim' ? [part.claimId] : []))
  if (new Set(claims).size < claims.length) return 'One claim stands in it twice: put its amounts together.'
  return null
}

/** The transfers of a part: what it is, with the cash that the payer took or gave. */
function transfersOf(part: AdjustmentPart, reason: string): Transfer[] {
  const amount = cents(part.amountCents)
  if (part.to === 'claim') return move('cash', 'payer', amount, `taken back, PLB ${reason}`)
  if (part.to === 'income') return move('cash', 'other-income', amount, `PLB ${reason}`)
  if (part.to === 'refund_due') return move('cash', 'refund-due', amount, `refund settled by PLB ${reason}`)
  return move('cash', 'payer-adjustment', amount, `carried forward, PLB ${reason}`)
}

const partWords = {
  income: 'interest and other income',
  forward: 'carried forward',
  refund_due: 'a refund that was due',
} as const

/** Says what a provider adjustment was taken or given for: it leaves the account where it waited, in parts that are it to the cent. */
export function assignAdjustment(
  ground: Ground,
  remittanceId: string,
  number: number,
  parts: readonly AdjustmentPart[],
): Promise<Result<Done, ExceptionRefusal>> {
  const { practiceId } = ground
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findAdjustment(tx, practiceId, remittanceId, number, true)
    if (!row) return notFound(remittanceId)
    const not = await whyNot(tx, ground, ofAdjustment(row), row.state)
    if (not) return not
    const wrong = wrongParts(row.amount, parts)
    if (wrong) return invalid(wrong)
    const ids = parts.flatMap((part) => (part.to === 'claim' ? [part.claimId] : []))
    const own = new Map((await store.findOwnClaims(tx, practiceId, ids)).map((claim) => [claim.id, claim]))
    const missing = ids.find((one) => !own.has(one))
    if (missing) return notFound(missing)

    const words = parts
      .map((part) => {
        const whose = part.to === 'claim' ? `claim ${own.get(part.claimId)?.controlNumber}` : partWords[part.to]
        return `${formatDecimal(cents(part.amountCents))} ${whose}`
      })
      .join(', ')
    const standing = row.journalId ?? deterministicId(practiceId, row.paymentKey, 'PLB', String(number))
    const waiting = await reverse(tx, ground, standing, `Assigned by ${ground.actor.name}: ${words}`, row.paidOn)
    const posted = await record(
      tx,
      ground,
      parts.map((part) => ({
        effectiveOn: row.paidOn,
        kind: 'provider-adjustment',
        why: `${row.payer} ${row.trace} PLB ${row.reason} ${row.reference ?? ''}`.trim(),
        dimensions: dimensionsOf(part, own, row.payerId),
        transfers: transfersOf(part, row.reason),
      })),
    )
    await tellClaims(
      tx,
      ground,
      parts.flatMap((part) =>
        part.to === 'claim'
          ? [{ claimId: part.claimId, kind: 'taken-back', summary: takenWords(part.amountCents, row) }]
          : [],
      ),
    )
    const claimId = parts.length === 1 ? (ids[0] ?? null) : null
    await store.setAdjustment(tx, practiceId, row, {
      state: 'posted',
      note: `Assigned: ${words}.`,
      claimId,
      journalId: standing,
    })
    await store.saveDecision(tx, ground, ofAdjustment(row), {
      kind: 'assigned',
      reason: words,
      detail: { parts },
      journals: [waiting, ...posted],
    })
    await audit(tx, ground, { action: 'remittance.assigned', subject: subjectOf(row), detail: { parts } })
    return done
  })
}

const takenWords = (amount: number, row: store.Adjustment): string =>
  amount > 0
    ? `The payer took back ${formatDecimal(cents(amount))} of this claim in payment ${row.trace} (PLB ${row.reason}).`
    : `The payer gave ${formatDecimal(cents(-amount))} for this claim in payment ${row.trace} (PLB ${row.reason}).`

type Own = Awaited<ReturnType<typeof store.findOwnClaims>>[number]

function dimensionsOf(part: AdjustmentPart, own: ReadonlyMap<string, Own>, payerId: string | null): Dimensions {
  const claim = part.to === 'claim' ? own.get(part.claimId) : undefined
  if (!claim) return { payerId }
  const { patientId, clinicianId, programId, locationId } = claim
  return { claimId: claim.id, patientId, payerId: claim.payerId, clinicianId, programId, locationId }
}

/** Sets a provider adjustment aside with the reason; its money stays in the account where it waited. */
export function setAdjustmentAside(
  ground: Ground,
  remittanceId: string,
  number: number,
  reason: string,
): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findAdjustment(tx, ground.practiceId, remittanceId, number, true)
    if (!row) return notFound(remittanceId)
    const not = await whyNot(tx, ground, ofAdjustment(row), row.state)
    if (not) return not
    const { journalId } = row
    await store.setAdjustment(tx, ground.practiceId, row, {
      state: 'set_aside',
      note: reason,
      claimId: null,
      journalId,
    })
    const decision = { kind: 'set_aside', reason, detail: {}, journals: [] } as const
    await store.saveDecision(tx, ground, ofAdjustment(row), decision)
    await audit(tx, ground, { action: 'remittance.set-aside', subject: subjectOf(row), detail: { reason } })
    return done
  })
}

/** Takes back what a person decided of a provider adjustment: it waits again. */
export function undoAdjustment(
  ground: Ground,
  remittanceId: string,
  number: number,
  why: string,
): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const row = await store.findAdjustment(tx, ground.practiceId, remittanceId, number, true)
    if (!row) return notFound(remittanceId)
    const decision = await store.findDecision(tx, ground.practiceId, ofAdjustment(row))
    if (!decision) return nothingToUndo
    const [waiting] = await takeBack(tx, ground, decision.journals, why)
    await store.undoDecision(tx, ground, decision.id, why)
    await store.setAdjustment(tx, ground.practiceId, row, {
      state: 'exception',
      note: `${decision.reason}, undone by ${ground.actor.name}: ${why}`,
      claimId: null,
      journalId: waiting ?? row.journalId,
    })
    const { parts = [] } = decision.detail as { parts?: readonly AdjustmentPart[] }
    await tellClaims(
      tx,
      ground,
      parts.flatMap((part) => {
        if (part.to !== 'claim') return []
        const summary = `${formatDecimal(cents(part.amountCents))} of payment ${row.trace} (PLB ${row.reason}) was not for this claim: ${why}.`
        return [{ claimId: part.claimId, kind: 'match-undone', summary }]
      }),
    )
    await audit(tx, ground, {
      action: 'remittance.undone',
      subject: subjectOf(row),
      detail: { was: decision.kind, why },
    })
    return done
  })
}

const wholePayment = (remittanceId: string): store.About => ({ remittanceId, claimPaymentId: null, number: null })

/** Sets a payment that waits aside with the reason: nothing of it is posted. `correctedBy` names the posted payment that came in its place. */
export function setPaymentAside(
  ground: Ground,
  id: string,
  { reason, correctedBy }: { readonly reason: string; readonly correctedBy?: string | undefined },
): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const payment = await store.lockPayment(tx, ground.practiceId, id)
    if (!payment) return notFound(id)
    const not = await whyNot(tx, ground, wholePayment(id), payment.state)
    if (not) return not
    if (correctedBy !== undefined) {
      const others = await store.postedUnderTrace(tx, ground.practiceId, id)
      if (!others.some((other) => other.id === correctedBy))
        return invalid(
          'The corrected payment has to be a posted one of the same payer, under the same check or transfer number.',
        )
    }
    await setRemittance(tx, ground.practiceId, id, 'set_aside', reason)
    const detail = { was: payment.reason, ...(correctedBy === undefined ? {} : { correctedBy }) }
    await store.saveDecision(tx, ground, wholePayment(id), { kind: 'set_aside', reason, detail, journals: [] })
    await audit(tx, ground, { action: 'remittance.set-aside', subject: id, detail: { reason, correctedBy } })
    return done
  })
}

/** Takes the setting aside of a payment back: it waits again, for what it waited for. */
export function undoPayment(ground: Ground, id: string, why: string): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const payment = await store.lockPayment(tx, ground.practiceId, id)
    if (!payment) return notFound(id)
    const decision = await store.findDecision(tx, ground.practiceId, wholePayment(id))
    if (!decision || payment.state !== 'set_aside') return nothingToUndo
    await store.undoDecision(tx, ground, decision.id, why)
    await setRemittance(tx, ground.practiceId, id, 'exception', String(decision.detail.was ?? decision.reason))
    await audit(tx, ground, { action: 'remittance.undone', subject: id, detail: { was: decision.kind, why } })
    return done
  })
}

/** Sets a file that could not be read to its end aside with the reason; the file stays, byte for byte. */
export function setFileAside(ground: Ground, id: string, reason: string): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const file = await store.lockFile(tx, ground.practiceId, id)
    if (!file) return notFound(id)
    if (file.state !== 'exception') return notWaiting
    await store.setFile(tx, ground.practiceId, id, { state: 'set_aside', reason })
    await audit(tx, ground, { action: 'file.set-aside', subject: id, detail: { reason, was: file.reason } })
    return done
  })
}

const notWaiting: Refused = refuse({
  kind: 'remittance.not_waiting',
  message: 'This file does not wait for anybody. Look again.',
})

/** Reads a file again that waits or was set aside: what was posted of it stays posted once, the rest goes on. */
export function readFileAgain(ground: Ground, id: string): Promise<Result<Done, ExceptionRefusal>> {
  return inTransaction<Done, ExceptionRefusal>(ground, async (tx) => {
    const file = await store.lockFile(tx, ground.practiceId, id)
    if (!file) return notFound(id)
    if (file.state !== 'exception' && file.state !== 'set_aside') return notWaiting
    await store.setFile(tx, ground.practiceId, id, { state: 'working', reason: null })
    await ground.machine.jobs.enqueue(tx, ground, 'file.received', { fileId: id })
    await audit(tx, ground, { action: 'file.read-again', subject: id, detail: { was: file.reason } })
    return done
  })
}
