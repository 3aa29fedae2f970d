/** Whom files go to. A practice's own settings replace a row; test or production is the partner's, and the demo only tests. */
export type Partner = {
  readonly id: string
  readonly name: string
  readonly qualifier: string
  readonly usage: 'T' | 'P'
}

export const defaultPartner: Partner = { id: 'CLRHOUSE01', name: 'CLEARINGHOUSE', qualifier: 'ZZ', usage: 'T' }
