import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { CountedVisit, Facts, LimitStanding } from '../../eligibility/types/standing.ts'
import type { BenefitFacts, SaidOfCoverage } from '../types.ts'

type Row = {
  session_id: string
  coverage_id: string
  payer_id: string
  checked_on: PlainDate | null
  checked_for: PlainDate | null
  is_active: boolean | null
  plan_from: PlainDate | null
  plan_until: PlainDate | null
  holder_payer_id: string | null
  holder_name: string | null
  holder_id: string | null
  holder_signal: string | null
  order_confirmed_on: PlainDate | null
  facts: Facts | null
}

const saidOf = (row: Row): SaidOfCoverage => ({
  coverageId: row.coverage_id,
  checkedOn: row.checked_on,
  checkedFor: row.checked_for,
  isActive: row.is_active,
  planFrom: row.plan_from,
  planUntil: row.plan_until,
  holder:
    row.holder_signal === null || row.holder_payer_id === row.payer_id
      ? null
      : { payerId: row.holder_payer_id, name: row.holder_name ?? '', id: row.holder_id },
  orderConfirmedOn: row.order_confirmed_on,
  facts: row.facts ?? {},
})

/** A visit whose coverages are asked for. */
export type VisitAsked = { readonly sessionId: string; readonly patientId: string; readonly on: PlainDate }

/** By session: the coverages in force on its day with what the payers said of each, the one that pays first at the front. */
export async function listSaid(
  tx: Tx,
  practiceId: string,
  visits: readonly VisitAsked[],
): Promise<Map<string, readonly SaidOfCoverage[]>> {
  const { rows } = await sql<Row>`
    SELECT v.session_id, c.id AS coverage_id, c.payer_id, b.checked_on, b.checked_for, b.is_active, b.plan_from, b.plan_until,
      b.holder_payer_id, b.holder_name, b.holder_id, b.holder_signal, b.order_confirmed_on, b.facts
    FROM unnest(${visits.map((visit) => visit.sessionId)}::uuid[], ${visits.map((visit) => visit.patientId)}::uuid[],
      ${visits.map((visit) => visit.on)}::date[]) AS v (session_id, patient_id, on_day)
    JOIN app.coverage c ON c.practice_id = ${practiceId} AND c.patient_id = v.patient_id AND c.from_on <= v.on_day
      AND coalesce(c.until_on >= v.on_day, true)
    LEFT JOIN app.benefit_standing b ON b.practice_id = ${practiceId} AND b.practice_id = c.practice_id AND b.coverage_id = c.id
    ORDER BY v.session_id, coalesce(b.plan_until < v.on_day, false), c.rank, c.from_on DESC, c.id`.execute(tx)
  const said = new Map<string, SaidOfCoverage[]>()
  for (const row of rows) add(said, row.session_id, saidOf(row))
  return said
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** By session: what is counted against the limit of its first coverage before it. */
export async function gatherBenefits(
  tx: Tx,
  practiceId: string,
  visits: readonly VisitAsked[],
  said: ReadonlyMap<string, readonly SaidOfCoverage[]>,
): Promise<Map<string, BenefitFacts>> {
  const covered = visits.flatMap((visit) => {
    const first = said.get(visit.sessionId)?.[0]
    return first ? [{ ...visit, coverageId: first.coverageId }] : []
  })
  const asked = (some: typeof covered) => sql`
    unnest(${some.map((visit) => visit.sessionId)}::uuid[], ${some.map((visit) => visit.coverageId)}::uuid[],
      ${some.map((visit) => visit.on)}::date[]) AS v (session_id, coverage_id, on_day)`
  const limits = await sql<LimitStanding & { readonly sessionId: string }>`
    SELECT DISTINCT ON (v.session_id) v.session_id AS "sessionId", l.coverage_id AS "coverageId", l.period, l.from_on AS from,
      l.until_on AS until, l.visits, l.payer_left AS "payerLeft", l.as_of AS "asOf", l.said_by AS "saidBy"
    FROM ${asked(covered)}
    JOIN app.benefit_limit l ON l.practice_id = ${practiceId} AND l.coverage_id = v.coverage_id AND l.from_on <= v.on_day
      AND coalesce(l.until_on >= v.on_day, true)
    ORDER BY v.session_id, l.period`.execute(tx)
  const limitOf = new Map(limits.rows.map(({ sessionId, ...limit }) => [sessionId, limit]))
  const before = new Map<string, CountedVisit[]>()
  const limited = covered.filter((visit) => limitOf.has(visit.sessionId))
  if (limited.length > 0) {
    const { rows } = await sql<CountedVisit & { readonly visitId: string }>`
      SELECT v.session_id AS "visitId", b.session_id AS "sessionId", b.on_day AS on, b.state, b.counted_on AS "countedOn"
      FROM ${asked(limited)}
      JOIN app.benefit_visit b ON b.practice_id = ${practiceId} AND b.coverage_id = v.coverage_id AND b.state = 'kept'
        AND b.on_day < v.on_day AND b.session_id <> v.session_id`.execute(tx)
    for (const { visitId, ...visit } of rows) add(before, visitId, visit)
  }
  return new Map(
    covered.map(({ sessionId }) => [
      sessionId,
      {
        said: said.get(sessionId) ?? [],
        limit: limitOf.get(sessionId) ?? null,
        visitsBefore: before.get(sessionId) ?? [],
      },
    ]),
  )
}
