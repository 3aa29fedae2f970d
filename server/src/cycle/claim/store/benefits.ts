import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { CountedVisit, Facts, LimitStanding } from '../../eligibility/types/standing.ts'
import type { BenefitFacts, SaidOfCoverage } from '../types.ts'

type Row = {
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

/** A patient's coverages in force on a day with what the payers said of each, the one that pays first at the front. */
export async function listSaid(
  tx: Tx,
  practiceId: string,
  patientId: string,
  on: PlainDate,
): Promise<readonly SaidOfCoverage[]> {
  const { rows } = await sql<Row>`
    SELECT c.id AS coverage_id, c.payer_id, b.checked_on, b.checked_for, b.is_active, b.plan_from, b.plan_until, b.holder_payer_id, b.holder_name, b.holder_id,
      b.holder_signal, b.order_confirmed_on, b.facts
    FROM app.coverage c LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.id AND b.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.patient_id = ${patientId} AND c.from_on <= ${on}::date AND coalesce(c.until_on >= ${on}::date, true)
    ORDER BY coalesce(b.plan_until < ${on}::date, false), c.rank, c.from_on DESC, c.id`.execute(tx)
  return rows.map(saidOf)
}

/** What is counted against the limit of a coverage before a visit. */
export async function gatherBenefits(
  tx: Tx,
  practiceId: string,
  said: readonly SaidOfCoverage[],
  visit: { readonly sessionId: string; readonly on: PlainDate },
): Promise<BenefitFacts | null> {
  const [first] = said
  if (!first) return null
  const limit = await tx
    .selectFrom('benefit_limit')
    .select([
      'coverage_id as coverageId',
      'period',
      'from_on as from',
      'until_on as until',
      'visits',
      'payer_left as payerLeft',
      'as_of as asOf',
      'said_by as saidBy',
    ])
    .where('practice_id', '=', practiceId)
    .where('coverage_id', '=', first.coverageId)
    .where('from_on', '<=', visit.on)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', visit.on)]))
    .orderBy('period')
    .executeTakeFirst()
  const visits = limit
    ? await tx
        .selectFrom('benefit_visit')
        .select(['session_id as sessionId', 'on_day as on', 'state', 'counted_on as countedOn'])
        .where('practice_id', '=', practiceId)
        .where('coverage_id', '=', first.coverageId)
        .where('state', '=', 'kept')
        .where('on_day', '<', visit.on)
        .where('session_id', '<>', visit.sessionId)
        .execute()
    : []
  return {
    said,
    limit: (limit as LimitStanding | undefined) ?? null,
    visitsBefore: visits as CountedVisit[],
  }
}
