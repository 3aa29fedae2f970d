import type { FlawCode } from './flaw.ts'
import type { Delimiters, Segment } from './segments.ts'

// What real senders do to segments, undone for reading: lines broken inside them, padding, small letters in their ids.
// The bytes stay as they came; only the reader sees the cleaned segment.

export type Oddity = {
  readonly code: FlawCode
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly element?: number
  /** Told once for a file, since where it stands once it stands everywhere. */
  readonly isHabit: boolean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const lineBreaks = /[\r\n]/g

/** A segment as it was meant, and what is odd about how it came. */
export function readable(raw: Segment, delimiters: Delimiters): { segment: Segment; oddities: Oddity[] } {
  const oddities: Oddity[] = []
  let segment: readonly string[] = raw
  if (delimiters.terminator !== '\n' && segment.some((element) => element.search(lineBreaks) >= 0)) {
    segment = segment.map((element) => element.replace(lineBreaks, ''))
    oddities.push({
      code: 'broken_line',
      severity: 'warning',
      message: 'Lines are broken inside segments; it is read as if they were not.',
      isHabit: true,
    })
  }
  const id = segment[0] ?? ''
  const upper = id.trim().toUpperCase()
  if (upper !== id && /^[A-Z][A-Z0-9]{1,2}$/.test(upper)) {
    segment = [upper, ...segment.slice(1)]
    oddities.push({
      code: 'lower_case',
      severity: 'error',
      message: `The segment id is "${id}"; expected ${upper}.`,
      isHabit: false,
    })
  }
  const padded = upper === 'ISA' ? -1 : segment.findIndex((element) => element.endsWith(' '))
  if (padded >= 0) {
    segment = segment.map((element) => element.trimEnd())
    oddities.push({
      code: 'padding',
      severity: 'warning',
      message: 'Elements are padded with blanks; it is read as if they were not.',
      element: padded,
      isHabit: true,
    })
  }
  // Delimiters may be control characters.
  const { component, repetition } = delimiters
  const controlled = segment.findIndex((element) =>
    controlCharacter.test(element.replaceAll(component, '').replaceAll(repetition, '')),
  )
  if (controlled >= 0)
    oddities.push({
      code: 'control_character',
      severity: 'error',
      message: `${segment[0]} holds a control character.`,
      element: controlled,
      isHabit: false,
    })
  const foreign = segment.findIndex((element) => /[\u0080-\u00ff]/.test(element))
  if (foreign >= 0)
    oddities.push({
      code: 'foreign_character',
      severity: 'warning',
      message: 'Characters beyond ASCII stand in it; they are read as Latin-1 and kept.',
      element: foreign,
      isHabit: true,
    })
  return { segment: segment as unknown as Segment, oddities }
}
