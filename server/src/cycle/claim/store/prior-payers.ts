import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Decider, PriorDecision } from '../types.ts'

// A claim that goes from payer to payer: which coverage has it now, which had it before, and which comes next.

type Kept = PriorDecision & { readonly coverageId: string; readonly payerId: string }

/** Whose turn a claim is, and what those before decided, the first at the front. */
export type Turn = { readonly coverageId: string; readonly priors: readonly Kept[] }

/** By session: the turn of its standing claim, where the first payer has decided and another is asked. */
export async function listTurns(tx: Tx, practiceId: string, sessionIds: readonly string[]): Promise<Map<string, Turn>> {
  const { rows } = await sql<{
    session_id: string
    coverage_id: string
    prior_coverage_id: string
    prior_payer_id: string
    status: string
    payer_claim_number: string | null
    paid_on: PlainDate
    paid_cents: number
    left_cents: number
    lines: PriorDecision['lines']
  }>`
    SELECT c.session_id, c.coverage_id, d.coverage_id AS prior_coverage_id, d.payer_id AS prior_payer_id, d.status, d.payer_claim_number,
      d.paid_on, d.paid_cents, d.left_cents, d.lines
    FROM app.claim c
    JOIN app.claim_prior d ON d.practice_id = c.practice_id AND d.claim_id = c.id
    WHERE c.practice_id = ${practiceId} AND d.practice_id = ${practiceId} AND c.session_id = ANY (${[...sessionIds]}::uuid[])
      AND c.status NOT IN ('void', 'closed') AND d.rank < c.rank
    ORDER BY c.session_id, d.rank`.execute(tx)
  const turns = new Map<string, { coverageId: string; priors: Kept[] }>()
  for (const row of rows) {
    const turn = turns.get(row.session_id) ?? { coverageId: row.coverage_id, priors: [] }
    turns.set(row.session_id, turn)
    turn.priors.push({
      coverageId: row.prior_coverage_id,
      payerId: row.prior_payer_id,
      status: row.status,
      payerClaimNumber: row.payer_claim_number,
      paidOn: row.paid_on,
      paid: cents(row.paid_cents),
      left: cents(row.left_cents),
      lines: row.lines,
    })
  }
  return turns
}

/** A part of a claim, and whose it is. */
export type LeftOf = {
  readonly claimId: string
  readonly payerId: string
  readonly patientId: string
  readonly clinicianId: string
  readonly programId: string
  readonly locationId: string
  readonly left: Cents
}

/** What the next plan said of itself, and the day it is asked for. */
type SaidOfNext = {
  readonly on: PlainDate
  readonly isActive: boolean | null
  readonly planFrom: PlainDate | null
  readonly planUntil: PlainDate | null
  readonly checkedFor: PlainDate | null
}

/** A claim that its payer decided and left a part of to the patient, who has a further plan that day. */
export type Onward = LeftOf &
  SaidOfNext & {
    readonly sessionId: string
    readonly rank: number
    readonly coverageId: string
    readonly nextCoverageId: string
  }

/**
 * Of these claims those with a patient's part that a further plan is to be asked for. After an assistance program the next plan
 * is the first of a visit of its own, not the second of this one. A plan that pays the patient, an
 * agreement to pay alone are not asked.
 */
export async function listOnward(tx: Tx, practiceId: string, claimIds: readonly string[]): Promise<Onward[]> {
  const { rows } = await sql<Omit<Onward, 'left'> & { readonly left: number }>`
    SELECT DISTINCT ON (c.id) ${whose}, c.session_id AS "sessionId", c.rank, c.coverage_id AS "coverageId",
      c.service_on AS on, o.patient_cents AS left, n.id AS "nextCoverageId",
      b.is_active AS "isActive", b.plan_from AS "planFrom", b.plan_until AS "planUntil", b.checked_for AS "checkedFor"
    FROM app.claim c
    JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId} AND o.patient_cents > 0
    JOIN app.coverage v ON v.practice_id = c.practice_id AND v.id = c.coverage_id AND v.practice_id = ${practiceId}
    JOIN app.coverage n ON n.practice_id = c.practice_id AND n.patient_id = c.patient_id AND n.practice_id = ${practiceId}
      AND n.rank > v.rank AND n.from_on <= c.service_on AND coalesce(n.until_on >= c.service_on, true)
    JOIN app.payer y ON y.practice_id = n.practice_id AND y.id = n.payer_id AND y.practice_id = ${practiceId} AND y.kind <> 'self_pay'
    JOIN app.payer p ON p.practice_id = c.practice_id AND p.id = c.payer_id AND p.practice_id = ${practiceId} AND p.kind <> 'eap'
    LEFT JOIN app.benefit_standing b ON b.practice_id = n.practice_id AND b.coverage_id = n.id AND b.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.id = ANY (${[...claimIds]}::uuid[]) AND c.status = 'paid' AND c.owed_by = 'payer' AND c.rank < 3
      AND v.rank > 0
      AND NOT EXISTS (
        SELECT FROM app.coverage_term t WHERE t.practice_id = ${practiceId} AND t.coverage_id = n.id AND t.pays_patient
          AND t.kind = 'out_of_network' AND t.from_on <= c.service_on AND coalesce(t.until_on >= c.service_on, true)
          AND NOT EXISTS (
            SELECT FROM app.coverage_term g WHERE g.practice_id = ${practiceId} AND g.coverage_id = n.id AND g.kind = 'single_case'
              AND g.from_on <= c.service_on AND coalesce(g.until_on >= c.service_on, true)))
    ORDER BY c.id, n.rank, n.from_on DESC, n.id`.execute(tx)
  return rows.map((row) => ({ ...row, left: cents(row.left) }))
}

