import { type Delimiters, delimitersOf, latin1, type PlacedSegment, type Segment } from './segments.ts'

// Bytes to segments, in one pass: each byte is looked at once, and only where elements begin is noted. Text is made of
// a segment when somebody asks for it; most segments of a sound file are never asked.

/** What the pieces of a file are handed to. Together they cover each of its bytes once. */
export type Pieces = {
  /** The segment at hand in `splitter`; what it says there holds until the next one. */
  readonly segment: (splitter: Splitter) => void
  /** Bytes that belong to no segment, by their offsets in the file. */
  readonly noise: (from: number, until: number, text: string) => void
}

/** An ISA and what follows it up to its terminator is never longer than this. */
const longestIsa = 400
/** What is gathered of a segment that does not end, or of text that is no X12, before it is given up as noise. */
const longestPiece = 4 << 20

const plain = 0
const elementEnd = 1
const segmentEnd = 2
const odd = 3

const blank = 32
const smallLetter = 97
const lineFeed = 10
const carriageReturn = 13
const isBlank = (byte: number | undefined): boolean =>
  byte === 32 || byte === 160 || (byte !== undefined && byte >= 9 && byte <= 13)

const mostElements = 256
const nothing: Uint8Array = new Uint8Array(0)

/** Cuts a file that comes in stretches into its pieces. */
export class Splitter {
  /** The stretch being read, with what was left of the one before. */
  bytes: Uint8Array = new Uint8Array(0)
  /** Offset in the file of the first of `bytes`. */
  base = 0
  /** How many segments there have been; the number of the one at hand. */
  count = 0
  delimiters: Delimiters | null = null

  // The segment at hand, by places in `bytes`: element i goes from starts[i] to starts[i + 1] - 1.
  readonly starts = new Int32Array(mostElements + 2)
  elements = 0
  from = 0
  stop = 0
  until = 0
  isEnded = true
  /** Printable ASCII throughout, no blank at the end of an element, no small letter at its head. */
  isPlain = true

  component = 0
  repetition = 0
  #rest: Uint8Array = nothing
  #skipsBlanks = true
  readonly #buffers = [nothing, nothing]
  // Every byte between these two is plain: the widest such stretch, which most bytes of a file are in.
  #low = 255
  #high = 0
  readonly #classes = new Uint8Array(256)

  push(more: Uint8Array, isLast: boolean, pieces: Pieces): void {
    const bytes = this.#joined(more)
    this.bytes = bytes
    const { length } = bytes
    const { base } = this
    let at = 0
    const noise = (from: number, until: number): void =>
      pieces.noise(base + from, base + until, latin1(bytes.subarray(from, until)))

    while (at < length) {
      const { delimiters } = this
      let start = at
      if (this.#skipsBlanks) while (start < length && isBlank(bytes[start])) start += 1
      if (!isLast && start + longestIsa > length && mayBeIsa(bytes, start)) break
      if (isIsa(bytes, start)) {
        const found = delimitersOf(latin1(bytes.subarray(start, start + longestIsa)), 0)
        if (found) {
          if (start > at) noise(at, start)
          this.#use(found.delimiters)
          const stop = start + found.end - 1
          const until = this.#afterBreaks(stop + 1)
          this.#note(start, stop, until)
          this.isPlain = false
          pieces.segment(this)
          at = until
          continue
        }
      }
      if (delimiters === null) {
        const next = this.#nextInterchange(at + 1)
        if (!isLast && next >= length && length - at < longestPiece) break
        const until = !isLast && next >= length ? Math.max(at + 1, length - longestIsa) : next
        noise(at, until)
        at = until
        continue
      }

      const stop = this.#scan(start)
      const isEnded = stop < length
      const until = isEnded ? this.#afterBreaks(stop + 1) : length
      // What reaches the end of this stretch may go on in the next.
      if (!isLast && until >= length && length - at < longestPiece) break
      if (start >= length || stop === start || (!isEnded && !isLast)) noise(at, until)
      else {
        if (start > at) noise(at, start)
        this.count += 1
        this.from = start
        this.stop = stop
        this.until = until
        this.isEnded = isEnded
        if (!isEnded || bytes[stop - 1] === blank) this.isPlain = false
        pieces.segment(this)
      }
      at = until
    }
    this.#rest = at < length ? bytes.subarray(at) : nothing
    this.base += at
  }

  /** What was left, and what has come; in a buffer of its own, so that no garbage is made of every stretch. */
  #joined(more: Uint8Array): Uint8Array {
    const rest = this.#rest
    // One shape of array throughout: a Buffer among them makes every access slower.
    if (rest.length === 0) return new Uint8Array(more.buffer, more.byteOffset, more.length)
    const length = rest.length + more.length
    // What is left stands in the buffer it came from; the other one takes it over.
    this.#buffers.reverse()
    let buffer = this.#buffers[0] as Uint8Array
    if (buffer.length < length) {
      buffer = new Uint8Array(length + (length >> 2))
      this.#buffers[0] = buffer
    }
    buffer.set(rest)
    buffer.set(more, rest.length)
    return buffer.subarray(0, length)
  }

