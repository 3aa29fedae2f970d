import type { Cents, PlainDate } from '@ballast/kernel'

// What a practice's own files say, before anybody adds it up: plain rows, small enough that a year of them fits in memory.

/** Something wrong with a file, in words; `severity` error when a figure suffers by it. */
export type FileFlaw = {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly offset: number
  readonly segment: number
}

export type FileFact = {
  readonly path: string
  readonly sha256: string
  /** '835', '837P', '277CA', '999', '835+999', 'visits CSV', 'PDF' … */
  kind: string
  transactions: number
  readonly flaws: FileFlaw[]
  /** Of severity error; warnings are listed and not counted. */
  flawCount: number
  /** The path that brought these bytes first, when this is a repetition. */
  readonly sameAs: string | null
  /** Whether anything in it could be used. */
  isUsed: boolean
}

/** One payment: one transaction of an 835. Amounts are signed as money to the practice. */
export type PaymentFact = {
  readonly file: FileFact
  readonly offset: number
  readonly payer: string
  readonly trace: string
  readonly paidOn: PlainDate | null
  readonly method: string
  readonly amount: Cents
  /** The payment was already there, in another envelope. */
  readonly isRepeat: boolean
  /** Claims of this copy that the first one holds too, and those it does not. */
  repeatedClaims: number
  newClaims: number
}

/** Why a claim was denied: its largest denied part decides. */
export type DenialFact = {
  readonly category: string
  readonly codes: readonly string[]
  readonly disposition: string
  readonly owner: string
  readonly confidence: number
  readonly deadlineOn: PlainDate | null
  readonly windowDays: number
  readonly next: string
}

/** One claim as one payment decides it (a CLP). */
export type ClaimFact = {
  readonly payment: PaymentFact
  readonly segment: number
  readonly offset: number
  readonly claim: string
  readonly payerClaim: string
  readonly status: string
  readonly isCorrection: boolean
  readonly clinician: string
  readonly serviceOn: PlainDate | null
  /** Member and codes: with the day, one visit under whatever claim number. */
  readonly member: string
  readonly codes: string
  readonly lines: number
  readonly deniedLines: number
  readonly charge: Cents
  readonly paid: Cents
  readonly allowed: Cents
  readonly patient: Cents
  readonly contractual: Cents
  readonly denied: Cents
  readonly deniedCharge: Cents
  readonly other: Cents
  /** Adjustments as the ledger would take them: cost sharing, and what no contract explains. Reversals are negative. */
  readonly costSharing: Cents
  readonly unexplained: Cents
  readonly denial: DenialFact | null
}

export type ProviderAdjustmentFact = {
  readonly payment: PaymentFact
  readonly code: string
  readonly reference: string
  /** Positive takes from the payment. */
  readonly amount: Cents
}

export type ImbalanceFact = {
  readonly path: string
  readonly level: 'payment' | 'claim' | 'line' | 'charge' | 'amount'
  readonly trace: string
  readonly claim: string | null
  readonly line: number | null
  readonly offBy: Cents
  readonly message: string
}

/** One claim as an 837P sends it. */
export type SubmissionFact = {
  readonly path: string
  readonly group: string
  readonly claim: string
  readonly payer: string
  readonly payerKind: string
  readonly isCorrection: boolean
  readonly originalClaim: string
  readonly sentOn: PlainDate | null
  readonly serviceOn: PlainDate | null
  readonly member: string
  readonly codes: string
  readonly charge: Cents
}

/** What a 277CA says of a claim, or a 999 of a whole group. */
export type AnswerFact = {
  readonly path: string
  readonly of: 'claim' | 'group'
  readonly control: string
  readonly outcome: 'accepted' | 'rejected' | 'noted'
  readonly summary: string
  readonly owner: string
}

/** One appointment of a CSV report of the practice's EHR. */
export type VisitFact = {
  readonly path: string
  /** The report's own number for it; '' when it has none. */
  readonly id: string
  readonly on: PlainDate
  readonly status: 'kept' | 'no_show' | 'late_cancel' | 'cancelled' | 'booked'
  /** null when the report has no column for it. */
  readonly isNoteSigned: boolean | null
  readonly isBilled: boolean | null
  readonly fee: Cents | null
  readonly clinician: string
}

/** Everything the files say. */
export type BaselineFacts = {
  readonly files: readonly FileFact[]
  readonly payments: readonly PaymentFact[]
  readonly claims: readonly ClaimFact[]
  /** Claim payments that came before, in another envelope: listed, not counted. */
  readonly repeats: readonly ClaimFact[]
  readonly providerAdjustments: readonly ProviderAdjustmentFact[]
  readonly imbalances: readonly ImbalanceFact[]
  readonly submissions: readonly SubmissionFact[]
  readonly answers: readonly AnswerFact[]
  readonly visits: readonly VisitFact[]
  /** What a payer allows for a code, undenied lines of one unit: payer and code, then amount, then lines. */
  readonly usual: ReadonlyMap<string, ReadonlyMap<number, number>>
}
