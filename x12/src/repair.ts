import { readable } from './lenient.ts'
import { type Delimiters, latin1, latin1Bytes, type Segment, segmentText } from './segments.ts'
import { Splitter } from './split.ts'

// Strict writing of what was read leniently: counts and control numbers are made to agree, trailers that are missing are
// added, padding, broken lines and small letters in segment ids go. What a segment says is never touched, and no segment
// is left out; bytes that belong to none are.

const lengths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]

/** Without empty elements, and components, at the end. */
function trimmed(segment: Segment, component: string): Segment {
  const elements = segment.map((element, i) => {
    if (i === 0) return element
    let end = element.length
    while (end > 0 && element[end - 1] === component) end -= 1
    return element.slice(0, end)
  })
  let count = elements.length
  while (count > 1 && elements[count - 1] === '') count -= 1
  return elements.slice(0, count) as unknown as Segment
}

function breakAfter(splitter: Splitter): string {
  const text = latin1(splitter.bytes.subarray(splitter.stop + 1, splitter.until))
  return /^[\r\n]+$/.test(text) ? text : ''
}

class Mender {
  readonly splitter = new Splitter()
  out: string[] = []
  delimiters: Delimiters | null = null
  lineBreak = ''
  interchange: { control: string; groups: number } | null = null
  group: { control: string; transactions: number } | null = null
  transaction: { control: string; segments: number } | null = null

  push(bytes: Uint8Array, isLast: boolean): Uint8Array {
    this.out = []
    this.splitter.push(bytes, isLast, this)
    if (isLast) this.closeInterchange()
    return latin1Bytes(this.out.join(''))
  }

  noise(): void {}

  write(segment: Segment, lineBreak = this.lineBreak): void {
    this.out.push(segmentText(segment, this.delimiters ?? undefined) + lineBreak)
    if (this.transaction) this.transaction.segments += 1
  }

  segment(splitter: Splitter): void {
    const delimiters = splitter.delimiters as Delimiters
    const { segment } = readable(splitter.placed().segment, delimiters)
    const [id] = segment
    if (id === 'ISA') {
      this.closeInterchange()
      this.delimiters = delimiters
      this.lineBreak = breakAfter(splitter)
      const elements = segment.slice(1).map((element, i) => {
        const length = lengths[i] ?? element.length
        return i === 12 ? element.trim().padStart(length, '0') : element.padEnd(length).slice(0, length)
      })
      this.write(['ISA', ...elements] as unknown as Segment)
      this.interchange = { control: elements[12] ?? '', groups: 0 }
      return
    }
    if (!this.interchange && !/^[A-Z][A-Z0-9]{1,2}$/.test(id)) return
    const sound = trimmed(segment, delimiters.component)
    switch (id) {
      case 'GS':
        this.closeGroup()
        this.write(sound)
        this.group = { control: sound[6] ?? '', transactions: 0 }
        return
      case 'ST':
        this.closeTransaction()
        this.transaction = { control: sound[2] ?? '', segments: 0 }
        this.write(sound)
        return
      case 'SE':
        this.closeTransaction()
        return
      case 'GE':
        this.closeGroup()
        return
      case 'IEA':
        // A file may break its lines and end without a break.
        this.closeInterchange(breakAfter(splitter))
        return
      default:
        this.write(sound)
    }
  }

  closeTransaction(): void {
    const { transaction } = this
    if (!transaction) return
    this.transaction = null
    this.write(['SE', String(transaction.segments + 1), transaction.control])
    if (this.group) this.group.transactions += 1
  }

  closeGroup(): void {
    this.closeTransaction()
    const { group } = this
    if (!group) return
    this.group = null
    this.write(['GE', String(group.transactions), group.control])
    if (this.interchange) this.interchange.groups += 1
  }

  closeInterchange(lineBreak = this.lineBreak): void {
    this.closeGroup()
    const { interchange } = this
    if (!interchange) return
    this.interchange = null
    this.write(['IEA', String(interchange.groups), interchange.control], lineBreak)
  }
}

/** A file as it should have been sent: its envelopes and its form mended, its content as it was. */
export function repair(bytes: Uint8Array): Uint8Array {
  return new Mender().push(bytes, true)
}

/** The same for a file of any size, in flat memory. */
export async function* repairStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const mender = new Mender()
  for await (const bytes of source) yield mender.push(bytes, false)
  yield mender.push(new Uint8Array(0), true)
}
