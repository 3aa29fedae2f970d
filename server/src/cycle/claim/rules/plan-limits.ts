import { lookup } from '@ballast/kernel'
import type { EditFacts } from '../types.ts'
import { familyOf } from './procedures.ts'

/** Visits left before this one, by the payer's own count where it gives one. */
export function remainingVisits(limits: EditFacts['limits']): number | undefined {
  if (limits === undefined) return undefined
  if (limits.remaining !== undefined) return limits.remaining
  return limits.limit !== undefined && limits.used !== undefined ? limits.limit - limits.used : undefined
}

// biome-ignore format: one row per line
const kinds = lookup<readonly string[]>({
  TMS: ['90867', '90868', '90869'],
  ECT: ['90870'],
  IOP: ['H0015', 'S9480'],
  PHP: ['H0035', 'S0201'],
})

/** Whether a payer's list of what needs leave, by code or by kind of care, names this code. */
export const needsLeave = (code: string, listed: readonly string[]): boolean =>
  listed.some(
    (entry) =>
      entry === code || kinds[entry]?.includes(code) === true || (entry === 'testing' && familyOf(code) === 'testing'),
  )
