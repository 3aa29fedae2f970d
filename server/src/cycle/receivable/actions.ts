import { reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { deterministicId, type JournalEntry, record } from '../../ground/ledger.ts'
import { externalIds, type ImportKind, type Saved } from '../practice/actions.ts'
import { paymentFields, readPayment, receive } from './rules.ts'
import * as store from './store.ts'
import type { AgingBase, AgingGroup, PaymentRecord } from './types.ts'

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
    const known = await store.findPayments(
      tx,
      practiceId,
      records.map((row) => row.externalId),
    )
    const owed = new Map<string, number>()
    const journals: JournalEntry[] = []
    const saved: Saved[] = []
    for (const row of records) {
      const patientId = patients.get(row.patient)
      const visit = row.session === null ? undefined : visits.get(row.session)
      const before = known.get(row.externalId)
      const hash = store.hashOf(row)
      if (!patientId)
        saved.push({ field: 'patient_id', message: `No patient has the id ${row.patient}. Import patients first.` })
      else if (row.session !== null && !visit)
        saved.push({ field: 'session_id', message: `No session has the id ${row.session}. Import sessions first.` })
      else if (before === hash) saved.push('same')
      else if (before !== undefined)
        saved.push({
          field: 'payment_id',
          message: `Payment ${row.externalId} was posted before with other content. Enter a correction instead.`,
        })
      else {
        known.set(row.externalId, hash)
        const id = deterministicId(practiceId, 'patient-payment', row.externalId)
        const claimId = visit?.claimId ?? null
        const left = claimId === null ? 0 : (owed.get(claimId) ?? visit?.owed ?? 0)
        const transfers = receive(row.amount, Math.max(0, left) as PaymentRecord['amount'])
        if (claimId !== null) owed.set(claimId, left - row.amount)
        journals.push({
          id,
          effectiveOn: row.on,
          kind: 'patient-payment',
          why: `Patient payment ${row.externalId}`,
          source: { import: 'payments', id: row.externalId },
          dimensions: {
            claimId,
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

/** A/R as of today: rows by whom, and the one total that every base comes to. */
export async function agingReport(ground: Ground, base: AgingBase, by: AgingGroup) {
  const today = ground.today()
  const rows = await reading(ground, (tx) => store.aging(tx, ground.practiceId, today, base, by))
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  return {
    today,
    base,
    by,
    totalCents: total,
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
