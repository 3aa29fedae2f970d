import type { PlainDate } from '@ballast/kernel'

/** A payer's leave to treat: number, codes, days and units. */
export type AuthorizationRecord = {
  readonly externalId: string
  readonly patient: string
  readonly payer: string
  readonly number: string
  readonly codes: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate
  readonly units: number
  readonly obtainedOn: PlainDate | null
}
