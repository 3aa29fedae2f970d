import { add, type Cents, formatDecimal, monthOf, type PlainDate, subtract, sum, zero } from '@ballast/kernel'
import { kindsBehind } from './causes.ts'
import type { Clearinghouse } from './clearinghouse.ts'
import type { Payment } from './ehr.ts'
import { netOf } from './payer/decide.ts'
import type { BookEntry, OpenPayer } from './payer/open-payer.ts'
import type { ReceivedClaim } from './payer/received-claim.ts'
import { claimsPaid, type Remittance } from './payer/remittance.ts'
import type { Planted, PracticeYear, Session } from './year/types.ts'

// The oracle: what the payers decided and the patients paid, from their own books, never from the product's. Amounts are
// whole cents.

export type ClaimAnswer = {
  readonly controlNumber: string
  readonly payerId: string
  /** Whether another payer decided it before this one. */
  readonly isLater: boolean
  readonly patientId: string | null
  readonly sessionIds: readonly string[]
  readonly serviceOn: PlainDate
  readonly receivedOn: PlainDate
  readonly state: 'rejected' | 'waiting' | 'decided'
  /** Each line as it was billed: code, modifiers, place of service. */
  readonly billed: readonly string[]
  readonly charge: Cents
  readonly allowed: Cents
  readonly paid: Cents
  readonly patientResponsibility: Cents
  readonly contractual: Cents
  readonly denied: Cents
  readonly firstPassClean: boolean
  /** Whether the payer changed its mind after paying. */
  readonly takenBack: boolean
  /** Each reason that denied or rejected it when it was first judged, with the planted mistakes behind it; none means a payer's habit. */
  readonly denials: readonly { readonly code: string; readonly planted: readonly string[] }[]
}

export type MonthAnswer = {
  readonly month: string
  readonly scheduled: number
  readonly kept: number
  readonly noShow: number
  readonly lateCancel: number
  readonly charged: Cents
  readonly allowed: Cents
  readonly paid: Cents
  readonly patientResponsibility: Cents
  readonly denied: Cents
  readonly patientPaid: Cents
}

export type Answers = {
  readonly seed: number
  readonly claims: readonly ClaimAnswer[]
  readonly months: readonly MonthAnswer[]
  readonly planted: readonly (Planted & { readonly seenOn: readonly string[] })[]
  readonly payers: readonly {
    readonly id: string
    readonly claimsPaid: Cents
    readonly providerAdjusted: Cents
    readonly payments: Cents
    readonly interest: Cents
    /** Taken off one payment and not yet off another (PLB FB). */
    readonly carriedOver: Cents
    readonly remittances: number
    readonly remittanceTraces: readonly string[]
  }[]
  readonly patients: readonly { readonly id: string; readonly paid: Cents }[]
  readonly totals: {
    readonly claims: number
    readonly charge: Cents
    readonly allowed: Cents
    readonly paid: Cents
    readonly patientResponsibility: Cents
    readonly contractual: Cents
    readonly denied: Cents
    readonly patientPaid: Cents
    /** Charges no payer has answered. */
    readonly waiting: Cents
  }
}

