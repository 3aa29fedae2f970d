import { add, type Cents, cents, subtract, zero } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { importedBefore, rowHash } from '../../../ground/imported-rows.ts'
import { deterministicId, type JournalEntry, record } from '../../../ground/ledger.ts'
import { externalIds, type ImportKind, type Saved } from '../../practice/actions/import.ts'
import { moveWaiting, paymentFields, readPayment, receive } from '../rules.ts'
import * as store from '../store/payments.ts'
import type { PaymentRecord } from '../types.ts'

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
