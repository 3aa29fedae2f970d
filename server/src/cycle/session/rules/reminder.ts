import { addDays, daysBetween, type PlainDate, weekday } from '@ballast/kernel'
import type { ReminderAnswer, SessionStatus } from '../types.ts'

// A reminder is read by whoever opens the mail. It says a day, an hour and a phone number: no clinician, whose name leads to
// a specialty, no program, no service, no plan.

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] as const // biome-ignore format: one list

/** "Monday, March 2": a day as a letter says it. */
export const spokenDay = (on: PlainDate): string =>
  `${days[weekday(on)]}, ${months[Number(on.slice(5, 7)) - 1]} ${Number(on.slice(8))}`

/** "2:05 PM" for 14:05. */
export function spokenTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

export function reminderLetter(it: {
  readonly practice: { readonly name: string; readonly phone: string }
  readonly name: string
  readonly on: PlainDate
  readonly start: string
  /** Where one can answer; null where the installation has no address that patients can reach. */
  readonly link: string | null
}): { title: string; body: string } {
  const { practice, on } = it
  return {
    title: `A reminder from ${practice.name}`,
    body: [
      `Hello ${it.name},`,
      `we expect you on ${spokenDay(on)} at ${spokenTime(it.start)}.`,
      it.link === null
        ? `If you cannot come, please call us at ${practice.phone}.`
        : `Please say whether you will come, or ask for another way: ${it.link}\nYou can also call us at ${practice.phone}.`,
      'To get no more reminders, tell us when you call or visit.',
      practice.name,
    ].join('\n\n'),
  }
}

/**
 * Whether calling off today is later than the policy allows. The rest of today counts in the patient's favor: a visit
 * tomorrow is a whole day away.
 */
export const isLate = (today: PlainDate, on: PlainDate, noticeHours: number): boolean =>
  daysBetween(today, on) * 24 < noticeHours

/** What stands in the way of an answer, in words for a patient; null when nothing does. */
export function unanswerable(
  reminder: { readonly answer: ReminderAnswer | null; readonly sentOn: PlainDate },
  visit: { readonly status: SessionStatus; readonly on: PlainDate },
  today: PlainDate,
): string | null {
  if (reminder.answer !== null) return 'This has been answered.'
  if (visit.on < today || visit.status === 'kept') return 'This appointment is over.'
  if (visit.status !== 'booked') return 'This appointment no longer stands.'
  // A visit that was moved since is another appointment than the one the letter named.
  return visit.on > addDays(reminder.sentOn, 14) ? 'This appointment was moved.' : null
}
