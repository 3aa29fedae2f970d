import { cents, type PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { AssignmentRule, Team } from '../types.ts'

export async function listRules(tx: Tx, practiceId: string): Promise<AssignmentRule[]> {
  const rows = await tx
    .selectFrom('work_rule')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    kind: row.kind,
    atLeast: cents(row.at_least_cents),
    team: row.team as Team | null,
    ownerId: row.owner_id,
  }))
}

/** The rules as they are from now on, in this order. */
export async function saveRules(tx: Tx, practiceId: string, rules: readonly AssignmentRule[]): Promise<void> {
  await tx.deleteFrom('work_rule').where('practice_id', '=', practiceId).execute()
  if (rules.length === 0) return
  await tx
    .insertInto('work_rule')
    .values(
      rules.map((rule, position) => ({
        practice_id: practiceId,
        position,
        kind: rule.kind,
        at_least_cents: rule.atLeast,
        team: rule.team,
        owner_id: rule.ownerId,
      })),
    )
    .execute()
}

export const listTeams = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('work_team')
    .select([
      'team',
      'fallback_owner_id as fallbackOwnerId',
      'escalate_to as escalateTo',
      'escalate_after_days as escalateAfterDays',
    ])
    .where('practice_id', '=', practiceId)
    .execute()

export async function saveTeam(
  tx: Tx,
  practiceId: string,
  team: Team,
  terms: { fallbackOwnerId: string | null; escalateTo: Team | null; escalateAfterDays: number | null },
): Promise<void> {
  const columns = {
    fallback_owner_id: terms.fallbackOwnerId,
    escalate_to: terms.escalateTo,
    escalate_after_days: terms.escalateAfterDays,
  }
  await tx
    .insertInto('work_team')
    .values({ practice_id: practiceId, team, ...columns })
    .onConflict((oc) => oc.columns(['practice_id', 'team']).doUpdateSet(columns))
    .execute()
}

export const listLeaves = (tx: Tx, practiceId: string, from: PlainDate) =>
  tx
    .selectFrom('work_leave')
    .select(['person_id as personId', 'from_on as from', 'until_on as until'])
    .where('practice_id', '=', practiceId)
    .where('until_on', '>=', from)
    .orderBy('from_on')
    .execute()

export async function saveLeave(
  tx: Tx,
  practiceId: string,
  leave: { personId: string; from: PlainDate; until: PlainDate },
): Promise<void> {
  await tx
    .insertInto('work_leave')
    .values({ practice_id: practiceId, person_id: leave.personId, from_on: leave.from, until_on: leave.until })
    .onConflict((oc) => oc.columns(['practice_id', 'person_id', 'from_on']).doUpdateSet({ until_on: leave.until }))
    .execute()
}

export const deleteLeave = (tx: Tx, practiceId: string, personId: string, from: PlainDate) =>
  tx
    .deleteFrom('work_leave')
    .where('practice_id', '=', practiceId)
    .where('person_id', '=', personId)
    .where('from_on', '=', from)
    .execute()

/** A person's own views and those that colleagues share. */
export const listViews = (tx: Tx, practiceId: string, personId: string) =>
  tx
    .selectFrom('work_view')
    .select(['id', 'name', 'filter', 'is_shared as isShared', 'person_id as personId'])
    .where('practice_id', '=', practiceId)
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('is_shared', '=', true)]))
    .orderBy('name')
    .execute()

export async function saveView(
  tx: Tx,
  ground: Ground,
  view: { name: string; filter: Readonly<Record<string, string>>; isShared: boolean },
): Promise<string> {
  const row = await tx
    .insertInto('work_view')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      person_id: ground.actor.id,
      name: view.name,
      filter: JSON.stringify(view.filter),
      is_shared: view.isShared,
    })
    .onConflict((oc) =>
      oc
        .columns(['practice_id', 'person_id', 'name'])
        .doUpdateSet({ filter: JSON.stringify(view.filter), is_shared: view.isShared }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function deleteView(tx: Tx, ground: Ground, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('work_view')
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .where('person_id', '=', ground.actor.id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
