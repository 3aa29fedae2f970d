import { type Cents, date, type PlainDate, parseDate, parseDecimal } from '@ballast/kernel'
import type { ImportField, ImportRow, RowRefusal } from '../types.ts'

// Every EHR names its columns its own way and writes its dates its own way. A cell that cannot be read refuses its row
// with the field and what was expected; the rows beside it go on.

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Which column holds which field, and the required fields that no column holds. What a person said (`chosen`, our field to
 * their header) comes before what we recognize.
 */
export function mapHeaders(
  headers: readonly string[],
  fields: readonly ImportField[],
  chosen: ReadonlyMap<string, string> = new Map(),
): { columns: Map<string, number>; missing: string[] } {
  const columns = new Map<string, number>()
  for (const field of fields) {
    const said = chosen.get(field.name)
    const told = said === undefined ? -1 : headers.indexOf(said)
    if (told >= 0) {
      columns.set(field.name, told)
      continue
    }
    const names = new Set([field.name, ...field.aliases].map(plain))
    const column = headers.findIndex((header) => names.has(plain(header)))
    if (column >= 0) columns.set(field.name, column)
  }
  return { columns, missing: fields.filter((f) => f.required && !columns.has(f.name)).map((f) => f.name) }
}

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]|$)/
const clock = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?\s*([AP])?\.?M?\.?$/i

/** A time written 14:05, 9:05 or 2:05 PM, as 14:05; null when it is none. */
export function readTime(text: string): string | null {
  const match = clock.exec(text.trim())
  if (!match) return null
  const [, hourText = '', minute = '', half] = match
  let hour = Number(hourText)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
  }
  return hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minute}`
}

/** A day written 2026-03-02 or 3/2/2026, with or without a time behind it. */
export function readDay(text: string): PlainDate | null {
  const match = slashed.exec(text)
  if (!match) return parseDate(text.slice(0, 10))
  const [, month = '', day = '', year = ''] = match
  return parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** Reads the cells of one row; remembers the first thing wrong, so that a reader is one literal followed by one check. */
export class RowReader {
  readonly row: ImportRow
  wrong: RowRefusal | null = null

  constructor(row: ImportRow) {
    this.row = row
  }

  refuse(field: string, message: string): void {
    this.wrong ??= { line: this.row.line, field, message, raw: this.row.raw }
  }

  optional(field: string): string | null {
    const text = (this.row.cells[field] ?? '').trim()
    return text === '' ? null : text
  }

  text(field: string): string {
    const text = this.optional(field)
    if (text === null) this.refuse(field, `${field} is empty; every row needs it.`)
    return text ?? ''
  }

  /** One of a few words; `synonyms` are what other systems say for them. */
  oneOf<const T extends string>(
    field: string,
    allowed: readonly T[],
    fallback?: T,
    synonyms: Readonly<Record<string, T>> = {},
  ): T {
    const text = this.optional(field)?.toLowerCase().replace(/[ -]+/g, '_') ?? fallback ?? ''
    const found =
      allowed.find((value) => value.toLowerCase() === text) ??
      (Object.hasOwn(synonyms, text) ? synonyms[text] : undefined)
    if (found === undefined)
      this.refuse(field, `${field} is "${this.row.cells[field] ?? ''}"; expected one of ${allowed.join(', ')}.`)
    return found ?? (allowed[0] as T)
  }

  optionalDay(field: string): PlainDate | null {
    const text = this.optional(field)
    if (text === null) return null
    const day = readDay(text)
    if (day === null) this.refuse(field, `${field} is "${text}"; expected a day such as 2026-03-02 or 3/2/2026.`)
    return day
  }

  day(field: string): PlainDate {
    if (this.optional(field) === null) this.refuse(field, `${field} is empty; expected a day such as 2026-03-02.`)
    return this.optionalDay(field) ?? date('1900-01-01')
  }

  optionalTime(field: string): string | null {
    const text = this.optional(field)
    if (text === null) return null
    const time = readTime(text)
    if (time === null) this.refuse(field, `${field} is "${text}"; expected a time such as 14:05 or 2:05 PM.`)
    return time
  }

  optionalCount(field: string, most: number): number | null {
    const text = this.optional(field)
    if (text === null) return null
    const count = Number(text)
    if (!/^\d+$/.test(text) || count > most) {
      this.refuse(field, `${field} is "${text}"; expected a whole number from 0 to ${most}.`)
      return null
    }
    return count
  }

  optionalAmount(field: string): Cents | null {
    const text = this.optional(field)
    if (text === null) return null
    const amount = parseDecimal(text.replace(/[$,]/g, ''))
    if (amount === null) this.refuse(field, `${field} is "${text}"; expected an amount such as 25.00.`)
    return amount
  }

  flag(field: string): boolean {
    const text = this.optional(field)?.toLowerCase() ?? ''
    if (!['', 'y', 'n', 'yes', 'no', 'true', 'false', '1', '0'].includes(text))
      this.refuse(field, `${field} is "${text}"; expected yes or no.`)
    return ['y', 'yes', 'true', '1'].includes(text)
  }

  list(field: string): string[] {
    const text = this.optional(field)
    return text === null
      ? []
      : text
          .split(/[;|]/)
          .map((part) => part.trim())
          .filter((part) => part !== '')
  }
}
