import type { Child, Element, Fields, Guide, LoopGuide, TypedOf } from './guide.ts'
import { guide277CA } from './guides/x214-277ca.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import { guide999 } from './guides/x231-999.ts'
import { type Delimiters, latin1Bytes, type Segment, segmentText, standardDelimiters } from './segments.ts'
import { compact } from './values.ts'

// Typed values to bytes: the same walk as reading, the other way. Every count is computed, every trailing empty element
// is left off, and a delimiter inside a value becomes a blank, since X12 has no escape.

/** What stands around a group of transactions. The clock and the control numbers are the caller's. */
export type Envelope = {
  readonly sender: { readonly qualifier: string; readonly id: string; readonly code: string }
  readonly receiver: { readonly qualifier: string; readonly id: string; readonly code: string }
  readonly control: number
  readonly groupControl: number
  readonly usage: 'T' | 'P'
  /** "2026-03-02" and "14:05". */
  readonly on: string
  readonly at: string
  readonly delimiters?: Delimiters
}

/** Letters without their accents, quotes and dashes as ASCII has them: receivers take no others. */
const plainly = (text: string): string =>
  !/[\u007f-\uffff]/.test(text)
    ? text
    : text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201c\u201d]/g, '"')
        .replace(/[\u2010-\u2015]/g, '-')

function clean(written: string, delimiters: Delimiters): string {
  const text = plainly(written)
  let out = ''
  for (const character of text) {
    const isDelimiter =
      character === delimiters.element ||
      character === delimiters.component ||
      character === delimiters.repetition ||
      character === delimiters.terminator
    out += isDelimiter || character < ' ' ? ' ' : character
  }
  return out.trim()
}

const trimEnd = (texts: string[]): string[] => {
  let count = texts.length
  while (count > 0 && texts[count - 1] === '') count -= 1
  return texts.slice(0, count)
}

function elementText(value: unknown, element: Element, delimiters: Delimiters): string {
  if (value === undefined || value === null) return ''
  if (element.kind === 'composite')
    return trimEnd(fieldTexts(value as Record<string, unknown>, element.parts, delimiters)).join(delimiters.component)
  const text = String(value)
  return clean(element.kind === 'date' ? compact(text) : text, delimiters)
}

function fieldTexts(values: Record<string, unknown>, fields: Fields, delimiters: Delimiters): string[] {
  return Object.entries(fields).map(([name, field]) => {
    const value = values[name]
    if (field.usage === 'unused') return ''
    if (field.repeats && Array.isArray(value))
      return value.map((part) => elementText(part, field.element, delimiters)).join(delimiters.repetition)
    return elementText(value, field.element, delimiters)
  })
}

function writeChild(child: Child, value: unknown, delimiters: Delimiters, into: Segment[]): void {
  if (value === undefined || value === null) return
  for (const part of Array.isArray(value) ? value : [value]) {
    if (child.is === 'loop') writeLoop(child.loop, part as Record<string, unknown>, delimiters, into)
    else {
      const texts = trimEnd(fieldTexts(part as Record<string, unknown>, child.segment.fields, delimiters))
      into.push([child.segment.id, ...texts])
    }
  }
}

function writeLoop(guide: LoopGuide, value: Record<string, unknown>, delimiters: Delimiters, into: Segment[]): void {
  for (const [name, child] of Object.entries(guide.children)) writeChild(child, value[name], delimiters, into)
}

/** A loop's segments. */
export function loopSegments(
  guide: LoopGuide,
  value: Record<string, unknown>,
  delimiters: Delimiters = standardDelimiters,
): Segment[] {
  const segments: Segment[] = []
  writeLoop(guide, value, delimiters, segments)
  return segments
}

/** A transaction's segments, ST to SE. */
export function transactionSegments<G extends Guide>(
  guide: G,
  value: TypedOf<G>,
  control: string,
  delimiters: Delimiters = standardDelimiters,
): Segment[] {
  const body: Segment[] = []
  writeLoop(guide.body, value as Record<string, unknown>, delimiters, body)
  const version = guide.versions[0] ?? ''
  // The 835 alone says its version in its group only.
  const st: Segment = guide.kind === '835' ? ['ST', guide.set, control] : ['ST', guide.set, control, version]
  return [st, ...body, ['SE', String(body.length + 2), control]]
}

/** One interchange with one group of transactions of one guide. */
export function writeInterchange<G extends Guide>(
  envelope: Envelope,
  guide: G,
  values: readonly TypedOf<G>[],
): Uint8Array {
  const delimiters = envelope.delimiters ?? standardDelimiters
  const transactions = values.map((value, i) =>
    transactionSegments(guide, value, String(i + 1).padStart(4, '0'), delimiters),
  )
  const time = envelope.at.replace(':', '').slice(0, 4)
  const gs: Segment = [
    'GS',
    guide.group,
    envelope.sender.code,
    envelope.receiver.code,
    compact(envelope.on),
    time,
    String(envelope.groupControl),
    'X',
    guide.versions[0] ?? '',
  ]
  const ge: Segment = ['GE', String(values.length), String(envelope.groupControl)]
  return writeSegments(envelope, [gs, ...transactions.flat(), ge], 1)
}

/** One interchange around given segments: groups, or TA1s without any. */
export function writeSegments(envelope: Envelope, inner: readonly Segment[], groups: number): Uint8Array {
  const delimiters = envelope.delimiters ?? standardDelimiters
  const control = String(envelope.control).padStart(9, '0')
  const isa: Segment = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    envelope.sender.qualifier,
    envelope.sender.id.padEnd(15),
    envelope.receiver.qualifier,
    envelope.receiver.id.padEnd(15),
    compact(envelope.on).slice(2),
    envelope.at.replace(':', '').slice(0, 4),
    delimiters.repetition,
    '00501',
    control,
    '0',
    envelope.usage,
    delimiters.component,
  ]
  const segments = [isa, ...inner, ['IEA', String(groups), control] as Segment]
  return latin1Bytes(`${segments.map((segment) => segmentText(segment, delimiters)).join('\n')}\n`)
}

export const write837P = (envelope: Envelope, values: readonly TypedOf<typeof guide837P>[]): Uint8Array =>
  writeInterchange(envelope, guide837P, values)
export const write835 = (envelope: Envelope, values: readonly TypedOf<typeof guide835>[]): Uint8Array =>
  writeInterchange(envelope, guide835, values)
export const write999 = (envelope: Envelope, values: readonly TypedOf<typeof guide999>[]): Uint8Array =>
  writeInterchange(envelope, guide999, values)
export const write277CA = (envelope: Envelope, values: readonly TypedOf<typeof guide277CA>[]): Uint8Array =>
  writeInterchange(envelope, guide277CA, values)
