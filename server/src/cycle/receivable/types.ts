import type { Cents, PlainDate } from '@ballast/kernel'

/** A patient's payment as the practice's EHR exports it. */
export type PaymentRecord = {
  readonly externalId: string
  readonly patient: string
  readonly session: string | null
  readonly on: PlainDate
  readonly amount: Cents
  readonly method: string
}

export const agingBases = ['service', 'billed', 'responsibility'] as const
export type AgingBase = (typeof agingBases)[number]
export const agingGroups = ['payer', 'patient', 'program', 'location', 'clinician'] as const
export type AgingGroup = (typeof agingGroups)[number]

export const writeOffReasons = [
  'timely_filing', 'authorization', 'enrollment', 'eligibility', 'benefit_limit', 'documentation', 'duplicate',
  'appeal_lost', 'small_balance', 'bad_debt', 'hardship',
] as const // biome-ignore format: one list
export type WriteOffReason = (typeof writeOffReasons)[number]

export const givenHow = ['in_person', 'mail', 'secure_message'] as const
export type GivenHow = (typeof givenHow)[number]

/** A superbill that was given to somebody. */
export type SuperbillRecord = {
  readonly id: string
  readonly from: PlainDate
  readonly until: PlainDate
  readonly chargeCents: number
  readonly paidCents: number
  readonly givenOn: PlainDate
  readonly givenTo: string
  readonly how: GivenHow
  readonly givenBy: string
}

/** A card the processor keeps for a patient, and the consent to keep it. */
export type CardOnFile = {
  readonly id: string
  readonly patientId: string
  readonly brand: string
  readonly lastFour: string
  /** The last day of its month of expiry. */
  readonly expiresOn: PlainDate
  readonly holder: string
  readonly addedOn: PlainDate
  readonly addedBy: string
  readonly withdrawnOn: PlainDate | null
  readonly consent: {
    readonly version: number
    readonly signedOn: PlainDate
    readonly signedBy: string
    readonly withdrawnOn: PlainDate | null
  }
}
