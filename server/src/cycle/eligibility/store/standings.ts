import type { PlainDate } from '@ballast/kernel'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { BenefitStandingTable } from '../../../ground/tables.ts'
import type { Facts, Standing } from '../types/standing.ts'

const standingOf = (row: Selectable<BenefitStandingTable>): Standing => ({
  coverageId: row.coverage_id,
  patientId: row.patient_id,
  checkedOn: row.checked_on,
  checkedFor: row.checked_for,
  isActive: row.is_active,
  planFrom: row.plan_from,
  planUntil: row.plan_until,
  holder:
    row.holder_signal === null
      ? null
      : {
          payerId: row.holder_payer_id,
          name: row.holder_name ?? '',
          id: row.holder_id,
          phone: row.holder_phone,
          signal: row.holder_signal,
          by: row.holder_by as 'payer' | 'person',
        },
  orderConfirmedOn: row.order_confirmed_on,
  facts: row.facts as Facts,
  answerId: row.answer_id,
  changedOn: row.changed_on,
  differences: row.differences as string[],
  version: row.version,
})

/** What is held to be true of these coverages; none for one that nobody has spoken about. */
export async function findStandings(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, Standing>> {
  if (coverageIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('benefit_standing')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...coverageIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.coverage_id, standingOf(row)]))
}

/** Writes what is held to be true now, all coverages in one statement. */
export async function saveStandings(tx: Tx, ground: Ground, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await tx
    .insertInto('benefit_standing')
    .values(
      standings.map((one) => ({
        practice_id: ground.practiceId,
        coverage_id: one.coverageId,
        patient_id: one.patientId,
        checked_on: one.checkedOn,
        checked_for: one.checkedFor,
        is_active: one.isActive,
        plan_from: one.planFrom,
        plan_until: one.planUntil,
        holder_payer_id: one.holder?.payerId ?? null,
        holder_name: one.holder?.name ?? null,
        holder_id: one.holder?.id ?? null,
        holder_phone: one.holder?.phone ?? null,
        holder_signal: one.holder?.signal ?? null,
        holder_by: one.holder?.by ?? null,
        order_confirmed_on: one.orderConfirmedOn,
        facts: JSON.stringify(one.facts),
        answer_id: one.answerId,
        changed_on: one.changedOn,
        differences: JSON.stringify(one.differences),
        version: one.version,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['practice_id', 'coverage_id']).doUpdateSet((eb) => ({
        checked_on: eb.ref('excluded.checked_on'),
        checked_for: eb.ref('excluded.checked_for'),
        is_active: eb.ref('excluded.is_active'),
        plan_from: eb.ref('excluded.plan_from'),
        plan_until: eb.ref('excluded.plan_until'),
        holder_payer_id: eb.ref('excluded.holder_payer_id'),
        holder_name: eb.ref('excluded.holder_name'),
        holder_id: eb.ref('excluded.holder_id'),
        holder_phone: eb.ref('excluded.holder_phone'),
        holder_signal: eb.ref('excluded.holder_signal'),
        holder_by: eb.ref('excluded.holder_by'),
        order_confirmed_on: eb.ref('excluded.order_confirmed_on'),
        facts: eb.ref('excluded.facts'),
        answer_id: eb.ref('excluded.answer_id'),
        changed_on: eb.ref('excluded.changed_on'),
        differences: eb.ref('excluded.differences'),
        version: sql<number>`benefit_standing.version + 1`,
      })),
    )
    .execute()
}

/** What a visit is worth to the practice, for the dollars at stake: its own charge for an hour of therapy. */
export async function visitWorth(tx: Tx, practiceId: string, on: PlainDate): Promise<number> {
  const row = await tx
    .selectFrom('charge_rate')
    .select('charge_cents')
    .where('practice_id', '=', practiceId)
    .where('code', 'in', ['90837', '90834'])
    .where('from_on', '<=', on)
    .orderBy('code', 'desc')
    .orderBy('from_on', 'desc')
    .executeTakeFirst()
  return row?.charge_cents ?? 0
}
