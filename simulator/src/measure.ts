import { addDays, type Cents, cents, daysBetween, type PlainDate, sum, zero } from '@ballast/kernel'
import { type Answers, billedAs, type ClaimAnswer } from './answers.ts'
import { type FrontEndCause, frontEndCauseOf, frontEndCauses } from './causes.ts'
import type { Comparison } from './compare-books.ts'
import type { World } from './open-world.ts'
import { feeFor } from './payer/decide.ts'
import { rulesOn, unpayable } from './payer/rules-on.ts'
import type { MistakeKind } from './world/mistake-file.ts'
import { isUnderSupervisor } from './year/right-claim.ts'
import type { Session } from './year/types.ts'

// The measures of one arm, from the payers' books and the calendar. The README has each formula in words.

export type Arm = {
  readonly sessions: number
  readonly claims: number
  readonly firstPassClean: number
  /** Visits without a planted mistake whose first claim had the codes, modifiers and place that a careful coder gives. */
  readonly codedRight: number
  readonly denied: number
  readonly preventableDenied: number
  readonly heldInError: number
  /** Claims denied or rejected for what a front desk can prevent, by cause. */
  readonly frontEndDenied: Readonly<Record<FrontEndCause, number>>
  readonly authorizationContinuity: number
  /** Episodes that needed approvals, and the first visit without one of each that was interrupted. */
  readonly episodes: number
  readonly gaps: readonly Gap[]
  /** Kept visits beyond a plan's limit, and what patients who were asked before made of theirs. */
  readonly beyond: { readonly visits: number; readonly paidAlone: number; readonly calledOff: number }
  readonly attendance: Attendance
  /** Null when nobody asked the booking screen. */
  readonly bookings: Bookings | null
  readonly daysInAR: number
  readonly over60: number
  readonly netCollection: number
  /** Avoidable, a month. */
  readonly leakage: Cents
  readonly leakageByCause: Readonly<Record<string, Cents>>
  /** What no payer and no patient will pay any more, a month, of what was avoidable. */
  readonly lost: Cents
  /** Null when the practice keeps no books. */
  readonly ledgerDifference: Cents | null
  readonly ledger: Comparison | null
}

export type Gap = {
  readonly patientId: string
  readonly payerId: string
  readonly on: PlainDate
  readonly visits: number
  /** What the payer's files had that day: nothing at all, something used up, over, or begun later. */
  readonly why: 'none' | 'used_up' | 'ended' | 'begins_later'
}

/** Visits laid before the booking screen; those it wanted a reason for; those of them that the plan would have paid. */
export type Bookings = { readonly checked: number; readonly stopped: number; readonly stoppedInError: number }

/** What the booking screen said of a visit: whether it wanted a reason, and which edits' questions it put already. */
export type BookingSaid = { readonly wantsReason: boolean; readonly edits: readonly string[] }

/** Visits that the booking screen was asked about. */
export type BookingAnswers = ReadonlyMap<string, BookingSaid>

/** How visits were kept: what was missed, and what reminders and the waitlist made of hours that would have stayed empty. */
export type Attendance = {
  /** Hours that were promised, those called off in time among them. */
  readonly scheduled: number
  readonly noShow: number
  readonly lateCancel: number
  /** Would have been missed, and were kept after a reminder; by video among them. */
  readonly came: number
  readonly byVideo: number
  /** Would have been missed, and were called off days before; of these hours so many went to somebody else. */
  readonly calledOff: number
  readonly refilled: number
}

const hourOf = ({ on, start, id }: Session): string => `${on} ${start} ${id}`

function attendance(world: World, visits: readonly Session[]): Attendance {
  const { came, byVideo, calledOff, refilled } = world.saved()
  const count = (status: Session['status']) => visits.filter((visit) => visit.status === status).length
  return {
    scheduled: visits.length + calledOff - refilled,
    noShow: count('no_show'),
    lateCancel: count('late_cancel'),
    came: came + byVideo,
    byVideo,
    calledOff,
    refilled,
  }
}

/** Hours that somebody sat in, of those that would have stayed empty; and how many of the promised hours were missed. */
export function attendanceShares({ scheduled, noShow, lateCancel, came, calledOff, refilled }: Attendance) {
  const missed = noShow + lateCancel
  const empty = missed + came + calledOff
  return {
    missed: scheduled === 0 ? 0 : missed / scheduled,
    prevented: empty === 0 ? null : (came + refilled) / empty,
    refilled: calledOff === 0 ? null : refilled / calledOff,
  }
}

