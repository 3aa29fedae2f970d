/** One thing that waits for somebody: how many, how much, since when, and where to go. */
export type Queue = {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly count: number
  readonly atStakeCents: number
  readonly oldestOn: string | null
  readonly nextDeadlineOn: string | null
  readonly link: string
}

/** One stage of the cycle's picture. `stuck` is what waits there longer than it should. */
export type Stage = {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly cents: number
  readonly stuck: number
  readonly stuckCents: number
  readonly since: string | null
  readonly link: string
}

/** A figure that explains itself. `value` is null when there is nothing to divide by. */
export type Measure = {
  readonly id: string
  readonly title: string
  readonly value: number | null
  readonly unit: 'percent' | 'days' | 'cents'
  readonly numerator: number
  readonly denominator: number
  readonly of: 'claims' | 'cents'
  readonly formula: string
  readonly target: string
  readonly isMet: boolean | null
  readonly source: string
  readonly link: string
  readonly trend: readonly { readonly month: string; readonly value: number | null }[]
}

/** What the measures of one month are made from. Money in cents. */
export type MonthFacts = {
  readonly month: string
  readonly adjudicated: number
  readonly clean: number
  readonly denied: number
  readonly allowedCents: number
  readonly collectedCents: number
}

export type PracticeFacts = {
  readonly months: readonly MonthFacts[]
  readonly receivableCents: number
  readonly over60Cents: number
  readonly chargesLastYearCents: number
  readonly daysOfCharges: number
}

/** Something waiting, before it has words. */
export type Waiting = {
  readonly id: string
  readonly count: number
  readonly cents: number
  readonly oldest: string | null
  readonly deadline: string | null
}

/** A stage of the cycle, before it has words. */
export type StageFacts = {
  readonly id: string
  readonly count: number
  readonly cents: number
  readonly stuck: number
  readonly stuckCents: number
  readonly since: string | null
}

/** What came and went in the last day: one line of the home page. */
export type NewsFacts = { readonly id: string; readonly count: number; readonly cents: number }
export type News = NewsFacts & { readonly title: string; readonly link: string }

/** Cash of this month so far, and of the month before: by the same day, and in all. In cents. */
export type Cash = {
  readonly month: string
  readonly payers: number
  readonly patients: number
  readonly monthBeforeSoFar: number
  readonly monthBefore: number
}
