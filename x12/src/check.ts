import { FileReader, type X12File } from './file.ts'
import type { Flaw } from './flaw.ts'
import { latin1 } from './segments.ts'

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

/** What is read at once of a file that is in memory. */
const stretch = 1 << 20

/** Every flaw of a file, and which of its transactions are sound. */
export function check(bytes: Uint8Array, path = ''): FileCheck {
  const reader = new FileReader(false)
  for (let at = 0; at < bytes.length; at += stretch) reader.push(latin1(bytes.subarray(at, at + stretch)), false)
  reader.push('', true)
  return report(reader.end(), path)
}

/** The same for a file of any size, in flat memory. */
export async function checkStream(source: AsyncIterable<Uint8Array>, path = ''): Promise<FileCheck> {
  const reader = new FileReader(false)
  for await (const bytes of source) reader.push(latin1(bytes), false)
  reader.push('', true)
  return report(reader.end(), path)
}

function report(file: X12File, path: string): FileCheck {
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
