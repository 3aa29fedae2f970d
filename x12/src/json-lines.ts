import { parse, type Transaction } from './file.ts'
import type { Guide, LoopGuide } from './guide.ts'
import { guides } from './guides/index.ts'
import { type Delimiters, latin1, latin1Bytes, type PlacedSegment, type Segment, segmentText } from './segments.ts'
import { sourceOf } from './source.ts'
import { loopSegments } from './write.ts'

// A file as JSON lines and back. Each line tells one envelope segment, one header or one claim by name. A line carries
// its own text only when its value would not write back to the same bytes, so that flawed files lose nothing either.

type Place = { readonly offset: number; readonly segment: number }

export type JsonLine =
  | {
      readonly is: 'interchange'
      readonly at: Place
      readonly delimiters: Delimiters
      readonly lineBreak: string
      readonly elements: readonly string[]
      readonly text?: string
    }
  | {
      readonly is: 'group' | 'transaction' | 'end' | 'acknowledgment' | 'segment'
      readonly id: string
      readonly kind?: string
      readonly at: Place
      readonly elements: readonly string[]
      readonly text?: string
    }
  | {
      readonly is: 'header' | 'loop'
      readonly kind: string
      readonly loop: string
      readonly at: Place
      readonly value: unknown
      readonly text?: string
    }
  | { readonly is: 'noise'; readonly at: Place; readonly text: string }

/** A piece of the file that becomes a line: its bytes, and the line without its text. */
type Part = { readonly from: number; readonly until: number; readonly line: (text: string) => JsonLine }

/** The loops that get lines of their own: claims, and the levels above them. */
const isUnit = (guide: Guide, id: string): boolean =>
  id !== guide.body.id &&
  (/^2000/.test(id) || /^(2100|2300|2200[DE]|2000)$/.test(id)) &&
  !(guide.kind !== '835' && id === '2100')

type UnitNode = { readonly node: Record<string, unknown>; readonly loop: LoopGuide; from: number; until: number }

function unitsOf(guide: Guide, loop: LoopGuide, node: Record<string, unknown>, into: UnitNode[]): void {
  for (const [name, child] of Object.entries(loop.children)) {
    if (child.is !== 'loop') continue
    const value = node[name]
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (typeof inner !== 'object' || inner === null) continue
      if (isUnit(guide, child.loop.id)) {
        const source = sourceOf(inner)
        if (source)
          into.push({
            node: inner as Record<string, unknown>,
            loop: child.loop,
            from: source.from,
            until: source.until,
          })
      }
      unitsOf(guide, child.loop, inner as Record<string, unknown>, into)
    }
  }
}

/** A node without the units inside it, and without what stands outside the given bytes. */
function ownValue(
  guide: Guide,
  loop: LoopGuide,
  node: Record<string, unknown>,
  from: number,
  until: number,
): Record<string, unknown> {
  const own: Record<string, unknown> = {}
  const stands = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null) return true
    const source = sourceOf(part)
    return source === undefined || (source.from >= from && source.from < until)
  }
  for (const [name, child] of Object.entries(loop.children)) {
    if (child.is === 'loop' && isUnit(guide, child.loop.id)) continue
    const value = node[name]
    if (Array.isArray(value)) {
      const kept = value.filter(stands)
      if (kept.length > 0) own[name] = kept
    } else if (value !== undefined && stands(value)) own[name] = value
  }
  return own
}

const textOf = (segments: readonly Segment[], delimiters: Delimiters, lineBreak: string): string =>
  segments.map((segment) => segmentText(segment, delimiters) + lineBreak).join('')

function bodyParts(transaction: Transaction, body: readonly PlacedSegment[], lineBreak: string, into: Part[]): void {
  const { guide, delimiters } = transaction
  const [first] = body
  if (!first) return
  const root = transaction.value as Record<string, unknown>
  const units: UnitNode[] = []
  if (guide) unitsOf(guide, guide.body, root, units)
  units.sort((a, b) => a.from - b.from)
  const none = { node: root, loop: guide?.body ?? null, from: first.from, until: Number.POSITIVE_INFINITY }
  let next = 0
  let current: { node: Record<string, unknown>; loop: LoopGuide | null; from: number; until: number } = none
  let run: PlacedSegment[] = []
  const close = (): void => {
    const [start] = run
    const end = run.at(-1)
    if (!start || !end) return
    const { node, loop } = current
    const at = { offset: start.from, segment: start.number }
    run = []
    if (!guide || !loop) {
      into.push({
        from: start.from,
        until: end.until,
        line: (text) => ({ is: 'segment', id: start.segment[0], kind: transaction.kind, at, elements: [], text }),
      })
      return
    }
    const value = ownValue(guide, loop, node, start.from, end.until)
    const written = textOf(loopSegments(loop, value, delimiters), delimiters, lineBreak)
    into.push({
      from: start.from,
      until: end.until,
      line: (text) => ({
        is: loop === guide.body ? 'header' : 'loop',
        kind: guide.kind,
        loop: loop.id,
        at,
        value,
        ...(written === text ? {} : { text }),
      }),
    })
  }
  for (const placed of body) {
    const unit = units[next]
    if (unit && placed.from >= unit.from) {
      close()
      current = unit
      next += 1
    } else if (current !== none && placed.from >= current.until) {
      close()
      current = none
    }
    run.push(placed)
  }
  close()
}

