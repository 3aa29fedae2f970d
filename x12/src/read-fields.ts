import type { Element, Field, Fields } from './guide.ts'
import { components, type Delimiters, repetitions, type Segment } from './segments.ts'
import { isoDay } from './values.ts'

function meaningOf(text: string, element: Element, delimiters: Delimiters): unknown {
  if (element.kind === 'composite') return partsOf(components(text, delimiters), element.parts, delimiters)
  return element.kind === 'date' ? (isoDay(text) ?? text) : text
}

const partsOf = (texts: readonly string[], fields: Fields, delimiters: Delimiters): Record<string, unknown> =>
  named(texts, 0, Object.keys(fields), Object.values(fields), delimiters)

function named(
  texts: readonly string[],
  skipped: number,
  names: readonly string[],
  fields: readonly Field[],
  delimiters: Delimiters,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i += 1) {
    const text = texts[i + skipped] ?? ''
    const name = names[i] as string
    const field = fields[i] as Field
    if (text === '') {
      if (field.usage === 'required') values[name] = field.element.kind === 'composite' ? {} : ''
    } else
      values[name] = field.repeats
        ? repetitions(text, delimiters).map((part) => meaningOf(part, field.element, delimiters))
        : meaningOf(text, field.element, delimiters)
  }
  return values
}

/** A segment's elements by their names in the guide. */
export const readNamed = (
  segment: Segment,
  names: readonly string[],
  fields: readonly Field[],
  delimiters: Delimiters,
): Record<string, unknown> => named(segment, 1, names, fields, delimiters)
