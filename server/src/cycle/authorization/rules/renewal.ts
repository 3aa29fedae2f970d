import { addDays, daysBetween, earliest, isWeekend, latest, type PlainDate } from '@ballast/kernel'
import { chaseDays, escalation, type RenewalParams, renewalDefaults } from '../tables/params.ts'
import type { Counted, Grant, RenewalPlan } from '../types.ts'

// Leave lapses on the day its units or its days run out, whichever comes first; both can be seen coming from the visits
// that are booked and from how often the patient comes. The payer's own time to answer decides how early to ask.

const positive = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : fallback

/** A payer's own days, where its settings say them, else our defaults. */
export function renewalParams(params: Readonly<Record<string, unknown>> | undefined): RenewalParams {
  const terms = (params?.authorization ?? {}) as Readonly<Record<string, unknown>>
  const lead = params?.auth_lead_days
  const ofOutpatient = typeof lead === 'object' && lead !== null ? (lead as Record<string, unknown>).OP : lead
  const turnaroundDays = positive(terms.turnaroundDays, renewalDefaults.turnaroundDays)
  return {
    // A payer that takes long to answer has to be asked that much earlier.
    leadDays: positive(ofOutpatient, Math.max(renewalDefaults.leadDays, turnaroundDays + chaseDays)),
    turnaroundDays,
    earliestDays: positive(params?.auth_earliest_submit_days, renewalDefaults.earliestDays),
    retroDays: positive(params?.auth_retro_days ?? terms.retroDays, renewalDefaults.retroDays),
    promptDays: positive(params?.auth_prompt_days, renewalDefaults.promptDays),
    peerToPeerDays: positive(params?.auth_peer_to_peer_days, renewalDefaults.peerToPeerDays),
    pendedFollowUpDays: positive(params?.auth_pended_follow_up_days, renewalDefaults.pendedFollowUpDays),
  }
}

/** Days between a patient's visits: the middle one of the last eight gaps; a week when there is too little to tell. */
export function cadenceOf(visitDays: readonly PlainDate[]): number {
  const days = [...new Set(visitDays)].sort().slice(-9)
  const gaps = days.slice(1).map((day, i) => daysBetween(days[i] ?? day, day))
  const [middle] = gaps.toSorted((a, b) => a - b).slice(Math.floor(gaps.length / 2))
  return middle === undefined ? 7 : Math.min(31, Math.max(1, middle))
}

/** When a grant lapses, and when its renewal opens, is due, and is to be asked of the clinician. */
export function planRenewal(facts: {
  readonly grant: Grant
  readonly counted: Counted
  /** Days of the visits that hold a unit of this grant and are still to come. */
  readonly bookedOn: readonly PlainDate[]
  readonly cadenceDays: number
  readonly lastVisitOn: PlainDate | null
  readonly params: RenewalParams
  readonly today: PlainDate
}): RenewalPlan {
  const { grant, counted, cadenceDays, params, today } = facts
  const runsOutOn = exhaustion(facts)
  const lapsesOn = earliest([grant.until, runsOutOn]) ?? grant.until
  const opensOn = addDays(lapsesOn, -params.earliestDays)
  const dueOn = latest([addDays(lapsesOn, -params.leadDays), opensOn]) ?? opensOn
  const promptOn = addDays(dueOn, -params.promptDays)
  // With this few visits left the payer may answer after the last one, however far off the end is.
  const fewest = Math.ceil((params.leadDays + params.turnaroundDays) / cadenceDays) + 1
  const isShort = counted.left + counted.reserved <= fewest
  return {
    lapsesOn,
    because: runsOutOn < grant.until ? 'runs_out' : 'ends',
    opensOn,
    dueOn,
    promptOn: isShort ? (earliest([promptOn, latest([today, opensOn]) ?? today]) ?? promptOn) : promptOn,
    left: counted.left,
    cadenceDays,
  }
}

/** The day of the visit that takes the last unit: first the booked visits, then one each cadence. */
function exhaustion(facts: Parameters<typeof planRenewal>[0]): PlainDate {
  const { grant, counted, cadenceDays, today } = facts
  const booked = facts.bookedOn.toSorted()
  const unbooked = counted.left
  const lastBooked = booked.at(-1)
  const lastSeen = latest([lastBooked, facts.lastVisitOn].flatMap((day) => day ?? []))
  if (unbooked <= 0) return lastSeen ?? latest([grant.from, addDays(today, -1)]) ?? grant.until
  const from = lastBooked ?? latest([facts.lastVisitOn ?? grant.from, addDays(today, -1)]) ?? today
  return addDays(from, unbooked * cadenceDays)
}

/** 0 nobody yet, 1 the desk's lead, 2 the manager: who has to know that a renewal stands still. */
export function escalationOn(
  request: { readonly dueOn: PlainDate; readonly lapsesOn: PlainDate; readonly isOpen: boolean },
  today: PlainDate,
): 0 | 1 | 2 {
  if (!request.isOpen) return 0
  if (today >= addDays(request.lapsesOn, -escalation.managerBeforeLapseDays)) return 2
  if (today >= addDays(request.dueOn, escalation.deskLeadAfterDueDays)) return 1
  return 0
}

/** The business day this many business days on. */
export function addBusinessDays(day: PlainDate, count: number): PlainDate {
  let on = day
  for (let left = count; left > 0; ) {
    on = addDays(on, 1)
    if (!isWeekend(on)) left -= 1
  }
  return on
}
