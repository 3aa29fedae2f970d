// A stretch of an 835 and where its elements begin. Amounts become cents straight from the bytes; other text is decoded
// only when somebody asks for it.

export type Block = {
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
export function elementText(block: Block, segment: number, number: number): string {
  const first = block.segments[segment] as number
  const at = first + number
  if (at >= (block.segments[segment + 1] as number)) return ''
  return decode(block, block.elements[at] as number, (block.elements[at + 1] as number) - 1)
}

/** Cents of the bytes between two places; NaN when they are no amount or hold a third decimal. */
export function centsAt(bytes: Uint8Array, from: number, until: number): number {
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

export function cents(block: Block, segment: number, number: number): number {
  const at = (block.segments[segment] as number) + number
  if (at >= (block.segments[segment + 1] as number)) return 0
  const from = block.elements[at] as number
  const until = (block.elements[at + 1] as number) - 1
  return from === until ? 0 : centsAt(block.bytes, from, until)
}

/** Where a segment of a block begins in the file. */
export const offsetOf = (block: Block, segment: number): number =>
  block.base + (block.elements[block.segments[segment] as number] as number)

/** CCYYMMDD as a day; anything else as it stands. */
export const isoDay = (day: string): string =>
  day.length === 8 ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day
