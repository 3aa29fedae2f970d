import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { rowHash } from '../../ground/imported-rows.ts'
import type { Dimensions } from '../../ground/ledger.ts'
import type { AgingBase, AgingGroup, PaymentRecord } from './types.ts'

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

/**
 * Everything owed, each amount once: on a claim by its payer and its patient, and on a visit without one by the patient. A
 * claim that was never sent ages from its visit; a debt that is the payer's still ages from its billing; a visit's fee was
 * billed, and became the patient's, on the day it was charged.
 */
const owedItems = (practiceId: string) => sql`(
    SELECT c.id AS claim_id, c.control_number, c.session_id, c.patient_id, c.payer_id, c.clinician_id, c.program_id, c.location_id,
      c.status, owed.owed_by, owed.amount, c.service_on, coalesce(c.sent_on, c.service_on) AS billed_on,
      coalesce(o.responsibility_on, c.sent_on, c.service_on) AS responsibility_on
    FROM app.open_item o
    JOIN app.claim c ON c.practice_id = o.practice_id AND c.id = o.claim_id
    CROSS JOIN LATERAL (VALUES ('payer', o.payer_cents), ('patient', o.patient_cents)) AS owed (owed_by, amount)
    WHERE o.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND o.is_open AND owed.amount <> 0
    UNION ALL
    SELECT NULL, NULL, s.id, s.patient_id, NULL, s.clinician_id, s.program_id, s.location_id,
      CASE WHEN s.status = 'kept' THEN 'self_pay' ELSE 'missed_visit' END, 'patient', v.patient_cents, s.service_on,
      coalesce(v.responsibility_on, s.service_on), coalesce(v.responsibility_on, s.service_on)
    FROM app.visit_item v
    JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id
    WHERE v.practice_id = ${practiceId} AND s.practice_id = ${practiceId} AND v.is_open AND v.patient_cents <> 0)`

const ageColumns: Readonly<Record<AgingBase, string>> = {
  service: 'item.service_on',
  billed: 'item.billed_on',
  responsibility: 'item.responsibility_on',
}

/** The row of those who owe without a plan, where what is owed is grouped by payer. */
export const noPlan = { id: 'none', name: 'Patients, no plan' } as const

const personName = "p.last_name || ', ' || p.first_name"
const groupNames: Readonly<Record<AgingGroup, string>> = {
  payer: `coalesce(p.name, '${noPlan.name}')`,
  patient: personName,
  program: 'p.name',
  location: 'p.name',
  clinician: personName,
}

export type AgingRow = {
  readonly id: string
  readonly name: string
  readonly owedBy: 'payer' | 'patient'
  readonly count: number
  readonly buckets: readonly [Cents, Cents, Cents, Cents, Cents]
  readonly total: Cents
}

/** What is owed, by whom and how old, on a day: buckets of 0-30, 31-60, 61-90, 91-120 and over 120 days. */
export async function aging(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  base: AgingBase,
  by: AgingGroup,
): Promise<AgingRow[]> {
  const { rows } = await sql<{
    id: string | null
    name: string
    owed_by: 'payer' | 'patient'
    count: number
    b0: string
    b1: string
    b2: string
    b3: string
    b4: string
  }>`
    SELECT id, name, owed_by, count(*)::int AS count,
      coalesce(sum(amount) FILTER (WHERE age <= 30), 0) AS b0, coalesce(sum(amount) FILTER (WHERE age BETWEEN 31 AND 60), 0) AS b1,
      coalesce(sum(amount) FILTER (WHERE age BETWEEN 61 AND 90), 0) AS b2, coalesce(sum(amount) FILTER (WHERE age BETWEEN 91 AND 120), 0) AS b3,
      coalesce(sum(amount) FILTER (WHERE age > 120), 0) AS b4
    FROM (
      SELECT item.${sql.raw(by)}_id AS id, ${sql.raw(groupNames[by])} AS name, item.owed_by, item.amount,
        ${today}::date - ${sql.raw(ageColumns[base])} AS age
      FROM ${owedItems(practiceId)} AS item
      LEFT JOIN app.${sql.raw(by)} p ON p.practice_id = ${practiceId} AND p.id = item.${sql.raw(by)}_id
    ) AS aged
    GROUP BY id, name, owed_by ORDER BY sum(amount) DESC, name`.execute(tx)
  return rows.map((row) => {
    const buckets = [row.b0, row.b1, row.b2, row.b3, row.b4].map((amount) =>
      cents(Number(amount)),
    ) as unknown as AgingRow['buckets']
    return {
      id: row.id ?? noPlan.id,
      name: row.name,
      owedBy: row.owed_by,
      count: row.count,
      buckets,
      total: cents(buckets.reduce((a, b) => a + b, 0)),
    }
  })
}

