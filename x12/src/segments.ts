// Bytes to segments. A segment is the text between two terminators; its elements keep every character they had, so that
// joining them again gives the same bytes. X12 text is read as Latin-1: one byte, one character, nothing lost.

/** CLM02 of the guide is `clm[2]` here. Components and repetitions stay inside their element's text. */
export type Segment = readonly [id: string, ...elements: string[]]

export type Delimiters = {
  readonly element: string
  readonly component: string
  readonly repetition: string
  readonly terminator: string
}

/** A segment and the bytes it came from: `from` its first, `until` the one after its terminator and line break. */
export type PlacedSegment = {
  readonly segment: Segment
  readonly number: number
  readonly from: number
  readonly until: number
}

export const standardDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

const isaLength = 106

/** Latin-1 text of bytes. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Bytes of Latin-1 text; a character outside it becomes '?'. */
export function latin1Bytes(content: string): Uint8Array {
  const bytes = new Uint8Array(content.length)
  for (let i = 0; i < content.length; i += 1) {
    const code = content.charCodeAt(i)
    bytes[i] = code < 256 ? code : 63
  }
  return bytes
}

/** The delimiters an ISA declares, wherever its elements end; null when it is too broken to tell. */
export function delimitersOf(content: string, at: number): { delimiters: Delimiters; end: number } | null {
  const element = content[at + 3]
  if (element === undefined || /[A-Za-z0-9\s]/.test(element)) return null
  let position = at + 3
  const starts: number[] = []
  for (let i = 0; i < 16; i += 1) {
    if (position < 0 || position - at > isaLength + 200) return null
    starts.push(position + 1)
    position = content.indexOf(element, position + 1)
    if (i < 15 && position < 0) return null
  }
  const component = content[starts[15] ?? 0]
  const terminatorAt = (starts[15] ?? 0) + 1
  const terminator = content[terminatorAt]
  if (component === undefined || terminator === undefined || /[A-Za-z0-9 ]/.test(terminator)) return null
  const repetition = content.slice(starts[10] ?? 0, (starts[11] ?? 1) - 1)
  return {
    delimiters: {
      element,
      component,
      repetition: repetition.length === 1 && !/[A-Za-z0-9\s]/.test(repetition) ? repetition : '^',
      terminator,
    },
    end: terminatorAt + 1,
  }
}

/** The parts of a composite. */
export const components = (element: string, delimiters: Delimiters): string[] => element.split(delimiters.component)
/** The repetitions of an element. */
export const repetitions = (element: string, delimiters: Delimiters): string[] => element.split(delimiters.repetition)

/** What a piece of a file turned out to be: a segment, or bytes that are none. */
export type Piece =
  | { readonly is: 'segment'; readonly placed: PlacedSegment; readonly delimiters: Delimiters; readonly ended: boolean }
  | { readonly is: 'noise'; readonly from: number; readonly until: number; readonly text: string }

const isBlankAt = (content: string, at: number): boolean => {
  const code = content.charCodeAt(at)
  return code === 32 || (code >= 9 && code <= 13) || code === 160
}

/** An ISA and what follows it up to its terminator is never longer than this. */
const longestIsa = 400
/** What is gathered of a segment that does not end, or of text that is no X12, before it is given up as noise. */
const longestPiece = 4 << 20

/** Cuts a file that comes in stretches into its pieces; together they cover each of its bytes once. */
export class Splitter {
  rest = ''
  /** Offset in the file of the first character of `rest`. */
  base = 0
  count = 0
  delimiters: Delimiters | null = null

  push(more: string, isLast: boolean, give: (piece: Piece) => void): void {
    const content = this.rest === '' ? more : this.rest + more
    const { length } = content
    const { base } = this
    let at = 0
    const noise = (from: number, until: number): Piece => ({
      is: 'noise',
      from: base + from,
      until: base + until,
      text: content.slice(from, until),
    })
    const segment = (from: number, stop: number, until: number, delimiters: Delimiters, ended: boolean): Piece => {
      this.count += 1
      const parts = content.slice(from, stop).split(delimiters.element) as unknown as Segment
      return {
        is: 'segment',
        placed: { segment: parts, number: this.count, from: base + from, until: base + until },
        delimiters,
        ended,
      }
    }
    while (at < length) {
      const { delimiters } = this
      let start = at
      if (delimiters === null || delimiters.terminator.trim() !== '')
        while (start < length && isBlankAt(content, start)) start += 1
      if (!isLast && start + longestIsa > length && 'ISA'.startsWith(content.slice(start, start + 3))) break
      if (content.startsWith('ISA', start)) {
        const found = delimitersOf(content, start)
        if (found) {
          const until = skipLineBreak(content, found.end, found.delimiters)
          if (start > at) give(noise(at, start))
          this.delimiters = found.delimiters
          give(segment(start, found.end - 1, until, found.delimiters, true))
          at = until
          continue
        }
      }
      if (delimiters === null) {
        const next = nextInterchange(content, at + 1)
        if (!isLast && next >= length && length - at < longestPiece) break
        const until = !isLast && next >= length ? Math.max(at + 1, length - longestIsa) : next
        give(noise(at, until))
        at = until
        continue
      }
      const end = start >= length ? -1 : content.indexOf(delimiters.terminator, start)
      const until = end < 0 ? length : skipLineBreak(content, end + 1, delimiters)
      // What reaches the end of this stretch may go on in the next.
      if (!isLast && until >= length && length - at < longestPiece) break
      if (start >= length || end === start || (end < 0 && !isLast)) give(noise(at, until))
      else {
        if (start > at) give(noise(at, start))
        give(segment(start, end < 0 ? length : end, until, delimiters, end >= 0))
      }
      at = until
    }
    this.rest = content.slice(at)
    this.base += at
  }
}

function skipLineBreak(content: string, from: number, delimiters: Delimiters): number {
  let to = from
  while (to < content.length && (content[to] === '\r' || content[to] === '\n') && content[to] !== delimiters.terminator)
    to += 1
  return to
}

function nextInterchange(content: string, from: number): number {
  let at = content.indexOf('ISA', from)
  while (at >= 0 && delimitersOf(content, at) === null) at = content.indexOf('ISA', at + 1)
  return at < 0 ? content.length : at
}

/** A segment as text, ended. */
export const segmentText = (segment: Segment, delimiters: Delimiters = standardDelimiters): string =>
  `${segment.join(delimiters.element)}${delimiters.terminator}`
