import type { FlawCode } from '../flaw.ts'
import { type Block, centsAt } from './block.ts'
import { Claim835, Line835 } from './claim.ts'
import { Envelopes835 } from './envelopes.ts'
import { type Reading835, tellBadAmount, tellError } from './reading.ts'
import { CAS, CLP, GE, GS, IEA, ISA, LX, PLB, SE, ST, SVC } from './segment-ids.ts'

// The 835 at speed, for files of any size: one pass over the bytes notes where each element begins, and each claim is
// handed on as soon as it is whole.

const isaLength = 106
/** No claim is this long; a file whose terminators are lost must not be gathered whole in memory. */
const longest = 8 << 20
/** Bytes taken at once: small enough that the notes on them stay in the processor's cache. */
const stride = 1 << 17

/** Reads 835s from chunks of any size: `push` each, then `end`. Never throws on input. */
export class Reader835 {
  readonly to: Reading835
  carry: Uint8Array = new Uint8Array(0)
  /** File offset of the first byte carried over. */
  base = 0
  /** Segments before the carried bytes. */
  counted = 0
  element = 42
  component = 58
  terminator = 126
  isStarted = false
  hasBegun = false
  readonly envelopes: Envelopes835
  /** Where notes on a block are made, again and again. */
  elements = new Int32Array(0)
  segments = new Int32Array(0)

