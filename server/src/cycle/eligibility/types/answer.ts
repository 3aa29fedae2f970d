import type { Cents, PlainDate } from '@ballast/kernel'

/** A company or person a benefit names beside the plan itself. */
export type NamedParty = {
  readonly entity: string
  readonly name: string
  readonly id: string | null
  readonly phone: string | null
}

export type DatedRange = { readonly qualifier: string; readonly from: PlainDate; readonly until: PlainDate | null }

/** How often and how long: visits a week, visits left in a period. */
export type CarePattern = {
  readonly quantityQualifier: string | null
  readonly quantity: number | null
  readonly unit: string | null
  readonly periodQualifier: string | null
}

/** One statement of a plan about its benefits. */
export type Benefit = {
  readonly information: string
  readonly coverage: string | null
  readonly serviceTypes: readonly string[]
  readonly insuranceType: string | null
  readonly plan: string | null
  readonly period: string | null
  readonly amount: Cents | null
  /** Hundredths of a percent: 2000 is 20 percent. */
  readonly percent: number | null
  readonly quantityQualifier: string | null
  readonly quantity: number | null
  readonly needsAuthorization: 'Y' | 'N' | 'U' | null
  readonly inNetwork: 'Y' | 'N' | 'W' | 'U' | null
  /** Places of service it is said for; none means all. */
  readonly places: readonly string[]
  readonly messages: readonly string[]
  readonly patterns: readonly CarePattern[]
  readonly dates: readonly DatedRange[]
  readonly references: readonly { readonly qualifier: string; readonly value: string }[]
  readonly others: readonly NamedParty[]
}

/** Why a plan turned a question away, and where it says so. */
export type PayerRefusal = {
  readonly at: 'source' | 'receiver' | 'subscriber' | 'dependent' | 'benefit'
  readonly code: string
  readonly followUp: string
}

export type NamedPerson = {
  readonly lastName: string
  readonly firstName: string
  readonly memberId: string | null
  readonly birthOn: PlainDate | null
}

/** Everything a plan says about one person. */
export type Answer = {
  readonly payer: { readonly name: string; readonly id: string | null }
  readonly reference: string | null
  readonly traces: readonly string[]
  readonly person: NamedPerson | null
  readonly isDependent: boolean
  /** Which person of the transaction this is, counted from its beginning; -1 when it speaks of nobody. */
  readonly place: number
  readonly refusals: readonly PayerRefusal[]
  readonly dates: readonly DatedRange[]
  readonly references: readonly { readonly qualifier: string; readonly value: string }[]
  readonly benefits: readonly Benefit[]
}
