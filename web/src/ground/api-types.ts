// What the pages read, as the server sends it. `...Cents` are integer cents; a Decimal is dollars as text ("160.00").

export type Decimal = string
export type Day = string

export type Me = {
  readonly person: { readonly id: string; readonly name: string; readonly email: string }
  readonly practice: { readonly id: string; readonly name: string; readonly timeZone: string } | null
  readonly practices: readonly { readonly id: string; readonly name: string }[]
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly today: Day | null
  readonly isDemo: boolean
}

/** GET /api/insight/home */
export type Home = {
  readonly today: Day
  readonly queues: readonly Queue[]
  readonly stages: readonly Stage[]
  readonly measures: readonly Measure[]
  readonly receivableCents: number
}
export type Queue = {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly count: number
  readonly atStakeCents: number
  readonly oldestOn: Day | null
  readonly nextDeadlineOn: Day | null
  readonly link: string
}
export type Stage = {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly cents: number
  readonly stuck: number
  readonly stuckCents: number
  readonly since: Day | null
  readonly link: string
}
export type Measure = {
  readonly id: string
  readonly title: string
  readonly value: number | null
  readonly unit: 'percent' | 'days' | 'cents'
  readonly numerator: number
  readonly denominator: number
  readonly of: 'claims' | 'cents'
  readonly formula: string
  readonly target: string
  readonly isMet: boolean | null
  readonly source: string
  readonly link: string
  readonly trend: readonly { readonly month: string; readonly value: number | null }[]
}

/** GET /api/claims?status&search&sort&order&limit&offset */
export type ClaimsPage = { readonly total: number; readonly claims: readonly ClaimRow[] }
export type ClaimRow = {
  readonly id: string
  readonly controlNumber: string
  readonly status: string
  readonly on: Day
  readonly patient: string
  readonly payer: string
  readonly clinician: string
  readonly codes: readonly string[] | null
  readonly charge: Decimal | null
  readonly expected: Decimal | null
  readonly stops: number
  readonly firstFinding: string | null
}
export type Finding = {
  readonly rule?: string
  readonly severity: string
  readonly message: string
  readonly at?: string
  readonly cite?: string
}

/** GET /api/claims/:id */
export type ClaimDetail = {
  readonly id: string
  readonly controlNumber: string
  readonly status: string
  readonly version: number
  readonly patient: string
  readonly payer: string
  readonly clinician: string
  readonly location: string
  readonly on: Day
  readonly minutes: number | null
  readonly payerClaimNumber: string | null
  readonly authorizationNumber: string | null
  readonly diagnoses: readonly string[]
  readonly placeOfService: string
  readonly charge: Decimal | null
  readonly expected: Decimal | null
  readonly lines: readonly {
    readonly number: number
    readonly code: string
    readonly modifiers: readonly string[]
    readonly units: number
    readonly charge: Decimal | null
    readonly expected: Decimal | null
  }[]
  readonly findings: readonly Finding[]
  readonly timeline: readonly TimelineEvent[]
  readonly money: {
    readonly charge: Decimal | null
    readonly payerOwes: Decimal | null
    readonly patientOwes: Decimal | null
    readonly payerPaid: Decimal | null
    readonly patientPaid: Decimal | null
    readonly contractual: Decimal | null
    readonly writtenOff: Decimal | null
  } | null
  readonly lineage: readonly {
    readonly id: string
    readonly controlNumber: string
    readonly status: string
    readonly draftedOn: Day
  }[]
  readonly batchFile: string | null
  readonly segments: readonly string[]
}
export type TimelineEvent = {
  readonly on: Day
  readonly kind: string
  readonly summary: string
  readonly actor: string
  readonly fileSha256: string | null
}

/** GET /api/remittances?state&limit&offset */
export type RemittancesPage = { readonly total: number; readonly remittances: readonly RemittanceRow[] }
export type RemittanceRow = {
  readonly id: string
  readonly payer: string
  readonly trace: string
  readonly method: string
  readonly paidOn: Day
  readonly amountCents: number
  readonly state: string
  readonly claims: number
  readonly exceptions: number
  readonly why: string | null
}
/** GET /api/remittances/:id */
export type RemittanceDetail = RemittanceRow & {
  readonly payments: readonly {
    readonly ordinal: number
    readonly claimId: string | null
    readonly controlNumber: string
    readonly patient: string
    readonly serviceOn: Day | null
    readonly chargeCents: number
    readonly paidCents: number
    readonly patientCents: number
    readonly state: string
    readonly codes: readonly string[]
    readonly why: string | null
  }[]
  readonly providerAdjustments: readonly {
    readonly reason: string
    readonly reference: string | null
    readonly amountCents: number
    readonly state: string
  }[]
}

/** GET /api/denials?category&state&limit&offset */
export type DenialsPage = { readonly total: number; readonly denials: readonly DenialRow[] }
export type DenialRow = {
  readonly id: string
  readonly claimId: string
  readonly controlNumber: string
  readonly patient: string
  readonly payer: string
  readonly serviceOn: Day
  readonly openedOn: Day
  readonly category: string
  readonly categoryName: string
  readonly reasons: readonly string[]
  readonly remarks: readonly string[]
  readonly atStakeCents: number
  readonly deadlineOn: Day | null
  readonly disposition: string
  readonly origin: string
  readonly owner: string
  readonly state: string
  readonly patientBillable: string
  readonly steps: readonly string[]
  readonly script: string | null
}

/** GET /api/receivable/aging?base&by */
export type Aging = {
  readonly today: Day
  readonly rows: readonly AgingRow[]
}
export type AgingRow = {
  readonly id: string
  readonly name: string
  readonly owedBy: 'payer' | 'patient'
  readonly count: number
  /** 0-30, 31-60, 61-90, 91-120, over 120 days. */
  readonly bucketsCents: readonly number[]
  readonly totalCents: number
}

/** POST /api/import (multipart, field `files`) */
export type ImportReport = {
  readonly files: readonly {
    readonly name: string
    readonly kind: string
    readonly rows: number
    readonly taken: number
    readonly errors: readonly { readonly row: number; readonly message: string }[]
  }[]
}

/** POST /api/audit (multipart, field `files`): the document of `ballast audit --json`. */
export type AuditReport = Readonly<Record<string, unknown>>

/** GET /api/codes/:type/:code */
export type CodeExplanation = {
  readonly type: string
  readonly code: string
  readonly meaning: string
  readonly usualCause: string | null
  readonly usualFix: string | null
}
