import type { BilledKind } from '../types.ts'

// What stands for a payer's days until somebody has read its contract: default, unverified: confirm. The shortest that is
// published, since a day too early costs nothing and a day too late the claim.

type PayerDays = {
  readonly filingDays: number
  readonly appealDays: number
  readonly filingIndicator: string
  readonly cite: string
}

// biome-ignore format: one row per line
export const usualDays: Readonly<Record<BilledKind, PayerDays>> = {
  commercial: { filingDays: 90,  appealDays: 180, filingIndicator: 'CI', cite: 'DEADLINES' },
  medicaid:   { filingDays: 90,  appealDays: 30,  filingIndicator: 'MC', cite: 'DEADLINES' },
  medicare:   { filingDays: 365, appealDays: 120, filingIndicator: 'MB', cite: 'OWN' },
  eap:        { filingDays: 90,  appealDays: 180, filingIndicator: 'CI', cite: 'OWN' },
}
