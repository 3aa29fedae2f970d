import { parse, readAs, type Transaction, type X12File } from './file.ts'
import type { Flaw } from './flaw.ts'
import type { Guide, TypedOf } from './guide.ts'
import { guide277CA } from './guides/x214-277ca.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import { guide999 } from './guides/x231-999.ts'

/** The transactions of one kind in a file, each in its guide's own type; others are left in `file`. */
export type Reading<G extends Guide> = {
  readonly file: X12File
  readonly transactions: readonly { readonly value: TypedOf<G>; readonly transaction: Transaction }[]
  readonly flaws: readonly Flaw[]
}

export function readTransactions<G extends Guide>(guide: G, bytes: Uint8Array): Reading<G> {
  const file = parse(bytes)
  const transactions: { value: TypedOf<G>; transaction: Transaction }[] = []
  for (const interchange of file.interchanges)
    for (const group of interchange.groups)
      for (const transaction of group.transactions) {
        const value = readAs(guide, transaction)
        if (value) transactions.push({ value, transaction })
      }
  return { file, transactions, flaws: file.flaws }
}

/**
 * Remittances.
 *
 *     for (const { value } of read835(bytes).transactions)
 *       for (const group of value.groups) for (const claim of group.claims) console.log(claim.claim.paid)
 */
export const read835 = (bytes: Uint8Array): Reading<typeof guide835> => readTransactions(guide835, bytes)
export const read837P = (bytes: Uint8Array): Reading<typeof guide837P> => readTransactions(guide837P, bytes)
export const read999 = (bytes: Uint8Array): Reading<typeof guide999> => readTransactions(guide999, bytes)
export const read277CA = (bytes: Uint8Array): Reading<typeof guide277CA> => readTransactions(guide277CA, bytes)