const whose = sql`c.id AS "claimId", c.payer_id AS "payerId", c.patient_id AS "patientId", c.clinician_id AS "clinicianId",
  c.program_id AS "programId", c.location_id AS "locationId"`

/** What the present payers of claims owe on them, what their patients do, and what patients paid that waits there. */
export async function listOwedByNext(
  tx: Tx,
  practiceId: string,
  claimIds: readonly string[],
): Promise<(LeftOf & { readonly patient: Cents; readonly waiting: Cents })[]> {
  type Row = Omit<LeftOf, 'left'> & { readonly left: number; readonly patient: number; readonly waiting: number }
  const { rows } = await sql<Row>`
    SELECT ${whose}, o.payer_cents AS left, o.patient_cents AS patient, o.unapplied_cents AS waiting
    FROM app.claim c
    JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.id = ANY (${[...claimIds]}::uuid[])
    ORDER BY c.id`.execute(tx)
  return rows.map(({ left, patient, waiting, ...row }) => ({
    ...row,
    left: cents(left),
    patient: cents(patient),
    waiting: cents(waiting),
  }))
}

/** Keeps what a payer decided and gives the claim to the next coverage; its payer is named once its facts are gathered. */
export async function passOn(tx: Tx, practiceId: string, onward: Onward, decided: PriorDecision): Promise<void> {
  await tx
    .insertInto('claim_prior')
    .values({
      practice_id: practiceId,
      claim_id: onward.claimId,
      rank: onward.rank,
      coverage_id: onward.coverageId,
      payer_id: onward.payerId,
      status: decided.status,
      payer_claim_number: decided.payerClaimNumber,
      paid_on: decided.paidOn,
      paid_cents: decided.paid,
      left_cents: decided.left,
      lines: JSON.stringify(decided.lines),
    })
    .execute()
  await tx
    .updateTable('claim')
    .set({ rank: onward.rank + 1, coverage_id: onward.nextCoverageId })
    .where('practice_id', '=', practiceId)
    .where('id', '=', onward.claimId)
    .execute()
}

/** A payer before the present one said something else meanwhile: the next is to see that, as long as it has not seen the first word. */
export async function amendPrior(
  tx: Tx,
  practiceId: string,
  claimId: string,
  rank: number,
  decided: PriorDecision,
): Promise<void> {
  await tx
    .updateTable('claim_prior')
    .set({
      status: decided.status,
      payer_claim_number: decided.payerClaimNumber,
      paid_on: decided.paidOn,
      paid_cents: decided.paid,
      left_cents: decided.left,
      lines: JSON.stringify(decided.lines),
    })
    .where('practice_id', '=', practiceId)
    .where('claim_id', '=', claimId)
    .where('rank', '=', rank)
    .execute()
}

/** Names who has a claim now, under which leave, and that nothing of the payer before counts for this one. */
export async function setTurn(
  tx: Tx,
  practiceId: string,
  claimId: string,
  turn: {
    payerId: string
    authorizationNumber: string | null
    status: string
    sentOn: PlainDate | null
    findings: unknown
  },
): Promise<void> {
  await tx
    .updateTable('claim')
    .set((eb) => ({
      payer_id: turn.payerId,
      authorization_number: turn.authorizationNumber,
      status: turn.status,
      findings: JSON.stringify(turn.findings),
      frequency: '1',
      payer_claim_number: null,
      batch_id: null,
      sent_on: turn.sentOn,
      accepted_on: turn.sentOn,
      adjudicated_on: turn.status === 'paid' ? turn.sentOn : null,
      touched: false,
      version: eb('version', '+', 1),
    }))
    .where('practice_id', '=', practiceId)
    .where('id', '=', claimId)
    .execute()
}

/** The payers that decided claims before the present ones, by claim. */
export async function listPriorPayers(
  tx: Tx,
  practiceId: string,
  claimIds: readonly string[],
): Promise<Map<string, Decider[]>> {
  const rows = await tx
    .selectFrom('claim_prior')
    .select(['claim_id', 'rank', 'payer_id', 'payer_claim_number'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('claim_id', '=', fn.any(val([...claimIds]))))
    .orderBy('rank')
    .execute()
  const byClaim = Map.groupBy(rows, (row) => row.claim_id)
  return new Map(
    [...byClaim].map(([id, own]) => [
      id,
      own.map((row) => ({ rank: row.rank, payerId: row.payer_id, payerClaimNumber: row.payer_claim_number })),
    ]),
  )
}

/** Of these patients those who have a plan entered as the second or third and none as the first. */
export async function listWithoutFirst(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('coverage')
    .select('patient_id')
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('patient_id', '=', fn.any(val([...patientIds]))))
    .where('rank', '>', 0)
    .groupBy('patient_id')
    .having(({ fn }) => fn.min('rank'), '>', 1)
    .execute()
  return new Set(rows.map((row) => row.patient_id))
}
