import type { PlainDate } from '@ballast/kernel'
import type { Standing } from '../types/standing.ts'

/** Whether the payer has said that a coverage is active on a day; undefined when what it said does not reach that day. */
export function activeOn(
  standing: Pick<Standing, 'isActive' | 'planFrom' | 'planUntil' | 'checkedFor'> | null,
  on: PlainDate,
): boolean | undefined {
  if (standing?.checkedFor == null) return undefined
  const { isActive, planFrom, planUntil, checkedFor } = standing
  if (planUntil !== null && on > planUntil) return false
  if (isActive === true) {
    if (planFrom !== null && on < planFrom) return false
    return on < checkedFor && planFrom === null ? undefined : true
  }
  if (isActive === false) {
    // Asked about a day before the plan begins, the payer says no; of the days after that it has said nothing.
    if (planUntil === null && planFrom !== null && checkedFor < planFrom) return on < planFrom ? false : undefined
    if (planUntil !== null) return planFrom === null ? undefined : on >= planFrom
    return on >= checkedFor ? false : undefined
  }
  return undefined
}
