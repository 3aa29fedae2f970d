import type { Cents, PlainDate } from '@ballast/kernel'

/** What can be known of a coverage, beyond whether it is active. Money is cents, shares are hundredths of a percent. */
// biome-ignore format: by what it is about
export const factNames = [
  'plan', 'group', 'insuranceType', 'doubt',
  'copay.therapy', 'copay.psychiatry', 'copay.telehealth', 'coinsurance.therapy', 'coinsurance.psychiatry',
  'deductible.total', 'deductible.left', 'outOfPocket.total', 'outOfPocket.left',
  'limit.visits', 'limit.left', 'limit.period', 'limit.weekly', 'limit.none',
  'authorization.therapy', 'authorization.psychiatry', 'telehealth', 'referral', 'mentalHealth',
  'otherPayers', 'payerSpelling', 'spendDown', 'deniedElsewhere',
] as const
export type FactName = (typeof factNames)[number]

export type FactValue = number | string | boolean

/** One thing known, who said it, and when. */
export type Fact = {
  readonly value: FactValue
  readonly from: 'payer' | 'call'
  readonly by: string
  readonly on: PlainDate
}
export type Facts = Partial<Readonly<Record<FactName, Fact>>>
export type SaidFacts = Partial<Readonly<Record<FactName, FactValue>>>

/** Who holds the mental health benefit instead of the plan on the card, by what sign. */
export type Holder = {
  readonly payerId: string | null
  readonly name: string
  readonly id: string | null
  readonly phone: string | null
  readonly signal: string
  readonly by: 'payer' | 'person'
}

/** What is held to be true of a coverage. */
export type Standing = {
  readonly coverageId: string
  readonly patientId: string
  readonly checkedOn: PlainDate | null
  /** The day the last answer was about. */
  readonly checkedFor: PlainDate | null
  readonly isActive: boolean | null
  readonly planFrom: PlainDate | null
  readonly planUntil: PlainDate | null
  readonly holder: Holder | null
  readonly orderConfirmedOn: PlainDate | null
  readonly facts: Facts
  readonly answerId: string | null
  readonly changedOn: PlainDate | null
  readonly differences: readonly string[]
  readonly version: number
}

/** What a carve-out sign says, and whether it is strong enough to route claims by itself. */
export type HolderSign = {
  readonly name: string
  readonly id: string | null
  readonly phone: string | null
  readonly signal: string
  readonly words: string
  readonly isSure: boolean
}

/** What an answer comes to, before it is held against what was known. */
export type Reading = {
  readonly isActive: boolean | null
  readonly planFrom: PlainDate | null
  readonly planUntil: PlainDate | null
  readonly said: SaidFacts
  readonly holder: HolderSign | null
  /** Statements that cannot both be true; none of them is used. */
  readonly contradictions: readonly string[]
  readonly answersMentalHealth: boolean
}

/** A coverage with everything a question to its plan has to name. */
export type AskedCoverage = {
  readonly coverageId: string
  readonly patientId: string
  /** The id the practice's EHR knows the patient by. */
  readonly patientRef: string
  readonly patientName: string
  readonly memberId: string
  readonly groupNumber: string | null
  readonly relationship: 'self' | 'spouse' | 'child' | 'other'
  readonly patient: AskedPerson
  readonly subscriber: AskedPerson
  readonly payer: AskedPayer
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly rank: number
  /** Another plan of the patient without an end, as this one; an assistance program is none. */
  readonly otherPlan: string | null
}
export type AskedPerson = {
  readonly lastName: string
  readonly firstName: string
  readonly birthOn: PlainDate
  readonly sex: 'F' | 'M' | 'U'
}
export type AskedPayer = {
  readonly id: string
  readonly name: string
  readonly ediId: string
  readonly kind: string
  readonly partner: string
  readonly params: Readonly<Record<string, unknown>>
  readonly carveOutPayerId: string | null
}

/** How a question differs from what was entered, when the payer did not find the person as entered. */
export type Variant = 'as_entered' | 'plain_name' | 'swapped_names' | 'other_level' | 'today'

export type Inquiry = {
  readonly id: string
  readonly trace: string
  readonly coverageId: string
  readonly patientId: string
  readonly payerId: string
  readonly reason: string
  readonly variant: Variant
  readonly attempt: number
  readonly forOn: PlainDate
  readonly askedOn: PlainDate
  readonly state: string
}

/** A limit on visits in one period, with what is counted against it. */
export type LimitStanding = {
  readonly coverageId: string
  readonly period: 'benefit_year' | 'episode' | 'lifetime'
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly visits: number | null
  readonly payerLeft: number | null
  readonly asOf: PlainDate
  readonly saidBy: string
}
export type CountedVisit = {
  readonly sessionId: string
  readonly on: PlainDate
  readonly state: 'booked' | 'kept' | 'released'
  readonly countedOn: PlainDate | null
}
export type LimitCount = LimitStanding & {
  readonly usedHere: number
  readonly usedElsewhere: number | null
  readonly booked: number
  /** Visits left after everything booked; null when nothing says. */
  readonly left: number | null
}

/** What a plan leaves for the patient to pay for weekly care. */
export type MonthCost = {
  readonly month: string
  readonly visits: number
  readonly patient: Cents
  readonly plan: Cents
  readonly deductibleLeft: Cents | null
}
