import type { Cents, PlainDate } from '@ballast/kernel'

/** Where a visit stands, for the clinician who gave it. */
export type VisitState = 'note' | 'office' | 'payer' | 'refused' | 'patient' | 'settled'

/** What is known of a visit and its money; amounts are whole cents. */
export type VisitFacts = {
  readonly id: string
  readonly on: PlainDate
  readonly patient: string
  readonly service: string
  readonly signedOn: PlainDate | null
  /** Null where no claim stands: nothing was drafted yet, or the patient pays. */
  readonly claimStatus: string | null
  readonly payer: string | null
  readonly sentOn: PlainDate | null
  readonly decidedOn: PlainDate | null
  /** Days this payer usually takes from sending to its decision; null where too few are known. */
  readonly usualDays: number | null
  readonly refusal: { readonly category: string; readonly deadlineOn: PlainDate | null } | null
  readonly charged: Cents
  readonly paid: Cents
  readonly payerOwes: Cents
  readonly patientOwes: Cents
}

export type VisitLine = VisitFacts & {
  readonly state: VisitState
  readonly words: string
  readonly expectedOn: PlainDate | null
}
