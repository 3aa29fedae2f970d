import type { X12File } from './file.ts'
import type { PlacedSegment, Segment } from './segments.ts'
import { compact, isoDay } from './values.ts'
import { type Envelope, writeSegments } from './write.ts'

// The TA1 says whether an interchange's envelope could be read at all; it stands outside every group.

export type InterchangeAcknowledgment = {
  readonly control: string
  /** The day and time that the acknowledged interchange bears. */
  readonly on: string
  readonly at: string
  /** Accepted, accepted with errors, rejected. */
  readonly result: 'A' | 'E' | 'R'
  /** Why: '000' for nothing, '001' control numbers differ, '021' wrong group count, '023' premature end, and more. */
  readonly note: string
}

/** What one TA1 says. */
export function acknowledgmentOf({ segment }: PlacedSegment): InterchangeAcknowledgment {
  const time = segment[3] ?? ''
  const result = segment[4]
  return {
    control: segment[1] ?? '',
    on: isoDay(`20${segment[2] ?? ''}`) ?? segment[2] ?? '',
    at: time.length === 4 ? `${time.slice(0, 2)}:${time.slice(2)}` : time,
    result: result === 'A' || result === 'E' ? result : 'R',
    note: segment[5] ?? '',
  }
}

/** The TA1s of a file. */
export const readTA1 = (file: X12File): InterchangeAcknowledgment[] =>
  file.interchanges.flatMap(({ acknowledgments }) => acknowledgments.map(acknowledgmentOf))

/** An interchange of TA1s. */
export function writeTA1(envelope: Envelope, acknowledgments: readonly InterchangeAcknowledgment[]): Uint8Array {
  const segments = acknowledgments.map(
    ({ control, on, at, result, note }): Segment => [
      'TA1',
      control,
      compact(on).slice(-6),
      at.replace(':', ''),
      result,
      note,
    ],
  )
  return writeSegments(envelope, segments, 0)
}
