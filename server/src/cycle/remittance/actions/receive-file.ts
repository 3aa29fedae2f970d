import { ok, type Result, refuse } from '@ballast/kernel'
import { guide835 as guide, type guide835, parse, readAs, type Transaction, transactionsOf } from '@ballast/x12'
import { audit } from '../../../ground/audit.ts'
import { changing, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { takeDecisions } from '../../authorization/actions/answers.ts'
import { takeAcknowledgments } from '../../claim/actions/acknowledge.ts'
import { takeAnswers } from '../../eligibility/actions/take-answers.ts'
import { paymentOf } from '../rules/read-835.ts'
import * as store from '../store/payments.ts'
import { type RemittedPayment, unpaid } from '../types.ts'
import { postPayment } from './post-payment.ts'

// Whatever comes in is kept first, byte for byte, and only then read. Each transaction ends posted, queued for a person,
// or set aside with a reason; the file's row says so.

export type Received = { readonly fileId: string | null; readonly sha256: string }

/** Keeps a file and makes it news; the same bytes again are known and nothing runs. */
export async function receiveFile(ground: Ground, name: string, bytes: Uint8Array): Promise<Received> {
  const kept = await ground.files.keep(bytes)
  const fileId = await changing(ground, async (tx) => {
    const id = await store.saveInbound(tx, ground, { name, sha256: kept.sha256, kind: 'unread' })
    if (id) await ground.machine.jobs.enqueue(tx, ground, 'file.received', { fileId: id })
    return id
  })
  return { fileId, sha256: kept.sha256 }
}

/** Takes in every file that waits in the mailbox; one that cannot be read waits on, is told of, and keeps no other waiting. */
export async function sweepMailbox(ground: Ground): Promise<number> {
  const unread: string[] = []
  let taken = 0
  for (const name of await ground.mailbox.list()) {
    const bytes = await ground.mailbox.take(name).catch(() => null)
    if (bytes === null) unread.push(name)
    else {
      await receiveFile(ground, name, bytes)
      await ground.mailbox.done(name)
      taken += 1
    }
  }
  if (unread.length > 0) throw new Error(`These files in the mailbox cannot be read: ${unread.join(', ')}.`)
  return taken
}

const readElsewhere = new Set(['999', '277CA', 'TA1', '278'])

/** Reads a kept file to its end. Running it again goes on where it stopped. */
export async function readFile(ground: Ground, fileId: string): Promise<void> {
  const file = await reading(ground, (tx) => store.findInbound(tx, ground.practiceId, fileId))
  if (file?.state !== 'working') return
  const bytes = await ground.files.read(file.sha256)
  if (!bytes) throw new Error(`the kept file ${file.sha256} is missing from the file store`)
  const parsed = parse(bytes)
  const transactions = transactionsOf(parsed)
  const reasons: string[] = []
  let isException = false
  let position = 0
  for (const transaction of transactions) {
    position += 1
    const era = readAs(guide, transaction)
    if (era) {
      const end = await takePayment(ground, file, era, transaction, position)
      if (end) {
        reasons.push(end.reason)
        isException ||= end.state === 'exception'
      }
    } else if (transaction.kind === '271') {
      const taken = await takeAnswers(ground, file.sha256, transaction, position)
      reasons.push(...taken.reasons)
      isException ||= taken.queued + taken.setAside > 0
    } else if (!readElsewhere.has(transaction.kind)) {
      reasons.push(`A ${transaction.kind} (transaction ${transaction.control}) is not read here.`)
    }
  }
  const acknowledged = await takeAcknowledgments(ground, file.sha256, parsed)
  const waiting = await takeDecisions(ground, file.sha256, parsed)
  if (waiting > 0) {
    reasons.push(
      `${waiting === 1 ? 'An authorization answer waits' : `${waiting} authorization answers wait`} for a person.`,
    )
    isException = true
  }
  const nothing = transactions.length === 0 && acknowledged === 0
  if (nothing) reasons.push(parsed.flaws[0]?.message ?? 'The file holds no transaction.')
  const state = nothing ? 'set_aside' : isException ? 'exception' : 'done'
  const kinds = [...new Set(transactions.map((transaction) => transaction.kind))]
  await changing(ground, (tx) =>
    store.closeInbound(tx, ground.practiceId, fileId, {
      kind: kinds.join(' ') || (acknowledged > 0 ? 'TA1' : 'unknown'),
      state,
      reason: reasons.length > 0 ? [...new Set(reasons)].join(' ').slice(0, 2000) : null,
      flaws: parsed.flaws.slice(0, 200),
      transactions: transactions.length,
    }),
  )
}

/** A file that failed every time it was read is a person's: what was posted of it stays, the rest waits. */
export const giveUpOn = (ground: Ground, fileId: string): Promise<void> =>
  changing(ground, (tx) =>
    store.holdInbound(
      tx,
      ground.practiceId,
      fileId,
      'This file could not be read to its end, however often it was tried. What was posted of it stays posted; report it, with its number.',
    ),
  )

/** Files of an earlier day that are still being read: their errand is made again, whatever became of it. */
export const resumeFiles = (ground: Ground): Promise<void> =>
  changing(ground, async (tx) => {
    for (const fileId of await store.unfinishedBefore(tx, ground.practiceId, ground.today()))
      await ground.machine.jobs.enqueue(tx, ground, 'file.received', { fileId })
    for (const remittanceId of await store.unpostedBefore(tx, ground.practiceId, ground.today()))
      await ground.machine.jobs.enqueue(tx, ground, 'remittance.resume', { remittanceId })
  })

/** Goes on with a payment whose posting somebody began and was cut off from. */
export async function resumePayment(ground: Ground, remittanceId: string): Promise<void> {
  const held = await reading(ground, (tx) => store.findHeld(tx, ground.practiceId, remittanceId))
  if (held?.state !== 'working') return
  await postPayment(ground, held.file, await keptPayment(ground, held.file, held.position), true)
}

async function takePayment(
  ground: Ground,
  file: store.InboundFile,
  era: NonNullable<ReturnType<typeof readAs<typeof guide835>>>,
  transaction: Transaction,
  position: number,
): Promise<{ state: string; reason: string } | null> {
  if (!era.payment || !era.trace)
    return {
      state: 'exception',
      reason: `Transaction ${transaction.control} ${unpaid}`,
    }
  const end = await postPayment(ground, file, paymentOf(era, transaction, position))
  return end.reason ? { state: end.state, reason: end.reason } : null
}

/** A payment as its kept file has it; `position` is its place among the file's transactions, from 1. */
export async function keptPayment(ground: Ground, file: store.InboundFile, position: number): Promise<RemittedPayment> {
  const bytes = await ground.files.read(file.sha256)
  if (!bytes) throw new Error(`the kept file ${file.sha256} is missing from the file store`)
  const transaction = transactionsOf(parse(bytes))[position - 1]
  const era = transaction ? readAs(guide, transaction) : null
  if (!transaction || !era) throw new Error(`transaction ${position} of ${file.name} is no 835`)
  return paymentOf(era, transaction, position)
}

export type ConfirmRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'remittance.not_held'; state: string; message: string }
  | { kind: 'remittance.unpostable'; message: string }

/** Posts a payment that a person looked at and confirmed, or says why it still may not be posted. */
export async function confirmPayment(
  ground: Ground,
  remittanceId: string,
): Promise<Result<{ posted: true }, ConfirmRefusal>> {
  const held = await reading(ground, (tx) => store.findHeld(tx, ground.practiceId, remittanceId))
  if (!held) return refuse({ kind: 'not_found', id: remittanceId })
  if (held.state !== 'exception')
    return refuse({
      kind: 'remittance.not_held',
      state: held.state,
      message: 'This payment does not wait for anybody: it was posted or set aside.',
    })
  const payment = await keptPayment(ground, held.file, held.position)
  const end = await postPayment(ground, held.file, payment, true)
  if (end.state !== 'posted')
    return refuse({ kind: 'remittance.unpostable', message: end.reason ?? 'This payment cannot be posted.' })
  await changing(ground, (tx) => audit(tx, ground, { action: 'remittance.confirmed', subject: remittanceId }))
  return ok({ posted: true })
}
