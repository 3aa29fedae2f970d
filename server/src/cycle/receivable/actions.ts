import { add, type Cents, cents, formatDecimal, ok, type Result, refuse, subtract, zero } from '@ballast/kernel'
import { audit } from '../../ground/audit.ts'
import { changing, inTransaction, reading, type Tx } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { importedBefore, rowHash } from '../../ground/imported-rows.ts'
import { type Dimensions, deterministicId, type JournalEntry, record } from '../../ground/ledger.ts'
import { closeClaim } from '../claim/actions/adjudicate.ts'
import { closeDenialsOf } from '../denial/actions.ts'
import { externalIds, type ImportKind, type Saved } from '../practice/actions.ts'
import { moveWaiting, paymentFields, readPayment, receive } from './rules.ts'
import * as store from './store.ts'
import { writeOffMeanings } from './tables.ts'
import { type AgingBase, type AgingGroup, agingBases, type PaymentRecord, type WriteOffReason } from './types.ts'

/** Patients' payments from a file: each posts once, under its own id. */
export const paymentImport = (ground: Ground): ImportKind<PaymentRecord> => ({
  kind: 'payments',
  fields: paymentFields,
  read: readPayment,
  save: async (tx, records) => {
    const { practiceId } = ground
    const patients = await externalIds(
      tx,
      practiceId,
      'patient',
      records.map((row) => row.patient),
    )
    const visits = await store.visitsOf(
      tx,
      practiceId,
      records.flatMap((row) => row.session ?? []),
    )
    const known = await importedBefore(
      tx,
      'patient_payment',
      practiceId,
      records.map((row) => row.externalId),
    )
    // By claim, or by visit where there is none: rows of one file meet the same debt one after another.
    const owed = new Map<string, number>()
    const journals: JournalEntry[] = []
    const saved: Saved[] = []
    for (const row of records) {
      const patientId = patients.get(row.patient)
      const visit = row.session === null ? undefined : visits.get(row.session)
      const before = known.get(row.externalId)
      const hash = rowHash(row)
      if (!patientId)
        saved.push({ field: 'patient_id', message: `No patient has the id ${row.patient}. Import patients first.` })
      else if (row.session !== null && !visit)
        saved.push({ field: 'session_id', message: `No session has the id ${row.session}. Import sessions first.` })
      else if (before?.hash === hash) saved.push('same')
      else if (before !== undefined)
        saved.push({
          field: 'payment_id',
          message: `Payment ${row.externalId} was posted before with other content. Enter a correction instead.`,
        })
      else {
        const id = deterministicId(practiceId, 'patient-payment', row.externalId)
        known.set(row.externalId, { id, hash })
        const claimId = visit?.claimId ?? null
        const item = claimId ?? visit?.sessionId ?? ''
        const left = owed.get(item) ?? visit?.owed ?? 0
        const transfers = receive(row.amount, Math.max(0, left) as PaymentRecord['amount'])
        if (visit) owed.set(item, left - row.amount)
        journals.push({
          id,
          effectiveOn: row.on,
          kind: 'patient-payment',
          why: `Patient payment ${row.externalId}`,
          source: { import: 'payments', id: row.externalId },
          dimensions: {
            claimId,
            sessionId: visit?.sessionId ?? null,
            patientId,
            payerId: visit?.payerId ?? null,
            clinicianId: visit?.clinicianId ?? null,
            programId: visit?.programId ?? null,
            locationId: visit?.locationId ?? null,
          },
          transfers,
        })
        await store.savePayment(tx, ground, row, {
          patientId,
          sessionId: visit?.sessionId ?? null,
          claimId,
          journalId: id,
        })
        saved.push('added')
      }
    }
    await record(tx, ground, journals)
    return saved
  },
})

/** What a person may choose from when giving money up. */
export const writeOffChoices = () => Object.entries(writeOffMeanings).map(([id, meaning]) => ({ id, ...meaning }))

/**
 * A visit is often paid for before there is a claim for it, or on a claim that was sent again under another number. Once
 * the payer has said what the patient owes, that money is moved to where it is owed.
 */
export async function applyVisitMoney(ground: Ground, remittanceId: string): Promise<void> {
  await changing(ground, async (tx) => {
    const waiting = await store.visitMoneyElsewhere(tx, ground.practiceId, remittanceId)
    const owed = new Map<string, Cents>()
    const taken = new Map<string, Cents>()
    for (const one of waiting) {
      const left = owed.get(one.claimId) ?? one.owed
      const from = one.fromClaimId ?? one.sessionId
      const there = cents(Math.min(one.waiting, subtract(one.waitingThere, taken.get(from) ?? zero)))
      const moves = moveWaiting(there, left)
      if (!moves) continue
      owed.set(one.claimId, subtract(left, there))
      taken.set(from, add(taken.get(from) ?? zero, there))
      const { dimensions } = one
      await record(tx, ground, [
        {
          effectiveOn: ground.today(),
          kind: 'patient-payment-moved',
          why: `Patient payment ${one.externalId} moved from where it waited`,
          dimensions: { ...dimensions, claimId: one.fromClaimId },
          transfers: moves.out,
        },
        {
          effectiveOn: ground.today(),
          kind: 'patient-payment-moved',
          why: `Patient payment ${one.externalId} put against what the patient owes`,
          dimensions: { ...dimensions, claimId: one.claimId },
          transfers: moves.into,
        },
      ])
      await store.setPaymentClaim(tx, ground.practiceId, one.paymentId, one.claimId)
    }
  })
}

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

/** A/R as of today: rows by whom, and the one total that every base comes to. */
export async function agingReport(ground: Ground, base: AgingBase, by: AgingGroup) {
  const today = ground.today()
  const sumOf = (rows: readonly store.AgingRow[]): number => rows.reduce((sum, row) => sum + row.total, 0)
  const { rows, bases } = await reading(ground, async (tx) => {
    const of = (each: AgingBase) => store.aging(tx, ground.practiceId, today, each, by)
    const all = []
    for (const each of agingBases) all.push({ id: each, totalCents: sumOf(await of(each)) })
    return { rows: await of(base), bases: all }
  })
  return {
    today,
    base,
    by,
    totalCents: sumOf(rows),
    /** What each way of counting age comes to: always the same. */
    bases,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      owedBy: row.owedBy,
      count: row.count,
      bucketsCents: row.buckets,
      totalCents: row.total,
    })),
  }
}

/** The open items behind a cell of the aging. */
export const agingItems = (ground: Ground, filter: store.ItemFilter) =>
  reading(ground, (tx) => store.openItems(tx, ground.practiceId, ground.today(), filter))
