import type { Element, Field, Note, SegmentGuide, When } from './guide.ts'
import type { Delimiters, Segment } from './segments.ts'
import { isNpi, isTime } from './values.ts'

// The quick look: whether a segment is certainly without flaw. Nearly all are; only the others are gone through slowly,
// to say what is wrong with them. Whatever the quick look is unsure of, it leaves to the slow one.

type Test = (text: string, delimiters: Delimiters) => boolean

export type SegmentPlan = {
  readonly names: readonly string[]
  readonly fields: readonly Field[]
  readonly isSound: (segment: Segment, delimiters: Delimiters) => boolean
}

const isAmount = (text: string): boolean => {
  const { length } = text
  if (length === 0 || length > 18) return false
  let at = text.charCodeAt(0) === 45 ? 1 : 0
  if (at === length) return false
  let hasDot = false
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 46 && !hasDot && at > 0 && at < length - 1) hasDot = true
    else if (code < 48 || code > 57) return false
  }
  return true
}

const isDay = (text: string): boolean => {
  if (text.length !== 8) return false
  for (let at = 0; at < 8; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  const month = (text.charCodeAt(4) - 48) * 10 + text.charCodeAt(5) - 48
  const day = (text.charCodeAt(6) - 48) * 10 + text.charCodeAt(7) - 48
  return month >= 1 && month <= 12 && day >= 1 && day <= 28 && text !== '00000000'
}

function testOf(element: Element): Test {
  switch (element.kind) {
    case 'text': {
      if (element.codes) {
        const codes = new Set(element.codes)
        return (text) => codes.has(text)
      }
      const { min, max } = element
      return (text) => text.length >= min && text.length <= max
    }
    case 'code': {
      const codes = new Set(element.codes)
      return (text) => codes.has(text)
    }
    case 'amount':
      return isAmount
    case 'number': {
      const { max } = element
      return (text) => text.length <= max && isAmount(text)
    }
    case 'date':
      return isDay
    case 'time':
      return isTime
    case 'npi':
      return isNpi
    case 'composite': {
      const parts = fieldTests(Object.values(element.parts))
      return (text, delimiters) => {
        const texts = text.split(delimiters.component)
        if (texts.length > parts.length || (texts.length > 1 && texts[texts.length - 1] === '')) return false
        return parts.every((test, i) => test(texts[i] ?? '', delimiters))
      }
    }
  }
}

function fieldTest(field: Field, isQualifier: boolean): Test {
  if (field.usage === 'unused') return (text) => text === ''
  const isRequired = field.usage === 'required'
  if (isQualifier && field.element.kind === 'code') return (text) => text !== '' || !isRequired
  const test = testOf(field.element)
  if (field.repeats)
    return (text, delimiters) =>
      text === '' ? !isRequired : text.split(delimiters.repetition).every((part) => test(part, delimiters))
  return (text, delimiters) => (text === '' ? !isRequired : test(text, delimiters))
}

const fieldTests = (fields: readonly Field[]): Test[] => fields.map((field) => fieldTest(field, false))

function keeps(note: Note, segment: Segment): boolean {
  const { of } = note
  if (note.kind === 'pair') {
    const has = (segment[of[0] ?? 0] ?? '') !== ''
    for (const element of of) if (((segment[element] ?? '') !== '') !== has) return false
    return true
  }
  if (note.kind === 'any') return of.some((element) => (segment[element] ?? '') !== '')
  if ((segment[of[0] ?? 0] ?? '') === '') return true
  return of.every((element) => (segment[element] ?? '') !== '')
}

const dated = new Set(['DTP', 'DMG'])

export function planSegment(guide: SegmentGuide, when: When): SegmentPlan {
  const names = Object.keys(guide.fields)
  const fields = Object.values(guide.fields)
  const qualified = new Set(when.map(([element]) => element))
  const tests = fields.map((field, i) => fieldTest(field, qualified.has(i + 1)))
  const idQualifier = guide.id === 'NM1' ? 8 : guide.id === 'N1' ? 3 : 0
  const isDated = dated.has(guide.id)
  return {
    names,
    fields,
    isSound: (segment, delimiters) => {
      const count = segment.length - 1
      if (count > tests.length || (count > 0 && segment[count] === '')) return false
      for (let i = 0; i < tests.length; i += 1) if (!(tests[i] as Test)(segment[i + 1] ?? '', delimiters)) return false
      for (const note of guide.notes) if (!keeps(note, segment)) return false
      if (idQualifier > 0 && segment[idQualifier] === 'XX' && !isNpi(segment[idQualifier + 1] ?? '')) return false
      if (isDated) return guide.id === 'DTP' && segment[2] === 'D8' && isDay(segment[3] ?? '')
      return true
    },
  }
}
