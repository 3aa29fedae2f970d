import type { Cents, PlainDate } from '@ballast/kernel'

/** What a queue can hold. A room that finds a new kind of work adds its kind here and its words in `tables/kinds.ts`. */
// biome-ignore format: by room
export const workKinds = [
  'eligibility.inactive', 'eligibility.not-found', 'eligibility.refused', 'eligibility.carve-out', 'eligibility.unanswered',
  'eligibility.call', 'eligibility.changed', 'eligibility.contradiction', 'eligibility.other-payer', 'eligibility.wrong-person',
  'eligibility.limit-near', 'eligibility.limit-reached', 'eligibility.hand-over',
  'authorization.update', 'authorization.renewal', 'authorization.pended', 'authorization.call', 'authorization.rejected',
  'authorization.denied', 'authorization.changed', 'authorization.answer',
  'credentialing.paper', 'credentialing.call',
  'intake.fee-review',
  'claim.not-billable', 'claim.decided-again', 'claim.no-999', 'claim.no-277ca',
  'session.overlap', 'session.missed', 'session.second-miss', 'session.free-hour',
  'origin.fix',
] as const
export type WorkKind = (typeof workKinds)[number]

// biome-ignore format: one line
export const teams = [
  'front_desk', 'insurance_desk', 'auth_desk', 'credentialing', 'scheduling', 'billing', 'coding', 'edi', 'liaison', 'clinician', 'manager',
] as const
export type Team = (typeof teams)[number]

/** Something one person should do next, found by a room. The same kind and subject again is the same item. */
export type NewWork = {
  readonly kind: WorkKind
  /** What it is about, as the room names it: with the kind, the item's identity. */
  readonly subject: string
  /** What was found. A dismissed item stays away until this differs. */
  readonly cause: string
  readonly title: string
  /** What to do, as a sentence to the person who does it. */
  readonly advice: string
  /** The page where it is done. */
  readonly link: string
  readonly patientId?: string | null
  readonly atStake?: Cents
  /** The last day on which doing it still helps; without one, the kind's own days. */
  readonly dueOn?: PlainDate | null
  /** Another team than the kind's own. */
  readonly team?: Team
  readonly facts?: Readonly<Record<string, unknown>>
}

export type WorkItem = {
  readonly id: string
  readonly kind: WorkKind
  readonly subject: string
  readonly title: string
  readonly advice: string
  readonly link: string
  readonly patientId: string | null
  readonly atStake: Cents
  readonly dueOn: PlainDate | null
  readonly team: Team
  readonly ownerId: string | null
  readonly snoozedUntil: PlainDate | null
  readonly escalation: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly openedOn: PlainDate
  readonly actedOn: PlainDate
  readonly closedOn: PlainDate | null
  readonly closedAs: 'done' | 'dismissed' | 'gone' | null
  readonly closedBy: string | null
  readonly closedWhy: string | null
  readonly version: number
}

/** What may be done to items, one or many at once. */
export type WorkAct =
  | { readonly do: 'assign'; readonly ownerId: string | null; readonly team?: Team | undefined }
  | { readonly do: 'snooze'; readonly until: PlainDate; readonly why?: string | undefined }
  | { readonly do: 'done'; readonly why?: string | undefined }
  | { readonly do: 'dismiss'; readonly why: string }
  | { readonly do: 'reopen' }
  | { readonly do: 'note'; readonly why: string }

/** The part of an item that an act changes, and that undoing it gives back. */
export type Standing = Pick<
  WorkItem,
  'team' | 'ownerId' | 'snoozedUntil' | 'escalation' | 'closedOn' | 'closedAs' | 'closedBy' | 'closedWhy'
>

/** How a team works here: its default, as the practice changed it. */
export type TeamTerms = {
  readonly team: Team
  readonly fallbackOwnerId: string | null
  readonly escalateTo: Team | null
  readonly escalateAfterDays: number
}

export type AssignmentRule = {
  /** A kind, or the beginning of kinds: `eligibility.` */
  readonly kind: string
  readonly atLeast: Cents
  readonly team: Team | null
  readonly ownerId: string | null
}

/** What decides whose an item is. */
export type AssignmentFacts = {
  readonly rules: readonly AssignmentRule[]
  readonly teams: ReadonlyMap<Team, TeamTerms>
  /** People who are away today. */
  readonly away: ReadonlySet<string>
}

export type WorkFilter = {
  readonly state?: 'open' | 'snoozed' | 'closed' | 'all' | undefined
  readonly kind?: string | undefined
  readonly team?: string | undefined
  readonly owner?: string | undefined
  readonly due?: 'overdue' | 'week' | undefined
  readonly patient?: string | undefined
  readonly search?: string | undefined
  readonly atLeast?: number | undefined
  readonly sort?: 'due' | 'amount' | 'age' | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
}
