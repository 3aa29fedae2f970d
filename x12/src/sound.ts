import type { Element, Field, Note, SegmentGuide, When } from './guide.ts'
import { isListed, type ListName } from './lists.ts'
import { latin1 } from './segments.ts'
import type { Splitter } from './split.ts'
import { isTime } from './values.ts'

// The quick look, at bytes: whether a segment is certainly without flaw. Nearly all are; only the others are made into
// text and gone through slowly, to say what is wrong with them. Whatever the quick look is unsure of, it leaves to the
// slow one.

type Test = (bytes: Uint8Array, from: number, to: number, splitter: Splitter) => boolean

export type SegmentPlan = {
  readonly names: readonly string[]
  readonly fields: readonly Field[]
  /** Of the segment that a splitter has at hand. */
  readonly isSound: (splitter: Splitter) => boolean
}

const longestCode = 4

/** Up to four bytes as one number, so that codes are compared at once; -1 for anything longer. */
export function packed(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > longestCode) return -1
  let value = 0
  for (let at = from; at < to; at += 1) value = (value << 8) | (bytes[at] as number)
  return value
}

export function packedText(text: string): number {
  if (text.length > longestCode) return -1
  let value = 0
  for (let at = 0; at < text.length; at += 1) value = (value << 8) | text.charCodeAt(at)
  return value
}

export function unpacked(value: number): string {
  let text = ''
  for (let rest = value; rest > 0; rest >>>= 8) text = String.fromCharCode(rest & 0xff) + text
  return text
}

/** Decimal digits, perhaps a minus, perhaps a point between them. */
function isAmount(bytes: Uint8Array, from: number, to: number): boolean {
  let at = bytes[from] === 45 ? from + 1 : from
  if (at === to || to - from > 18) return false
  let hasPoint = false
  for (; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte === 46 && !hasPoint && at > from && at < to - 1) hasPoint = true
    else if (byte < 48 || byte > 57) return false
  }
  return true
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** CCYYMMDD; the 29th of February is left to the slow look. */
function isDay(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 8) return false
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte < 48 || byte > 57) return false
  }
  const month = ((bytes[from + 4] as number) - 48) * 10 + (bytes[from + 5] as number) - 48
  const day = ((bytes[from + 6] as number) - 48) * 10 + (bytes[from + 7] as number) - 48
  return day >= 1 && day <= (monthDays[month - 1] ?? 0) && bytes[from] !== 48
}

function isNpiAt(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 10) return false
  let total = 24
  for (let i = 0; i < 10; i += 1) {
    const digit = (bytes[to - 1 - i] as number) - 48
    if (digit < 0 || digit > 9) return false
    const doubled = digit * 2
    total += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return total % 10 === 0
}

function codeTest(codes: readonly string[]): Test {
  const known = codes.map(packedText).filter((value) => value >= 0)
  if (known.length > 12) {
    const set = new Set(known)
    return (bytes, from, to) => set.has(packed(bytes, from, to))
  }
  return (bytes, from, to) => {
    const value = packed(bytes, from, to)
    for (let i = 0; i < known.length; i += 1) if (known[i] === value) return true
    return false
  }
}

/** Codes of a list are few in a file: each is looked up once. */
function listTest(list: ListName): Test {
  const known = new Set<number>()
  return (bytes, from, to) => {
    const value = packed(bytes, from, to)
    if (known.has(value)) return true
    if (value < 0 || !isListed(list, latin1(bytes.subarray(from, to)))) return false
    known.add(value)
    return true
  }
}

function testOf(element: Element): Test {
  switch (element.kind) {
    case 'text': {
      if (element.codes) return codeTest(element.codes)
      if (element.list) return listTest(element.list)
      const { min, max } = element
      return (bytes, from, to) => to - from >= min && to - from <= max && bytes[to - 1] !== 32
    }
    case 'code':
      return codeTest(element.codes)
    case 'amount':
      return isAmount
    case 'number': {
      const { max } = element
      return (bytes, from, to) => to - from <= max && isAmount(bytes, from, to)
    }
    case 'date':
      return isDay
    case 'time':
      return (bytes, from, to) => {
        let text = ''
        for (let at = from; at < to && at < from + 9; at += 1) text += String.fromCharCode(bytes[at] as number)
        return isTime(text)
      }
    case 'npi':
      return isNpiAt
    case 'composite': {
      const parts = Object.values(element.parts).map((field) => fieldTest(field, false))
      return (bytes, from, to, splitter) => {
        const { component } = splitter
        let start = from
        let number = 0
        for (let at = from; at <= to; at += 1) {
          if (at < to && bytes[at] !== component) continue
          const test = parts[number]
          if (test === undefined || (at === to && start === to && number > 0)) return false
          if (!test(bytes, start, at, splitter)) return false
          number += 1
          start = at + 1
        }
        for (; number < parts.length; number += 1) if (!(parts[number] as Test)(bytes, to, to, splitter)) return false
        return true
      }
    }
  }
}

