import { addDays, type Cents, daysBetween, type PlainDate } from '@ballast/kernel'
import { kinds } from './tables/kinds.ts'
import { teamDefaults } from './tables/teams.ts'
import type { AssignmentFacts, NewWork, Standing, Team, TeamTerms, WorkAct, WorkItem } from './types.ts'
import { teams } from './types.ts'

// A discrepancy is worth nothing until it is one person's next task. Who that is: the practice's first rule that fits, else
// the kind's own team; somebody who is away passes theirs to the fallback owner, and what nobody touches goes up.

/** Whose new work is. An owner who is away passes it to the team's fallback owner. */
export function assign(
  work: Pick<NewWork, 'kind' | 'team' | 'atStake'>,
  facts: AssignmentFacts,
): { team: Team; ownerId: string | null } {
  const rule = facts.rules.find(
    (each) =>
      (each.kind === work.kind || (each.kind.endsWith('.') && work.kind.startsWith(each.kind))) &&
      (work.atStake ?? 0) >= each.atLeast,
  )
  const team = rule?.team ?? work.team ?? kinds[work.kind].team
  const named = rule?.ownerId ?? null
  const fallback = facts.teams.get(team)?.fallbackOwnerId ?? null
  return { team, ownerId: named !== null && facts.away.has(named) ? fallback : named }
}

/** The last day for new work. */
export const dueOn = (work: Pick<NewWork, 'kind' | 'dueOn'>, today: PlainDate): PlainDate =>
  work.dueOn ?? addDays(today, kinds[work.kind].days)

/** Where an item goes that nobody has touched: first to the fallback owner, then up; null while it may still wait. */
export function escalate(
  item: Pick<WorkItem, 'team' | 'ownerId' | 'dueOn' | 'actedOn' | 'snoozedUntil' | 'escalation'>,
  terms: TeamTerms,
  today: PlainDate,
): Pick<Standing, 'team' | 'ownerId' | 'escalation'> | null {
  if (item.snoozedUntil !== null && item.snoozedUntil > today) return null
  const isIdle = daysBetween(item.actedOn, today) >= terms.escalateAfterDays
  const isLate = item.dueOn !== null && item.dueOn < today && daysBetween(item.actedOn, today) >= 1
  if (!isIdle && !isLate) return null
  const { fallbackOwnerId, escalateTo } = terms
  if (fallbackOwnerId !== null && item.ownerId !== fallbackOwnerId)
    return { team: item.team, ownerId: fallbackOwnerId, escalation: item.escalation + 1 }
  return escalateTo === null ? null : { team: escalateTo, ownerId: null, escalation: item.escalation + 1 }
}

/** What an act makes of an item, or why it is passed over. */
export function actOn(
  item: WorkItem,
  act: WorkAct,
  today: PlainDate,
  actor: string,
): { to: Standing } | { skip: string } {
  const { team, ownerId, snoozedUntil, escalation, closedOn, closedAs, closedBy, closedWhy } = item
  const now: Standing = { team, ownerId, snoozedUntil, escalation, closedOn, closedAs, closedBy, closedWhy }
  if (act.do === 'note') return { to: now }
  if (act.do === 'reopen')
    return closedOn === null
      ? { skip: 'It is open.' }
      : { to: { ...now, closedOn: null, closedAs: null, closedBy: null, closedWhy: null, snoozedUntil: null } }
  if (closedOn !== null) return { skip: 'It is closed already.' }
  switch (act.do) {
    case 'assign': {
      const to = { ...now, team: act.team ?? team, ownerId: act.ownerId }
      return to.team === team && to.ownerId === ownerId ? { skip: 'It is theirs already.' } : { to }
    }
    case 'snooze':
      return act.until <= today
        ? { skip: 'It can only sleep until a day to come.' }
        : { to: { ...now, snoozedUntil: act.until } }
    case 'done':
    case 'dismiss':
      return {
        to: {
          ...now,
          closedOn: today,
          closedAs: act.do === 'done' ? 'done' : 'dismissed',
          closedBy: actor,
          closedWhy: act.why ?? null,
        },
      }
  }
}

const isTeam = (name: string): name is Team => (teams as readonly string[]).includes(name)

/** Every team's terms: the default, changed where the practice changed it. */
export function teamTerms(
  changed: readonly {
    team: string
    fallbackOwnerId: string | null
    escalateTo: string | null
    escalateAfterDays: number | null
  }[],
): Map<Team, TeamTerms> {
  return new Map(
    teams.map((team) => {
      const row = changed.find((each) => each.team === team)
      const escalateTo = row?.escalateTo ?? teamDefaults[team].escalateTo
      return [
        team,
        {
          team,
          fallbackOwnerId: row?.fallbackOwnerId ?? null,
          escalateTo: escalateTo !== null && isTeam(escalateTo) ? escalateTo : null,
          escalateAfterDays: row?.escalateAfterDays ?? teamDefaults[team].escalateAfterDays,
        },
      ]
    }),
  )
}

/** The teams somebody works in by the roles they hold; an owner or manager sees all. */
export const teamsOf = (roles: readonly string[]): Team[] =>
  roles.some((role) => role === 'owner' || role === 'manager')
    ? [...teams]
    : teams.filter((team) => teamDefaults[team].roles.some((role) => roles.includes(role)))

/** A number of items with what they are worth, for a person who is about to change them all. */
export const worthOf = (items: readonly { readonly atStake: Cents }[]): { count: number; atStake: number } => ({
  count: items.length,
  atStake: items.reduce((total, item) => total + item.atStake, 0),
})
