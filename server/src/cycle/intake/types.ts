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
  /** Since when a minor who consented alone keeps their care to themself; absent where a file says nothing of it. */
  readonly consentsAloneOn?: PlainDate
  /** Who comes to couple sessions: for the desk only. */
  readonly partnerName?: string
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
  /** What the coverage is beyond a plan; absent where the file says nothing of it. */
  readonly term?: CoverageTerm
  /** What came with the card, as far as the file says it. */
  readonly papers?: Partial<CoveragePapers>
}

/** What a coverage may need beside its card: the gatekeeper's referral, and the signature that lets the plan pay the practice. */
export type CoveragePapers = {
  readonly referral: string | null
  readonly referralUntil: PlainDate | null
  /** Null when nobody said. */
  readonly isAssigned: boolean | null
}

export const termKinds = ['eap', 'single_case', 'out_of_network'] as const
export type TermKind = (typeof termKinds)[number]

/**
 * What was agreed about a coverage: an assistance program's visits, a single case agreement's rate, or that the clinician is
 * out of its network. `rate` is per session, for `codes` or, where none is named, for every code.
 */
export type CoverageTerm = {
  readonly kind: TermKind
  readonly reference: string | null
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly visits: number | null
  readonly codes: readonly string[]
  readonly rate: Cents | null
  /** Whether the payer sends its money to the patient: the patient pays the visit, and gets a superbill. */
  readonly paysPatient: boolean
  /** Whether the practice files the patient's claim for them all the same, without assignment. Only where the payer pays them. */
  readonly courtesyClaim: boolean
}

export const guarantorRelations = ['parent', 'guardian', 'spouse', 'agency', 'other'] as const

/**
 * Who answers for a patient's share. `shareBasisPoints` of every service, or of `services` where some are named; `reference`
 * is the court order or agreement that says so.
 */
export type Guarantor = {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly relation: (typeof guarantorRelations)[number]
  readonly addressLine: string
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly phone: string | null
  readonly email: string | null
  readonly shareBasisPoints: number
  readonly services: readonly string[]
  readonly reference: string | null
  readonly from: PlainDate
  readonly until: PlainDate | null
}

/** A guarantor as the practice's own records name them. */
export type GuarantorRecord = Omit<Guarantor, 'id'> & { readonly externalId: string; readonly patient: string }

/** What a patient pays a visit where no plan pays, for a reason in words. It never raises the practice's own charge. */
export type FeeAgreement = {
  readonly id: string
  readonly fee: Cents
  readonly basis: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  /** When somebody looks at it again. */
  readonly reviewOn: PlainDate | null
  readonly agreedBy: string
}

export const agreementKinds = [
  'financial',
  'no_show',
  'telehealth',
  'reminders',
  'private_pay',
  'card_on_file',
] as const
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

/** The two records of a merge that is under way, or taken apart: `from` gives its rows to `into`. */
export type Moved = { readonly mergeId: string; readonly from: string; readonly into: string }

/** What the news of a merge, or of its end, says. */
export const movedOf = (data: Readonly<Record<string, unknown>>): Moved => ({
  mergeId: String(data.mergeId),
  from: String(data.from),
  into: String(data.into),
})
