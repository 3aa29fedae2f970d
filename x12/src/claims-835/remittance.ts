/** One payment, ST to SE. Its totals are complete once its last claim has been handed on. */
export type Remittance835 = {
  readonly control: string
  readonly interchange: string
  readonly offset: number
  payment: number
  isDebit: boolean
  method: string
  day: string
  trace: string
  originator: string
  payer: string
  payerId: string
  payee: string
  payeeId: string
  claims: number
  lines: number
  claimsPaid: number
  /** PLB amounts; a positive one lessens the payment. */
  providerAdjusted: number
  readonly providerAdjustments: {
    readonly provider: string
    readonly code: string
    readonly reference: string
    readonly amount: number
  }[]
  isClosed: boolean
  isBalanced: boolean
}

/** A payment of which nothing is read yet but its number. */
export const newRemittance = (control: string, interchange: string, offset: number): Remittance835 => ({
  control,
  interchange,
  offset,
  payment: 0,
  isDebit: false,
  method: '',
  day: '',
  trace: '',
  originator: '',
  payer: '',
  payerId: '',
  payee: '',
  payeeId: '',
  claims: 0,
  lines: 0,
  claimsPaid: 0,
  providerAdjusted: 0,
  providerAdjustments: [],
  isClosed: false,
  isBalanced: false,
})
