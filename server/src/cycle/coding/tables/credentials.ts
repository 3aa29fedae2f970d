import type { PlainDate } from '@ballast/kernel'
import { date } from '@ballast/kernel'
import type { Credential } from '../../practice/types.ts'
import type { LicenceClass, PayerKind } from '../types.ts'

// Payers think in classes of licence; a title is one state's word for one of them. LCSW here is the independent level (in
// Massachusetts that is LICSW). An associate has no class: a supervisor's payer terms decide whether the work is billable.

export const licenceClass: Readonly<Record<Credential, LicenceClass>> = {
  MD: 'MD',
  DO: 'MD',
  NP: 'NPP',
  PA: 'NPP',
  CNS: 'NPP',
  PhD: 'PSY',
  PsyD: 'PSY',
  LCSW: 'CSW',
  LMFT: 'LPC',
  LPC: 'LPC',
  LMHC: 'LPC',
  associate: 'ASSOCIATE',
}

export type EnrolmentRow = {
  readonly kind: PayerKind
  readonly licence: LicenceClass
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

/** Payers that took a class of clinicians only from a day. A class not listed for a payer was always taken. */
// biome-ignore format: one row per line
export const enrolmentStarts: readonly EnrolmentRow[] = [
  { kind: 'medicare', licence: 'LPC', from: date('2024-01-01'), until: null, cite: 'MHCMFT', verified: 'V' },
]
