import type { AdjustmentEffect } from '../types.ts'

// A CO adjustment is money to write off only when the contract, a law or an earlier payment explains it. Every other CO
// is a denial: the payer still owes until a person decides. PR moves to the patient only for the plan's own cost sharing;
// any other PR waits for review before a patient is billed.

type EffectRow = { reason: string; effect: AdjustmentEffect; cite: string; verified: 'V' | 'P' | 'U' }

/** CO and PI reasons that reduce the charge by agreement or law (remit_posting_rules R02, R16). */
// biome-ignore format: one row per line
export const contractualReasons: readonly EffectRow[] = [
  { reason: '44',  effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '45',  effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '104', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '131', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '144', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '223', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '237', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '245', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '246', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
  { reason: '253', effect: 'contractual', cite: 'X12LIST', verified: 'V' },
  { reason: '303', effect: 'contractual', cite: 'X12LIST', verified: 'P' },
]

/** PR reasons that are the plan's cost sharing (remit_posting_rules R03). */
// biome-ignore format: one row per line
export const costSharingReasons: readonly EffectRow[] = [
  { reason: '1', effect: 'patient', cite: 'X12LIST', verified: 'P' },
  { reason: '2', effect: 'patient', cite: 'X12LIST', verified: 'P' },
  { reason: '3', effect: 'patient', cite: 'X12LIST', verified: 'P' },
]

/** Reasons that only explain, in any group: what an earlier payer did, and the like (remit_posting_rules R04). */
// biome-ignore format: one row per line
export const informationalReasons: readonly EffectRow[] = [
  { reason: '23', effect: 'informational', cite: 'X12LIST', verified: 'V' },
]

const reasonsOf = (rows: readonly EffectRow[]): ReadonlySet<string> => new Set(rows.map((row) => row.reason))
const contractual = reasonsOf(contractualReasons)
const costSharing = reasonsOf(costSharingReasons)
const informational = reasonsOf(informationalReasons)

/** What an adjustment does to who owes. Unknown groups and codes are denials: nothing is written off by guess. */
export function adjustmentEffect(group: string, reason: string): AdjustmentEffect {
  if (informational.has(reason)) return 'informational'
  if (group === 'PR') return costSharing.has(reason) ? 'patient' : 'denial'
  if (group === 'CO' || group === 'PI') return contractual.has(reason) ? 'contractual' : 'denial'
  return 'denial'
}