/** A/R as the product's own report had it on the last scheduled day. */
export type Aging = { readonly total: Cents; readonly over60: Cents }

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
// Signed today, drafted tonight, sent tomorrow; a claim that stays longer without a reason is held in error.
const daysToSend = 3

export function measure(
  world: World,
  answers: Answers,
  lastDay: PlainDate,
  aging: Aging | null,
  ledger: Comparison | null,
  booked: BookingAnswers = new Map(),
): Arm {
  const { year, config } = world
  const visits = year.sessions
    .filter(({ repeats }) => repeats === null)
    .sort((a, b) => hourOf(a).localeCompare(hourOf(b)))
  const kept = visits.filter(({ status }) => status === 'kept')
  const beyond = beyondLimit(world)
  const insured = kept.filter((session) => !beyond.has(session.id) && isPayable(world, session))
  const expectedOf = expectation(world)

  // A session counts once, by the first claim that was sent for it; what came after is repair.
  const bySession = new Map<string, ClaimAnswer[]>()
  for (const claim of [...answers.claims].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1)))
    for (const id of claim.sessionIds) bySession.set(id, [...(bySession.get(id) ?? []), claim])
  const firstOf = (id: string) => bySession.get(id)?.[0]
  const allowedOf = (id: string): number => (bySession.get(id) ?? []).reduce((all, claim) => all + claim.allowed, 0)

  const firstClaims = [...new Set(kept.flatMap(({ id }) => firstOf(id) ?? []))]
  const answered = firstClaims.filter(({ state }) => state !== 'waiting')
  const denied = answers.claims.filter(({ denials }) => denials.length > 0)
  const frontEndDenied = Object.fromEntries(
    frontEndCauses.map((cause) => [
      cause,
      denied.filter(({ denials }) => denials.some(({ code }) => frontEndCauseOf(code) === cause)).length,
    ]),
  ) as Record<FrontEndCause, number>
  const preventable = denied.filter(({ denials }) => denials.some(({ planted }) => planted.length > 0))

  const planted = new Map<string, MistakeKind>()
  for (const { kind, sessionIds } of year.planted)
    for (const id of sessionIds) if (!planted.has(id)) planted.set(id, kind)
  const good = insured.filter(
    ({ id, signedOn, rightCodes }) =>
      !planted.has(id) && rightCodes.length > 0 && signedOn !== null && addDays(signedOn, daysToSend) < lastDay,
  )
  const isHeld = ({ id, signedOn, on }: Session): boolean => {
    const first = firstOf(id)
    return !first || daysBetween(signedOn ?? on, first.receivedOn) > daysToSend
  }

  const coded = good.flatMap((session) => {
    const first = firstOf(session.id)
    const { modifiers, place } = session.right
    return first
      ? [
          first.billed.join() ===
            session.rightCodes
              .map((code) => billedAs(code, modifiers, place))
              .sort()
              .join(),
        ]
      : []
  })

  const { episodes, gaps } = continuity(world, insured, firstOf)
  const asked = kept.flatMap((session) => {
    const said = booked.get(session.id)
    return said === undefined ? [] : [{ session, wantedReason: said.wantsReason }]
  })
  const payable = new Set(insured.filter(({ id }) => !planted.has(id)).map(({ id }) => id))
  const stopped = asked.filter(({ wantedReason }) => wantedReason)

  let leakage = 0
  let lost = 0
  const byCause = new Map<string, number>()
  for (const session of insured) {
    const kind = planted.get(session.id)
    if (kind === undefined) continue
    const expected = expectedOf(session)
    const unpaid = Math.max(0, expected - allowedOf(session.id))
    const first = firstOf(session.id)
    const leak = first?.firstPassClean ? unpaid : expected
    leakage += leak
    lost += unpaid
    if (leak > 0) byCause.set(kind, (byCause.get(kind) ?? 0) + leak)
  }
  const perMonth = (amount: number): Cents => cents(Math.round(amount / config.months))

  const settled = insured.filter(({ on }) => daysBetween(on, lastDay) > 45)
  const settledIds = new Set(settled.map(({ id }) => id))
  const expected = sum(settled.map(expectedOf))
  const decided = answers.claims.filter(({ sessionIds }) => sessionIds.some((id) => settledIds.has(id)))
  const paidByPlan = sum(decided.map(({ paid }) => paid))
  const owedByPatients = sum(decided.map(({ patientResponsibility }) => patientResponsibility))
  const patientPaid = sum(
    world
      .payments()
      .filter(({ sessionId }) => settledIds.has(sessionId))
      .map(({ amount }) => amount),
  )

  const paidOn = new Map<string, PlainDate>()
  for (const { book } of world.payers)
    for (const { controlNumber, decision, paidOn: on } of book)
      if (decision.allowed > 0 && !paidOn.has(controlNumber)) paidOn.set(controlNumber, on)
  const ages = insured.map(({ id, on }) => {
    const until = (bySession.get(id) ?? [])
      .map(({ controlNumber }) => paidOn.get(controlNumber))
      .find((day) => day !== undefined)
    const weight = firstOf(id)?.charge ?? 0
    return { days: daysBetween(on, until ?? lastDay), weight }
  })
  const weight = ages.reduce((total, one) => total + one.weight, 0)
  const weighted = ages.reduce((total, one) => total + one.weight * one.days, 0)

  return {
    sessions: kept.length,
    claims: answers.claims.length,
    codedRight: share(coded.filter(Boolean).length, coded.length),
    firstPassClean: share(answered.filter(({ firstPassClean }) => firstPassClean).length, answered.length),
    denied: denied.length,
    preventableDenied: preventable.length,
    heldInError: good.length === 0 ? 0 : good.filter(isHeld).length / good.length,
    frontEndDenied,
    authorizationContinuity: share(episodes - gaps.length, episodes),
    episodes,
    gaps,
    beyond: { visits: beyond.size, ...world.beyond() },
    attendance: attendance(world, visits),
    bookings:
      booked.size === 0
        ? null
        : {
            checked: asked.length,
            stopped: stopped.length,
            stoppedInError: stopped.filter(({ session }) => payable.has(session.id)).length,
          },
    daysInAR: weight === 0 ? 0 : weighted / weight,
    over60: aging ? (aging.total <= 0 ? 0 : aging.over60 / aging.total) : oldShare(world, insured, bySession, paidOn),
    netCollection: expected === 0 ? 1 : (Math.min(owedByPatients, patientPaid) + paidByPlan) / expected,
    leakage: perMonth(leakage),
    leakageByCause: Object.fromEntries(
      [...byCause].sort(([, a], [, b]) => b - a).map(([kind, amount]) => [kind, perMonth(amount)]),
    ),
    lost: perMonth(lost),
    ledgerDifference: ledger?.total ?? null,
    ledger,
  }
}

