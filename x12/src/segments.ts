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
export function latin1(bytes: Uint8Array): string {
  const { length } = bytes
  if (length > 24) return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1')
  let text = ''
  for (let i = 0; i < length; i += 1) text += String.fromCharCode(bytes[i] as number)
  return text
}

/** Bytes of Latin-1 text; a character outside it becomes '?'. */
export function latin1Bytes(content: string): Uint8Array {
  const bytes = new Uint8Array(content.length)
  for (let i = 0; i < content.length; i += 1) {
    const code = content.charCodeAt(i)
    bytes[i] = code < 256 ? code : 63
  }
  return bytes
}

const isBreak = (character: string | undefined): boolean => character === '\r' || character === '\n'

/**
 * The delimiters an ISA declares, wherever its elements end, lines broken at some column included; null when it is too
 * broken to tell. `end` is the place after its terminator.
 */
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
  let last = starts[15] ?? 0
  while (isBreak(content[last])) last += 1
  const component = content[last]
  const terminator = content[last + 1]
  if (component === undefined || terminator === undefined || /[A-Za-z0-9 ]/.test(terminator)) return null
  const repetition = content.slice(starts[10] ?? 0, (starts[11] ?? 1) - 1).replace(/[\r\n]/g, '')
  return {
    delimiters: {
      element,
      component,
      repetition: repetition.length === 1 && !/[A-Za-z0-9\s]/.test(repetition) ? repetition : '^',
      terminator,
    },
    end: last + 2,
  }
}

/** The parts of a composite. */
export const components = (element: string, delimiters: Delimiters): string[] => element.split(delimiters.component)
/** The repetitions of an element. */
export const repetitions = (element: string, delimiters: Delimiters): string[] => element.split(delimiters.repetition)

/** A segment as text, ended. */
export const segmentText = (segment: Segment, delimiters: Delimiters = standardDelimiters): string =>
  `${segment.join(delimiters.element)}${delimiters.terminator}`
