import type { Element, Fields } from './guide.ts'
import { components, type Delimiters, repetitions, type Segment } from './segments.ts'
import { isoDay } from './values.ts'

function meaningOf(text: string, element: Element, delimiters: Delimiters): unknown {
  if (element.kind === 'composite') return partsOf(components(text, delimiters), element.parts, delimiters)
  return element.kind === 'date' ? (isoDay(text) ?? text) : text
}

function partsOf(texts: readonly string[], fields: Fields, delimiters: Delimiters): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  Object.entries(fields).forEach(([name, field], i) => {
    const text = texts[i] ?? ''
    if (text === '') {
      if (field.usage === 'required') values[name] = field.element.kind === 'composite' ? {} : ''
      return
    }
    values[name] = field.repeats
      ? repetitions(text, delimiters).map((part) => meaningOf(part, field.element, delimiters))
      : meaningOf(text, field.element, delimiters)
  })
  return values
}

/** A segment's elements by their names in the guide. */
export const readFields = (segment: Segment, fields: Fields, delimiters: Delimiters): Record<string, unknown> =>
  partsOf(segment.slice(1), fields, delimiters)
