import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one CARC or RARC usually means for a mental health claim, in our own words. */
export type ReasonCode = {
  readonly type: 'CARC' | 'RARC'
  readonly code: string
  readonly label: string
  readonly category: string
  readonly origin: string
  readonly disposition: string
  readonly patientBillable: string
  readonly clock: string
  readonly action: string
  readonly angle: string
  readonly owner: string
  readonly isCurrent: boolean
  readonly cite: string
}

const [, ...rows] = readFileSync(join(import.meta.dirname, 'reason-codes.tsv'), 'utf8')
  .trimEnd()
  .split('\n')

/** Every code we have words for, by type and code: `CARC 197`, `RARC N54`. */
export const reasonCodes: ReadonlyMap<string, ReasonCode> = new Map(
  rows.map((row) => {
    const cells = row.split('\t')
    const cell = (index: number): string => cells[index] ?? ''
    const code: ReasonCode = {
      type: cell(0) === 'RARC' ? 'RARC' : 'CARC',
      code: cell(1),
      label: cell(2),
      category: cell(3),
      origin: cell(4),
      disposition: cell(6),
      patientBillable: cell(7),
      clock: cell(8),
      action: cell(9),
      angle: cell(10),
      owner: cell(11),
      isCurrent: cell(12) === 'current',
      cite: cell(13),
    }
    return [`${code.type} ${code.code}`, code]
  }),
)
