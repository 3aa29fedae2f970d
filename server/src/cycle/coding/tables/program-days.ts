import { date, type PlainDate } from '@ballast/kernel'
import type { PayerKind } from '../types.ts'

// A program day is one price for everything in it. Commercial plans know it by S codes, Medicaid by H codes; Medicare pays
// it to facilities only, on their own claim form, so that a practice has nothing to bill.

export type ProgramDay = {
  readonly service: 'iop_day' | 'php_day'
  readonly kinds: readonly PayerKind[]
  readonly code: string | null
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const since = date('2013-01-01')

// biome-ignore format: one row per line
export const programDays: readonly ProgramDay[] = [
  { service: 'iop_day', kinds: ['commercial', 'eap', 'self_pay'], code: 'S9480', from: since, until: null, cite: 'HCODES', verified: 'V' },
  { service: 'iop_day', kinds: ['medicaid'],                      code: 'H0015', from: since, until: null, cite: 'LUCIDA', verified: 'P' },
  { service: 'iop_day', kinds: ['medicare'],                      code: null,    from: since, until: null, cite: 'LUCIDA', verified: 'P' },
  { service: 'php_day', kinds: ['commercial', 'eap', 'self_pay'], code: 'S0201', from: since, until: null, cite: 'OWN',    verified: 'U' },
  { service: 'php_day', kinds: ['medicaid'],                      code: 'H0035', from: since, until: null, cite: 'HCODES', verified: 'P' },
  { service: 'php_day', kinds: ['medicare'],                      code: null,    from: since, until: null, cite: 'LUCIDA', verified: 'P' },
]
