import { readable } from './lenient.ts'
import { type Delimiters, latin1Bytes } from './segments.ts'
import { Splitter } from './split.ts'
import { inSmallStretches } from './stretches.ts'

/**
 * One place where two files differ; `before` or `after` is null where a segment or element does not stand. Whatever the
 * delimiters of a file, they are told as the standard ones.
 */
export type Difference = {
  readonly segment: number
  readonly id: string
  readonly element?: number
  readonly before: string | null
  readonly after: string | null
}

/** A standard delimiter that is none in its file stands as a letter beyond Latin-1, which no file has. */
const standIns: Readonly<Record<string, string>> = { '*': '\uff0a', ':': '\uff1a', '^': '\uff3e' }
const meant: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(standIns).map(([letter, standIn]) => [standIn, letter]),
)
const told = (text: string): string => text.replace(/[\uff0a\uff1a\uff3e]/g, (standIn) => meant[standIn] as string)
const toldOrNull = (text: string | undefined): string | null => (text === undefined ? null : told(text))

/** Everything before the first element. */
function idOf(text: string): string {
  const end = text.indexOf('*')
  return end < 0 ? text : text.slice(0, end)
}

/** For each byte of a file with these delimiters the letter that it is compared as. */
function lettersOf({ element, component, repetition }: Delimiters): Uint16Array {
  const letters = Uint16Array.from({ length: 256 }, (_, byte) => byte)
  for (const [letter, standIn] of Object.entries(standIns)) letters[letter.charCodeAt(0)] = standIn.charCodeAt(0)
  letters[repetition.charCodeAt(0)] = '^'.charCodeAt(0)
  letters[component.charCodeAt(0)] = ':'.charCodeAt(0)
  letters[element.charCodeAt(0)] = '*'.charCodeAt(0)
  return letters
}

/** How far to look for where two files meet again after a segment that only one of them has. */
const reach = 200

const segmentHead = /^[A-Za-z][A-Za-z0-9]{1,2}(\*|$)/
const headLength = 4

/**
 * One of the two files, cut into lines, a segment each: those that are read and not yet compared. They stand as letters
 * in one array, and are made into text only where they differ, so that two large files that agree leave no garbage.
 */
class Side {
  readonly #splitter = new Splitter()
  #delimiters: Delimiters | null = null
  #letterOf: Uint16Array = new Uint16Array(0)
  #letters: Uint16Array = new Uint16Array(1 << 17)
  /** Line i goes from starts[i] to starts[i + 1]; the lines from `#at` to `#count` are not yet compared. */
  #starts: Int32Array = new Int32Array(1 << 12)
  #numbers: Int32Array = new Int32Array(1 << 12)
  #at = 0
  #count = 0
  #isOpen = false
  isEnded = false

  push(bytes: Uint8Array, isLast: boolean): void {
    this.#drop()
    this.#splitter.push(bytes, isLast, this)
    this.isEnded = isLast
  }