function fieldTest(field: Field, isQualifier: boolean): Test {
  if (field.usage === 'unused') return (_, from, to) => from === to
  const mayBeEmpty = field.usage !== 'required'
  if (isQualifier && field.element.kind === 'code') return (_, from, to) => from !== to || mayBeEmpty
  const { element } = field
  if (element.kind === 'text' && !element.codes && !element.list && !field.repeats) {
    const { min, max } = element
    return (bytes, from, to) => {
      const length = to - from
      return length === 0 ? mayBeEmpty : length >= min && length <= max && bytes[to - 1] !== 32
    }
  }
  if (element.kind === 'amount' && !field.repeats)
    return (bytes, from, to) => (from === to ? mayBeEmpty : isAmount(bytes, from, to))
  const test = testOf(field.element)
  if (field.repeats)
    return (bytes, from, to, splitter) => {
      if (from === to) return mayBeEmpty
      const { repetition } = splitter
      let start = from
      for (let at = from; at <= to; at += 1) {
        if (at < to && bytes[at] !== repetition) continue
        if (!test(bytes, start, at, splitter)) return false
        start = at + 1
      }
      return true
    }
  return (bytes, from, to, splitter) => (from === to ? mayBeEmpty : test(bytes, from, to, splitter))
}

const has = (splitter: Splitter, element: number): boolean =>
  element < splitter.elements && (splitter.starts[element + 1] as number) - 1 > (splitter.starts[element] as number)

function keeps({ kind, of }: Note, splitter: Splitter): boolean {
  if (kind === 'pair') {
    const first = has(splitter, of[0] as number)
    for (let i = 1; i < of.length; i += 1) if (has(splitter, of[i] as number) !== first) return false
    return true
  }
  if (kind === 'any') {
    for (let i = 0; i < of.length; i += 1) if (has(splitter, of[i] as number)) return true
    return false
  }
  if (!has(splitter, of[0] as number)) return true
  for (let i = 1; i < of.length; i += 1) if (!has(splitter, of[i] as number)) return false
  return true
}

const d8 = packedText('D8')
const rd8 = packedText('RD8')
const npiQualifier = packedText('XX')

export function planSegment(guide: SegmentGuide, when: When): SegmentPlan {
  const names = Object.keys(guide.fields)
  const fields = Object.values(guide.fields)
  const qualified = new Set(when.map(([element]) => element))
  const tests = fields.map((field, i) => fieldTest(field, qualified.has(i + 1)))
  const { notes } = guide
  const idQualifier = guide.id === 'NM1' ? 8 : guide.id === 'N1' ? 3 : 0
  const isDTP = guide.id === 'DTP'
  const isDMG = guide.id === 'DMG'
  // A segment that ends before any of them is spoken of keeps all notes but those that want one of several.
  const firstNoted = notes.some((note) => note.kind === 'any') ? 0 : Math.min(...notes.flatMap(({ of }) => of))
  // Beyond the last element that must stand, a segment may end anywhere.
  const least = fields.reduce((last, field, i) => (field.usage === 'required' ? i + 1 : last), 0)
  return {
    names,
    fields,
    isSound: (splitter) => {
      const { bytes, starts, elements } = splitter
      const count = elements - 1
      if (count > tests.length || count < least) return false
      if ((starts[elements] as number) - 1 === starts[count]) return false
      for (let i = 0; i < count; i += 1) {
        const from = starts[i + 1] as number
        const to = (starts[i + 2] as number) - 1
        if (!(tests[i] as Test)(bytes, from, to, splitter)) return false
      }
      if (count >= firstNoted)
        for (let i = 0; i < notes.length; i += 1) if (!keeps(notes[i] as Note, splitter)) return false
      if (idQualifier > 0 && count > idQualifier) {
        const from = starts[idQualifier] as number
        if (
          packed(bytes, from, (starts[idQualifier + 1] as number) - 1) === npiQualifier &&
          !isNpiAt(bytes, starts[idQualifier + 1] as number, (starts[idQualifier + 2] as number) - 1)
        )
          return false
      }
      if (isDMG && count > 1)
        return (
          packed(bytes, starts[1] as number, (starts[2] as number) - 1) === d8 &&
          isDay(bytes, starts[2] as number, (starts[3] as number) - 1)
        )
      if (isDTP) {
        const format = packed(bytes, starts[2] as number, (starts[3] as number) - 1)
        const from = starts[3] as number
        const to = (starts[4] as number) - 1
        if (format === d8) return isDay(bytes, from, to)
        return format === rd8 && bytes[from + 8] === 45 && isDay(bytes, from, from + 8) && isDay(bytes, from + 9, to)
      }
      return true
    },
  }
}

/** A whole number without leading zeros at the segment at hand; 0 when the element is empty, -1 when it is none. */
export function countAt(splitter: Splitter, number: number): number {
  if (number >= splitter.elements) return 0
  const { bytes, starts } = splitter
  const from = starts[number] as number
  const to = (starts[number + 1] as number) - 1
  if (from === to) return 0
  if (bytes[from] === 48 || to - from > 9) return -1
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Cents of an element of the segment at hand; 0 when it is empty or no amount. */
export function centsAt(splitter: Splitter, number: number): number {
  if (number >= splitter.elements) return 0
  const { bytes, starts } = splitter
  const to = (starts[number + 1] as number) - 1
  let at = starts[number] as number
  const isNegative = bytes[at] === 45
  if (isNegative) at += 1
  if (to - at > 15) return 0
  let total = 0
  let decimals = -1
  for (; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte === 46) decimals = 0
    else if (decimals < 2) {
      total = total * 10 + byte - 48
      if (decimals >= 0) decimals += 1
    } else if (byte !== 48) return 0
  }
  if (decimals < 1) total *= 100
  else if (decimals === 1) total *= 10
  return isNegative && total !== 0 ? -total : total
}
