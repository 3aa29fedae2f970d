import { addDays, type PlainDate } from '@ballast/kernel'
import { episodeGapDays } from '../tables/params.ts'
import type { EpisodeGap, GapCause, Grant, RequestStatus } from '../types.ts'

// One unauthorized visit breaks an episode, however many good ones stand beside it: that is the visit nobody pays. A visit
// that leave was given for only afterwards still broke it, and is shown apart as recovered. Every break names what was not
// done, and by whom.

/** A visit that needed leave: kept, or lost because there was none. */
export type ContinuityVisit = {
  readonly sessionId: string
  readonly patientId: string
  readonly payerId: string
  readonly programId: string
  readonly on: PlainDate
  readonly codes: readonly string[]
  readonly isLost: boolean
  /** The grant it used, and when we had that. */
  readonly grantId: string | null
  readonly grantedOn: PlainDate | null
}

export type ContinuityRequest = {
  readonly patientId: string
  readonly payerId: string
  readonly status: RequestStatus
  readonly from: PlainDate
  readonly openedOn: PlainDate
  readonly dueOn: PlainDate
  readonly answeredOn: PlainDate | null
  readonly sentOn: PlainDate | null
  readonly decidedOn: PlainDate | null
}

export type Episode = {
  readonly patientId: string
  readonly payerId: string
  readonly programId: string
  readonly from: PlainDate
  readonly until: PlainDate
  readonly visits: number
  readonly gaps: readonly EpisodeGap[]
}

const owners: Readonly<Record<GapCause, string>> = {
  nobody_asked: 'front desk',
  expired_unnoticed: 'authorization desk',
  units_ran_out: 'authorization desk',
  sent_late: 'authorization desk',
  clinician_late: 'clinician',
  payer_slow: 'payer',
  payer_denied: 'clinical liaison',
  other_code: 'biller',
  given_later: 'authorization desk',
  visit_lost: 'authorization desk',
}

/** Episodes of care under leave that had a visit in the period, with every break. */
export function episodesOf(
  visits: readonly ContinuityVisit[],
  grants: readonly Grant[],
  requests: readonly ContinuityRequest[],
  period: { readonly from: PlainDate; readonly until: PlainDate },
): Episode[] {
  const groups = Map.groupBy(visits, (visit) => `${visit.patientId} ${visit.payerId} ${visit.programId}`)
  const episodes: Episode[] = []
  for (const group of groups.values()) {
    let current: ContinuityVisit[] = []
    const close = () => {
      const inside = current.filter((visit) => visit.on >= period.from && visit.on <= period.until)
      const [first] = inside
      const last = inside.at(-1)
      if (first && last)
        episodes.push({
          patientId: first.patientId,
          payerId: first.payerId,
          programId: first.programId,
          from: first.on,
          until: last.on,
          visits: inside.length,
          gaps: inside.flatMap((visit) => gapOf(visit, grants, requests) ?? []),
        })
      current = []
    }
    for (const visit of group.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
      const before = current.at(-1)
      if (before && visit.on > addDays(before.on, episodeGapDays.days)) close()
      current.push(visit)
    }
    close()
  }
  return episodes
}

function gapOf(
  visit: ContinuityVisit,
  grants: readonly Grant[],
  requests: readonly ContinuityRequest[],
): EpisodeGap | null {
  const isRecovered = visit.grantId !== null && visit.grantedOn !== null && visit.grantedOn > visit.on
  if (visit.grantId !== null && !isRecovered && !visit.isLost) return null
  const cause = causeOf(visit, grants, requests, isRecovered)
  return { sessionId: visit.sessionId, on: visit.on, cause, owner: owners[cause], isRecovered }
}

/** What was not done in time, from the requests and grants around the visit; the earliest failing step names it. */
export function causeOf(
  visit: ContinuityVisit,
  grants: readonly Grant[],
  requests: readonly ContinuityRequest[],
  isRecovered: boolean,
): GapCause {
  const isOwn = (row: { patientId: string; payerId: string }) =>
    row.patientId === visit.patientId && row.payerId === visit.payerId
  const asked = requests.filter(
    (request) => isOwn(request) && request.openedOn <= visit.on && request.from <= addDays(visit.on, 31),
  )
  const last = asked.toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1)).at(-1)
  if (last) {
    if (last.answeredOn === null ? visit.on > last.dueOn : last.answeredOn > last.dueOn) return 'clinician_late'
    if (last.sentOn === null || last.sentOn > last.dueOn) return 'sent_late'
    if (last.status === 'denied' && (last.decidedOn ?? visit.on) <= visit.on) return 'payer_denied'
    if (last.decidedOn === null || last.decidedOn > visit.on) return 'payer_slow'
  }
  const own = grants.filter((grant) => isOwn(grant) && grant.status === 'active')
  const onTheDay = own.filter((grant) => grant.from <= visit.on && visit.on <= grant.until)
  const known = onTheDay.filter((grant) => grant.obtainedOn === null || grant.obtainedOn <= visit.on)
  if (known.some((grant) => grant.codes.length > 0 && !visit.codes.some((code) => grant.codes.includes(code)))) {
    if (known.every((grant) => grant.codes.length > 0 && !visit.codes.some((code) => grant.codes.includes(code))))
      return 'other_code'
  }
  if (known.length > 0 && visit.grantId === null) return 'units_ran_out'
  if (isRecovered) return 'given_later'
  if (own.some((grant) => grant.until < visit.on)) return 'expired_unnoticed'
  return visit.isLost ? 'visit_lost' : 'nobody_asked'
}

export type Continuity = {
  readonly episodes: number
  readonly uninterrupted: number
  readonly recovered: number
  /** Per cent, one decimal; null when no episode needed leave. */
  readonly strict: number | null
  readonly withRecovered: number | null
}

/** The measure and its milder variant, each under its own name. */
export function continuityOf(episodes: readonly Episode[]): Continuity {
  const uninterrupted = episodes.filter((episode) => episode.gaps.length === 0).length
  const recovered = episodes.filter(
    (episode) => episode.gaps.length > 0 && episode.gaps.every((gap) => gap.isRecovered),
  ).length
  const share = (count: number): number | null =>
    episodes.length === 0 ? null : Math.round((count * 1000) / episodes.length) / 10
  return {
    episodes: episodes.length,
    uninterrupted,
    recovered,
    strict: share(uninterrupted),
    withRecovered: share(uninterrupted + recovered),
  }
}
