import { audioModifiers, videoModifiers } from '../tables/modifiers.ts'
import type { Claim, ClaimLine, EditContext, EditRemark } from '../types.ts'

/** One remark for each line that a check has something to say about; `field` completes its path. */
export function onLines(
  claim: Claim,
  field: string,
  check: (line: ClaimLine, index: number) => string | Omit<EditRemark, 'at'> | null,
): EditRemark[] {
  const remarks: EditRemark[] = []
  for (const [index, line] of claim.lines.entries()) {
    const said = check(line, index)
    if (said === null) continue
    const remark = typeof said === 'string' ? { message: said } : said
    remarks.push({ ...remark, at: `lines[${index}].${field}` })
  }
  return remarks
}

export const placeOf = (claim: Claim, line: ClaimLine): string => line.placeOfService ?? claim.placeOfService ?? ''

export const renderingOf = (claim: Claim, line: ClaimLine): string =>
  line.renderingNpi ?? claim.rendering.npi ?? claim.billing.npi ?? ''

const has = (line: ClaimLine, modifiers: readonly string[]): boolean =>
  line.modifiers.some((modifier) => modifiers.includes(modifier))

export type Modality = 'in_person' | 'video' | 'audio' | 'telehealth' | 'unknown'

/** How the visit was held: as the session says, else as the line's own place and modifiers give away. */
export function modalityOf({ claim, facts }: EditContext, line: ClaimLine): Modality {
  if (facts.session?.modality) return facts.session.modality
  if (has(line, audioModifiers)) return 'audio'
  if (has(line, videoModifiers)) return 'video'
  return ['02', '10'].includes(placeOf(claim, line)) ? 'telehealth' : 'unknown'
}

export const isTelehealth = (modality: Modality): boolean => ['video', 'audio', 'telehealth'].includes(modality)

/** Psychotherapy minutes: apart from the visit's where the note keeps them apart. */
export const therapyMinutes = ({ facts }: EditContext): number | undefined =>
  facts.note?.psychotherapyMinutes ?? facts.minutes

const clock = /^(\d{1,2}):(\d{2})/
const minuteOfDay = (time: string): number | null => {
  const match = clock.exec(time)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

const stretchOf = (time: { start: string; stop: string }): { from: number; until: number } | null => {
  const [from, until] = [time.start, time.stop].map(minuteOfDay)
  if (from == null || until == null) return null
  return { from, until: until > from ? until : until + dayMinutes }
}
const dayMinutes = 24 * 60

/** Minutes from a start to a stop on the clock; a stop at or before the start is the next day's. Null where one is no time. */
export function minutesBetween(time: { start: string; stop: string }): number | null {
  const stretch = stretchOf(time)
  return stretch && stretch.until - stretch.from
}

/** Whether two stretches that began on one day share a minute; touching ends do not. */
export function overlap(a: { start: string; stop: string }, b: { start: string; stop: string }): boolean {
  const [one, other] = [stretchOf(a), stretchOf(b)]
  return one !== null && other !== null && one.from < other.until && other.from < one.until
}
