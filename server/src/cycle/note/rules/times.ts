import { addDays, type PlainDate } from '@ballast/kernel'

// A session lasts as long as the clock of the place says: over midnight it belongs to the day it began, and in the night
// the clocks change an hour is missing or comes twice.

export type Elapsed =
  | { readonly kind: 'minutes'; readonly minutes: number; readonly from: number; readonly until: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'backwards' }
  | { readonly kind: 'skipped'; readonly time: string }
  | { readonly kind: 'twice'; readonly time: string }

type Moment = { readonly ms: number } | { readonly problem: 'skipped' | 'twice' }

function momentOf(on: PlainDate, time: string, timeZone: string): Moment {
  const plain = Temporal.PlainDateTime.from(`${on}T${time}`)
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { ms: earlier.epochMilliseconds }
  return { problem: earlier.toPlainDateTime().equals(plain) ? 'twice' : 'skipped' }
}

type Times = {
  readonly on: PlainDate
  readonly start: string | null
  readonly stop: string | null
  readonly endsNextDay: boolean
}

/** How long a session was by its times; `from` and `until` are minutes on one line, for comparing sessions. */
export function elapsed({ on, start, stop, endsNextDay }: Times, timeZone: string): Elapsed {
  if (start === null || stop === null) return { kind: 'unknown' }
  if (!endsNextDay && stop <= start) return { kind: 'backwards' }
  const began = momentOf(on, start, timeZone)
  const ended = momentOf(endsNextDay ? addDays(on, 1) : on, stop, timeZone)
  if ('problem' in began) return { kind: began.problem, time: start }
  if ('problem' in ended) return { kind: ended.problem, time: stop }
  const [from, until] = [Math.round(began.ms / 60_000), Math.round(ended.ms / 60_000)]
  return until <= from ? { kind: 'backwards' } : { kind: 'minutes', minutes: until - from, from, until }
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** A session longer than this is looked at before it is believed. */
export const longestMinutes = 8 * 60

/** Whether a record that gives only clock times went past midnight: it stops at or before its start, and is no longer than a session is that way. */
export function isNextDay(start: string | null, stop: string | null): boolean {
  if (start === null || stop === null || stop > start) return false
  return minuteOf(stop) + 24 * 60 - minuteOf(start) <= longestMinutes
}

/** The minutes of stretches within one day, counted once where they overlap. */
export function blockMinutes(blocks: readonly { readonly start: string; readonly stop: string }[]): number {
  const sorted = blocks
    .map(({ start, stop }) => [minuteOf(start), minuteOf(stop)] as const)
    .filter(([start, stop]) => stop > start)
    .toSorted((a, b) => a[0] - b[0])
  let total = 0
  let counted = 0
  for (const [start, stop] of sorted) {
    total += Math.max(0, stop - Math.max(start, counted))
    counted = Math.max(counted, stop)
  }
  return total
}
