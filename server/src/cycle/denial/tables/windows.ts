import { date, type PlainDate } from '@ballast/kernel'

// How long a payer leaves to answer it. Contracts and states decide, so every figure is a default until somebody confirms
// it; where a range is published the shortest stands, because a day too early costs nothing and a day too late the claim.

export type ResponseWindow = {
  readonly kind: 'commercial' | 'medicare' | 'medicaid'
  /** Days from the visit to the first filing. */
  readonly filingDays: number
  /** Days from the payer's decision to a corrected claim. */
  readonly correctedDays: number
  /** Days from the payer's decision to a first-level appeal. */
  readonly appealDays: number
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const responseWindows: readonly ResponseWindow[] = [
  { kind: 'commercial', filingDays: 90,  correctedDays: 180, appealDays: 180, from: date('2020-01-01'), until: null, cite: 'DEADLINES', verified: 'P' },
  { kind: 'medicaid',   filingDays: 90,  correctedDays: 90,  appealDays: 30,  from: date('2020-01-01'), until: null, cite: 'DEADLINES', verified: 'P' },
  { kind: 'medicare',   filingDays: 365, correctedDays: 365, appealDays: 120, from: date('2020-01-01'), until: null, cite: 'OWN',       verified: 'U' },
]

/** The windows that stand for a kind of payer on a day; a kind without a row of its own gets the commercial one. */
export function windowsOn(kind: string, on: PlainDate): ResponseWindow {
  const stands = (row: ResponseWindow): boolean => row.from <= on && (row.until === null || on <= row.until)
  const found = responseWindows.find((row) => row.kind === kind && stands(row)) ?? responseWindows[0]
  if (!found) throw new Error('the table of windows is empty')
  return found
}