  /** Lets go of the lines that are compared. */
  #drop(): void {
    const first = this.#starts[this.#at] as number
    this.#letters.copyWithin(0, first, this.#starts[this.#count])
    for (let i = this.#at; i <= this.#count; i += 1) {
      this.#starts[i - this.#at] = (this.#starts[i] as number) - first
      this.#numbers[i - this.#at] = this.#numbers[i] as number
    }
    this.#count -= this.#at
    this.#at = 0
  }

  segment(splitter: Splitter): void {
    const delimiters = splitter.delimiters as Delimiters
    if (delimiters !== this.#delimiters) {
      this.#delimiters = delimiters
      this.#letterOf = lettersOf(delimiters)
    }
    if (splitter.isPlain) this.#add(splitter.bytes, splitter.from, splitter.stop, splitter.count)
    else {
      const { segment } = readable(splitter.placed().segment, delimiters)
      const bytes = latin1Bytes(segment.join(delimiters.element))
      this.#add(bytes, 0, bytes.length, splitter.count)
    }
  }

  #add(bytes: Uint8Array, from: number, to: number, number: number): void {
    const start = this.#starts[this.#count] as number
    const until = start + to - from
    if (until > this.#letters.length) this.#letters = wider(this.#letters, until)
    if (this.#count + 2 > this.#starts.length) {
      this.#starts = wider(this.#starts, this.#count + 2)
      this.#numbers = wider(this.#numbers, this.#count + 2)
    }
    const letters = this.#letters
    const letterOf = this.#letterOf
    for (let i = from, at = start; i < to; i += 1, at += 1) letters[at] = letterOf[bytes[i] as number] as number
    if (!this.#isMeant(start, until)) return
    this.#numbers[this.#count] = number
    this.#count += 1
    this.#starts[this.#count] = until
  }

  /** After an IEA may stand segments that belong to no interchange, or the text of something else. */
  #isMeant(start: number, until: number): boolean {
    const first = this.#letters[start]
    if (this.#isOpen && first !== letterI) return true
    const head = String.fromCharCode(...this.#letters.subarray(start, Math.min(start + headLength, until)))
    if (head === 'ISA*') this.#isOpen = true
    const isMeant = this.#isOpen || segmentHead.test(head)
    if (head === 'IEA*') this.#isOpen = false
    return isMeant
  }

  /** Whether a line stands so many places on. */
  has(place: number): boolean {
    return this.#at + place < this.#count
  }

  numberAt(place: number): number {
    return this.#numbers[this.#at + place] as number
  }

  /** The line so many places on, with the standard delimiters. */
  textAt(place: number): string {
    const start = this.#starts[this.#at + place] as number
    const until = this.#starts[this.#at + place + 1] as number
    const { buffer, byteOffset } = this.#letters
    return Buffer.from(buffer, byteOffset + 2 * start, 2 * (until - start)).toString('utf16le')
  }

  next(): void {
    this.#at += 1
  }

  get left(): number {
    return this.#count - this.#at
  }

  /** Whether as much is read as is looked at. */
  get isReady(): boolean {
    return this.isEnded || this.left > reach
  }

  /** Whether the line so many places on says what the line at hand of the other side says. */
  isLike(other: Side, place: number): boolean {
    const start = this.#starts[this.#at + place] as number
    const length = (this.#starts[this.#at + place + 1] as number) - start
    const from = other.#starts[other.#at] as number
    if ((other.#starts[other.#at + 1] as number) - from !== length) return false
    const own = this.#letters
    const others = other.#letters
    for (let i = 0; i < length; i += 1) if (own[start + i] !== others[from + i]) return false
    return true
  }

  /** How many lines on one stands that is like the line at hand of the other side; -1 when none does. */
  find(other: Side): number {
    for (let place = 1; place < reach && this.has(place); place += 1) if (this.isLike(other, place)) return place
    return -1
  }

  noise(): void {}
}

const letterI = 'I'.charCodeAt(0)

function wider<A extends Uint16Array | Int32Array>(array: A, length: number): A {
  const other = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length))
  other.set(array)
  return other
}

/** Compares as far as both sides are read. */
function compare(before: Side, after: Side): Difference[] {
  const differences: Difference[] = []
  const drop = (): void => {
    const text = before.textAt(0)
    differences.push({ segment: before.numberAt(0), id: idOf(text), before: told(text), after: null })
    before.next()
  }
  const add = (): void => {
    const text = after.textAt(0)
    differences.push({ segment: after.numberAt(0), id: idOf(text), before: null, after: told(text) })
    after.next()
  }
  while (before.isReady && after.isReady) {
    if (!before.has(0) && !after.has(0)) break
    if (!before.has(0) || !after.has(0)) {
      if (before.has(0)) drop()
      else add()
      continue
    }
    if (after.isLike(before, 0)) {
      before.next()
      after.next()
      continue
    }
    const was = before.textAt(0)
    const is = after.textAt(0)
    const skipAfter = after.find(before)
    const skipBefore = before.find(after)
    if (idOf(was) === idOf(is) && (skipAfter < 0 || skipBefore < 0)) {
      const old = was.split('*')
      const now = is.split('*')
      for (let element = 1; element < Math.max(old.length, now.length); element += 1)
        if (old[element] !== now[element])
          differences.push({
            segment: before.numberAt(0),
            id: idOf(was),
            element,
            before: toldOrNull(old[element]),
            after: toldOrNull(now[element]),
          })
      before.next()
      after.next()
    } else if (skipAfter >= 0 && (skipBefore < 0 || skipAfter <= skipBefore)) add()
    else drop()
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