/** Whether a plan pays such a visit at all, however well it is billed. */
function isPayable({ config, year }: World, { payerId, modality, rightCodes, clinician, on }: Session): boolean {
  const payer = config.payers.find(({ id }) => id === payerId)
  if (!payer || rightCodes.length === 0) return false
  const rules = rulesOn(payer, config.practice.startsOn, on)
  const supervisor = year.clinicians.find(({ npi }) => npi === clinician.supervisorNpi)
  const under = isUnderSupervisor(rules)
  const { credential } = under && supervisor ? supervisor : clinician
  const isAssociate = clinician.credential === 'associate'
  return unpayable(rules, { modality, codes: rightCodes, credential, isAssociate }) === null
}

/** Kept visits on days that a plan's limit does not reach; what an assistance program does not pay is the next plan's. */
function beyondLimit({ year, config }: World): Set<string> {
  const beyond = new Set<string>()
  const handedOver = new Set(year.planted.flatMap(({ kind, sessionIds }) => (kind === 'eap_overrun' ? sessionIds : [])))
  for (const coverage of year.coverages) {
    const limit = config.payers.find(({ id }) => id === coverage.payerId)?.published.sessionLimit
    if (!limit) continue
    const days = new Map<string, Set<PlainDate>>()
    const own = year.sessions.filter(
      ({ patientId, payerId, status, on }) =>
        patientId === coverage.patientId &&
        payerId === coverage.payerId &&
        status === 'kept' &&
        coverage.from <= on &&
        (coverage.until === null || on <= coverage.until),
    )
    for (const { id, on } of own.sort((a, b) => (a.on < b.on ? -1 : 1))) {
      const period = limit.per === 'year' ? on.slice(0, 4) : ''
      const counted = days.get(period) ?? new Set()
      days.set(period, counted)
      if (counted.size < limit.limit) counted.add(on)
      else if (!counted.has(on) && !handedOver.has(id)) beyond.add(id)
    }
  }
  return beyond
}

