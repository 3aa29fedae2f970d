import type { Flaw, FlawCode } from './flaw.ts'

// The 835 at speed, for files of any size. One pass over the bytes notes where each element begins; amounts become
// cents straight from the bytes; other text is decoded only when somebody asks for it. A claim holds on to the block of
// bytes it came from and to nothing else, so that a reader who drops its claims keeps memory flat.

/** One adjustment: CAS01 with one of its up to six reasons. Amounts are cents. */
export type Adjustment835 = { readonly group: string; readonly reason: string; readonly amount: number }

/** One payment, ST to SE. Its totals are complete once its last claim has been handed on. */
export type Remittance835 = {
  readonly control: string
  readonly interchange: string
  readonly offset: number
  payment: number
  isDebit: boolean
  method: string
  day: string
  trace: string
  originator: string
  payer: string
  payerId: string
  payee: string
  payeeId: string
  claims: number
  lines: number
  claimsPaid: number
  /** PLB amounts; a positive one lessens the payment. */
  providerAdjusted: number
  readonly providerAdjustments: {
    readonly provider: string
    readonly code: string
    readonly reference: string
    readonly amount: number
  }[]
  isClosed: boolean
  isBalanced: boolean
}

type Block = {
  readonly bytes: Uint8Array
  /** Offset in the file of the block's first byte. */
  readonly base: number
  /** Where each element begins; element i ends one byte before element i + 1 begins. */
  readonly elements: Int32Array
  /** The number of each segment's first element. */
  readonly segments: Int32Array
  readonly component: number
}

function decode(block: Block, from: number, until: number): string {
  let out = ''
  const { bytes } = block
  for (let i = from; i < until; i += 1) out += String.fromCharCode(bytes[i] as number)
  return out
}

/** Element `number` of segment `segment` of a block as text; '' when it does not stand. */
function elementText(block: Block, segment: number, number: number): string {
  const first = block.segments[segment] as number
  const at = first + number
  if (at >= (block.segments[segment + 1] as number)) return ''
  return decode(block, block.elements[at] as number, (block.elements[at + 1] as number) - 1)
}

/** Cents of the bytes between two places; NaN when they are no amount or hold a third decimal. */
function centsAt(bytes: Uint8Array, from: number, until: number): number {
  let at = from
  const isNegative = bytes[at] === 45
  if (isNegative) at += 1
  if (at >= until) return Number.NaN
  let total = 0
  let digits = 0
  for (; at < until; at += 1) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) break
    total = total * 10 + digit
    digits += 1
  }
  total *= 100
  if (at < until) {
    if (bytes[at] !== 46) return Number.NaN
    at += 1
    let weight = 10
    for (; at < until; at += 1) {
      const digit = (bytes[at] as number) - 48
      if (digit < 0 || digit > 9 || (weight === 0 && digit > 0)) return Number.NaN
      total += digit * weight
      weight = weight === 10 ? 1 : 0
      digits += 1
    }
  }
  if (digits === 0 || total > Number.MAX_SAFE_INTEGER) return Number.NaN
  return isNegative && total !== 0 ? -total : total
}

function cents(block: Block, segment: number, number: number): number {
  const at = (block.segments[segment] as number) + number
  if (at >= (block.segments[segment + 1] as number)) return 0
  const from = block.elements[at] as number
  const until = (block.elements[at + 1] as number) - 1
  return from === until ? 0 : centsAt(block.bytes, from, until)
}

/** One service line as the payer decided it; amounts are cents. */
export class Line835 {
  readonly block: Block
  readonly first: number
  last: number
  readonly charge: number
  readonly paid: number
  adjusted = 0

  constructor(block: Block, first: number) {
    this.block = block
    this.first = first
    this.last = first
    this.charge = cents(block, first, 2)
    this.paid = cents(block, first, 3)
  }

