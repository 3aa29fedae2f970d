import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

export type CoverageRow = {
  readonly id: string
  readonly patientId: string
  readonly patient: string
  readonly payer: string
  readonly memberId: string
  readonly rank: number
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly checkedOn: PlainDate | null
  readonly isActive: boolean | null
  readonly holder: string | null
  readonly planUntil: PlainDate | null
  readonly nextVisitOn: PlainDate | null
  readonly differences: readonly string[]
  readonly changedOn: PlainDate | null
  readonly copayCents: number | null
  /** How many there are in all, on every row. */
  readonly total: number
}

/** Coverages with what was last heard of them, the next visit first. */
export async function findCoverages(
  tx: Tx,
  practiceId: string,
  filter: {
    readonly patientId?: string | undefined
    readonly search?: string | undefined
    readonly state?: string | undefined
    readonly limit?: number | undefined
    readonly offset?: number | undefined
  },
): Promise<CoverageRow[]> {
  const search = filter.search?.toLowerCase() ?? null
  const state = filter.state ?? null
  const { rows } = await sql<CoverageRow>`
    SELECT c.id, c.patient_id AS "patientId", coalesce(pt.name_used, pt.first_name) || ' ' || pt.last_name AS patient, p.name AS payer, c.member_id AS "memberId", c.rank,
      c.from_on AS from, c.until_on AS until, b.checked_on AS "checkedOn", b.is_active AS "isActive", b.plan_until AS "planUntil",
      CASE WHEN b.holder_payer_id IS DISTINCT FROM c.payer_id THEN b.holder_name END AS holder, (SELECT min(v.on_day) FROM app.benefit_visit v WHERE v.practice_id = ${practiceId} AND v.coverage_id = c.id AND v.state = 'booked') AS "nextVisitOn",
      coalesce(b.differences, '[]') AS differences, b.changed_on AS "changedOn", (b.facts -> 'copay.therapy' ->> 'value')::int AS "copayCents",
      count(*) OVER ()::int AS total
    FROM app.coverage c
    JOIN app.patient pt ON pt.practice_id = c.practice_id AND pt.id = c.patient_id
    JOIN app.payer p ON p.practice_id = c.practice_id AND p.id = c.payer_id
    LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.id AND b.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND pt.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND p.kind <> 'self_pay'
      AND (${filter.patientId ?? null}::uuid IS NULL OR c.patient_id = ${filter.patientId ?? null}::uuid)
      AND (${search}::text IS NULL OR pt.search_name >= ${search}::text AND pt.search_name < ${search}::text || chr(65535)
        OR lower(c.member_id) = ${search}::text)
      AND CASE ${state}::text WHEN 'unchecked' THEN b.checked_on IS NULL WHEN 'inactive' THEN b.is_active = false WHEN 'held-elsewhere' THEN b.holder_payer_id IS DISTINCT FROM c.payer_id AND b.holder_signal IS NOT NULL
        WHEN 'changed' THEN b.changed_on IS NOT NULL ELSE true END
    ORDER BY "nextVisitOn" NULLS LAST, b.changed_on DESC NULLS LAST, pt.search_name, c.rank, c.id
    LIMIT ${filter.limit ?? 200} OFFSET ${filter.offset ?? 0}`.execute(tx)
  return rows
}

export async function listInquiries(tx: Tx, practiceId: string, coverageId: string) {
  return tx
    .selectFrom('benefit_inquiry as q')
    .innerJoin('payer as p', (join) =>
      join.onRef('p.practice_id', '=', 'q.practice_id').onRef('p.id', '=', 'q.payer_id'),
    )
    .select([
      'q.id',
      'q.asked_on as askedOn',
      'q.asked_by as askedBy',
      'q.for_on as forOn',
      'q.state',
      'q.reason',
      'q.variant',
      'p.name as payer',
    ])
    .where('q.practice_id', '=', practiceId)
    .where('p.practice_id', '=', practiceId)
    .where('q.coverage_id', '=', coverageId)
    .orderBy('q.id', 'desc')
    .limit(30)
    .execute()
}

/** What the contract allows for an hour of therapy, else for the shorter one. */
export async function allowedFor(
  tx: Tx,
  practiceId: string,
  payerId: string,
  on: PlainDate,
): Promise<{ code: string; amount: number } | null> {
  const row = await tx
    .selectFrom('contract_rate')
    .select(['code', 'allowed_cents'])
    .where('practice_id', '=', practiceId)
    .where('payer_id', '=', payerId)
    .where('code', 'in', ['90837', '90834'])
    .where('from_on', '<=', on)
    .orderBy('code', 'desc')
    .orderBy(sql`(credential = '*')`, 'desc')
    .orderBy('from_on', 'desc')
    .executeTakeFirst()
  return row ? { code: row.code, amount: row.allowed_cents } : null
}
