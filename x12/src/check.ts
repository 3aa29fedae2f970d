import { FileReader } from './file.ts'
import type { Flaw } from './flaw.ts'
import { inSmallStretches } from './stretches.ts'

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

/** Every flaw of a file, and which of its transactions are sound. */
export function check(bytes: Uint8Array, path = ''): FileCheck {
  const reader = new FileReader(false, listed)
  reader.push(bytes, true)
  return report(reader, path)
}

/** The same for a file of any size, in flat memory. */
export async function checkStream(source: AsyncIterable<Uint8Array>, path = ''): Promise<FileCheck> {
  const reader = new FileReader(false, listed)
  for await (const bytes of inSmallStretches(source)) reader.push(bytes, false)
  reader.push(new Uint8Array(0), true)
  return report(reader, path)
}

function report(reader: FileReader, path: string): FileCheck {
  const file = reader.end()
  return {
    path,
    ok: reader.flaws.errors === 0,
    interchanges: file.interchanges.map((interchange) => ({
      control: interchange.control,
      groups: interchange.groups.map((group) => ({
        version: group.version,
        transactions: group.transactions.map((transaction) => ({
          kind: transaction.kind,
          control: transaction.control,
          ok: transaction.isSound,
        })),
      })),
    })),
    flaws: file.flaws,
    flawCount: reader.flaws.count,
  }
}
