import { type Cents, cents } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Dimensions } from '../../../ground/ledger.ts'

/**
 * Takes turns on a visit's money. The row is held before the money is read: a statement that waits for a lock still sees what
 * another table said when it began to wait, and two would give up the same debt.
 */
const holdVisit = (tx: Tx, practiceId: string, sessionId: string) =>
  tx
    .selectFrom('session')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', sessionId)
    .forUpdate()
    .execute()

/** What a patient still owes on a visit beside any claim, and whose it is; null when there is no such visit. */
export async function findOwedVisit(
  tx: Tx,
  practiceId: string,
  sessionId: string,
): Promise<{ patient: Cents; dimensions: Dimensions } | null> {
  await holdVisit(tx, practiceId, sessionId)
  const row = await tx
    .selectFrom('session as s')
    .leftJoin('visit_item as v', (join) =>
      join.onRef('v.practice_id', '=', 's.practice_id').onRef('v.session_id', '=', 's.id'),
    )
    .select(['s.id', 's.patient_id', 's.clinician_id', 's.program_id', 's.location_id', 'v.patient_cents'])
    .where('s.practice_id', '=', practiceId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst()
  return row
    ? {
        patient: cents(row.patient_cents ?? 0),
        dimensions: {
          sessionId: row.id,
          patientId: row.patient_id,
          clinicianId: row.clinician_id,
          programId: row.program_id,
          locationId: row.location_id,
        },
      }
    : null
}

/** What is still owed on a claim, and whose it is; null when there is no such claim. */
export async function findOwed(
  tx: Tx,
  practiceId: string,
  claimId: string,
): Promise<{ payer: Cents; patient: Cents; dimensions: Dimensions } | null> {
  const claim = await tx
    .selectFrom('claim')
    .select('session_id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', claimId)
    .executeTakeFirst()
  if (!claim) return null
  await holdVisit(tx, practiceId, claim.session_id)
  await tx
    .selectFrom('claim')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', claimId)
    .forUpdate()
    .execute()
  const row = await tx
    .selectFrom('claim as c')
    .leftJoin('open_item as o', (join) =>
      join.onRef('o.practice_id', '=', 'c.practice_id').onRef('o.claim_id', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.patient_id',
      'c.payer_id',
      'c.clinician_id',
      'c.program_id',
      'c.location_id',
      'o.payer_cents',
      'o.patient_cents',
    ])
    .where('c.practice_id', '=', practiceId)
    .where('c.id', '=', claimId)
    .executeTakeFirst()
  return row
    ? {
        payer: cents(row.payer_cents ?? 0),
        patient: cents(row.patient_cents ?? 0),
        dimensions: {
          claimId: row.id,
          patientId: row.patient_id,
          payerId: row.payer_id,
          clinicianId: row.clinician_id,
          programId: row.program_id,
          locationId: row.location_id,
        },
      }
    : null
}
