import { cents, type PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
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
