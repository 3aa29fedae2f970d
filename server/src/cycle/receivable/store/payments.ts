import { type Cents, cents } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { rowHash } from '../../../ground/imported-rows.ts'
import type { Dimensions } from '../../../ground/ledger.ts'
import type { PaymentRecord } from '../types.ts'

export type VisitOfPayment = {
  readonly sessionId: string
  readonly claimId: string | null
  readonly owed: Cents
  readonly payerId: string | null
  readonly clinicianId: string
  readonly programId: string
  readonly locationId: string
}

/** The visit a payment is for, its newest claim, and what the patient owes on that, or on the visit itself where there is none. */
export async function visitsOf(
  tx: Tx,
  practiceId: string,
  sessions: readonly string[],
): Promise<Map<string, VisitOfPayment>> {
  if (sessions.length === 0) return new Map()
  // Held until the money is written: a fee charged meanwhile would not meet it.
  await sql`SELECT id FROM app.session WHERE practice_id = ${practiceId} AND external_id = ANY (${[...new Set(sessions)]}::text[])
    ORDER BY service_on, id FOR UPDATE`.execute(tx)
  const { rows } = await sql<{
    external_id: string
    id: string
    claim_id: string | null
    patient_cents: number | null
    payer_id: string | null
    clinician_id: string
    program_id: string
    location_id: string
  }>`
    SELECT DISTINCT ON (s.external_id) s.external_id, s.id, c.id AS claim_id,
      CASE WHEN c.id IS NULL THEN v.patient_cents ELSE o.patient_cents END AS patient_cents, c.payer_id, s.clinician_id, s.program_id, s.location_id
    FROM app.session s
    LEFT JOIN app.claim c ON c.practice_id = s.practice_id AND c.session_id = s.id AND c.practice_id = ${practiceId} AND c.status <> 'void'
    LEFT JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    LEFT JOIN app.visit_item v ON v.practice_id = s.practice_id AND v.session_id = s.id AND v.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.external_id = ANY (${[...new Set(sessions)]}::text[])
    ORDER BY s.external_id, c.drafted_on DESC, c.id DESC`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        sessionId: row.id,
        claimId: row.claim_id,
        owed: cents(row.patient_cents ?? 0),
        payerId: row.payer_id,
        clinicianId: row.clinician_id,
        programId: row.program_id,
        locationId: row.location_id,
      },
    ]),
  )
}

export async function savePayment(
  tx: Tx,
  ground: Ground,
  record: PaymentRecord,
  about: { patientId: string; sessionId: string | null; claimId: string | null; journalId: string },
): Promise<void> {
  await tx
    .insertInto('patient_payment')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      external_id: record.externalId,
      patient_id: about.patientId,
      session_id: about.sessionId,
      claim_id: about.claimId,
      paid_on: record.on,
      amount_cents: record.amount,
      method: record.method,
      journal_id: about.journalId,
      row_hash: rowHash(record),
    })
    .execute()
}

export type WaitingElsewhere = {
  readonly paymentId: string
  readonly externalId: string
  readonly claimId: string
  readonly fromClaimId: string | null
  readonly owed: Cents
  /** What was paid; of it waits what is left of `waitingThere`, all that waits on the claim or visit it is on. */
  readonly waiting: Cents
  readonly waitingThere: Cents
  readonly sessionId: string
  readonly dimensions: Dimensions
}

/** For the claims of a payment on which a patient owes: money paid for the same visit that waits on no claim or an older one. */
export async function visitMoneyElsewhere(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
): Promise<WaitingElsewhere[]> {
  const { rows } = await sql<{
    payment_id: string
    external_id: string
    claim_id: string
    from_claim_id: string | null
    owed: number
    waiting: number
    waiting_there: number
    session_id: string
    patient_id: string
    payer_id: string
    clinician_id: string
    program_id: string
    location_id: string
  }>`
    SELECT p.id AS payment_id, p.external_id, c.id AS claim_id, p.claim_id AS from_claim_id, o.patient_cents AS owed,
      p.amount_cents AS waiting, CASE WHEN p.claim_id IS NULL THEN v.unapplied_cents ELSE w.unapplied_cents END AS waiting_there,
      c.session_id, c.patient_id, c.payer_id, c.clinician_id, c.program_id, c.location_id
    FROM (SELECT DISTINCT rc.claim_id FROM app.remittance_claim rc
          WHERE rc.practice_id = ${practiceId} AND rc.remittance_id = ${remittanceId} AND rc.claim_id IS NOT NULL) AS remitted
    JOIN app.claim c ON c.practice_id = ${practiceId} AND c.id = remitted.claim_id
    JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    JOIN app.patient_payment p ON p.practice_id = c.practice_id AND p.session_id = c.session_id AND p.practice_id = ${practiceId}
    LEFT JOIN app.open_item w ON w.practice_id = p.practice_id AND w.claim_id = p.claim_id AND w.practice_id = ${practiceId}
    LEFT JOIN app.visit_item v ON v.practice_id = p.practice_id AND v.session_id = p.session_id AND v.practice_id = ${practiceId}
    WHERE o.patient_cents > 0 AND p.claim_id IS DISTINCT FROM c.id
      AND CASE WHEN p.claim_id IS NULL THEN v.unapplied_cents ELSE w.unapplied_cents END > 0
    ORDER BY p.paid_on, p.external_id`.execute(tx)
  return rows.map((row) => ({
    paymentId: row.payment_id,
    externalId: row.external_id,
    claimId: row.claim_id,
    fromClaimId: row.from_claim_id,
    owed: cents(row.owed),
    waiting: cents(row.waiting),
    waitingThere: cents(row.waiting_there),
    sessionId: row.session_id,
    dimensions: {
      sessionId: row.session_id,
      patientId: row.patient_id,
      payerId: row.payer_id,
      clinicianId: row.clinician_id,
      programId: row.program_id,
      locationId: row.location_id,
    },
  }))
}

export async function setPaymentClaim(tx: Tx, practiceId: string, paymentId: string, claimId: string): Promise<void> {
  await tx
    .updateTable('patient_payment')
    .set({ claim_id: claimId })
    .where('practice_id', '=', practiceId)
    .where('id', '=', paymentId)
    .execute()
}
