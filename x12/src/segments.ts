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
  | { readonly is: 'noise'; readonly from: number; readonly until: number }

const isBlankAt = (content: string, at: number): boolean => {
  const code = content.charCodeAt(at)
  return code === 32 || (code >= 9 && code <= 13) || code === 160
}

/** Every piece of a file in order, together covering each of its bytes once. */
export function* pieces(content: string): Generator<Piece> {
  let at = 0
  let delimiters: Delimiters | null = null
  let count = 0
  const skipBlank = (from: number): number => {
    let to = from
    while (to < content.length && isBlankAt(content, to)) to += 1
    return to
  }
  while (at < content.length) {
    const start = delimiters === null || delimiters.terminator.trim() !== '' ? skipBlank(at) : at
    if (content.startsWith('ISA', start)) {
      const found = delimitersOf(content, start)
      if (found) {
        if (start > at) yield { is: 'noise', from: at, until: start }
        delimiters = found.delimiters
        const until = skipLineBreak(content, found.end, delimiters)
        count += 1
        const segment = content.slice(start, found.end - 1).split(delimiters.element) as unknown as Segment
        yield { is: 'segment', placed: { segment, number: count, from: start, until }, delimiters, ended: true }
        at = until
        continue
      }
    }
    if (delimiters === null) {
      const next = nextInterchange(content, at + 1)
      yield { is: 'noise', from: at, until: next }
      at = next
      continue
    }
    if (start >= content.length) {
      yield { is: 'noise', from: at, until: content.length }
      return
    }
    const end = content.indexOf(delimiters.terminator, start)
    const stop = end < 0 ? content.length : end
    const body = content.slice(start, stop)
    const until = end < 0 ? content.length : skipLineBreak(content, end + 1, delimiters)
    if (body === '') {
      yield { is: 'noise', from: at, until }
    } else {
      if (start > at) yield { is: 'noise', from: at, until: start }
      count += 1
      const segment = body.split(delimiters.element) as unknown as Segment
      yield { is: 'segment', placed: { segment, number: count, from: start, until }, delimiters, ended: end >= 0 }
    }
    at = until
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
