import { addDays, type PlainDate } from '@ballast/kernel'

// A calendar program shows its feed on lock screens and shared walls, so an entry names the patient by initials only.

export type CalendarEntry = {
  readonly id: string
  readonly on: PlainDate
  readonly title: string
  readonly detail: string
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n')

/** Lines of at most 75 octets, as RFC 5545 wants them; a character is never cut in two. */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const character of line) {
    const bytes = new TextEncoder().encode(character).length
    if (size + bytes > 73) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += character
    size += bytes
  }
  return [...parts, part].join('\r\n ')
}

const compactDay = (day: PlainDate): string => day.replaceAll('-', '')

/** A calendar of whole days. */
export function calendarText(name: string, entries: readonly CalendarEntry[], stamp: string): string {
  const stamped = `${stamp.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ballast//Authorizations//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.id}@ballast`,
      `DTSTAMP:${stamped}`,
      `DTSTART;VALUE=DATE:${compactDay(entry.on)}`,
      `DTEND;VALUE=DATE:${compactDay(addDays(entry.on, 1))}`,
      `SUMMARY:${escaped(entry.title)}`,
      `DESCRIPTION:${escaped(entry.detail)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
