import { cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { FeeAgreement } from '../types.ts'

/** Everything agreed with a patient, the newest first. */
export async function listFees(tx: Tx, practiceId: string, patientId: string): Promise<FeeAgreement[]> {
  const rows = await tx
    .selectFrom('fee_agreement')
    .select([
      'id',
      'fee_cents as fee',
      'basis',
      'from_on as from',
      'until_on as until',
      'review_on as reviewOn',
      'agreed_by as agreedBy',
    ])
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .orderBy('from_on', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, fee: cents(row.fee) }))
}

/** What these patients agreed to pay a visit on a day, in cents; those who agreed nothing are left out. */
export async function feesOn(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
  on: PlainDate,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ patientId: string; fee: number }>`
    SELECT patient_id AS "patientId", fee_cents AS fee FROM app.fee_agreement
    WHERE practice_id = ${practiceId} AND patient_id = ANY (${[...new Set(patientIds)]}::uuid[])
      AND from_on <= ${on}::date AND coalesce(until_on >= ${on}::date, true)`.execute(tx)
  return new Map(rows.map((row) => [row.patientId, row.fee]))
}

/** Keeps an agreement from its day on: one that stood then ends the day before, one from that day or later is replaced. */
export async function saveFee(
  tx: Tx,
  ground: Ground,
  patientId: string,
  fee: Omit<FeeAgreement, 'id'>,
  lastDay: PlainDate,
): Promise<string> {
  const { practiceId } = ground
  await tx
    .deleteFrom('fee_agreement')
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('from_on', '>=', fee.from)
    .execute()
  await tx
    .updateTable('fee_agreement')
    .set({ until_on: lastDay })
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where(sql<boolean>`coalesce(until_on >= ${fee.from}::date, true)`)
    .execute()
  const id = ground.newId()
  await tx
    .insertInto('fee_agreement')
    .values({
      practice_id: practiceId,
      id,
      patient_id: patientId,
      fee_cents: fee.fee,
      basis: fee.basis,
      from_on: fee.from,
      until_on: fee.until,
      review_on: fee.reviewOn,
      agreed_by: fee.agreedBy,
      noted_by: ground.actor.name,
    })
    .execute()
  return id
}

/** Agreements that stand today and are due to be looked at again. */
export async function dueForReview(tx: Tx, practiceId: string, today: PlainDate) {
  const { rows } = await sql<{ patientId: string; patient: string; fee: number; basis: string; reviewOn: PlainDate }>`
    SELECT f.patient_id AS "patientId", p.first_name || ' ' || p.last_name AS patient, f.fee_cents AS fee, f.basis, f.review_on AS "reviewOn"
    FROM app.fee_agreement f
    JOIN app.patient p ON p.practice_id = f.practice_id AND p.id = f.patient_id AND p.practice_id = ${practiceId}
    WHERE f.practice_id = ${practiceId} AND f.review_on <= ${today}::date AND f.from_on <= ${today}::date
      AND coalesce(f.until_on >= ${today}::date, true)
    ORDER BY f.review_on, f.id`.execute(tx)
  return rows
}
