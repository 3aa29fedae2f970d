/** A moment as FHIR and spreadsheets write it, as the day and the clock of the practice; null when it is none. */
export function wallClock(moment: string, timeZone: string): { on: string; at: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(moment)
  if (!match) return null
  const [, on = '', at = '', offset] = match
  // An offset names the clock on the wall; only UTC has to be brought home.
  if (at === '' || (offset !== undefined && offset !== 'Z' && offset !== '+00:00')) return { on, at }
  if (offset === undefined) return { on, at }
  const ms = Date.parse(`${on}T${at}:00Z`)
  if (Number.isNaN(ms)) return null
  const here = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
  return { on: here.toPlainDate().toString(), at: here.toPlainTime().toString().slice(0, 5) }
}
