import { parse, type X12File } from './file.ts'
import type { PlacedSegment } from './segments.ts'

/** One place where two files differ; `before` or `after` is null where a segment or element does not stand. */
export type Difference = {
  readonly segment: number
  readonly id: string
  readonly element?: number
  readonly before: string | null
  readonly after: string | null
}

const segmentsOf = (file: X12File): PlacedSegment[] =>
  file.interchanges.flatMap((interchange) => [...interchange.segments])
const joined = (placed: PlacedSegment): string => placed.segment.join('*')

/** How far to look for where two files meet again after a segment that only one of them has. */
const reach = 200

/** Where two files say different things, segment by segment; delimiters and line breaks are not compared. */
export function diff(before: Uint8Array, after: Uint8Array): Difference[] {
  const left = segmentsOf(parse(before))
  const right = segmentsOf(parse(after))
  const differences: Difference[] = []
  let i = 0
  let j = 0
  const drop = (placed: PlacedSegment): void => {
    differences.push({ segment: placed.number, id: placed.segment[0], before: joined(placed), after: null })
  }
  const add = (placed: PlacedSegment): void => {
    differences.push({ segment: placed.number, id: placed.segment[0], before: null, after: joined(placed) })
  }
  while (i < left.length && j < right.length) {
    const one = left[i] as PlacedSegment
    const other = right[j] as PlacedSegment
    if (joined(one) === joined(other)) {
      i += 1
      j += 1
      continue
    }
    const skipRight = right.slice(j + 1, j + reach).findIndex((placed) => joined(placed) === joined(one))
    const skipLeft = left.slice(i + 1, i + reach).findIndex((placed) => joined(placed) === joined(other))
    if (one.segment[0] === other.segment[0] && (skipRight < 0 || skipLeft < 0)) {
      const count = Math.max(one.segment.length, other.segment.length)
      for (let element = 1; element < count; element += 1) {
        const was = one.segment[element] ?? null
        const is = other.segment[element] ?? null
        if (was !== is) differences.push({ segment: one.number, id: one.segment[0], element, before: was, after: is })
      }
      i += 1
      j += 1
    } else if (skipRight >= 0 && (skipLeft < 0 || skipRight <= skipLeft)) {
      add(other)
      j += 1
    } else {
      drop(one)
      i += 1
    }
  }
  for (const placed of left.slice(i)) drop(placed)
  for (const placed of right.slice(j)) add(placed)
  return differences
}
