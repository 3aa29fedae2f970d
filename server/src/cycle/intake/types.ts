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

export const agreementKinds = ['financial', 'no_show', 'telehealth', 'reminders'] as const
export type AgreementKind = (typeof agreementKinds)[number]

/** A version of an agreement's words. */
export type Agreement = {
  readonly kind: AgreementKind
  readonly version: number
  readonly title: string
  readonly body: string
  readonly from: PlainDate
}

/** Who agreed to which version. */
export type Signature = {
  readonly id: string
  readonly patientId: string
  readonly kind: AgreementKind
  readonly version: number
  readonly signedOn: PlainDate
  readonly signedBy: string
  readonly signedAs: 'patient' | 'parent' | 'guardian' | 'representative'
  readonly withdrawnOn: PlainDate | null
}

/** What a desk should ask for, in words. */
export type Missing = { readonly item: string; readonly message: string; readonly isBlocking: boolean }

/** A record, as far as it could be somebody else’s double. */
export type Person = {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly nameUsed: string | null
  readonly birthOn: PlainDate
  readonly phone: string | null
  readonly email: string | null
  readonly memberIds: readonly string[]
}