  /** SVC01 as it stands, such as "HC:90837:95". */
  get procedure(): string {
    return elementText(this.block, this.first, 1)
  }
  get code(): string {
    return this.procedure.split(String.fromCharCode(this.block.component))[1] ?? ''
  }
  get modifiers(): string[] {
    return this.procedure
      .split(String.fromCharCode(this.block.component))
      .slice(2, 6)
      .filter((part) => part !== '')
  }
  get units(): string {
    return elementText(this.block, this.first, 5)
  }
  get adjustments(): Adjustment835[] {
    return adjustmentsIn(this.block, this.first, this.last)
  }
  /** The line control number that the claim sent (REF 6R). */
  get control(): string {
    return qualified(this.block, this.first, this.last, 'REF', '6R')
  }
  /** The day of service (DTM 472, or the first day of a span). */
  get day(): string {
    const day =
      qualified(this.block, this.first, this.last, 'DTM', '472') ||
      qualified(this.block, this.first, this.last, 'DTM', '150')
    return isoDay(day)
  }
  /** What the payer allows (AMT B6), in cents; null when it does not say. */
  get allowed(): number | null {
    for (let i = this.first + 1; i <= this.last; i += 1)
      if (elementText(this.block, i, 0) === 'AMT' && elementText(this.block, i, 1) === 'B6')
        return cents(this.block, i, 2)
    return null
  }
  get remarks(): string[] {
    const out: string[] = []
    for (let i = this.first + 1; i <= this.last; i += 1)
      if (elementText(this.block, i, 0) === 'LQ') out.push(elementText(this.block, i, 2))
    return out
  }
  get isBalanced(): boolean {
    return this.charge === this.paid + this.adjusted
  }
}

/** One claim as the payer decided it; amounts are cents. */
export class Claim835 {
  readonly block: Block
  readonly remittance: Remittance835
  readonly first: number
  /** Number of the claim's first segment in the file, from 1. */
  readonly number: number
  headEnd: number
  last: number
  readonly charge: number
  readonly paid: number
  readonly patientResponsibility: number
  /** What claim-level adjustments take off. */
  adjusted = 0
  readonly lines: Line835[] = []

  constructor(block: Block, first: number, number: number, remittance: Remittance835) {
    this.block = block
    this.remittance = remittance
    this.first = first
    this.number = number
    this.headEnd = first
    this.last = first
    this.charge = cents(block, first, 3)
    this.paid = cents(block, first, 4)
    this.patientResponsibility = cents(block, first, 5)
  }

  get offset(): number {
    return this.block.base + (this.block.elements[this.block.segments[this.first] as number] as number)
  }
  get control(): string {
    return elementText(this.block, this.first, 1)
  }
  get status(): string {
    return elementText(this.block, this.first, 2)
  }
  get isReversal(): boolean {
    return this.status === '22'
  }
  get filingIndicator(): string {
    return elementText(this.block, this.first, 6)
  }
  get payerControl(): string {
    return elementText(this.block, this.first, 7)
  }
  get frequency(): string {
    return elementText(this.block, this.first, 9)
  }
  get adjustments(): Adjustment835[] {
    return adjustmentsIn(this.block, this.first, this.headEnd)
  }
  /** NM109 of the patient, or of the insured when the patient has none. */
  get memberId(): string {
    return this.party('QC')?.id || this.party('IL')?.id || ''
  }
  get patient(): { readonly lastName: string; readonly firstName: string; readonly id: string } | null {
    return this.party('QC')
  }
  get rendering(): { readonly lastName: string; readonly firstName: string; readonly id: string } | null {
    return this.party('82')
  }
  /** Claim-level remark codes (MOA03 to MOA07). */
  get remarks(): string[] {
    for (let i = this.first + 1; i <= this.headEnd; i += 1)
      if (elementText(this.block, i, 0) === 'MOA')
        return [3, 4, 5, 6, 7].map((number) => elementText(this.block, i, number)).filter((code) => code !== '')
    return []
  }
  get isBalanced(): boolean {
    let left = this.charge - this.paid - this.adjusted
    for (const line of this.lines) {
      if (!line.isBalanced) return false
      left -= line.adjusted
    }
    return left === 0
  }
  /** The claim's segments as they stand in the file. */
  get segments(): string[][] {
    const out: string[][] = []
    for (let i = this.first; i <= this.last; i += 1) {
      const count = (this.block.segments[i + 1] as number) - (this.block.segments[i] as number)
      out.push(Array.from({ length: count }, (_, number) => elementText(this.block, i, number)))
    }
    return out
  }

