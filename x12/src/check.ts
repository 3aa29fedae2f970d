import { skim } from './file.ts'
import type { Flaw } from './flaw.ts'

export type FileCheck = {
  readonly path: string
  readonly ok: boolean
  readonly interchanges: readonly {
    readonly control: string
    readonly groups: readonly {
      readonly version: string
      readonly transactions: readonly { readonly kind: string; readonly control: string; readonly ok: boolean }[]
    }[]
  }[]
  readonly flaws: readonly Flaw[]
  readonly flawCount: number
}

const listed = 10_000
const isError = (flaw: Flaw): boolean => flaw.severity === 'error'

/** Every flaw of a file, and which of its transactions are sound. */
export function check(bytes: Uint8Array, path = ''): FileCheck {
  const file = skim(bytes)
  return {
    path,
    ok: !file.flaws.some(isError),
    interchanges: file.interchanges.map((interchange) => ({
      control: interchange.control,
      groups: interchange.groups.map((group) => ({
        version: group.version,
        transactions: group.transactions.map((transaction) => ({
          kind: transaction.kind,
          control: transaction.control,
          ok: !transaction.flaws.some(isError),
        })),
      })),
    })),
    flaws: file.flaws.slice(0, listed),
    flawCount: file.flaws.length,
  }
}
