// The document of `ballast audit --json`. Amounts are dollars as text ("160.00"), days ISO text. Fields may be added, never
// changed. A figure that the files cannot give is null and says in `needs` which file would give it.

type Amount = string
type Day = string

export type BaselineFlaw = {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly offset: number
  readonly segment: number
}

export type BaselineFile = {
  readonly path: string
  readonly sha256: string
  readonly kind: string
  readonly transactions: number
  readonly flaws: readonly BaselineFlaw[]
  readonly flawCount: number
  readonly sameAs: string | null
  readonly used: boolean
}

/** Money as the payers' files have it, repetitions left out, reversals taken off. */
export type BaselineTotals = {
  readonly claims: number
  readonly claimPayments: number
  readonly reversals: number
  readonly lines: number
  readonly payments: number
  readonly charged: Amount
  readonly allowed: Amount
  readonly paid: Amount
  readonly patientResponsibility: Amount
  readonly denied: Amount
  readonly contractual: Amount
  readonly other: Amount
  readonly deniedClaims: number
  readonly from: Day | null
  readonly until: Day | null
}

export type BaselineRate = {
  readonly title: string
  /** Percent with one decimal, or days; null when there is nothing to divide by or the files are missing. */
  readonly value: number | null
  readonly unit: 'percent' | 'days'
  readonly numerator: number | Amount | null
  readonly denominator: number | Amount | null
  readonly formula: string
  readonly target: string | null
  readonly needs: string | null
}

export type Expected = { readonly claims: number; readonly amount: Amount }

export type BaselineDenial = {
  readonly category: string
  readonly name: string
  readonly origin: string
  readonly owner: string
  readonly first: string
  readonly count: number
  readonly dollars: Amount
  /** Denied at their first decision. */
  readonly initial: number
  readonly open: { readonly count: number; readonly dollars: Amount }
  readonly overturned: { readonly count: number; readonly dollars: Amount }
  readonly payers: readonly { readonly payer: string; readonly count: number; readonly dollars: Amount }[]
  readonly topCodes: readonly { readonly code: string; readonly count: number; readonly says: string | null }[]
}

/** The same payer denying for the same cause again and again: one thing to fix, or to take up with the payer. */
export type BaselinePattern = {
  readonly payer: string
  readonly category: string
  readonly name: string
  readonly claims: number
  readonly dollars: Amount
  readonly from: Day
  readonly until: Day
  readonly topCode: string
  readonly sentence: string
}

/** How a group of claims went: of one payer, one clinician or one month of payment. */
export type BaselineGroup = {
  readonly claims: number
  readonly charged: Amount
  readonly allowed: Amount
  readonly paid: Amount
  readonly patientResponsibility: Amount
  readonly denied: Amount
  readonly deniedClaims: number
  /** Initial denials of claims first decided, in percent. */
  readonly denialByCount: number | null
}
export type BaselinePayer = BaselineGroup & { readonly payer: string; readonly medianDaysToPayment: number | null }
export type BaselineClinician = BaselineGroup & { readonly clinician: string }
export type BaselineMonth = BaselineGroup & { readonly month: string }

export type BaselineLeak = {
  readonly cause: string
  readonly title: string
  readonly count: number | null
  readonly dollars: Amount | null
  readonly perMonth: Amount | null
  readonly arithmetic: string
  /** A part of another row, which is not added a second time. */
  readonly within: string | null
  readonly needs: string | null
}

export type DeniedState =
  | 'in window'
  | 'past window'
  | 'no deadline known'
  | 'sent again'
  | 'overturned'
  | 'paid under another number'
  | 'taken back'

/** A denied claim, for working it. */
export type DeniedClaim = {
  readonly claim: string
  readonly payerClaim: string
  readonly payer: string
  readonly clinician: string
  readonly serviceOn: Day | null
  readonly deniedOn: Day | null
  readonly month: string
  readonly category: string
  readonly name: string
  readonly codes: readonly string[]
  readonly procedures: string
  readonly dollars: Amount
  /** What this payer usually allows for the same codes in these files. */
  readonly expected: Amount | null
  readonly state: DeniedState
  readonly isInitial: boolean
  readonly deadlineOn: Day | null
  readonly daysLeft: number | null
  readonly basis: string
  readonly action: string
  readonly next: string
  readonly owner: string
  readonly path: string
  readonly segment: number
}