/** What the contract pays for a session, had everything gone right. */
function expectation({ year, config }: World): (session: Session) => Cents {
  const payers = new Map(config.payers.map((payer) => [payer.id, payer]))
  const clinicians = new Map(year.clinicians.map((one) => [one.npi, one]))
  return ({ payerId, rightCodes, clinician }) => {
    const payer = payers.get(payerId ?? '')
    if (!payer) return zero
    const under = isUnderSupervisor(payer.published.params)
    const biller = under ? (clinicians.get(clinician.supervisorNpi ?? '') ?? clinician) : clinician
    return sum(rightCodes.map((code) => feeFor(payer, code, biller.credential) ?? zero))
  }
}

/**
 * Episodes (a patient at a payer that wants approvals) with no visit outside an approval. Whose visit it is, the coverage
 * says; but beyond the visits that an assistance program pays in all, no approval can be had there, and the visit is the
 * next plan's: there it is the one that was asked to pay first.
 */
function continuity(
  world: World,
  insured: readonly Session[],
  firstOf: (id: string) => ClaimAnswer | undefined,
): { episodes: number; gaps: Gap[] } {
  const codesOf = new Map(
    world.config.payers.flatMap(({ id, published }) =>
      published.authorization ? [[id, published.authorization.codes] as const] : [],
    ),
  )
  const overrun = new Set(
    world.year.planted.flatMap(({ kind, sessionIds }) => (kind === 'eap_overrun' ? sessionIds : [])),
  )
  const episodes = new Map<string, { payerId: string; sessions: Session[] }>()
  for (const session of insured) {
    const payerId = (overrun.has(session.id) ? firstOf(session.id)?.payerId : null) ?? session.payerId ?? ''
    if (!session.rightCodes.some((code) => codesOf.get(payerId)?.includes(code))) continue
    const key = `${session.patientId}|${payerId}`
    const episode = episodes.get(key) ?? { payerId, sessions: [] }
    episodes.set(key, episode)
    episode.sessions.push(session)
  }
  const gaps: Gap[] = []
  for (const { payerId, sessions } of episodes.values()) {
    const patientId = sessions[0]?.patientId ?? ''
    const grants = world.authorizationsOf(patientId, payerId)
    const left = new Map(grants.map(({ id, units }) => [id, units]))
    const uncovered = sessions.filter(({ on }) => {
      const grant = grants.find(({ id, from, until }) => from <= on && on <= until && (left.get(id) ?? 0) > 0)
      if (grant) left.set(grant.id, (left.get(grant.id) ?? 0) - 1)
      return grant === undefined
    })
    const [first] = uncovered
    if (!first) continue
    const { on } = first
    const inForce = grants.some(({ from, until }) => from <= on && on <= until)
    const why = inForce
      ? 'used_up'
      : grants.some(({ until }) => until < on)
        ? 'ended'
        : grants.length > 0
          ? 'begins_later'
          : 'none'
    gaps.push({ patientId, payerId, on, visits: uncovered.length, why })
  }
  return { episodes: episodes.size, gaps }
}

/** For a practice without books: what is older than sixty days of what no payer has allowed yet, on the last scheduled day. */
function oldShare(
  { year }: World,
  insured: readonly Session[],
  bySession: ReadonlyMap<string, readonly ClaimAnswer[]>,
  paidOn: ReadonlyMap<string, PlainDate>,
): number {
  const open = insured.flatMap(({ id, on }) => {
    const claims = bySession.get(id) ?? []
    const isPaid = claims.some(({ controlNumber }) => (paidOn.get(controlNumber) ?? '9') <= year.until)
    return isPaid ? [] : [{ on, charge: claims[0]?.charge ?? zero }]
  })
  const all = sum(open.map(({ charge }) => charge))
  const old = sum(open.filter(({ on }) => daysBetween(on, year.until) > 60).map(({ charge }) => charge))
  return all === 0 ? 0 : old / all
}
