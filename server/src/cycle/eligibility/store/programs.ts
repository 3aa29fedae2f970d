import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

export type Program = {
  readonly coverageId: string
  readonly patientId: string
  readonly payer: string
  readonly from: PlainDate
  readonly plannedUntil: PlainDate | null
  readonly endsOn: PlainDate | null
}

/** The assistance programs of these patients. */
export async function listPrograms(tx: Tx, practiceId: string, patientIds: readonly string[]): Promise<Program[]> {
  if (patientIds.length === 0) return []
  const { rows } = await sql<Program>`
    SELECT c.id AS "coverageId", c.patient_id AS "patientId", y.name AS payer, c.from_on AS "from", c.visits_end_on AS "endsOn",
      CASE WHEN c.visits_end_on IS NULL THEN c.until_on ELSE c.planned_until_on END AS "plannedUntil"
    FROM app.coverage c JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.patient_id = ANY (${[...new Set(patientIds)]}::uuid[]) AND y.kind = 'eap'
    ORDER BY c.id FOR UPDATE OF c`.execute(tx)
  return rows
}

/** A patient's other coverages, the one that pays first at the front, with what was last heard of each. */
export async function listOthers(tx: Tx, practiceId: string, patientId: string, coverageId: string) {
  const { rows } = await sql<{
    coverageId: string
    payer: string
    from: PlainDate
    until: PlainDate | null
    isActive: boolean | null
  }>`
    SELECT c.id AS "coverageId", y.name AS payer, c.from_on AS "from", c.until_on AS "until", b.is_active AS "isActive"
    FROM app.coverage c JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.id AND b.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.patient_id = ${patientId} AND c.id <> ${coverageId} AND y.kind NOT IN ('eap', 'self_pay')
    ORDER BY c.rank, c.from_on DESC`.execute(tx)
  return rows
}

/** A patient's visits that stand between two days, in order, whoever pays for them. */
export async function standingVisits(
  tx: Tx,
  practiceId: string,
  patientId: string,
  from: PlainDate,
  until: PlainDate | null,
) {
  const rows = await tx
    .selectFrom('benefit_visit')
    .select([
      'session_id as sessionId',
      'patient_id as patientId',
      'clinician_id as clinicianId',
      'on_day as on',
      'state',
    ])
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('state', '<>', 'released')
    .where('on_day', '>=', from)
    .where(sql<boolean>`coalesce(on_day <= ${until}::date, true)`)
    .orderBy('on_day')
    .orderBy('session_id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as 'booked' | 'kept' }))
}

/** Visits that were agreed for these coverages by whoever agreed them: a program's, or a single case agreement's. */
export async function agreedVisits(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
  on: PlainDate,
): Promise<Map<string, number>> {
  if (coverageIds.length === 0) return new Map()
  const { rows } = await sql<{ coverageId: string; visits: number }>`
    SELECT DISTINCT ON (t.coverage_id) t.coverage_id AS "coverageId", t.visits FROM app.coverage_term t
    WHERE t.practice_id = ${practiceId} AND t.coverage_id = ANY (${[...coverageIds]}::uuid[]) AND t.visits IS NOT NULL
      AND t.from_on <= ${on}::date AND coalesce(t.until_on >= ${on}::date, true)
    ORDER BY t.coverage_id, t.from_on DESC`.execute(tx)
  return new Map(rows.map((row) => [row.coverageId, row.visits]))
}
