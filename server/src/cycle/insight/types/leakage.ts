import type { PlainDate } from '@ballast/kernel'

/** Why a dollar of care did not become a dollar of cash. A visit or claim stands under one cause only. */
export const leakCauses = [
  'denied',
  'timely_filing',
  'never_billed',
  'unsigned_note',
  'no_show',
  'underpaid',
  'written_off',
] as const
export type LeakCause = (typeof leakCauses)[number]

/** What leaked of one month of visits by one cause. */
export type LeakCell = {
  readonly cause: LeakCause
  readonly month: string
  readonly count: number
  readonly cents: number
}

/** One visit or claim behind a figure. */
export type LeakRow = {
  readonly on: PlainDate
  readonly cause: LeakCause
  readonly claimId: string | null
  readonly number: string
  readonly patient: string
  readonly payer: string | null
  readonly clinician: string
  readonly cents: number
  readonly why: string
}

/** What the arithmetic needs beside the rows. */
export type LeakBasis = {
  readonly kept: number
  readonly scheduled: number
  readonly claims: number
  readonly clinicians: number
  readonly payers: number
  readonly authorizations: number
  /** What a claim is expected to bring, on average over these months; null when no contract or history says. */
  readonly averageCents: number | null
  readonly priced: number
}

export type LeakageCause = {
  readonly id: LeakCause
  readonly title: string
  /** For a column. */
  readonly short: string
  readonly count: number
  readonly cents: number
  readonly perMonthCents: number
  readonly arithmetic: string
  /** Whether the dollars are an estimate at the average visit, and not the claim's own. */
  readonly isEstimate: boolean
  readonly needs: string | null
}

export type Leakage = {
  readonly from: PlainDate
  readonly until: PlainDate
  readonly months: readonly string[]
  readonly causes: readonly LeakageCause[]
  readonly cells: readonly LeakCell[]
  readonly totalCents: number
  readonly perMonthCents: number
  readonly basis: LeakBasis
}
