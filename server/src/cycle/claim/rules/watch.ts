import { daysBetween, type PlainDate } from '@ballast/kernel'
import { acknowledgmentDefaults } from '../tables/acknowledgment-days.ts'
import { businessDaysBetween } from './business-days.ts'

// A file that left and of which nothing was heard may never have arrived, and its claims' filing clocks run on. What is late is
// a practice's own parameter, since clearinghouses differ.

export type Watched = { readonly sentOn: PlainDate; readonly isAcknowledged: boolean; readonly silent: number }

const daysOf = (params: Readonly<Record<string, unknown>>, name: keyof typeof acknowledgmentDefaults): number => {
  const own = params[name]
  return typeof own === 'number' && own >= 0 ? own : acknowledgmentDefaults[name].days
}

/** What is late on a file that left: no word that it arrived, or none of its claims; null while there is time. */
export function lateOn(
  sent: Watched,
  params: Readonly<Record<string, unknown>>,
  today: PlainDate,
): 'no-999' | 'no-277ca' | null {
  if (!sent.isAcknowledged && daysBetween(sent.sentOn, today) > daysOf(params, 'days_to_999')) return 'no-999'
  if (sent.silent > 0 && businessDaysBetween(sent.sentOn, today) > daysOf(params, 'business_days_to_277ca'))
    return 'no-277ca'
  return null
}
