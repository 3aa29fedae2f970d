import type { Cents, PlainDate } from '@ballast/kernel'

/** A row of an imported file: its line in the file, its cells by our field names, and its own text. */
export type ImportRow = {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly raw: string
}

/** Why one row of a file was not taken: where, and what to do about it. */
export type RowRefusal = {
  readonly line: number
  readonly field: string | null
  readonly message: string
  readonly raw: string
}

/** A field of an imported file: our name for it, and what the systems people export from call it. */
export type ImportField = { readonly name: string; readonly aliases: readonly string[]; readonly required: boolean }

/** What happened to a file: every row of it is counted once. */
export type ImportReport = {
  readonly kind: string
  readonly name: string
  readonly state: 'done' | 'unusable'
  readonly problem: string | null
  readonly total: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: readonly RowRefusal[]
}

export type PayerKind = 'commercial' | 'medicare' | 'medicaid' | 'eap' | 'self_pay'

/** A payer as the practice knows it; `params` are the practice's own settings for it. */
export type Payer = {
  readonly id: string
  readonly externalId: string
  readonly name: string
  readonly ediId: string
  readonly kind: PayerKind
  readonly partner: string
  readonly filingDays: number
  readonly appealDays: number
  readonly params: Readonly<Record<string, unknown>>
  readonly carveOutPayerId: string | null
}

/** What a payer agreed to allow for a code and credential, on a day. */
export type ContractRate = {
  readonly payerId: string
  readonly code: string
  readonly credential: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly allowed: Cents
}