  constructor(to: Reading835) {
    this.to = to
    this.envelopes = new Envelopes835(to)
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += stride) {
      const piece = chunk.subarray(at, at + stride)
      this.read(this.carry.length === 0 ? piece : joined(this.carry, piece), false)
    }
  }

  end(): void {
    this.read(this.carry, true)
    if (!this.hasBegun)
      this.tell(
        this.base === 0 && this.carry.length === 0 ? 'empty_file' : 'not_x12',
        'No ISA segment was found: this is no X12 file.',
        0,
        0,
        '',
      )
    else if (this.carry.length > 0 && this.carry.some((byte) => byte > 32))
      this.tell(
        'truncated',
        'The file ends inside a segment: its terminator is missing.',
        this.base,
        this.counted + 1,
        '',
      )
    this.envelopes.end(this.base, this.counted)
  }

  tell(code: FlawCode, message: string, offset: number, segment: number, id: string): void {
    tellError(this.to, code, message, { offset, segment, id })
  }

  /** Keeps the bytes from `at` for the next chunk. */
  keep(bytes: Uint8Array, at: number): void {
    this.base += at
    this.carry = at >= bytes.length ? new Uint8Array(0) : bytes.subarray(at)
    if (this.carry.length > longest) {
      this.tell('truncated', `${this.carry.length} bytes hold no segment end.`, this.base, this.counted, '')
      this.base += this.carry.length
      this.carry = new Uint8Array(0)
    }
  }

  start(bytes: Uint8Array, from: number): boolean {
    const element = bytes[from + 3] as number
    let count = 0
    let at = from + 3
    let last = at
    for (; at < bytes.length && count < 16; at += 1)
      if (bytes[at] === element) {
        count += 1
        last = at
      }
    const component = bytes[last + 1]
    const terminator = bytes[last + 2]
    if (count < 16 || component === undefined || terminator === undefined) return false
    this.element = element
    this.component = component
    this.terminator = terminator
    return true
  }

  read(bytes: Uint8Array, isLast: boolean): void {
    let from = 0
    while (true) {
      if (!this.isStarted) {
        const at = findIsa(bytes, from)
        if (at < 0 || bytes.length - at < isaLength) {
          this.keep(bytes, at < 0 ? Math.max(from, bytes.length - 2) : at)
          return
        }
        if (!this.start(bytes, at)) {
          this.tell(
            'broken_isa',
            'The ISA segment is broken: its delimiters cannot be told.',
            this.base + at,
            this.counted + 1,
            'ISA',
          )
          this.envelopes.isInside = false
          from = at + 3
          continue
        }
        this.isStarted = true
        this.hasBegun = true
        from = at
      }
      const next = this.readBlock(bytes, from, isLast)
      if (next < 0) return
      from = next
      this.isStarted = false
    }
  }

  /** Reads whole segments from `from`; the place of an ISA with other delimiters, or -1 when the block is used up. */
  readBlock(bytes: Uint8Array, from: number, isLast: boolean): number {
    const { element, terminator } = this
    const length = bytes.length
    // Room for the worst case, so that the loop below never asks. What is noted is copied out of it for the block: a
    // block with room it does not need would be four times as large, and garbage outlives it by many blocks.
    if (this.elements.length < length - from + 2) {
      this.elements = new Int32Array(length - from + 2)
      this.segments = new Int32Array(((length - from) >> 1) + 2)
    }
    const { elements, segments } = this
    let elementCount = 0
    let segmentCount = 0
    let nextIsa = -1
    let at = from
    let whole = from
    while (at < length) {
      while (at < length && (bytes[at] as number) <= 32 && bytes[at] !== terminator) at += 1
      whole = at
      if (bytes[at] === 73 && bytes[at + 1] === 83 && bytes[at + 2] === 65 && at > from) {
        nextIsa = at
        break
      }
      const first = elementCount
      elements[elementCount] = at
      elementCount += 1
      let byte = 0
      for (; at < length; at += 1) {
        byte = bytes[at] as number
        if (byte === element) {
          elements[elementCount] = at + 1
          elementCount += 1
        } else if (byte === terminator) break
      }
      if (at >= length) {
        elementCount = first
        break
      }
      at += 1
      if (elementCount === first + 1 && at - 1 === elements[first]) {
        elementCount = first
        continue
      }
      // The place after the terminator stands as the next element's beginning, so that the last element has an end.
      elements[elementCount] = at
      elementCount += 1
      segments[segmentCount] = first
      segmentCount += 1
      whole = at
    }
    segments[segmentCount] = elementCount
    const block: Block = {
      bytes,
      base: this.base,
      elements: elements.slice(0, elementCount),
      segments: segments.slice(0, segmentCount + 1),
      component: this.component,
    }
    const used = this.walk(block, segmentCount, isLast || nextIsa >= 0)
    this.counted += used
    if (nextIsa >= 0) return nextIsa
    this.keep(bytes, used < segmentCount ? (elements[segments[used] as number] as number) : whole)
    return -1
  }

  /** Walks a block's segments; how many of them are done with. A claim that may go on is left for the next block. */
  walk(block: Block, count: number, isLast: boolean): number {
    const { envelopes } = this
    const { bytes, elements, segments } = block
    let claim: Claim835 | null = null
    let line: Line835 | null = null
    let claimStart = count
    for (let i = 0; i < count; i += 1) {
      const first = segments[i] as number
      const from = elements[first] as number
      const width = (elements[first + 1] as number) - 1 - from
      let id = 0
      if (width === 3)
        id = ((bytes[from] as number) << 16) | ((bytes[from + 1] as number) << 8) | (bytes[from + 2] as number)
      else if (width === 2) id = ((bytes[from] as number) << 8) | (bytes[from + 1] as number)
      switch (id) {
        case SVC:
          if (!claim) break
          line = new Line835(block, i)
          if (Number.isNaN(line.charge) || Number.isNaN(line.paid)) this.tellBadAmount(block, i, 'SVC')
          claim.lines.push(line)
          claim.last = i
          continue
        case CAS: {
          if (!claim) break
          let sum = 0
          const past = (segments[i + 1] as number) - 1
          for (let at = first + 3; at < past; at += 3) {
            const start = elements[at] as number
            const stop = (elements[at + 1] as number) - 1
            if (stop > start) sum += centsAt(bytes, start, stop)
          }
          if (Number.isNaN(sum)) this.tellBadAmount(block, i, 'CAS')
          if (line) {
            line.adjusted += sum
            line.last = i
          } else {
            claim.adjusted += sum
            claim.headEnd = i
          }
          claim.last = i
          continue
        }
        case CLP: {
          if (claim) this.hand(claim)
          line = null
          claim = null
          if (!envelopes.remittance) break
          claim = new Claim835(block, i, this.counted + i + 1, envelopes.remittance)
          claimStart = i
          continue
        }
        case LX:
        case PLB:
        case SE:
        case ST:
        case GS:
        case GE:
        case IEA:
        case ISA:
          if (claim) this.hand(claim)
          claim = null
          line = null
          envelopes.take(block, i, this.counted + i + 1, id)
          continue
        default:
          if (!claim) {
            envelopes.take(block, i, this.counted + i + 1, id)
            continue
          }
          claim.last = i
          if (line) line.last = i
          else claim.headEnd = i
          continue
      }
      envelopes.take(block, i, this.counted + i + 1, id)
    }
    if (claim) {
      if (!isLast) return claimStart
      this.hand(claim)
    }
    return count
  }

  tellBadAmount(block: Block, segment: number, id: string): void {
    tellBadAmount(this.to, block, segment, this.counted + segment + 1, id)
  }

  hand(claim: Claim835): void {
    const { remittance } = claim
    remittance.claims += 1
    remittance.lines += claim.lines.length
    remittance.claimsPaid += claim.paid
    if (Number.isNaN(claim.charge) || Number.isNaN(claim.paid)) this.tellBadAmount(claim.block, claim.first, 'CLP')
    else if (!claim.isBalanced)
      tellError(
        this.to,
        'unbalanced',
        `Claim ${claim.control} does not balance: its charge less its adjustments is not what was paid.`,
        { offset: claim.offset, segment: claim.number, id: 'CLP', element: 4 },
      )
    this.to.claim?.(claim)
  }
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + after.length)
  bytes.set(before)
  bytes.set(after, before.length)
  return bytes
}

function findIsa(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(73, from); at >= 0; at = bytes.indexOf(73, at + 1))
    if (at + 2 >= bytes.length || (bytes[at + 1] === 83 && bytes[at + 2] === 65)) return at
  return -1
}

/**
 * Every claim of a stream of 835s, one at a time and in flat memory.
 *
 *     for await (const claim of readClaims835(createReadStream('era.835')))
 *       console.log(claim.control, claim.paid, claim.lines.length, claim.isBalanced)
 */
export async function* readClaims835(
  source: AsyncIterable<Uint8Array>,
  other: Omit<Reading835, 'claim'> = {},
): AsyncGenerator<Claim835> {
  let ready: Claim835[] = []
  const reader = new Reader835({ ...other, claim: (claim) => ready.push(claim) })
  // No more is read of a large chunk than its claims are taken, so that few of them are in memory at once.
  for await (const chunk of source)
    for (let at = 0; at < chunk.length; at += stride) {
      reader.push(chunk.subarray(at, at + stride))
      const batch = ready
      ready = []
      yield* batch
    }
  reader.end()
  yield* ready
}
