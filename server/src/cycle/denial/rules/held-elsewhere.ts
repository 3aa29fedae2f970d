import type { DenialFacts } from '../types.ts'

// What says that another payer is responsible, as carve-outs are learned from it. Source: carve_out_signals 9 (X12 lists). B11
// and N104 are about one claim's way, not about who holds the benefit.

const reasons = new Set(['300', '301', '109', '24'])
const remarks = new Set(['N418', 'N216', 'N193'])

/** The day and code by which a payer said that another one is responsible; null where it did not. */
export function heldElsewhere({ line, adjustments, remarks: said }: DenialFacts): string | null {
  const code =
    adjustments.find(({ reason, amount }) => amount > 0 && reasons.has(reason))?.reason ??
    said?.find((remark) => remarks.has(remark))
  return code === undefined ? null : [line.on, `(${code})`].filter(Boolean).join(' ')
}