  party(entity: string): { lastName: string; firstName: string; id: string } | null {
    for (let i = this.first + 1; i <= this.headEnd; i += 1)
      if (elementText(this.block, i, 0) === 'NM1' && elementText(this.block, i, 1) === entity)
        return {
          lastName: elementText(this.block, i, 3),
          firstName: elementText(this.block, i, 4),
          id: elementText(this.block, i, 9),
        }
    return null
  }
}

function adjustmentsIn(block: Block, first: number, last: number): Adjustment835[] {
  const out: Adjustment835[] = []
  for (let i = first + 1; i <= last; i += 1) {
    if (elementText(block, i, 0) !== 'CAS') continue
    const group = elementText(block, i, 1)
    for (let at = 2; at <= 17; at += 3) {
      const reason = elementText(block, i, at)
      if (reason !== '') out.push({ group, reason, amount: cents(block, i, at + 1) })
    }
  }
  return out
}

function qualified(block: Block, first: number, last: number, id: string, qualifier: string): string {
  for (let i = first + 1; i <= last; i += 1)
    if (elementText(block, i, 0) === id && elementText(block, i, 1) === qualifier) return elementText(block, i, 2)
  return ''
}

const isoDay = (day: string): string =>
  day.length === 8 ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day

const idCode = (id: string): number =>
  id.length === 2
    ? (id.charCodeAt(0) << 8) | id.charCodeAt(1)
    : (id.charCodeAt(0) << 16) | (id.charCodeAt(1) << 8) | id.charCodeAt(2)

const ISA = idCode('ISA')
const GS = idCode('GS')
const ST = idCode('ST')
const BPR = idCode('BPR')
const TRN = idCode('TRN')
const N1 = idCode('N1')
const LX = idCode('LX')
const CLP = idCode('CLP')
const CAS = idCode('CAS')
const SVC = idCode('SVC')
const PLB = idCode('PLB')
const SE = idCode('SE')
const GE = idCode('GE')
const IEA = idCode('IEA')

const isaLength = 106
/** No claim is this long; a file whose terminators are lost must not be gathered whole in memory. */
const longest = 8 << 20
/** Bytes taken at once: small enough that the notes on them stay in the processor's cache. */
const stride = 1 << 17

