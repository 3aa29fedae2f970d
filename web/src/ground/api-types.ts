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
  /** How far the demo's year is, when this machine lives it. */
  readonly demo: {
    readonly from: Day
    readonly until: Day
    readonly lived: Day | null
    readonly isFilling: boolean
  } | null
}
/** GET /api/door */
export type Door = {
  readonly me: Me | null
  readonly demo: {
    readonly logins: readonly { readonly email: string; readonly role: string }[]
    readonly password: string
  } | null
}

/** GET /api/insight/home */
export type Home = {
  readonly today: Day
  readonly queues: readonly Queue[]
  readonly stages: readonly Stage[]
  readonly measures: readonly Measure[]
  readonly receivableCents: number
  readonly news: readonly {
    readonly id: string
    readonly title: string
    readonly count: number
    readonly cents: number
    readonly link: string
  }[]
  readonly cash: {
    readonly month: string
    readonly payers: number
    readonly patients: number
    readonly monthBeforeSoFar: number
    readonly monthBefore: number
  }
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
export type ClaimsPage = {
  readonly total: number
  readonly charge: Decimal | null
  readonly expected: Decimal | null
  readonly claims: readonly ClaimRow[]
  readonly statuses: readonly Counted[]
}
export type Counted = { readonly id: string; readonly count: number }
export type ClaimRow = {
  readonly id: string
  readonly controlNumber: string
  readonly status: string
  readonly on: Day
  readonly patient: string
  readonly payer: string
  readonly clinician: string
  readonly codes: readonly string[]
  readonly charge: Decimal | null
  readonly expected: Decimal | null
  readonly version: number
  readonly stops: number
  readonly isReleasable: boolean
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
    readonly reference: string
    readonly code: string
    readonly modifiers: readonly string[]
    readonly units: number
    readonly charge: Decimal | null
    readonly expected: Decimal | null
  }[]
  readonly findings: readonly Finding[]
  readonly next: { readonly who: string; readonly what: string; readonly by: Day | null }
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
/** GET /api/claims/:id/events/:event/source */
export type Source = {
  readonly name: string
  readonly bytes: number
  readonly segments: number
  readonly lines: readonly (
    | { readonly kind: 'segment'; readonly number: number; readonly text: string; readonly isOurs: boolean }
    | { readonly kind: 'gap'; readonly count: number }
  )[]
}
export type TimelineEvent = {
  readonly id: string
  readonly on: Day
  readonly at: string
  readonly kind: string
  readonly summary: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly actor: string
  readonly fileSha256: string | null
}

/** GET /api/remittances?state&search&from&until&sort&order&limit&offset */
export type RemittancesPage = {
  readonly total: number
  readonly amountCents: number
  readonly remittances: readonly RemittanceRow[]
  readonly states: readonly Counted[]
}
export type RemittanceRow = {
  readonly id: string
  readonly payer: string
  readonly trace: string
  readonly method: string
  readonly paidOn: Day
  readonly receivedOn: Day
  readonly amountCents: number
  readonly claims: number
  readonly state: string
  readonly why: string | null
  readonly unmatched: number
  readonly provider: number
}
/** GET /api/remittances/:id */
export type RemittanceDetail = {
  readonly id: string
  readonly payer: string
  readonly trace: string
  readonly originator: string
  readonly method: string
  readonly paidOn: Day
  readonly receivedOn: Day
  readonly amountCents: number
  readonly state: string
  readonly reason: string | null
  readonly fileName: string
  readonly fileSha256: string
  readonly claims: readonly RemittedClaim[]
  readonly provider: readonly {
    readonly number: number
    readonly reason: string
    readonly reference: string | null
    readonly amountCents: number
    readonly state: string
    readonly note: string | null
  }[]
}
export type RemittedClaim = {
  readonly id: string
  readonly ordinal: number
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly status: string
  readonly patient: string
  readonly serviceOn: Day | null
  readonly chargeCents: number
  readonly paidCents: number
  readonly allowedCents: number
  readonly patientCents: number
  readonly claimId: string | null
  readonly state: string
  readonly reason: string | null
  readonly adjustments: readonly {
    readonly line: number
    readonly group: string
    readonly reason: string
    readonly amountCents: number
    readonly effect: string
  }[]
}

/** GET /api/denials?category&state&search&sort&order&limit&offset */
export type DenialsPage = {
  readonly total: number
  readonly atStakeCents: number
  readonly denials: readonly DenialRow[]
  readonly categories: readonly (Counted & { readonly name: string; readonly atStakeCents: number })[]
  readonly states: readonly Counted[]
}
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
  readonly confidence: number
  readonly origin: string
  readonly owner: string
  readonly disposition: string
  readonly state: string
  readonly deadlineOn: Day | null
  readonly followUpOn: Day | null
  readonly atStakeCents: number
  readonly reasons: readonly string[]
  readonly remarks: readonly string[]
  readonly escalation: readonly string[]
}
/** GET /api/denials/:id */
export type DenialDetail = {
  readonly id: string
  readonly claimId: string
  readonly remittanceId: string
  readonly controlNumber: string
  readonly lastName: string
  readonly firstName: string
  readonly payer: string
  readonly payerPhone: string | null
  readonly serviceOn: Day
  readonly openedOn: Day
  readonly category: string
  readonly categoryName: string
  readonly confidence: number
  readonly origin: string
  readonly owner: string
  readonly disposition: string
  readonly patientBillable: string
  readonly state: string
  readonly outcome: string | null
  readonly deadlineOn: Day | null
  readonly followUpOn: Day | null
  readonly atStakeCents: number
  readonly atStakeBase: string
  readonly reasons: readonly string[]
  readonly remarks: readonly string[]
  readonly escalation: readonly string[]
  readonly advice: { readonly next: readonly string[]; readonly why: readonly string[] }
  readonly overrideReason: string | null
  readonly overriddenBy: string | null
  readonly version: number
  readonly notes: readonly {
    readonly id: string
    readonly writtenAt: string
    readonly author: string
    readonly text: string
  }[]
}
export type RootCause = { readonly id: string; readonly name: string; readonly owner: string }
/** POST /api/denials/:id/work */
export type DenialWork = {
  readonly version: number
  readonly note?: string
  readonly state?: 'open' | 'working' | 'appealed' | 'resubmitted' | 'closed'
  readonly outcome?: string
  readonly followUpOn?: Day | null
  readonly category?: string
  readonly reason?: string
}

