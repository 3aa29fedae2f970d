import { date, type PlainDate } from '@ballast/kernel'

// Therapy is chosen by face-to-face minutes, never by what was scheduled and never rounded up. Under 16 minutes there is
// no therapy to bill; from 53 on the longest code is one unit, however long the session ran.

export type TimeContext =
  | 'therapy_alone'
  | 'therapy_with_visit'
  | 'crisis'
  | 'family'
  | 'testing'
  | 'care_month'
  | 'collaborative_first_month'
  | 'collaborative_later_month'

export type TimeBand = {
  readonly context: TimeContext
  readonly minutes: readonly [from: number, until: number]
  /** Null: these minutes have no code of their own. */
  readonly code: string | null
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const since2013 = date('2013-01-01')
const since2018 = date('2018-01-01')
const since2019 = date('2019-01-01')
export const longestDay = 1440

// biome-ignore format: one row per line
export const timeBands: readonly TimeBand[] = [
  { context: 'therapy_alone',      minutes: [0,   15],  code: null,    from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_alone',      minutes: [16,  37],  code: '90832', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_alone',      minutes: [38,  52],  code: '90834', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_alone',      minutes: [53, 1440], code: '90837', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_with_visit', minutes: [0,   15],  code: null,    from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_with_visit', minutes: [16,  37],  code: '90833', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_with_visit', minutes: [38,  52],  code: '90836', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'therapy_with_visit', minutes: [53, 1440], code: '90838', from: since2013, until: null, cite: 'NOVITAS', verified: 'V' },
  { context: 'crisis',             minutes: [0,   29],  code: null,    from: since2013, until: null, cite: 'HEADWAY', verified: 'P' },
  { context: 'crisis',             minutes: [30, 1440], code: '90839', from: since2013, until: null, cite: 'HEADWAY', verified: 'V' },
  { context: 'family',             minutes: [0,   25],  code: null,    from: since2013, until: null, cite: 'AAPC3',   verified: 'P' },
  { context: 'family',             minutes: [26, 1440], code: '90847', from: since2013, until: null, cite: 'AAPC3',   verified: 'P' },
  { context: 'testing',            minutes: [0,   30],  code: null,    from: since2019, until: null, cite: 'TESTING', verified: 'V' },
  { context: 'testing',            minutes: [31, 1440], code: '96130', from: since2019, until: null, cite: 'TESTING', verified: 'V' },
  { context: 'care_month',                minutes: [0,  19],   code: null,    from: since2018, until: null, cite: 'BHI', verified: 'V' },
  { context: 'care_month',                minutes: [20, 1440], code: '99484', from: since2018, until: null, cite: 'BHI', verified: 'V' },
  { context: 'collaborative_first_month', minutes: [0,  35],   code: null,    from: since2018, until: null, cite: 'OWN', verified: 'P' },
  { context: 'collaborative_first_month', minutes: [36, 1440], code: '99492', from: since2018, until: null, cite: 'OWN', verified: 'P' },
  { context: 'collaborative_later_month', minutes: [0,  30],   code: null,    from: since2018, until: null, cite: 'OWN', verified: 'P' },
  { context: 'collaborative_later_month', minutes: [31, 1440], code: '99493', from: since2018, until: null, cite: 'OWN', verified: 'P' },
]

/** From where blocks are counted: the end of the first block, its middle, or the first block of a month. */
export type BlockRule = 'block' | 'midpoint' | 'first_month' | 'later_month'

/** Further blocks of a long service: the first at `first` minutes, one more each `each` minutes after. */
export type FurtherBlock = {
  readonly code: string
  readonly rule: BlockRule
  readonly first: number
  readonly each: number
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const furtherBlocks: readonly FurtherBlock[] = [
  { code: '90840', rule: 'block',    first: 75, each: 30, from: since2013, until: null, cite: 'BCBSIL',  verified: 'P' },
  { code: '90840', rule: 'midpoint', first: 76, each: 30, from: since2013, until: null, cite: 'OWN',     verified: 'U' },
  { code: '99494', rule: 'first_month', first: 86, each: 30, from: since2018, until: null, cite: 'OWN', verified: 'P' },
  { code: '99494', rule: 'later_month', first: 76, each: 30, from: since2018, until: null, cite: 'OWN', verified: 'P' },
  { code: '96131', rule: 'block',    first: 91, each: 60, from: since2019, until: null, cite: 'TESTING', verified: 'P' },
]
