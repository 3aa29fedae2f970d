// A day is the text "2026-03-02" on every wire and in every column: it survives JSON and SQL unchanged and `<` orders it.
// Arithmetic runs on UTC epoch days, where daylight saving cannot reach.

declare const plainDateBrand: unique symbol
/** A calendar day, "YYYY-MM-DD". */
export type PlainDate = string & { readonly [plainDateBrand]: true }

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

const digit = (day: string, at: number): number => day.charCodeAt(at) - 48
const yearOf = (day: string): number => digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3)
const monthIndexOf = (day: string): number => digit(day, 5) * 10 + digit(day, 6) - 1
const dayOfMonth = (day: string): number => digit(day, 8) * 10 + digit(day, 9)

// Date.UTC takes the years 0 to 99 for those of the twentieth century.
const utc = (year: number, month: number, day: number): number =>
  year < 100 ? new Date(0).setUTCFullYear(year, month, day) : Date.UTC(year, month, day)

const toEpochDay = (day: PlainDate): number => utc(yearOf(day), monthIndexOf(day), dayOfMonth(day)) / dayMs

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
const written = (at: Date): PlainDate => {
  const year = at.getUTCFullYear()
  if (year < 1000 || year > 9999) return at.toISOString().slice(0, 10) as PlainDate
  return `${year}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}` as PlainDate
}
const fromEpochDay = (epochDay: number): PlainDate => written(new Date(epochDay * dayMs))

/** The day, or null when the text is not a real calendar day. */
export function parseDate(text: string): PlainDate | null {
  const match = shape.exec(text)
  if (!match || match[1] === '0000') return null
  const parsed = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(parsed)) return null
  return new Date(parsed).toISOString().slice(0, 10) === text ? (text as PlainDate) : null
}

/** A day known to be real (literals, database columns); throws on anything else. */
export function date(text: string): PlainDate {
  const day = parseDate(text)
  if (day === null) throw new RangeError(`not a day: ${text}`)
  return day
}

export const addDays = (day: PlainDate, count: number): PlainDate => fromEpochDay(toEpochDay(day) + count)

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => toEpochDay(b) - toEpochDay(a)

/** Same day of a later or earlier month, the month's last day when it is shorter. */
export function addMonths(day: PlainDate, count: number): PlainDate {
  const index = yearOf(day) * 12 + monthIndexOf(day) + count
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const last = new Date(utc(year, month + 1, 0)).getUTCDate()
  return written(new Date(utc(year, month, Math.min(dayOfMonth(day), last))))
}

/** Completed years of age on a day. */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: PlainDate): number => (((toEpochDay(day) + 4) % 7) + 7) % 7

export const isWeekend = (day: PlainDate): boolean => weekday(day) === 0 || weekday(day) === 6

/** "2026-03" */
export const monthOf = (day: PlainDate): string => day.slice(0, 7)

export const firstOfMonth = (day: PlainDate): PlainDate => `${day.slice(0, 7)}-01` as PlainDate
export const lastOfMonth = (day: PlainDate): PlainDate => addDays(addMonths(firstOfMonth(day), 1), -1)

export const earliest = (days: readonly PlainDate[]): PlainDate | null =>
  days.reduce<PlainDate | null>((a, b) => (a === null || b < a ? b : a), null)
export const latest = (days: readonly PlainDate[]): PlainDate | null =>
  days.reduce<PlainDate | null>((a, b) => (a === null || b > a ? b : a), null)
