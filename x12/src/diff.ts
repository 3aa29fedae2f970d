import { readable } from './lenient.ts'
import type { Delimiters, PlacedSegment } from './segments.ts'
import { Splitter } from './split.ts'
import { inSmallStretches } from './stretches.ts'

/** One place where two files differ; `before` or `after` is null where a segment or element does not stand. */
export type Difference = {
  readonly segment: number
  readonly id: string
  readonly element?: number
  readonly before: string | null
  readonly after: string | null
}

const joined = (placed: PlacedSegment): string => placed.segment.join('*')

/** How far to look for where two files meet again after a segment that only one of them has. */
const reach = 200

/** One of the two files, cut into segments: those that are read and not yet compared. */
class Side {
  readonly #splitter = new Splitter()
  #segments: PlacedSegment[] = []
  #at = 0
  #isOpen = false
  isEnded = false

  push(bytes: Uint8Array, isLast: boolean): void {
    this.#segments = this.#segments.slice(this.#at)
    this.#at = 0
    this.#splitter.push(bytes, isLast, this)
    this.isEnded = isLast
  }

  segment(splitter: Splitter): void {
    const raw = splitter.placed()
    const segment = splitter.isPlain ? raw.segment : readable(raw.segment, splitter.delimiters as Delimiters).segment
    if (segment[0] === 'ISA') this.#isOpen = true
    // After an IEA may stand segments that belong to no interchange, or the text of something else.
    if (this.#isOpen || /^[A-Za-z][A-Za-z0-9]{1,2}$/.test(segment[0])) this.#segments.push({ ...raw, segment })
    if (segment[0] === 'IEA') this.#isOpen = false
  }

  noise(): void {}

  /** The segment so many places on. */
  at(place: number): PlacedSegment | undefined {
    return this.#segments[this.#at + place]
  }

  next(): void {
    this.#at += 1
  }

  get left(): number {
    return this.#segments.length - this.#at
  }

  /** Whether as much is read as is looked at. */
  get isReady(): boolean {
    return this.isEnded || this.left > reach
  }

  /** How many segments on one stands that says this; -1 when none does. */
  find(said: string): number {
    for (let place = 1; place < reach; place += 1) {
      const other = this.at(place)
      if (other === undefined) return -1
      if (joined(other) === said) return place
    }
    return -1
  }
}

/** Compares as far as both sides are read. */
function compare(before: Side, after: Side): Difference[] {
  const differences: Difference[] = []
  const drop = (placed: PlacedSegment): void => {
    differences.push({ segment: placed.number, id: placed.segment[0], before: joined(placed), after: null })
    before.next()
  }
  const add = (placed: PlacedSegment): void => {
    differences.push({ segment: placed.number, id: placed.segment[0], before: null, after: joined(placed) })
    after.next()
  }
  while (before.isReady && after.isReady) {
    const one = before.at(0)
    const other = after.at(0)
    if (!one && !other) break
    if (!one || !other) {
      if (one) drop(one)
      if (other) add(other)
      continue
    }
    const was = joined(one)
    const is = joined(other)
    if (was === is) {
      before.next()
      after.next()
      continue
    }
    const skipAfter = after.find(was)
    const skipBefore = before.find(is)
    if (one.segment[0] === other.segment[0] && (skipAfter < 0 || skipBefore < 0)) {
      const count = Math.max(one.segment.length, other.segment.length)
      for (let element = 1; element < count; element += 1) {
        const old = one.segment[element] ?? null
        const now = other.segment[element] ?? null
        if (old !== now) differences.push({ segment: one.number, id: one.segment[0], element, before: old, after: now })
      }
      before.next()
      after.next()
    } else if (skipAfter >= 0 && (skipBefore < 0 || skipAfter <= skipBefore)) add(other)
    else drop(one)
  }
  return differences
}

/** Where two files say different things, segment by segment; delimiters and line breaks are not compared. */
export function diff(before: Uint8Array, after: Uint8Array): Difference[] {
  const sides = [new Side(), new Side()] as const
  sides[0].push(before, true)
  sides[1].push(after, true)
  return compare(...sides)
}

/** The same for files of any size, in flat memory: one difference after another. */
export async function* diffStream(
  before: AsyncIterable<Uint8Array>,
  after: AsyncIterable<Uint8Array>,
): AsyncGenerator<Difference> {
  const sides = [new Side(), new Side()] as const
  const sources = [inSmallStretches(before), inSmallStretches(after)] as const
  while (!sides[0].isEnded || !sides[1].isEnded) {
    for (const [i, side] of sides.entries())
      while (!side.isReady) {
        const { done = false, value } = await (sources[i] as AsyncGenerator<Uint8Array, undefined>).next()
        side.push(value ?? new Uint8Array(0), done)
      }
    yield* compare(...sides)
  }
  yield* compare(...sides)
}
