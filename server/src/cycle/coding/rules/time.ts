import type { PlainDate } from '@ballast/kernel'
import { type BlockRule, furtherBlocks, type TimeBand, type TimeContext, timeBands } from '../tables/time-bands.ts'
import { rowOn } from './lookups.ts'

/** The band these minutes fall in on that day. */
export const bandFor = (context: TimeContext, minutes: number, on: PlainDate): TimeBand | null =>
  rowOn(timeBands, on, (row) => row.context === context && row.minutes[0] <= minutes && minutes <= row.minutes[1])

/** How many further blocks of an add-on the minutes hold. */
export function furtherUnits(code: string, rule: BlockRule, minutes: number, on: PlainDate): number {
  const row = rowOn(furtherBlocks, on, (block) => block.code === code && block.rule === rule)
  if (row === null || minutes < row.first) return 0
  return Math.floor((minutes - row.first) / row.each) + 1
}

/** "38 to 52", "53 or more" */
export const bandWords = ({ minutes: [from, until] }: TimeBand): string =>
  until >= 1440 ? `${from} or more` : `${from} to ${until}`