/** What the reader hands on. */
export type Reading835 = {
  readonly claim?: (claim: Claim835) => void
  readonly remittance?: (remittance: Remittance835) => void
  readonly flaw?: (flaw: Flaw) => void
}

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
  isInside = false
  interchange = ''
  hasBegun = false
  remittance: Remittance835 | null = null
  transactionStart = 0
  transactions = 0
  groups = 0
  groupControl = ''
  isForeign = false
  /** Where notes on a block are made, again and again. */
  elements = new Int32Array(0)
  segments = new Int32Array(0)

  constructor(to: Reading835) {
    this.to = to
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
      this.flaw(
        this.base === 0 && this.carry.length === 0 ? 'empty_file' : 'not_x12',
        'No ISA segment was found: this is no X12 file.',
        0,
        0,
        '',
      )
    else if (this.carry.length > 0 && this.carry.some((byte) => byte > 32))
      this.flaw(
        'truncated',
        'The file ends inside a segment: its terminator is missing.',
        this.base,
        this.counted + 1,
        '',
      )
    if (this.remittance) {
      this.flaw('missing_trailer', `Transaction ${this.remittance.control} has no SE.`, this.remittance.offset, 0, 'ST')
      this.close(this.remittance, false)
    }
    if (this.isInside)
      this.flaw('missing_trailer', `Interchange ${this.interchange} has no IEA.`, this.base, this.counted, 'ISA')
  }

  flaw(code: FlawCode, message: string, offset: number, segment: number, id: string, element?: number): void {
    this.to.flaw?.({
      severity: 'error',
      code,
      message,
      offset,
      segment,
      id,
      ...(element === undefined ? {} : { element }),
    })
  }

  /** Keeps the bytes from `at` for the next chunk. */
  keep(bytes: Uint8Array, at: number): void {
    this.base += at
    this.carry = at >= bytes.length ? new Uint8Array(0) : bytes.subarray(at)
    if (this.carry.length > longest) {
      this.flaw('truncated', `${this.carry.length} bytes hold no segment end.`, this.base, this.counted, '')
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
          this.flaw(
            'broken_isa',
            'The ISA segment is broken: its delimiters cannot be told.',
            this.base + at,
            this.counted + 1,
            'ISA',
          )
          this.isInside = false
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
          if (Number.isNaN(line.charge) || Number.isNaN(line.paid)) this.badAmount(block, i, 'SVC')
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
          if (Number.isNaN(sum)) this.badAmount(block, i, 'CAS')
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
          if (!this.remittance) break
          claim = new Claim835(block, i, this.counted + i + 1, this.remittance)
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
          this.envelope(block, i, id)
          continue
        default:
          if (!claim) {
            this.envelope(block, i, id)
            continue
          }
          claim.last = i
          if (line) line.last = i
          else claim.headEnd = i
          continue
      }
      this.envelope(block, i, id)
    }
    if (claim) {
      if (!isLast) return claimStart
      this.hand(claim)
    }
    return count
  }

  badAmount(block: Block, segment: number, id: string): void {
    this.flaw(
      'not_an_amount',
      `${id} holds an amount that is none.`,
      offsetOf(block, segment),
      this.counted + segment + 1,
      id,
    )
  }

  hand(claim: Claim835): void {
    const { remittance } = claim
    remittance.claims += 1
    remittance.lines += claim.lines.length
    remittance.claimsPaid += claim.paid
    if (Number.isNaN(claim.charge) || Number.isNaN(claim.paid)) this.badAmount(claim.block, claim.first, 'CLP')
    else if (!claim.isBalanced)
      this.flaw(
        'unbalanced',
        `Claim ${claim.control} does not balance: its charge less its adjustments is not what was paid.`,
        claim.offset,
        claim.number,
        'CLP',
        4,
      )
    this.to.claim?.(claim)
  }

  close(remittance: Remittance835, isClosed: boolean): void {
    remittance.isClosed = isClosed
    remittance.isBalanced = remittance.payment === remittance.claimsPaid - remittance.providerAdjusted
    if (!remittance.isBalanced)
      this.flaw(
        'unbalanced',
        `The payment is ${remittance.payment} cents; its claims less its provider adjustments make ${remittance.claimsPaid - remittance.providerAdjusted}.`,
        remittance.offset,
        0,
        'BPR',
        2,
      )
    this.to.remittance?.(remittance)
    this.remittance = null
  }

  envelope(block: Block, i: number, id: number): void {
    const { remittance } = this
    const read = (number: number): string => elementText(block, i, number)
    const place = this.counted + i + 1
    const offset = offsetOf(block, i)
    switch (id) {
      case ISA:
        if (this.isInside)
          this.flaw('missing_trailer', `Interchange ${this.interchange} has no IEA.`, offset, place, 'ISA')
        this.isInside = true
        this.interchange = read(13)
        this.groups = 0
        return
      case GS:
        this.groupControl = read(6)
        this.transactions = 0
        this.groups += 1
        return
      case ST:
        if (remittance) {
          this.flaw('missing_trailer', `Transaction ${remittance.control} has no SE.`, offset, place, 'ST')
          this.close(remittance, false)
        }
        this.transactions += 1
        this.transactionStart = place
        this.isForeign = read(1) !== '835'
        if (this.isForeign) {
          this.flaw(
            'unknown_version',
            `Transaction ${read(2)} is a ${read(1)}, no 835; it is passed over.`,
            offset,
            place,
            'ST',
            1,
          )
          return
        }
        this.remittance = newRemittance(read(2), this.interchange, offset)
        return
      case SE: {
        const count = place - this.transactionStart + 1
        if (read(1) !== String(count))
          this.flaw('wrong_count', `SE01 counts ${read(1)} segments; there are ${count}.`, offset, place, 'SE', 1)
        if (!remittance) return
        if (read(2) !== remittance.control)
          this.flaw(
            'control_mismatch',
            `SE02 is "${read(2)}"; its ST02 is "${remittance.control}".`,
            offset,
            place,
            'SE',
            2,
          )
        this.close(remittance, true)
        return
      }
      case GE:
        if (read(1) !== String(this.transactions))
          this.flaw(
            'wrong_count',
            `GE01 counts ${read(1)} transactions; there are ${this.transactions}.`,
            offset,
            place,
            'GE',
            1,
          )
        if (read(2) !== this.groupControl)
          this.flaw(
            'control_mismatch',
            `GE02 is "${read(2)}"; its GS06 is "${this.groupControl}".`,
            offset,
            place,
            'GE',
            2,
          )
        return
      case IEA:
        if (Number(read(1)) !== this.groups)
          this.flaw('wrong_count', `IEA01 counts ${read(1)} groups; there are ${this.groups}.`, offset, place, 'IEA', 1)
        if (read(2) !== this.interchange)
          this.flaw(
            'control_mismatch',
            `IEA02 is "${read(2)}"; its ISA13 is "${this.interchange}".`,
            offset,
            place,
            'IEA',
            2,
          )
        this.isInside = false
        return
      case BPR:
        if (!remittance) return
        remittance.payment = cents(block, i, 2)
        remittance.isDebit = read(3) === 'D'
        remittance.method = read(4)
        remittance.day = isoDay(read(16))
        if (Number.isNaN(remittance.payment)) this.badAmount(block, i, 'BPR')
        return
      case TRN:
        if (!remittance) return
        remittance.trace = read(2)
        remittance.originator = read(3)
        return
      case N1:
        if (remittance && read(1) === 'PR') {
          remittance.payer = read(2)
          remittance.payerId = read(4)
        }
        if (remittance && read(1) === 'PE') {
          remittance.payee = read(2)
          remittance.payeeId = read(4)
        }
        return
      case PLB:
        if (!remittance) return
        for (let at = 3; at <= 13; at += 2) {
          const reason = read(at)
          if (reason === '') continue
          const [code = '', reference = ''] = reason.split(String.fromCharCode(block.component))
          const amount = cents(block, i, at + 1)
          if (Number.isNaN(amount)) this.badAmount(block, i, 'PLB')
          remittance.providerAdjusted += amount
          remittance.providerAdjustments.push({ provider: read(1), code, reference, amount })
        }
    }
  }
}

const offsetOf = (block: Block, segment: number): number =>
  block.base + (block.elements[block.segments[segment] as number] as number)

const newRemittance = (control: string, interchange: string, offset: number): Remittance835 => ({
  control,
  interchange,
  offset,
  payment: 0,
  isDebit: false,
  method: '',
  day: '',
  trace: '',
  originator: '',
  payer: '',
  payerId: '',
  payee: '',
  payeeId: '',
  claims: 0,
  lines: 0,
  claimsPaid: 0,
  providerAdjusted: 0,
  providerAdjustments: [],
  isClosed: false,
  isBalanced: false,
})

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
