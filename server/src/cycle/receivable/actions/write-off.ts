import { type Cents, formatDecimal, ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type Dimensions, record } from '../../../ground/ledger.ts'
import { closeClaim } from '../../claim/actions/adjudicate.ts'
import { closeDenialsOf } from '../../denial/actions.ts'
import * as store from '../store/owed.ts'
import { writeOffMeanings } from '../tables.ts'
import type { WriteOffReason } from '../types.ts'

/** What a person may choose from when giving money up. */
export const writeOffChoices = () => Object.entries(writeOffMeanings).map(([id, meaning]) => ({ id, ...meaning }))

export type WriteOffRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'receivable.nothing_owed' }
  | { kind: 'receivable.invalid'; message: string }

export type WriteOff = { readonly owedBy: 'payer' | 'patient'; readonly reason: WriteOffReason; readonly note: string }

/** Gives up what a payer or a patient still owes on a claim, with the reason and the person; nothing else gives it up. */
export function writeOff(
  ground: Ground,
  claimId: string,
  { owedBy, reason, note }: WriteOff,
): Promise<Result<{ writtenOff: string }, WriteOffRefusal>> {
  return inTransaction<{ writtenOff: string }, WriteOffRefusal>(ground, async (tx) => {
    const item = await store.findOwed(tx, ground.practiceId, claimId)
    if (!item) return refuse({ kind: 'not_found', id: claimId })
    const amount = owedBy === 'payer' ? item.payer : item.patient
    const given = await giveUp(tx, ground, claimId, item.dimensions, amount, { owedBy, reason, note })
    if (given.ok && owedBy === 'payer') {
      const { name } = writeOffMeanings[reason]
      await closeClaim(tx, ground, claimId, `Given up: ${name}. ${note.trim()}`)
      await closeDenialsOf(tx, ground, claimId, `written off: ${name}`)
    }
    return given
  })
}

/** Gives up what a patient still owes on a visit itself: a fee that no claim carries. */
export function writeOffVisit(
  ground: Ground,
  sessionId: string,
  { reason, note }: Omit<WriteOff, 'owedBy'>,
): Promise<Result<{ writtenOff: string }, WriteOffRefusal>> {
  return inTransaction<{ writtenOff: string }, WriteOffRefusal>(ground, async (tx) => {
    const item = await store.findOwedVisit(tx, ground.practiceId, sessionId)
    if (!item) return refuse({ kind: 'not_found', id: sessionId })
    return giveUp(tx, ground, sessionId, item.dimensions, item.patient, { owedBy: 'patient', reason, note })
  })
}

async function giveUp(
  tx: Tx,
  ground: Ground,
  subject: string,
  dimensions: Dimensions,
  amount: Cents,
  { owedBy, reason, note }: WriteOff,
): Promise<Result<{ writtenOff: string }, WriteOffRefusal>> {
  if (note.trim() === '') return refuse({ kind: 'receivable.invalid', message: 'Say why it is given up.' })
  if (amount <= 0) return refuse({ kind: 'receivable.nothing_owed' })
  const { name, isAvoidable } = writeOffMeanings[reason]
  await record(tx, ground, [
    {
      effectiveOn: ground.today(),
      kind: 'write-off',
      why: `${name}: ${note.trim()}`,
      source: { reason, isAvoidable, by: ground.actor.id },
      dimensions,
      transfers: [{ from: owedBy, into: 'written-off', amount, why: reason }],
    },
  ])
  await audit(tx, ground, { action: 'receivable.written-off', subject, detail: { owedBy, reason, amount } })
  return ok({ writtenOff: formatDecimal(amount) })
}
