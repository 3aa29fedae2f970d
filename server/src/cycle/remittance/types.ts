import type { Cents, PlainDate, Transfer } from '@ballast/kernel'

/** One CAS triplet, as the payer wrote it; positive takes away from the payment. */
export type RemittedAdjustment = { readonly group: string; readonly reason: string; readonly amount: Cents }

/** Where in its file a thing stands, in bytes. */
export type SourceRange = { readonly from: number; readonly until: number }

/** One service line as the payer decided it. `allowed` only when the payer said so (AMT B6). */
export type RemittedLine = {
  readonly number: number
  readonly reference: string | null
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: string
  readonly serviceOn: PlainDate | null
  readonly charge: Cents
  readonly paid: Cents
  readonly allowed: Cents | null
  readonly adjustments: readonly RemittedAdjustment[]
  readonly remarks: readonly string[]
}

/** One claim as the payer decided it. Adjustments here are the claim's own, the lines' stand on the lines. */
export type RemittedClaim = {
  readonly ordinal: number
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly status: string
  readonly patientName: string
  readonly serviceOn: PlainDate | null
  readonly charge: Cents
  readonly paid: Cents
  readonly patientResponsibility: Cents
  readonly adjustments: readonly RemittedAdjustment[]
  readonly remarks: readonly string[]
  readonly lines: readonly RemittedLine[]
  readonly source: SourceRange
}

/** One PLB adjustment: positive takes away from the payment. */
export type RemittedProviderAdjustment = {
  readonly number: number
  readonly reason: string
  readonly reference: string | null
  readonly amount: Cents
}

/** One payment: one transaction of an 835. */
export type RemittedPayment = {
  readonly position: number
  readonly payerName: string
  readonly payerEdiId: string | null
  readonly originator: string
  readonly trace: string
  readonly method: string
  readonly paidOn: PlainDate
  readonly amount: Cents
  readonly payee: string
  readonly claims: readonly RemittedClaim[]
  readonly providerAdjustments: readonly RemittedProviderAdjustment[]
  readonly source: SourceRange
}

/** A level at which an 835 fails to add up, and by how much. */
export type Imbalance = {
  readonly level: 'payment' | 'claim' | 'line' | 'charge'
  readonly claim: number | null
  readonly line: number | null
  readonly offBy: Cents
  readonly message: string
}

/** What an adjustment does to who owes. */
export type AdjustmentEffect = 'contractual' | 'patient' | 'denial' | 'informational'

/** Our claim as matching and posting need it. */
export type OwnClaim = {
  readonly id: string
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly patientName: string
  readonly serviceOn: PlainDate
  readonly charge: Cents
  readonly lines: readonly {
    readonly number: number
    readonly reference: string
    readonly code: string
    readonly charge: Cents
  }[]
}

/** How a remitted claim found ours. */
export type Match = {
  readonly claimId: string
  readonly by: 'control number' | 'payer claim number' | 'patient, day and charge'
}

/** What posting one claim does: money moved, and what is left for a person. */
export type Posting = {
  readonly transfers: readonly Transfer[]
  readonly denied: Cents
  readonly outcome: 'paid' | 'denied' | 'reversed' | 'informational'
}

/** What is said of a transaction of an 835 that pays nothing anybody could post: such a file waits as a whole. */
export const unpaid = 'has no payment segment (BPR) or trace (TRN).'

/** A claim of ours that money without a match may be for. */
export type Candidate = {
  readonly id: string
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly patientName: string
  readonly serviceOn: PlainDate
  readonly charge: Cents
  readonly payerId: string
  readonly payerName: string
  readonly status: string
  /** What the payer still owes on it; below zero where it paid too much. */
  readonly payerOwes: Cents
}

/** What is known of money that found no claim. */
export type Lost = {
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly patientName: string
  readonly serviceOn: PlainDate | null
  readonly charge: Cents
  readonly payerId: string | null
}

/** A claim that money may be for, and why. */
export type Suggestion = Candidate & { readonly why: readonly string[] }

/** Where the money of a provider adjustment is put. The amount has the sign of the adjustment: positive was taken. */
export type AdjustmentPart =
  | { readonly to: 'claim'; readonly claimId: string; readonly amountCents: number }
  | { readonly to: 'income' | 'forward' | 'refund_due'; readonly amountCents: number }