export function answersOf(
  year: PracticeYear,
  payers: readonly OpenPayer[],
  house: Clearinghouse,
  payments: readonly Payment[],
  patientOf: (controlNumber: string) => string | null,
  passedOn: readonly { readonly claim: ReceivedClaim; readonly on: PlainDate }[],
): Answers {
  const plantedBySession = new Map<string, Planted[]>()
  for (const planted of year.planted)
    for (const id of planted.sessionIds) plantedBySession.set(id, [...(plantedBySession.get(id) ?? []), planted])
  const sessionsByDay = new Map<string, Session[]>()
  for (const session of year.sessions) {
    const key = `${session.patientId}|${session.on}`
    sessionsByDay.set(key, [...(sessionsByDay.get(key) ?? []), session])
  }
  /** The visits a claim is for: that day's, by whoever rendered or supervised. */
  function sessionsOf(patientId: string, on: PlainDate, npi: string): string[] {
    const all = sessionsByDay.get(`${patientId}|${on}`) ?? []
    const own = all.filter(({ clinician }) => clinician.npi === npi || clinician.supervisorNpi === npi)
    return (own.length > 0 ? own : all).map(({ id }) => id)
  }
  const seen = new Map<string, string[]>()
  const behind = (code: string, sessionIds: readonly string[], controlNumber: string): string[] => {
    const kinds = kindsBehind[code] ?? []
    const found = sessionIds
      .flatMap((id) => plantedBySession.get(id) ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ id }) => id)
    for (const id of found) seen.set(id, [...(seen.get(id) ?? []), controlNumber])
    return [...new Set(found)]
  }

  // A claim keeps its number from payer to payer, and when it goes to the second one again.
  const keyOf = ({ controlNumber, payerId }: { readonly controlNumber: string; readonly payerId: string }): string =>
    `${controlNumber}|${payerId}`
  const entries = new Map<string, BookEntry[]>()
  for (const { book } of payers)
    for (const entry of book) entries.set(keyOf(entry), [...(entries.get(keyOf(entry)) ?? []), entry])

  const taken = [
    ...house.accepted.map(({ claim, on }) => ({ claim, on, why: null })),
    ...house.rejected.map(({ claim, on, why }) => ({ claim, on, why })),
    ...passedOn.map(({ claim, on }) => ({ claim, on, why: null })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const firstTaken = [...new Map(taken.toReversed().map((one) => [keyOf(one.claim), one])).values()].toReversed()
  const claims = firstTaken.map(({ claim, on, why }): ClaimAnswer => {
    const own = entries.get(keyOf(claim)) ?? []
    const decisions = own.map(({ decision }) => decision)
    const patientId = patientOf(claim.controlNumber)
    const serviceOn = claim.lines[0]?.on ?? on
    const sessionIds = patientId ? sessionsOf(patientId, serviceOn, claim.renderingNpi) : []
    const first = own[0]
    const codes = why
      ? [why.code]
      : own
          .filter(({ because }) => because === 'claim' || because === 'correction')
          .flatMap(({ decision }) => decision.lines.flatMap(({ denial }) => (denial ? [denial] : [])))
    return {
      controlNumber: claim.controlNumber,
      payerId: claim.payerId,
      isLater: claim.rank !== 'P',
      patientId,
      sessionIds,
      serviceOn,
      receivedOn: on,
      state: own.length > 0 ? 'decided' : why ? 'rejected' : 'waiting',
      billed: claim.lines.map(({ code, modifiers, place }) => billedAs(code, modifiers, place)).sort(),
      charge: claim.charge,
      allowed: netOf(decisions, ({ allowed }) => allowed),
      paid: netOf(decisions, ({ paid }) => paid),
      patientResponsibility: netOf(decisions, ({ patientResponsibility }) => patientResponsibility),
      contractual: netOf(decisions, ({ contractual }) => contractual),
      denied: netOf(decisions, ({ denied }) => denied),
      firstPassClean: why === null && (first?.decision.lines.every(({ denial }) => denial === null) ?? true),
      takenBack: own.some(({ because }) => because === 'revision'),
      denials: [...new Set(codes)].map((code) => ({ code, planted: behind(code, sessionIds, claim.controlNumber) })),
    }
  })

  const names = [...new Set(year.sessions.map(({ on }) => monthOf(on)))].sort()
  const months = names.map((month): MonthAnswer => {
    const sessions = year.sessions.filter(({ on, repeats }) => repeats === null && monthOf(on) === month)
    const billed = claims.filter(({ serviceOn }) => monthOf(serviceOn) === month)
    const all = (pick: (claim: ClaimAnswer) => Cents) => sum(billed.map(pick))
    return {
      month,
      scheduled: sessions.length,
      kept: sessions.filter(({ status }) => status === 'kept').length,
      noShow: sessions.filter(({ status }) => status === 'no_show').length,
      lateCancel: sessions.filter(({ status }) => status === 'late_cancel').length,
      charged: all(({ isLater, charge }) => (isLater ? zero : charge)),
      allowed: all(({ allowed }) => allowed),
      paid: all(({ paid }) => paid),
      patientResponsibility: all(({ patientResponsibility }) => patientResponsibility),
      denied: all(({ denied }) => denied),
      patientPaid: sum(payments.filter(({ on }) => monthOf(on) === month).map(({ amount }) => amount)),
    }
  })

  const all = (pick: (claim: ClaimAnswer) => Cents) => sum(claims.map(pick))
  return {
    seed: year.seed,
    claims,
    months,
    planted: year.planted.map((planted) => ({ ...planted, seenOn: [...new Set(seen.get(planted.id) ?? [])] })),
    payers: payers.map(({ payer, remittances }) => ({
      id: payer.id,
      claimsPaid: remittances.reduce((all, one) => add(all, claimsPaid(one)), zero),
      providerAdjusted: sum(remittances.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount))),
      payments: sum(remittances.map(({ payment }) => payment)),
      interest: subtract(zero, adjusted(remittances, true)),
      carriedOver: adjusted(remittances, false),
      remittances: remittances.length,
      remittanceTraces: remittances.map(({ trace }) => trace),
    })),
    patients: patientsPaid(payments),
    totals: {
      claims: claims.length,
      charge: all(({ isLater, charge }) => (isLater ? zero : charge)),
      allowed: all(({ allowed }) => allowed),
      paid: all(({ paid }) => paid),
      patientResponsibility: all(({ patientResponsibility }) => patientResponsibility),
      contractual: all(({ contractual }) => contractual),
      denied: all(({ denied }) => denied),
      patientPaid: sum(payments.map(({ amount }) => amount)),
      waiting: sum(claims.filter(({ state, isLater }) => state === 'waiting' && !isLater).map(({ charge }) => charge)),
    },
  }
}

/** A line's coding as one text. */
export const billedAs = (code: string, modifiers: readonly string[], place: string): string =>
  [code, ...[...modifiers].sort(), place].join(' ')

const adjusted = (remittances: readonly Remittance[], isInterest: boolean): Cents =>
  sum(
    remittances.flatMap(({ adjustments }) =>
      adjustments.filter(({ code }) => (code === 'L6') === isInterest).map(({ amount }) => amount),
    ),
  )

function patientsPaid(payments: readonly Payment[]): { id: string; paid: Cents }[] {
  const paid = new Map<string, Cents>()
  for (const { patientId, amount } of payments) paid.set(patientId, add(paid.get(patientId) ?? zero, amount))
  return [...paid].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, amount]) => ({ id, paid: amount }))
}

/** The answers as JSON a person can read: cents as decimals. */
export const printAnswers = (answers: Answers): string =>
  `${JSON.stringify(answers, (key, value) => (typeof value === 'number' && amountKeys.has(key) ? formatDecimal(value as Cents) : value), 2)}\n`

const amountKeys = new Set([
  'charge', 'allowed', 'paid', 'patientResponsibility', 'contractual', 'denied', 'patientPaid', 'waiting', 'charged',
  'claimsPaid', 'providerAdjusted', 'payments', 'interest', 'carriedOver',
]) // biome-ignore format: names of amounts
