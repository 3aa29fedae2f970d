import type { FlawSink } from './flaw-list.ts'
import type { Guide, LoopGuide } from './guide.ts'
import { guideFor, guides } from './guides/index.ts'
import { readable } from './lenient.ts'
import { Meaning } from './meaning.ts'
import { type Delimiters, latin1, latin1Bytes, type PlacedSegment, type Segment, segmentText } from './segments.ts'
import { sourceOf } from './source.ts'
import { Splitter } from './split.ts'
import { startWalk, type Walk } from './walk.ts'
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

/** The loops that get lines of their own: claims, and the levels above them. */
function isUnit(guide: Guide, loop: LoopGuide): boolean {
  const known = units.get(loop)
  if (known !== undefined) return known
  const { id } = loop
  const found =
    loop !== guide.body &&
    (/^2000/.test(id) || /^(2100|2300|2200[DE])$/.test(id)) &&
    !(guide.kind !== '835' && id === '2100')
  units.set(loop, found)
  return found
}
const units = new WeakMap<LoopGuide, boolean>()

/** A node without what stands outside the given bytes; the units inside it are lines of their own. */
function ownValue(
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
  for (const name of Object.keys(loop.children)) {
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

/** What takes no notice of flaws: JSON lines tell what stands in a file, not what is wrong with it. */
const deaf: FlawSink = { push: () => {} }

type Run = {
  readonly loop: LoopGuide
  readonly value: Record<string, unknown>
  readonly guide: Guide
  readonly at: Place
  until: number
  text: string
}

/** Turns a file that comes in stretches into JSON lines, holding no more than a claim at a time. */
class LineMaker {
  readonly splitter = new Splitter()
  lines: string[] = []
  lineBreak = ''
  version = ''
  waiting: { placed: PlacedSegment; text: string } | null = null
  walk: Walk | null = null
  guide: Guide | null = null
  kind = ''
  isInside = false
  run: Run | null = null

  push(bytes: Uint8Array, isLast: boolean): string[] {
    this.lines = []
    this.splitter.push(bytes, isLast, this)
    if (isLast) this.endBody()
    return this.lines
  }

  give(line: JsonLine): void {
    this.lines.push(JSON.stringify(line))
  }

  noise(from: number, _until: number, text: string): void {
    this.announce(null)
    this.closeRun()
    this.give({ is: 'noise', at: { offset: from, segment: 0 }, text })
  }

  segment(splitter: Splitter): void {
    const delimiters = splitter.delimiters as Delimiters
    const raw = splitter.placed()
    const text = latin1(splitter.bytes.subarray(splitter.from, splitter.until))
    const placed = splitter.isPlain ? raw : { ...raw, segment: readable(raw.segment, delimiters).segment }
    const [id] = placed.segment
    switch (id) {
      case 'ISA': {
        this.endBody()
        this.version = ''
        this.lineBreak = /[\r\n]*$/.exec(text.endsWith(delimiters.terminator) ? '' : text)?.[0] ?? ''
        const [, ...elements] = placed.segment
        const written = textOf([placed.segment], delimiters, this.lineBreak)
        this.give({
          is: 'interchange',
          at: { offset: placed.from, segment: placed.number },
          delimiters,
          lineBreak: this.lineBreak,
          elements,
          ...(written === text ? {} : { text }),
        })
        return
      }
      case 'GS':
        this.endBody()
        this.version = placed.segment[8] ?? ''
        this.plain('group', placed, text)
        return
      case 'TA1':
        this.announce(null)
        this.closeRun()
        this.plain('acknowledgment', placed, text)
        return
      case 'GE':
      case 'IEA':
        this.endBody()
        this.plain('end', placed, text)
        return
      case 'ST':
        this.endBody()
        this.waiting = { placed, text }
        this.isInside = true
        return
      case 'SE':
        this.endBody()
        this.plain('end', placed, text)
        return
      default:
        this.announce(placed)
        if (this.walk && this.guide) this.body(this.walk, this.guide, placed, text)
        else this.plain('segment', placed, text, this.isInside ? this.kind : undefined)
    }
  }

  /** Tells the ST, once the segment after it has shown whose transaction it opens. */
  announce(first: PlacedSegment | null): void {
    const { waiting } = this
    if (!waiting) return
    this.waiting = null
    const { placed, text } = waiting
    const [, set = '', , version] = placed.segment
    this.guide = guideFor(set, version || this.version, first?.segment[0] === 'BHT' ? first.segment[2] : undefined)
    this.kind = this.guide?.kind ?? set
    this.plain('transaction', placed, text, this.kind)
    const { guide } = this
    if (!guide) return
    const delimiters = this.splitter.delimiters as Delimiters
    const meaning = new Meaning(guide, deaf)
    this.walk = startWalk(guide, delimiters, first ?? placed, deaf, meaning, true, (loop) => isUnit(guide, loop), false)
  }

  body(walk: Walk, guide: Guide, placed: PlacedSegment, text: string): void {
    walk.take(placed)
    const { loop, value } = walk.unit()
    if (this.run && this.run.value !== value) this.closeRun()
    this.run ??= {
      loop,
      value,
      guide,
      at: { offset: placed.from, segment: placed.number },
      until: placed.until,
      text: '',
    }
    this.run.until = placed.until
    this.run.text += text
  }

  closeRun(): void {
    const { run } = this
    if (!run) return
    this.run = null
    const { loop, guide, at, until, text } = run
    const value = ownValue(loop, run.value, at.offset, until)
    const written = textOf(
      loopSegments(loop, value, this.splitter.delimiters as Delimiters),
      this.splitter.delimiters as Delimiters,
      this.lineBreak,
    )
    this.give({
      is: loop === guide.body ? 'header' : 'loop',
      kind: guide.kind,
      loop: loop.id,
      at,
      value,
      ...(written === text ? {} : { text }),
    })
  }

  endBody(): void {
    this.announce(null)
    this.closeRun()
    this.walk = null
    this.guide = null
    this.isInside = false
  }

  plain(
    is: 'group' | 'transaction' | 'end' | 'acknowledgment' | 'segment',
    placed: PlacedSegment,
    text: string,
    kind?: string,
  ): void {
    const [id, ...elements] = placed.segment
    const written = textOf([placed.segment], this.splitter.delimiters as Delimiters, this.lineBreak)
    this.give({
      is,
      id,
      ...(kind === undefined ? {} : { kind }),
      at: { offset: placed.from, segment: placed.number },
      elements,
      ...(written === text ? {} : { text }),
    })
  }
}

/** A file as JSON lines; every byte of it is in them. */
export function* toJsonLines(bytes: Uint8Array): Generator<string> {
  const maker = new LineMaker()
  for (let at = 0; at < bytes.length; at += stretch) yield* maker.push(bytes.subarray(at, at + stretch), false)
  yield* maker.push(new Uint8Array(0), true)
}

/** The same for a file of any size, in flat memory. */
export async function* streamJsonLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const maker = new LineMaker()
  for await (const bytes of source) yield* maker.push(bytes, false)
  yield* maker.push(new Uint8Array(0), true)
}

/** What is read at once of a file that is in memory. */
const stretch = 1 << 20

function loopNamed(loop: LoopGuide, id: string): LoopGuide | null {
  if (loop.id === id) return loop
  for (const child of Object.values(loop.children)) {
    const found = child.is === 'loop' ? loopNamed(child.loop, id) : null
    if (found) return found
  }
  return null
}

/** Turns JSON lines back into the text they came from, one by one. */
class LineReader {
  delimiters: Delimiters | null = null
  lineBreak = ''
  number = 0

  read(content: string): string {
    this.number += 1
    if (content.trim() === '') return ''
    const line = this.parsed(content)
    if (line.is === 'interchange') {
      this.delimiters = line.delimiters
      this.lineBreak = line.lineBreak
    }
    if (line.text !== undefined) return line.text
    const { delimiters, lineBreak } = this
    if (!delimiters) throw new RangeError(`Line ${this.number} stands before any line of an interchange.`)
    if ('value' in line) {
      const known = guides.filter(({ kind }) => kind === line.kind)
      const loop = known.map(({ body }) => loopNamed(body, line.loop)).find((found) => found !== null)
      if (!loop) throw new RangeError(`Line ${this.number}: no guide knows loop ${line.loop} of ${line.kind}.`)
      return textOf(loopSegments(loop, line.value as Record<string, unknown>, delimiters), delimiters, lineBreak)
    }
    if (!('elements' in line) || !Array.isArray(line.elements))
      throw new RangeError(`Line ${this.number} has neither text, value nor elements.`)
    return textOf([[line.is === 'interchange' ? 'ISA' : line.id, ...line.elements]], delimiters, lineBreak)
  }

  parsed(content: string): JsonLine {
    let line: unknown
    try {
      line = JSON.parse(content)
    } catch {
      throw new RangeError(`Line ${this.number} is no JSON.`)
    }
    if (typeof line !== 'object' || line === null || !('is' in line))
      throw new RangeError(`Line ${this.number} does not say what it is.`)
    return line as JsonLine
  }
}

/**
 * The inverse of `toJsonLines`. A line that carries `text` is written as that text; delete it to write its value. Lines
 * that are none throw a RangeError that names them.
 */
export function fromJsonLines(lines: Iterable<string>): Uint8Array {
  const reader = new LineReader()
  const out: string[] = []
  for (const content of lines) out.push(reader.read(content))
  return latin1Bytes(out.join(''))
}

/** The same for any number of lines, in flat memory. */
export async function* streamFromJsonLines(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  const reader = new LineReader()
  let gathered = ''
  for await (const content of lines) {
    gathered += reader.read(content)
    if (gathered.length < stretch) continue
    yield latin1Bytes(gathered)
    gathered = ''
  }
  yield latin1Bytes(gathered)
}
