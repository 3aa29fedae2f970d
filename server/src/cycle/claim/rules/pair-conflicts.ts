import { distinctModifiers } from '../tables/modifiers.ts'
import { type PairRow, pairs } from '../tables/pairs.ts'
import type { Claim, EditRemark } from '../types.ts'
import { renderingOf } from './lines.ts'

const rowsOf = Map.groupBy(pairs, (row) => row.edit)

/** Every pair of lines of one day and clinician that one edit's rows forbid; a distinct-service modifier lifts indicator 1. */
export function pairConflicts(claim: Claim, edit: PairRow['edit']): EditRemark[] {
  const rows = rowsOf.get(edit)
  if (!rows || claim.lines.length < 2) return []
  return claim.lines.flatMap((first, i) =>
    claim.lines.flatMap((second, j) => {
      if (i === j || first.on !== second.on || renderingOf(claim, first) !== renderingOf(claim, second)) return []
      const row = rows.find((each) => each.first.includes(first.code) && each.second.includes(second.code))
      if (!row) return []
      const isLifted = row.indicator === 1 && second.modifiers.some((modifier) => distinctModifiers.includes(modifier))
      if (isLifted) return []
      const how =
        row.indicator === 1
          ? 'only as separate sessions, with 59 or XE on the second'
          : row.indicator === 'review'
            ? 'needs a look before it goes'
            : row.indicator === 'warn'
              ? 'pays only when each stands on its own'
              : 'never pays'
      const remark: EditRemark = {
        message: `${first.code} with ${second.code} by one clinician on ${first.on} ${how} (${row.id}).`,
        at: `lines[${j}].code`,
      }
      return [row.indicator === 'warn' ? { ...remark, severity: 'warn' as const } : remark]
    }),
  )
}