/** A file as JSON lines; every byte of it is in them. */
export function* toJsonLines(bytes: Uint8Array): Generator<string> {
  const content = latin1(bytes)
  const file = parse(bytes)
  let covered = 0
  const noise = (until: number): string[] =>
    until > covered
      ? [
          JSON.stringify({
            is: 'noise',
            at: { offset: covered, segment: 0 },
            text: content.slice(covered, until),
          } satisfies JsonLine),
        ]
      : []
  for (const interchange of file.interchanges) {
    const { delimiters, header } = interchange
    const parts: Part[] = []
    const raw = content.slice(header.from, header.until)
    const lineBreak = /[\r\n]*$/.exec(raw.endsWith(delimiters.terminator) ? '' : raw)?.[0] ?? ''
    const plain = (
      is: 'group' | 'transaction' | 'end' | 'acknowledgment' | 'segment',
      placed: PlacedSegment,
      kind?: string,
    ): void => {
      const [id, ...elements] = placed.segment
      const written = textOf([placed.segment], delimiters, lineBreak)
      parts.push({
        from: placed.from,
        until: placed.until,
        line: (text) => ({
          is,
          id,
          ...(kind === undefined ? {} : { kind }),
          at: { offset: placed.from, segment: placed.number },
          elements,
          ...(written === text ? {} : { text }),
        }),
      })
    }
    const [, ...elements] = header.segment
    const written = textOf([header.segment], delimiters, lineBreak)
    parts.push({
      from: header.from,
      until: header.until,
      line: (text) => ({
        is: 'interchange',
        at: { offset: header.from, segment: header.number },
        delimiters,
        lineBreak,
        elements,
        ...(written === text ? {} : { text }),
      }),
    })
    const taken = new Set<PlacedSegment>([header])
    for (const group of interchange.groups)
      for (const transaction of group.transactions) {
        const [st, ...rest] = transaction.segments
        if (!st) continue
        const last = rest.at(-1)
        const se = last?.segment[0] === 'SE' ? last : null
        plain('transaction', st, transaction.kind)
        bodyParts(transaction, se ? rest.slice(0, -1) : rest, lineBreak, parts)
        if (se) plain('end', se)
        for (const placed of transaction.segments) taken.add(placed)
      }
    for (const placed of interchange.segments) {
      if (taken.has(placed)) continue
      const [id] = placed.segment
      plain(
        id === 'GS' ? 'group' : id === 'TA1' ? 'acknowledgment' : id === 'GE' || id === 'IEA' ? 'end' : 'segment',
        placed,
      )
    }
    parts.sort((a, b) => a.from - b.from)
    for (const part of parts) {
      yield* noise(part.from)
      yield JSON.stringify(part.line(content.slice(part.from, part.until)))
      covered = part.until
    }
  }
  yield* noise(content.length)
}

function loopNamed(loop: LoopGuide, id: string): LoopGuide | null {
  if (loop.id === id) return loop
  for (const child of Object.values(loop.children)) {
    const found = child.is === 'loop' ? loopNamed(child.loop, id) : null
    if (found) return found
  }
  return null
}

/** The inverse of `toJsonLines`. A line that carries `text` is written as that text; delete it to write its value. */
export function fromJsonLines(lines: Iterable<string>): Uint8Array {
  const out: string[] = []
  let delimiters: Delimiters | null = null
  let lineBreak = ''
  for (const content of lines) {
    if (content.trim() === '') continue
    const line = JSON.parse(content) as JsonLine
    if (line.is === 'interchange') {
      delimiters = line.delimiters
      lineBreak = line.lineBreak
    }
    if (line.text !== undefined) {
      out.push(line.text)
      continue
    }
    if (!delimiters) continue
    if ('value' in line) {
      const known = guides.filter(({ kind }) => kind === line.kind)
      const loop = known.map(({ body }) => loopNamed(body, line.loop)).find((found) => found !== null)
      if (!loop) throw new RangeError(`No guide knows loop ${line.loop} of ${line.kind}.`)
      out.push(textOf(loopSegments(loop, line.value as Record<string, unknown>, delimiters), delimiters, lineBreak))
      continue
    }
    if (!('elements' in line)) continue
    out.push(textOf([[line.is === 'interchange' ? 'ISA' : line.id, ...line.elements]], delimiters, lineBreak))
  }
  return latin1Bytes(out.join(''))
}
