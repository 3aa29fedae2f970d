import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { VisitMoney } from '../types.ts'

// The charges of visits without a plan that stand, and which visits they may have to change for.

export type VisitCharge = {
  readonly sessionId: string
  readonly journalId: string
  readonly serviceOn: PlainDate
  readonly amount: Cents
  /** What the practice charges for these codes; more than `amount` where less was agreed. */
  readonly standard: Cents
  readonly codes: readonly string[]
}

/** A fee agreed for a visit, and why. */
export type Agreed = { readonly fee: Cents; readonly basis: string }

export async function findCharges(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, VisitCharge>> {
  const rows = await tx
    .selectFrom('visit_charge')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...sessionIds]))))
    .execute()
  return new Map(
    rows.map((row) => [
      row.session_id,
      {
        sessionId: row.session_id,
        journalId: row.journal_id,
        serviceOn: row.service_on,
        amount: cents(row.amount_cents),
        standard: cents(row.standard_cents),
        codes: row.codes,
      },
    ]),
  )
}

export async function deleteCharges(tx: Tx, practiceId: string, sessionIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('visit_charge')
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...sessionIds]))))
    .execute()
}

export async function saveCharges(tx: Tx, practiceId: string, charges: readonly VisitCharge[]): Promise<void> {
  if (charges.length === 0) return
  await tx
    .insertInto('visit_charge')
    .values(
      charges.map((charge) => ({
        practice_id: practiceId,
        session_id: charge.sessionId,
        journal_id: charge.journalId,
        service_on: charge.serviceOn,
        amount_cents: charge.amount,
        standard_cents: charge.standard,
        codes: [...charge.codes],
      })),
    )
    .execute()
}

/** What stands on visits themselves, by session. */
export async function moneyOfVisits(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, VisitMoney>> {
  const rows = await tx
    .selectFrom('visit_item')
    .select(['session_id', 'patient_cents', 'unapplied_cents', 'written_off_cents'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...sessionIds]))))
    .execute()
  return new Map(
    rows.map((row) => [
      row.session_id,
      {
        patient: cents(row.patient_cents),
        unapplied: cents(row.unapplied_cents),
        writtenOff: cents(row.written_off_cents),
      },
    ]),
  )
}

/**
 * What was agreed with the patients of these visits for their days, by session. A visit under a record that was merged since has
 * what went to the record that is kept.
 */
export async function agreedOn(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, Agreed>> {
  const { rows } = await sql<{ session_id: string; fee: number; basis: string }>`
    SELECT DISTINCT ON (s.id) s.id AS session_id, f.fee_cents AS fee, f.basis
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    JOIN app.fee_agreement f ON f.practice_id = s.practice_id AND f.patient_id IN (p.id, p.merged_into) AND f.practice_id = ${practiceId}
      AND f.from_on <= s.service_on AND coalesce(f.until_on >= s.service_on, true)
    WHERE s.practice_id = ${practiceId} AND s.id = ANY (${[...sessionIds]}::uuid[])
    ORDER BY s.id, f.patient_id = s.patient_id DESC`.execute(tx)
  return new Map(rows.map((row) => [row.session_id, { fee: cents(row.fee), basis: row.basis }]))
}

const isUnclaimed = (practiceId: string) => sql`(
  NOT EXISTS (SELECT FROM app.claim c WHERE c.practice_id = ${practiceId} AND c.session_id = s.id)
  OR EXISTS (SELECT FROM app.visit_charge f WHERE f.practice_id = ${practiceId} AND f.session_id = s.id))`

/** A patient's signed visits from a day on that never had a claim: charged already, or free by an agreement. */
export async function unclaimedVisits(
  tx: Tx,
  practiceId: string,
  patientId: string,
  from: PlainDate,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.patient_id = ${patientId} AND s.service_on >= ${from}::date
      AND s.status = 'kept' AND s.signed_on IS NOT NULL
      AND ${isUnclaimed(practiceId)}
    ORDER BY s.service_on, s.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Beyond the plan's visits a coverage of rank 0 stands before it: the patient pays alone by agreement. */
const isPaidAlone = (practiceId: string) => sql`EXISTS (
  SELECT FROM app.coverage a WHERE a.practice_id = ${practiceId} AND a.patient_id = s.patient_id AND a.rank = 0
    AND a.from_on <= s.service_on AND coalesce(a.until_on >= s.service_on, true))`

/** Not while that plan pays the patient and no claim is filed for them; what was agreed for one case goes before. */
const takesClaims = (practiceId: string) => sql`coalesce((
  SELECT t.courtesy_claim OR NOT t.pays_patient FROM app.coverage_term t
  WHERE t.practice_id = ${practiceId} AND t.coverage_id = c.id AND t.kind IN ('single_case', 'out_of_network')
    AND t.from_on <= s.service_on AND coalesce(t.until_on >= s.service_on, true)
  ORDER BY (t.kind = 'single_case') DESC, t.from_on DESC LIMIT 1), true)`

/** Visits charged to their patients since a day which a plan on file covers by now; of these coverages, where some are named. */
export async function coveredMeanwhile(
  tx: Tx,
  practiceId: string,
  since: PlainDate,
  coverageIds: readonly string[] | null,
): Promise<string[]> {
  const { rows } = await sql<{ session_id: string }>`
    SELECT DISTINCT f.session_id, f.service_on
    FROM app.visit_charge f
    JOIN app.session s ON s.practice_id = f.practice_id AND s.id = f.session_id AND s.practice_id = ${practiceId}
    JOIN app.coverage c ON c.practice_id = s.practice_id AND c.patient_id = s.patient_id AND c.practice_id = ${practiceId}
      AND c.from_on <= s.service_on AND coalesce(c.until_on >= s.service_on, true)
      AND NOT ${isPaidAlone(practiceId)} AND ${takesClaims(practiceId)}
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId} AND y.kind <> 'self_pay'
    WHERE f.practice_id = ${practiceId} AND f.service_on >= ${since}::date
      ${coverageIds === null ? sql`` : sql`AND c.id = ANY (${[...coverageIds]}::uuid[])`}
    ORDER BY f.service_on, f.session_id`.execute(tx)
  return rows.map((row) => row.session_id)
}

/** Of these visits those that never had a claim, or are charged to their patient since. */
export async function neverClaimed(tx: Tx, practiceId: string, sessionIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.id = ANY (${[...sessionIds]}::uuid[])
      AND ${isUnclaimed(practiceId)}
    ORDER BY s.service_on, s.id`.execute(tx)
  return rows.map((row) => row.id)
}