export type BaselineWindow = {
  readonly asOf: Day
  readonly sentence: string
  readonly claims: number
  readonly dollars: Amount
  readonly expected: Expected
  readonly byWeek: readonly {
    readonly from: Day
    readonly until: Day
    readonly claims: number
    readonly dollars: Amount
  }[]
  readonly past: { readonly claims: number; readonly dollars: Amount }
  readonly withoutDeadline: { readonly claims: number; readonly dollars: Amount }
  readonly sentAgain: { readonly claims: number; readonly dollars: Amount }
}

export type Rejection = {
  readonly claim: string
  readonly payer: string
  readonly serviceOn: Day | null
  readonly dollars: Amount | null
  readonly summary: string
  readonly owner: string
  readonly isOpen: boolean
  readonly fileBy: Day | null
  readonly daysLeft: number | null
  readonly path: string
}

export type Unanswered = {
  readonly claim: string
  readonly payer: string
  readonly serviceOn: Day | null
  readonly sentOn: Day | null
  readonly days: number | null
  readonly dollars: Amount
  readonly path: string
}

export type BaselineDuplicate = {
  readonly kind: 'file' | 'payment' | 'claim paid twice'
  readonly path: string
  readonly first: string
  readonly what: string
  readonly dollars: Amount | null
  /** Whether the money is in the totals: a payment sent twice is not, a claim really paid twice is. */
  readonly counted: boolean
}

export type Reversal = {
  readonly claim: string
  readonly payer: string
  readonly on: Day | null
  readonly amount: Amount
  /** The day of the payment it takes back; null when that is not in these files. */
  readonly of: Day | null
  readonly path: string
}

/** What the files hold against what the totals say, and why they differ when they do. */
export type Reconciliation = {
  readonly what: string
  readonly files: Amount
  readonly totals: Amount
  readonly difference: Amount
  readonly because: readonly { readonly reason: string; readonly amount: Amount }[]
}

/** One claim as it stands after all its decisions: the row behind every figure. */
export type BaselineClaim = {
  readonly claim: string
  readonly payerClaim: string
  readonly payer: string
  readonly clinician: string
  readonly month: string
  readonly serviceOn: Day | null
  readonly paidOn: Day | null
  readonly procedures: string
  readonly decisions: number
  readonly charged: Amount
  readonly allowed: Amount
  readonly paid: Amount
  readonly patientResponsibility: Amount
  readonly denied: Amount
  readonly firstPass: boolean
  readonly stands: 'paid' | 'to the patient' | 'denied' | 'taken back' | 'nothing paid'
  readonly path: string
}

export type BaselineReport = {
  readonly asOf: Day
  readonly files: readonly BaselineFile[]
  readonly totals: BaselineTotals
  readonly submitted: {
    readonly claims: number
    readonly charged: Amount
    readonly from: Day | null
    readonly until: Day | null
  }
  readonly rates: Readonly<Record<string, BaselineRate>>
  readonly denials: readonly BaselineDenial[]
  readonly patterns: readonly BaselinePattern[]
  readonly payers: readonly BaselinePayer[]
  readonly clinicians: readonly BaselineClinician[]
  readonly months: readonly BaselineMonth[]
  readonly leakage: readonly BaselineLeak[]
  readonly plb: readonly {
    readonly code: string
    readonly says: string
    readonly reference: string
    readonly payer: string
    readonly trace: string
    readonly on: Day | null
    readonly amount: Amount
    readonly path: string
  }[]
  readonly unbalanced: readonly {
    readonly path: string
    readonly level: string
    readonly trace: string
    readonly claim: string | null
    readonly line: number | null
    readonly offBy: Amount
    readonly message: string
  }[]
  readonly duplicates: readonly BaselineDuplicate[]
  readonly reversals: readonly Reversal[]
  readonly reconciliation: readonly Reconciliation[]
  readonly window: BaselineWindow
  readonly deniedClaims: readonly DeniedClaim[]
  readonly rejections: readonly Rejection[]
  readonly unanswered: readonly Unanswered[]
  /** What these files cannot tell, and which file would. */
  readonly needs: readonly { readonly file: string; readonly gives: string }[]
  readonly notes: readonly string[]
}

/** The report with its claims, as the page asks for it; `claimsLeft` of them are too many to show. */
export type BaselineWithClaims = {
  readonly report: BaselineReport
  readonly claims: readonly BaselineClaim[]
  readonly claimsLeft: number
}

/** What `ballast audit` and the page say while they read. */
export type BaselineProgress = {
  readonly files: number
  readonly file: number
  readonly path: string
  readonly bytes: number
  readonly of: number
  readonly claims: number
}
