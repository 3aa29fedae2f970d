import type { PlainDate } from '@ballast/kernel'

export type Line = { readonly code: string; readonly modifiers: readonly string[]; readonly units: number }

/** A claim as a review looks at it. */
export type Reviewed = {
  readonly claimId: string
  readonly sessionId: string
  readonly clinicianId: string
  readonly startedOn: PlainDate | null
  readonly on: PlainDate
  readonly service: string
  readonly minutes: number | null
  readonly diagnoses: readonly string[]
  readonly lines: readonly Line[]
}

export const risks = ['prolonged', 'add_on', 'high_acuity', 'long_share', 'identical_times'] as const
export type Risk = (typeof risks)[number]

export const outcomes = ['agreed', 'too_high', 'too_low', 'modifier', 'diagnosis', 'documentation'] as const
export type Outcome = (typeof outcomes)[number]

/** A share with its uncertainty; null bounds when there is nothing to divide by. */
export type Share = {
  readonly of: number
  readonly in: number
  readonly percent: number | null
  readonly low: number | null
  readonly high: number | null
}

/** One finding of an edit, with what became of its claim. */
export type Hit = {
  readonly rule: string
  readonly severity: string
  readonly state: 'open' | 'fixed' | 'released'
  readonly reason: string | null
  readonly role: string | null
  /** Whether the payer has decided on the claim. */
  readonly isDecided: boolean
  /** The reasons of its denial, as `CARC 197`; empty when there was none. */
  readonly denied: readonly string[]
}

/** A denial, and which edits had spoken about its claim. */
export type DenialFacts = {
  readonly origin: string
  readonly reasons: readonly string[]
  readonly rulesThatSpoke: readonly string[]
}

/** What an edit did, in numbers whose words are on the page. */
export type EditRecord = {
  readonly hits: number
  readonly stopped: number
  readonly fixed: number
  readonly released: number
  readonly waiting: number
  readonly prevented: number
  readonly falseAlarms: number
  readonly trueAlarms: number
  readonly missed: number
  readonly overrides: readonly { readonly reason: string; readonly role: string; readonly times: number }[]
}

export type Card = {
  readonly pattern: string
  readonly happened: string
  readonly example: string
  readonly nextTime: string
}

/** A pattern in one clinician's notes over a stretch of days. */
export type PatternCount = {
  readonly clinicianId: string
  readonly pattern: string
  readonly times: number
  readonly sessions: number
  /** What the words of a card are filled with: the usual minutes, the share of colleagues. */
  readonly detail: number | null
}
