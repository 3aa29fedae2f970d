import { date, type PlainDate } from '@ballast/kernel'
import type { PayerKind, PayerParams } from '../types.ts'

// What is published for a whole kind of payer. Medicare wants no modifier on a practitioner's video visit and tells home
// from elsewhere by the place of service. A value that says "by contract" or offers two choices decides nothing, so it is
// not here and the default speaks, as an unverified default.

export type PlanTypeRow = {
  readonly kind: PayerKind
  readonly params: PayerParams
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const planTypes: readonly PlanTypeRow[] = [
  { kind: 'medicaid', params: { pos_home: '10', pos_other: '02' }, from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { kind: 'medicare', params: { av_modifier: 'none', audio_modifier: '93', pos_home: '10', pos_other: '02' }, from: date('2013-01-01'), until: null, cite: 'AAFPTH', verified: 'V' },
]
