import { type PlainDate, weekday } from '@ballast/kernel'
import { sharesHour } from '../../coding/rules/shared-hours.ts'
import type { Service } from '../../coding/types.ts'

// What a person has to know before an hour is promised to somebody, in the order it would hurt. A warning that needs a
// reason does not stop a visit; it makes sure that somebody meant it.

export type BookingWarning = {
  readonly kind:
    | 'past'
    | 'clinician_busy'
    | 'patient_busy'
    | 'no_coverage'
    | 'not_active'
    | 'no_authorization'
    | 'none_left'
    | 'authorization_ends'
    | 'last_visit'
    | 'not_enrolled'
    | 'enrollment_unknown'
    | 'limit'
  readonly needsReason: boolean
  readonly message: string
  readonly on: PlainDate
  /** The edit that would say the same of the claim; null where the hour itself is asked about. */
  readonly edit: string | null
}

/** Which edit asks of the claim what booking asks of the hour. Of a plan's limit, `limitEdit` says it. */
const editOf: Readonly<Record<Exclude<BookingWarning['kind'], 'limit'>, string | null>> = {
  past: null,
  clinician_busy: 'S092',
  patient_busy: 'S093',
  no_coverage: null,
  not_active: 'S007',
  no_authorization: 'S016',
  none_left: 'S019',
  authorization_ends: 'S017',
  last_visit: null,
  not_enrolled: 'S026',
  enrollment_unknown: null,
}

/** Of a plan's limit: none left, or the last one, is S014; few left is S015. `left` is what the plan pays after this visit. */
export const limitEdit = (left: number | null): string => (left === null || left <= 0 ? 'S014' : 'S015')

/** The edits that can speak before a visit is promised. */
export const bookingEdits: readonly string[] = [
  ...new Set([...Object.values(editOf).filter((edit) => edit !== null), limitEdit(0), limitEdit(1)]),
]

/** An hour on a day: times as "14:05". */
export type Slot = { readonly on: PlainDate; readonly start: string; readonly stop: string }

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When a visit that starts then is over; null when that would be after midnight. */
export function stopOf(start: string, minutes: number): string | null {
  const stop = minutesOf(start) + minutes
  return stop > 24 * 60 ? null : timeOf(stop)
}

/** "9:05" as "09:05". */
export const paddedTime = (time: string): string => time.slice(0, 5).padStart(5, '0')

export const overlaps = (a: Slot, b: Slot): boolean => a.on === b.on && a.start < b.stop && b.start < a.stop

/** The days of a series: every so many weeks. */
export function seriesDays(
  first: PlainDate,
  count: number,
  everyWeeks: number,
  add: (day: PlainDate, days: number) => PlainDate,
): PlainDate[] {
  return Array.from({ length: count }, (_, i) => add(first, i * everyWeeks * 7))
}

export type Standing = Slot & {
  readonly service: string
  readonly sessionId: string
  readonly patient: string
  readonly clinicianId: string
  readonly patientId: string
}

export type BookingFacts = {
  readonly slot: Slot
  readonly today: PlainDate
  readonly patientId: string
  readonly clinicianId: string
  readonly clinician: string
  readonly service: Service
  /** What stands that day for this clinician or patient, this visit itself left out. */
  readonly standing: readonly Standing[]
  readonly authorization: {
    readonly leave: 'needed' | 'not_needed' | 'unknown'
    readonly hasCoverage: boolean
    /** The plan has said that it is not active on this day. */
    readonly isSaidInactive: boolean
    readonly grant: { readonly number: string; readonly left: number; readonly until: string } | null
    readonly why: string
    readonly passed: readonly { readonly number: string; readonly why: string }[]
  }
  readonly enrollment: {
    readonly payer: string
    readonly state: 'effective' | 'not_effective' | 'unknown'
    readonly from: PlainDate | null
    /** The office this is said of, where the payer counts offices apart. */
    readonly place: string | null
  }
}

/** Everything to know before this hour is booked. */
export function warningsOf(facts: BookingFacts): BookingWarning[] {
  const { slot, authorization, enrollment } = facts
  const { on } = slot
  const warnings: BookingWarning[] = []
  const warn = (kind: keyof typeof editOf, needsReason: boolean, message: string) =>
    warnings.push({ kind, needsReason, message, on, edit: editOf[kind] })
  if (on < facts.today) warn('past', true, `${on} is past.`)
  for (const other of facts.standing.filter((each) => overlaps(each, slot))) {
    if (other.patientId === facts.patientId)
      warn('patient_busy', true, `The patient has another visit then, ${other.start} to ${other.stop}.`)
    else if (!sharesHour(other.service, facts.service))
      warn('clinician_busy', true, `${facts.clinician} sees ${other.patient} then, ${other.start} to ${other.stop}.`)
  }
  if (authorization.isSaidInactive)
    warn('not_active', false, 'The plan says that it is not active on this day. Ask for the new card.')
  if (!authorization.hasCoverage)
    warn('no_coverage', false, 'No coverage is on file for this day: the patient would pay.')
  else if (authorization.leave === 'needed' && authorization.grant === null) {
    const isUsedUp = authorization.passed.some((each) => each.why.startsWith('No visits are left'))
    const isOver = authorization.passed.find((each) => each.why.startsWith('It ended'))
    if (isUsedUp) warn('none_left', true, 'No authorized visit is left. Ask for a renewal before this day.')
    else if (isOver)
      warn(
        'authorization_ends',
        true,
        `Authorization ${isOver.number} has run out by then. Ask for a renewal before this day.`,
      )
    else warn('no_authorization', true, 'This payer wants to be asked first, and no authorization covers this day.')
  } else if (authorization.grant && authorization.grant.left <= 0)
    warn('last_visit', false, `This takes the last visit of authorization ${authorization.grant.number}.`)
  if (enrollment.state === 'not_effective') {
    const where = enrollment.place === null ? '' : ` at ${enrollment.place}`
    warn(
      'not_enrolled',
      true,
      enrollment.from
        ? `${facts.clinician} is with ${enrollment.payer}${where} from ${enrollment.from}.`
        : `${facts.clinician} is not with ${enrollment.payer}${where} on this day.`,
    )
  }
  if (enrollment.state === 'unknown' && authorization.hasCoverage)
    warn('enrollment_unknown', false, `Whether ${facts.clinician} is enrolled with ${enrollment.payer} is not known.`)
  return warnings
}

/** Of freed hours, whether one suits somebody who waits. */
export function suits(
  slot: Slot & { readonly clinicianId: string; readonly service: string; readonly modality: string },
  entry: {
    readonly clinicianId: string | null
    readonly service: string
    readonly weekdays: readonly number[]
    readonly fromTime: string
    readonly untilTime: string
    readonly telehealthOnly: boolean
  },
): boolean {
  return (
    (entry.clinicianId === null || entry.clinicianId === slot.clinicianId) &&
    entry.service === slot.service &&
    (entry.weekdays.length === 0 || entry.weekdays.includes(weekday(slot.on))) &&
    entry.fromTime <= slot.start &&
    slot.stop <= entry.untilTime &&
    (!entry.telehealthOnly || slot.modality !== 'in_person')
  )
}
