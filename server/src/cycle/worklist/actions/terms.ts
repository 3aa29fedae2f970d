import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { teamsOf, teamTerms } from '../rules.ts'
import * as store from '../store/terms.ts'
import { kinds } from '../tables/kinds.ts'
import { teamDefaults } from '../tables/teams.ts'
import { type AssignmentRule, type Team, teams } from '../types.ts'

/** Everything the queue page has to know around its items: people, teams, kinds, rules and leaves. */
export const workTerms = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const people = await colleaguesOf(tx, practiceId)
    const terms = teamTerms(await store.listTeams(tx, practiceId))
    return {
      me: ground.actor.id,
      myTeams: teamsOf(ground.actor.roles),
      people: people.map(({ id, name, roles }) => ({ id, name, teams: teamsOf(roles) })),
      teams: teams.map((id) => ({ id, title: teamDefaults[id].title, ...terms.get(id) })),
      kinds: Object.entries(kinds).map(([id, { title, hint, team, days }]) => ({ id, title, hint, team, days })),
      rules: await store.listRules(tx, practiceId),
      leaves: await store.listLeaves(tx, practiceId, ground.today()),
    }
  })

export type TermsRefusal = { kind: 'worklist.not_found' } | { kind: 'worklist.invalid'; message: string }

const isHere = async (tx: Parameters<typeof colleaguesOf>[0], ground: Ground, ids: readonly (string | null)[]) => {
  const people = new Set((await colleaguesOf(tx, ground.practiceId)).map((person) => person.id))
  return ids.every((id) => id === null || people.has(id))
}

const nobody: TermsRefusal = { kind: 'worklist.invalid', message: 'Nobody by that id works here.' }

export type TermsChange =
  | {
      readonly set: 'team'
      readonly team: Team
      readonly fallbackOwnerId: string | null
      readonly escalateTo: Team | null
      readonly escalateAfterDays: number | null
    }
  | { readonly set: 'rules'; readonly rules: readonly AssignmentRule[] }
  | { readonly set: 'leave'; readonly personId: string; readonly from: PlainDate; readonly until: PlainDate }
  | { readonly set: 'back'; readonly personId: string; readonly from: PlainDate }

/** Changes how work finds its person here. */
export function changeTerms(ground: Ground, change: TermsChange): Promise<Result<{ ok: true }, TermsRefusal>> {
  return inTransaction<{ ok: true }, TermsRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    switch (change.set) {
      case 'team':
        if (!(await isHere(tx, ground, [change.fallbackOwnerId]))) return refuse(nobody)
        if (change.escalateTo === change.team)
          return refuse({ kind: 'worklist.invalid', message: 'A team cannot pass its work up to itself.' })
        await store.saveTeam(tx, practiceId, change.team, change)
        break
      case 'rules': {
        const owners = change.rules.map((rule) => rule.ownerId)
        if (!(await isHere(tx, ground, owners))) return refuse(nobody)
        await store.saveRules(tx, practiceId, change.rules)
        break
      }
      case 'leave':
        if (!(await isHere(tx, ground, [change.personId]))) return refuse(nobody)
        if (change.until < change.from)
          return refuse({ kind: 'worklist.invalid', message: 'The leave ends before it begins.' })
        await store.saveLeave(tx, practiceId, change)
        break
      case 'back':
        await store.deleteLeave(tx, practiceId, change.personId, change.from)
        break
    }
    await audit(tx, ground, { action: 'worklist.terms', subject: change.set, detail: { ...change } })
    return ok({ ok: true })
  })
}
