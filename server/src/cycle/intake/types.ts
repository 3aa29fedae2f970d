import type { Cents, PlainDate } from '@ballast/kernel'

export type Sex = 'F' | 'M' | 'U'

/** A person in treatment, as the practice's own records name them. */
export type PatientRecord = {
  readonly externalId: string
  readonly firstName: string
  readonly lastName: string
  readonly nameUsed: string | null
  readonly pronouns: string | null
  readonly birthOn: PlainDate
  readonly sex: Sex
  readonly addressLine: string
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly phone: string | null
  readonly email: string | null
}

/** One promise to pay for a patient: whose, by whom, since when. `rank` 1 is primary. */
export type CoverageRecord = {
  readonly externalId: string
  readonly patient: string
  readonly payer: string
  readonly rank: number
  readonly memberId: string
  readonly groupNumber: string | null
  readonly relationship: 'self' | 'spouse' | 'child' | 'other'
  readonly subscriberFirstName: string | null
  readonly subscriberLastName: string | null
  readonly subscriberBirthOn: PlainDate | null
  readonly subscriberSex: Sex | null
  readonly subscriberAddressLine: string | null
  readonly subscriberCity: string | null
  readonly subscriberState: string | null
  readonly subscriberZip: string | null
  readonly copay: Cents | null
  readonly from: PlainDate
  readonly until: PlainDate | null
}