  /** Notes where the elements of the segment from `start` begin; gives back the place of its terminator. */
  #scan(start: number): number {
    const { bytes } = this
    const { length } = bytes
    const classes = this.#classes
    const low = this.#low
    const high = this.#high
    const { starts } = this
    let elements = 1
    let isPlain = (bytes[start] as number) < smallLetter
    let stop = start
    starts[0] = start
    for (; stop < length; stop += 1) {
      const byte = bytes[stop] as number
      if (byte > low && byte < high) continue
      const kind = classes[byte]
      if (kind === plain) continue
      if (kind === elementEnd) {
        // More than any guide has, or padded: it will be read as text.
        if (bytes[stop - 1] === blank) isPlain = false
        if (elements === mostElements) isPlain = false
        else {
          starts[elements] = stop + 1
          elements += 1
        }
      } else if (kind === segmentEnd) break
      else isPlain = false
    }
    starts[elements] = stop + 1
    this.elements = elements
    this.isPlain = isPlain
    return stop
  }

  /** The segment at hand as text. */
  placed(): PlacedSegment {
    const { bytes, from, stop, until, base, count, delimiters } = this
    const segment = latin1(bytes.subarray(from, stop)).split(delimiters?.element ?? '*') as unknown as Segment
    return { segment, number: count, from: base + from, until: base + until }
  }

  #note(start: number, stop: number, until: number): void {
    this.count += 1
    this.elements = 1
    this.starts[0] = start
    this.starts[1] = stop + 1
    this.from = start
    this.stop = stop
    this.until = until
    this.isEnded = true
  }

  #use(delimiters: Delimiters): void {
    this.delimiters = delimiters
    this.#skipsBlanks = delimiters.terminator.trim() !== ''
    this.component = delimiters.component.charCodeAt(0)
    this.repetition = delimiters.repetition.charCodeAt(0)
    const classes = this.#classes
    for (let byte = 0; byte < 256; byte += 1) classes[byte] = byte < 32 || byte > 126 ? odd : plain
    classes[this.component] = plain
    classes[this.repetition] = plain
    classes[delimiters.element.charCodeAt(0)] = elementEnd
    classes[delimiters.terminator.charCodeAt(0)] = segmentEnd
    this.#low = 255
    this.#high = 0
    for (let low = 0, high = 1; high < 256; high += 1) {
      if (classes[high] === plain) continue
      if (high - low > this.#high - this.#low) {
        this.#low = low
        this.#high = high
      }
      low = high
    }
  }

  #afterBreaks(from: number): number {
    const { bytes } = this
    const terminator = this.delimiters?.terminator.charCodeAt(0)
    let to = from
    while (to < bytes.length) {
      const byte = bytes[to]
      if ((byte !== lineFeed && byte !== carriageReturn) || byte === terminator) break
      to += 1
    }
    return to
  }

  #nextInterchange(from: number): number {
    const { bytes } = this
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = from
    for (;;) {
      const upper = buffer.indexOf('ISA', at)
      const lower = buffer.indexOf('isa', at)
      at = upper < 0 ? lower : lower < 0 ? upper : Math.min(upper, lower)
      if (at < 0) return bytes.length
      if (delimitersOf(latin1(bytes.subarray(at, at + longestIsa)), 0) !== null) return at
      at += 1
    }
  }
}

const isLetter = (byte: number | undefined, letter: number): boolean => byte === letter || byte === letter + 32

function isIsa(bytes: Uint8Array, at: number): boolean {
  return isLetter(bytes[at], 73) && isLetter(bytes[at + 1], 83) && isLetter(bytes[at + 2], 65)
}

/** Whether an ISA begins here, or may once more of the file has come. */
function mayBeIsa(bytes: Uint8Array, at: number): boolean {
  const { length } = bytes
  return (
    (at >= length || isLetter(bytes[at], 73)) &&
    (at + 1 >= length || isLetter(bytes[at + 1], 83)) &&
    (at + 2 >= length || isLetter(bytes[at + 2], 65))
  )
}
