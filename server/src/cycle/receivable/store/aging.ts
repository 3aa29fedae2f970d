import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { AgingBase, AgingGroup } from '../types.ts'

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