/** GET /api/receivable/aging?base&by */
export type Aging = {
  readonly today: Day
  readonly totalCents: number
  readonly bases: readonly { readonly id: string; readonly totalCents: number }[]
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

/** GET /api/receivable/items?base&by&id&owedBy&bucket&limit&offset */
export type OpenItems = { readonly total: number; readonly totalCents: number; readonly items: readonly OpenItem[] }
export type OpenItem = {
  readonly id: string
  /** None where it is owed on the visit itself. */
  readonly claimId: string | null
  readonly controlNumber: string | null
  readonly patientId: string
  readonly patient: string
  readonly payer: string | null
  readonly clinician: string
  readonly serviceOn: Day
  readonly status: string
  readonly owedBy: 'payer' | 'patient'
  readonly age: number
  readonly amountCents: number
}

/** POST /api/import (multipart, field `files`; `kind` and `columns` when a person said what is what) */
export type ImportReport = { readonly files: readonly TakenFile[] }
export type TakenFile = {
  readonly name: string
  readonly kind: string
  readonly rows: number
  readonly taken: number
  readonly errors: readonly { readonly row: number; readonly message: string }[]
  readonly unmapped?: {
    readonly missing: readonly string[]
    readonly headers: readonly string[]
    readonly fields: readonly string[]
  }
}
/** GET /api/import */
export type PastImport = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly state: string
  readonly problem: string | null
  readonly total: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  readonly importedAt: string
}

/** GET /api/codes/:type/:code */
export type CodeExplanation = {
  readonly code: string
  readonly label: string
  readonly cause: string | null
  readonly fix: string | null
  readonly note: string | null
}

/** GET /api/search?words */
export type Found = {
  readonly hits: readonly {
    readonly kind: string
    readonly id: string
    readonly title: string
    readonly about: string
    readonly link: string
  }[]
}

/** GET /api/views?list */
export type SavedView = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly isShared: boolean
  readonly isMine: boolean
  readonly owner: string
}
