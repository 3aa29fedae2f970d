import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Day } from '../../ground/api-types.ts'

/** GET /api/worklist */
export type WorkList = {
  readonly today: Day
  readonly total: number
  readonly atStake: number
  readonly oldest: Day | null
  readonly items: readonly WorkItem[]
}
export type WorkItem = {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly title: string
  readonly advice: string
  readonly link: string
  readonly patientId: string | null
  readonly atStake: number
  readonly dueOn: Day | null
  readonly team: string
  readonly ownerId: string | null
  readonly snoozedUntil: Day | null
  readonly escalation: number
  readonly openedOn: Day
  readonly closedOn: Day | null
  readonly closedAs: string | null
  readonly closedBy: string | null
  readonly closedWhy: string | null
}
export type WorkDetail = WorkItem & {
  readonly events: readonly {
    readonly id: string
    readonly action: string
    readonly note: string | null
    readonly actor: string
    readonly on: Day
    readonly batchId: string
  }[]
}
/** `atLeast` in cents; `kind` may be the beginning of kinds, such as `eligibility.`. */
export type AssignmentRule = {
  readonly kind: string
  readonly atLeast: number
  readonly team: string | null
  readonly ownerId: string | null
}
export type WorkTerms = {
  readonly me: string
  readonly myTeams: readonly string[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly teams: readonly string[] }[]
  readonly teams: readonly {
    readonly id: string
    readonly title: string
    readonly fallbackOwnerId: string | null
    readonly escalateTo: string | null
    readonly escalateAfterDays: number
  }[]
  readonly rules: readonly AssignmentRule[]
  readonly leaves: readonly { readonly personId: string; readonly from: Day; readonly until: Day }[]
  readonly kinds: readonly { readonly id: string; readonly title: string; readonly hint: string }[]
}
export type QueueCount = { readonly kind: string; readonly team: string; readonly count: number }
export type Acted = {
  readonly batchId: string | null
  readonly changed: { readonly count: number; readonly atStake: number }
  readonly skipped: readonly { readonly why: string }[]
}
export type Act =
  | { readonly do: 'assign'; readonly ownerId: string | null; readonly team?: string }
  | { readonly do: 'snooze'; readonly until: string }
  | { readonly do: 'done'; readonly why?: string }
  | { readonly do: 'dismiss'; readonly why: string }
  | { readonly do: 'note'; readonly why: string }
  | { readonly do: 'reopen' }

export const workTermsQuery = queryOptions({
  queryKey: ['worklist', 'terms'],
  queryFn: () => ask<WorkTerms>('/worklist/terms'),
  staleTime: 60_000,
})
export const queueCountsQuery = queryOptions({
  queryKey: ['worklist', 'queues'],
  queryFn: () => ask<{ queues: readonly QueueCount[] }>('/worklist/queues'),
})
export const workItemQuery = (id: string) =>
  queryOptions({ queryKey: ['worklist', 'item', id], queryFn: () => ask<WorkDetail>(`/worklist/${id}`) })
export const actOnWork = (ids: readonly string[], act: Act) => post<Acted>('/worklist/act', { ids, act })
export const undoWork = (batchId: string) => post<Acted>('/worklist/undo', { batchId })