export const buckets = ['0', '1', '2', '3', '4'] as const
const bucketDays: readonly (readonly [from: number, until: number])[] = [
  [-100_000, 30],
  [31, 60],
  [61, 90],
  [91, 120],
  [121, 100_000],
]

export type ItemFilter = {
  readonly base: AgingBase
  readonly by: AgingGroup
  readonly id?: string | undefined
  readonly owedBy?: 'payer' | 'patient' | undefined
  readonly bucket?: (typeof buckets)[number] | undefined
  readonly limit: number
  readonly offset: number
}

export type Item = {
  readonly id: string
  /** The claim it is owed on; null where it is owed on the visit itself. */
  readonly claimId: string | null
  readonly controlNumber: string | null
  readonly patientId: string
  readonly patient: string
  readonly payer: string | null
  readonly clinician: string
  readonly serviceOn: PlainDate
  readonly status: string
  readonly owedBy: 'payer' | 'patient'
  readonly age: number
  readonly amountCents: number
}

/** The open items behind a cell of the aging, the largest first, with their number and their sum: the cell's own figure. */
export async function openItems(tx: Tx, practiceId: string, today: PlainDate, filter: ItemFilter) {
  const [from, until] = filter.bucket ? (bucketDays[Number(filter.bucket)] ?? [0, 0]) : [-100_000, 100_000]
  const group = sql.raw(`item.${filter.by}_id`)
  const items = sql`FROM (
    SELECT item.*, p.last_name || ', ' || p.first_name AS patient, y.name AS payer, k.last_name || ', ' || k.first_name AS clinician,
      ${today}::date - ${sql.raw(ageColumns[filter.base])} AS age
    FROM ${owedItems(practiceId)} AS item
    JOIN app.patient p ON p.practice_id = ${practiceId} AND p.id = item.patient_id
    JOIN app.clinician k ON k.practice_id = ${practiceId} AND k.id = item.clinician_id
    LEFT JOIN app.payer y ON y.practice_id = ${practiceId} AND y.id = item.payer_id
    WHERE true
      ${filter.id === noPlan.id ? sql`AND ${group} IS NULL` : filter.id ? sql`AND ${group} = ${filter.id}::uuid` : sql``}
      ${filter.owedBy ? sql`AND item.owed_by = ${filter.owedBy}` : sql``}
  ) AS aged WHERE age BETWEEN ${from} AND ${until}`
  const rows = await sql<Item>`
    SELECT coalesce(claim_id, session_id) || '-' || owed_by AS id, claim_id AS "claimId", control_number AS "controlNumber",
      patient_id AS "patientId", patient, payer, clinician, service_on AS "serviceOn", status, owed_by AS "owedBy", age,
      amount AS "amountCents"
    ${items} ORDER BY amount DESC, claim_id, session_id, owed_by LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(
    tx,
  )
  const sums = await sql<{ total: number; cents: string }>`
    SELECT count(*)::int AS total, coalesce(sum(amount), 0)::text AS cents ${items}`.execute(tx)
  return {
    total: sums.rows[0]?.total ?? 0,
    totalCents: Number(sums.rows[0]?.cents ?? 0),
    items: rows.rows,
  }
}
