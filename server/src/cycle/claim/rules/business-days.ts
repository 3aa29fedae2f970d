import { addDays, isWeekend, type PlainDate } from '@ballast/kernel'

/** Working days after `a` up to and with `b`; holidays are not known here. */
export function businessDaysBetween(a: PlainDate, b: PlainDate): number {
  let count = 0
  for (let day = addDays(a, 1); day <= b; day = addDays(day, 1)) if (!isWeekend(day)) count += 1
  return count
}
