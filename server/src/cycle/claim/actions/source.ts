import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { findEventSource } from '../store/sources.ts'

// Every step of a claim that came from a file, or left in one, can show that file: the segments that speak of the claim, a
// few around them, and the whole of it to take away.

export type SourceLine =
  | { readonly kind: 'segment'; readonly number: number; readonly text: string; readonly isOurs: boolean }
  | { readonly kind: 'gap'; readonly count: number }

export type Source = {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly segments: number
  readonly lines: readonly SourceLine[]
}

type Placed = { readonly text: string; readonly from: number; readonly until: number }

const envelope = 3
const around = 4

/** The segments of an interchange with where each stands; the ISA's last character ends each of them. */
function placedSegments(text: string): Placed[] {
  const begin = text.indexOf('ISA')
  const end = text[begin + 105]
  if (begin < 0 || end === undefined) return [{ text, from: 0, until: text.length }]
  const placed: Placed[] = []
  for (let from = begin; from < text.length; ) {
    const found = text.indexOf(end, from)
    const until = found < 0 ? text.length : found + 1
    const segment = text.slice(from, until).trim()
    if (segment !== '') placed.push({ text: segment, from, until })
    from = until
  }
  return placed
}

/** Which segments speak of the claim: those of the range that was kept, or in a file of ours its subscriber's to the next one's. */
function ours(
  placed: readonly Placed[],
  range: { from: number; until: number },
  controlNumber: string,
): [number, number] {
  const isWhole = range.until - range.from >= (placed.at(-1)?.until ?? 0) - (placed[0]?.from ?? 0)
  if (!isWhole) {
    const from = placed.findIndex((segment) => segment.until > range.from)
    const after = placed.findIndex((segment) => segment.from >= range.until)
    return [Math.max(0, from), after < 0 ? placed.length : after]
  }
  const claim = placed.findIndex(({ text }) => text.includes(controlNumber))
  if (claim < 0) return [0, 0]
  const isSubscriber = (i: number): boolean => /^HL.[^*]*.[^*]*.22/.test(placed[i]?.text ?? '')
  let from = claim
  while (from > 0 && !isSubscriber(from)) from -= 1
  let until = claim + 1
  while (until < placed.length && !isSubscriber(until) && !placed[until]?.text.startsWith('SE')) until += 1
  return [from, until]
}

/** What of a file to show: its envelope, what speaks of the claim, and a few segments on either side. */
export function linesOf(text: string, range: { from: number; until: number }, controlNumber: string): SourceLine[] {
  const placed = placedSegments(text)
  const [from, until] = ours(placed, range, controlNumber)
  const lines: SourceLine[] = []
  let last = -1
  placed.forEach((segment, i) => {
    if (i >= envelope && (i < from - around || i >= until + around)) return
    if (i > last + 1) lines.push({ kind: 'gap', count: i - last - 1 })
    lines.push({ kind: 'segment', number: i + 1, text: segment.text, isOurs: i >= from && i < until })
    last = i
  })
  if (last < placed.length - 1) lines.push({ kind: 'gap', count: placed.length - 1 - last })
  return lines
}

/** The file behind a step of a claim, byte for byte; null when there is none. */
export async function sourceFile(ground: Ground, claimId: string, eventId: string) {
  const found = await reading(ground, (tx) => findEventSource(tx, ground.practiceId, claimId, eventId))
  const bytes = found && (await ground.files.read(found.sha256))
  return found && bytes ? { ...found, bytes } : null
}

/** The segments of the file behind a step of a claim. */
export async function sourceOf(ground: Ground, claimId: string, eventId: string): Promise<Source | null> {
  const file = await sourceFile(ground, claimId, eventId)
  if (!file) return null
  const text = Buffer.from(file.bytes).toString('latin1')
  const range = { from: file.from ?? 0, until: file.until ?? text.length }
  return {
    name: file.name ?? `${file.sha256.slice(0, 12)}.edi`,
    sha256: file.sha256,
    bytes: file.bytes.length,
    segments: placedSegments(text).length,
    lines: linesOf(text, range, file.controlNumber),
  }
}
