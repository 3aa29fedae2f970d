import type { PlainDate } from '@ballast/kernel'

/** A payer's leave to treat, as a file brings it. */
export type AuthorizationRecord = {
  readonly externalId: string
  readonly patient: string
  readonly payer: string
  readonly number: string
  readonly codes: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate
  readonly units: number
  readonly usedBefore: number
  readonly obtainedOn: PlainDate | null
  /** Whom and what disorder it was given for, where the payer names them. */
  readonly clinicianNpi?: string
  readonly diagnosis?: string
}

export const unitKinds = ['visit', 'unit'] as const
export type UnitKind = (typeof unitKinds)[number]

/** Leave that a payer gave. No codes means every code; no clinician or program means every one. */
export type Grant = {
  readonly id: string
  readonly number: string
  readonly patientId: string
  readonly payerId: string
  readonly codes: readonly string[]
  readonly unit: UnitKind
  readonly units: number
  readonly usedBefore: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly programId: string | null
  readonly clinicianId: string | null
  readonly status: 'active' | 'cancelled' | 'not_required'
  readonly obtainedOn: PlainDate | null
}

/** The four numbers of a grant. `left` falls below zero only by an override that names its reason. */
export type Counted = {
  readonly approved: number
  readonly reserved: number
  readonly used: number
  readonly left: number
}

/** A visit, booked or kept, as far as leave is concerned. `codes` are those it may come to. */
export type Visit = {
  readonly sessionId: string
  readonly patientId: string
  readonly payerId: string
  readonly clinicianId: string
  readonly programId: string
  readonly on: PlainDate
  readonly codes: readonly string[]
  readonly units: number
  readonly isKept: boolean
}

/** Which grant a visit uses, and why; every other grant with the reason it does not. */
export type Choice = {
  readonly grantId: string | null
  readonly why: string
  readonly passed: readonly { readonly grantId: string; readonly number: string; readonly why: string }[]
}

/** What a payer wants to be asked beforehand. `unknown` when its terms do not say. */
export type Leave = 'needed' | 'not_needed' | 'unknown'

export const requestKinds = ['initial', 'renewal', 'extension', 'revision', 'cancellation', 'retro'] as const
export type RequestKind = (typeof requestKinds)[number]

export const channels = ['278', 'portal', 'fax', 'phone'] as const
export type Channel = (typeof channels)[number]

/** Where a request may go next. A move that is not listed does not exist. */
export const requestMoves = {
  draft: ['ready', 'cancelled'],
  ready: ['draft', 'sent', 'cancelled'],
  sent: ['pended', 'approved', 'partial', 'modified', 'denied', 'not_required', 'contact', 'rejected', 'cancelled'],
  pended: ['pended', 'approved', 'partial', 'modified', 'denied', 'not_required', 'contact', 'rejected', 'cancelled'],
  contact: ['pended', 'approved', 'partial', 'modified', 'denied', 'not_required', 'contact', 'rejected', 'cancelled'],
  rejected: ['draft', 'ready', 'cancelled'],
  approved: ['cancelled'],
  partial: ['cancelled'],
  modified: ['cancelled'],
  denied: ['approved', 'partial', 'modified'],
  not_required: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>
export type RequestStatus = keyof typeof requestMoves

export const openStatuses: readonly RequestStatus[] = ['draft', 'ready', 'sent', 'pended', 'contact', 'rejected']

/** What the treating clinician says about the care, in their own words; nothing else clinical ever goes to a payer. */
export type ClinicalUpdate = {
  readonly diagnoses: readonly string[]
  readonly symptoms: string
  readonly progress: string
  readonly goals: string
  readonly risk: 'none' | 'low' | 'moderate' | 'high'
  readonly riskPlan: string
  readonly perWeek: number
  readonly visits: number
  readonly plannedEnd: string
  readonly measures: readonly { readonly name: string; readonly score: number; readonly on: string }[]
}

/** What a payer decided, as its answer says it. */
export type Decision = {
  readonly traceNumber: string | null
  readonly outcome:
    | 'approved'
    | 'partial'
    | 'denied'
    | 'pended'
    | 'modified'
    | 'cancelled'
    | 'contact'
    | 'not_required'
    | 'rejected'
  readonly number: string | null
  readonly reason: string | null
  readonly from: PlainDate | null
  readonly until: PlainDate | null
  readonly units: number | null
  readonly codes: readonly string[]
  /** By code, where the payer decided on each service apart. */
  readonly services: readonly {
    readonly code: string | null
    readonly outcome: Decision['outcome']
    readonly units: number | null
    readonly number: string | null
  }[]
  readonly message: string | null
  readonly moreWillFollow: boolean
  readonly patientName: string | null
  readonly memberId: string | null
}

/** The days that matter of leave that runs out. */
export type RenewalPlan = {
  /** The last day a planned visit is still covered. */
  readonly lapsesOn: PlainDate
  readonly because: 'ends' | 'runs_out'
  readonly opensOn: PlainDate
  readonly dueOn: PlainDate
  readonly promptOn: PlainDate
  readonly left: number
  readonly cadenceDays: number
}

export type GapCause =
  | 'nobody_asked'
  | 'clinician_late'
  | 'sent_late'
  | 'payer_slow'
  | 'payer_denied'
  | 'units_ran_out'
  | 'other_code'
  | 'expired_unnoticed'
  | 'given_later'
  | 'visit_lost'

export type EpisodeGap = {
  readonly sessionId: string
  readonly on: PlainDate
  readonly cause: GapCause
  readonly owner: string
  readonly isRecovered: boolean
}
