import {
  add, addDays, type Cents, cents, daysBetween, type PlainDate, percentOf, subtract, sum, times, weekday, zero,
} from '@ballast/kernel' // biome-ignore format: one list
import { random } from '../random.ts'
import type { Payer } from '../world/payer-file.ts'
import { monthNumber } from '../year/planner.ts'
import type { Authorization, Clinician, Coverage, Patient, Session } from '../year/types.ts'
import { type Decision, decide, type PayerFacts, reversal } from './decide.ts'
import type { PaidBefore } from './reasons.ts'
import type { ReceivedClaim } from './received-claim.ts'
import type { Remittance, RemittedClaim } from './remittance.ts'
import { rulesOn } from './rules-on.ts'

/** What is so in this world, as far as a payer can look it up. */
export type Registry = {
  readonly seed: number
  readonly startsOn: PlainDate
  readonly payee: { readonly name: string; readonly npi: string; readonly taxId: string }
  readonly member: (payerId: string, memberId: string) => { coverage: Coverage; patient: Patient } | null
  readonly clinician: (npi: string) => Clinician | null
  readonly authorizations: (patientId: string, payerId: string) => readonly Authorization[]
  readonly sessions: (patientId: string, on: PlainDate, renderingNpi: string) => readonly Session[]
  /** A decided claim goes to the member's second plan without the practice. */
  readonly passOn: (day: PlainDate, claim: ReceivedClaim, decision: Decision) => void
}

/** One decision as the payer's own book has it: the oracle that every ledger is compared with. */
export type BookEntry = {
  readonly payerId: string
  readonly payerControl: string
  readonly controlNumber: string
  readonly patientId: string | null
  readonly sessionIds: readonly string[]
  readonly receivedOn: PlainDate
  readonly paidOn: PlainDate
  readonly trace: string
  readonly because: 'claim' | 'correction' | 'reversal' | 'revision'
  readonly decision: Decision
}

type Pending = { claim: ReceivedClaim; receivedOn: PlainDate; dueOn: PlainDate; isSlow: boolean; order: number }
type Paid = {
  claim: ReceivedClaim
  receivedOn: PlainDate
  payerControl: string
  decision: Decision
  isReversed: boolean
}
type Revision = { dueOn: PlainDate; of: Paid; as: 'terminated' | 'audited' | 'repriced' }

export type Membership = {
  readonly coverage: Coverage
  readonly patient: Patient
  /** The last day, as far as the payer knows. */
  readonly until: PlainDate | null
  readonly deductibleLeft: Cents
  readonly visitsUsed: number
}

export type OpenPayer = {
  readonly payer: Payer
  readonly receive: (day: PlainDate, claim: ReceivedClaim) => void
  /** The payment of this day, if it is a pay day and something is due. */
  readonly remit: (day: PlainDate) => Remittance | null
  /** What the payer's files say of a member today, for an eligibility question. */
  readonly lookUp: (memberId: string, day: PlainDate) => Membership | null
  readonly book: readonly BookEntry[]
  readonly remittances: readonly Remittance[]
  /** Claims taken in and not decided yet. */
  readonly waiting: () => readonly ReceivedClaim[]
}

export function openPayer(payer: Payer, registry: Registry): OpenPayer {
  const { seed } = registry
  const { hidden, published } = payer
  const pending: Pending[] = []
  const revisions: Revision[] = []
  const paid: Paid[] = []
  const book: BookEntry[] = []
  const remittances: Remittance[] = []
  const paidLines = new Map<string, string>()
  const visits = new Map<string, Map<string, number>>()
  const paidFor = new Map<string, (PaidBefore & { readonly payerControl: string })[]>()
  const unitsUsed = new Map<string, number>()
  const unitTakenBy = new Map<string, string>()
  const deductibleMet = new Map<string, Cents>()
  const copayTaken = new Map<string, string>()
  let forward: { amount: Cents; trace: string } | null = null
  let received = 0

  const memberOf = (claim: ReceivedClaim) => registry.member(payer.id, claim.subscriber.memberId)
  const lineKey = (claim: ReceivedClaim, line: ReceivedClaim['lines'][number]) =>
    `${claim.subscriber.memberId}|${line.on}|${line.code}|${claim.renderingNpi}`
  const firstDay = (claim: ReceivedClaim) => claim.lines[0]?.on ?? registry.startsOn
  const streamOf = (claim: ReceivedClaim, purpose: string) => {
    const first = claim.lines[0]
    return random(seed, purpose, payer.id, first ? lineKey(claim, first) : claim.controlNumber)
  }
  const yearKey = (coverage: Coverage, on: PlainDate) => `${coverage.id}|${on.slice(0, 4)}`
  /** Days of visits paid, each with how many claims: a day is one visit of a limit. */
  const visitDays = (coverage: Coverage, on: PlainDate): Map<string, number> => {
    const key = published.sessionLimit?.per === 'year' ? yearKey(coverage, on) : coverage.id
    const days = visits.get(key) ?? new Map<string, number>()
    visits.set(key, days)
    return days
  }

  function authorizationFor(
    claim: ReceivedClaim,
    patientId: string,
  ): { state: PayerFacts['authorization']; id: string | null } {
    const on = firstDay(claim)
    const all = registry.authorizations(patientId, payer.id)
    const quoted = all.filter(({ number }) => number === claim.authorization)
    const looked = hidden.findsAuthorizationOnFile ? all : quoted
    const inForce = looked.filter(({ from, until }) => from <= on && on <= until)
    const hasRoom = ({ id, units }: Authorization): boolean => (unitsUsed.get(id) ?? 0) < units
    const wanted = claim.lines.map(({ code }) => code).filter((code) => published.authorization?.codes.includes(code))
    const isFor = ({ codes }: Authorization): boolean => wanted.every((code) => codes.includes(code))
    const isFamily = ({ diagnosis }: Authorization): boolean =>
      diagnosis === null || diagnosis.slice(0, 3) === claim.diagnoses[0]?.slice(0, 3)
    const isWho = ({ clinicianNpi }: Authorization): boolean =>
      clinicianNpi === null ||
      clinicianNpi === claim.renderingNpi ||
      registry.clinician(clinicianNpi)?.supervisorNpi === claim.renderingNpi
    const roomy = inForce.filter(hasRoom)
    const theirs = roomy.filter(isWho)
    const same = theirs.filter(isFamily)
    const fitting = same.filter(isFor)
    const open = fitting.find((one) => one.number === claim.authorization) ?? fitting[0]
    if (open) return { state: 'good', id: open.id }
    if (same.length > 0) return { state: 'other_code', id: null }
    if (theirs.length > 0) return { state: 'other_diagnosis', id: null }
    if (roomy.length > 0) return { state: 'other_clinician', id: null }
    if (inForce.length > 0) return { state: 'exhausted', id: null }
    return { state: looked.some(({ until }) => until < on) ? 'expired' : 'absent', id: null }
  }

  function lookUp(memberId: string, day: PlainDate): Membership | null {
    const found = registry.member(payer.id, memberId)
    if (!found) return null
    const { coverage, patient } = found
    const knowsEnd = coverage.until !== null && day >= addDays(coverage.until, hidden.learnsTerminationAfterDays)
    return {
      coverage,
      patient,
      until: knowsEnd ? coverage.until : null,
      deductibleLeft: cents(Math.max(0, coverage.deductible - (deductibleMet.get(yearKey(coverage, day)) ?? 0))),
      visitsUsed: visitDays(coverage, day).size,
    }
  }

  function factsFor(claim: ReceivedClaim, receivedOn: PlainDate, knowsOn: PlainDate): PayerFacts {
    const found = memberOf(claim)
    const on = firstDay(claim)
    const clinician = registry.clinician(claim.renderingNpi)
    const draw = streamOf(claim, 'decision')
    const reviews = draw.chance(hidden.reviewsMinutesShare)
    const underpays = draw.chance(hidden.underpaysShare)
    const record = found ? registry.sessions(found.patient.id, on, claim.renderingNpi)[0] : undefined
    const until = found?.coverage.until ?? null
    const knowsEnd = until !== null && knowsOn >= addDays(until, hidden.learnsTerminationAfterDays)
    const copayKey = found ? `${found.coverage.id}|${on}` : ''
    return {
      payer,
      receivedOn,
      member: found
        ? {
            lastName: found.patient.lastName,
            birth: found.patient.birth,
            relationship: found.coverage.relationship,
            from: found.coverage.from,
            until: knowsEnd ? until : null,
            copay: copayTaken.has(copayKey) ? zero : found.coverage.copay,
            coinsurancePercent: found.coverage.coinsurancePercent,
            deductibleLeft: cents(
              Math.max(0, found.coverage.deductible - (deductibleMet.get(yearKey(found.coverage, on)) ?? 0)),
            ),
            isSecond: found.coverage.isSecond === true,
            passesOn: found.coverage.passesOn === true,
          }
        : null,
      rendering: clinician
        ? {
            credential: clinician.credential,
            isEnrolled: clinician.enrollments.some(
              (row) => row.payerId === payer.id && row.from <= on && (row.until === null || on <= row.until),
            ),
            isOnRoster: !clinician.enrollments.some((row) => row.payerId === payer.id && on < row.groupFrom),
          }
        : null,
      rules: rulesOn(payer, registry.startsOn, on),
      authorization: found && published.authorization ? authorizationFor(claim, found.patient.id).state : 'good',
      sessionsPaid: found ? [...visitDays(found.coverage, on).keys()].filter((day) => day !== on).length : 0,
      isRepeat: (line) => paidLines.has(lineKey(claim, line)),
      paidBefore: paidFor.get(claim.subscriber.memberId) ?? [],
      reviewedMinutes: reviews && record ? record.minutes : null,
      record: record && streamOf(claim, 'record').chance(hidden.reviewsRecordsShare) ? record : null,
      underpays,
      repricesBasisPoints: 10_000,
    }
  }

  /** Keeps the payer's own counters (visits, units, deductible) in step with what it paid or took back. */
  function count(claim: ReceivedClaim, payerControl: string, decision: Decision, way: 1 | -1): void {
    const found = memberOf(claim)
    if (!found) return
    const { coverage, patient } = found
    const on = firstDay(claim)
    const good = decision.lines.filter(({ denial }) => denial === null)
    for (const { line } of good) {
      const key = lineKey(claim, line)
      if (way === 1) paidLines.set(key, payerControl)
      else if (paidLines.get(key) === payerControl) paidLines.delete(key)
    }
    const before = (paidFor.get(claim.subscriber.memberId) ?? []).filter((one) => one.payerControl !== payerControl)
    const now =
      way === 1
        ? good.map(({ line: { on: day, code } }) => ({ on: day, code, renderingNpi: claim.renderingNpi, payerControl }))
        : []
    paidFor.set(claim.subscriber.memberId, [...before, ...now])
    if (good.length === 0) return
    const days = visitDays(coverage, on)
    const claims = (days.get(on) ?? 0) + way
    if (claims > 0) days.set(on, claims)
    else days.delete(on)
    if (published.authorization && good.some(({ line }) => published.authorization?.codes.includes(line.code))) {
      const id = way === 1 ? authorizationFor(claim, patient.id).id : unitTakenBy.get(payerControl)
      if (id) {
        unitsUsed.set(id, (unitsUsed.get(id) ?? 0) + way)
        if (way === 1) unitTakenBy.set(payerControl, id)
      }
    }
    const took = (reason: string) =>
      sum(
        good.flatMap(({ adjustments }) =>
          adjustments.filter((one) => one.reason === reason).map(({ amount }) => amount),
        ),
      )
    const key = yearKey(coverage, on)
    deductibleMet.set(key, add(deductibleMet.get(key) ?? zero, times(took('1'), way)))
    if (took('3') > 0) {
      if (way === 1) copayTaken.set(`${coverage.id}|${on}`, payerControl)
      else copayTaken.delete(`${coverage.id}|${on}`)
    }
  }

  function enter(
    into: RemittedClaim[],
    day: PlainDate,
    trace: string,
    because: BookEntry['because'],
    { claim, receivedOn, payerControl, decision }: Omit<Paid, 'isReversed'>,
  ): void {
    const found = memberOf(claim)
    const sessionIds = found
      ? registry.sessions(found.patient.id, firstDay(claim), claim.renderingNpi).map(({ id }) => id)
      : []
    into.push({ claim, payerControl, decision })
    book.push({
      payerId: payer.id,
      payerControl,
      controlNumber: claim.controlNumber,
      patientId: found?.patient.id ?? null,
      sessionIds,
      receivedOn,
      paidOn: day,
      trace,
      because,
      decision,
    })
  }

  function takeBack(into: RemittedClaim[], day: PlainDate, trace: string, original: Paid): void {
    original.isReversed = true
    count(original.claim, original.payerControl, original.decision, -1)
    enter(into, day, trace, 'reversal', { ...original, decision: reversal(original.decision) })
  }

  function settle(into: RemittedClaim[], day: PlainDate, trace: string, one: Pending): Paid | null {
    const { claim, receivedOn } = one
    const payerControl = `${payer.id}${String(one.order).padStart(7, '0')}`
    const original = claim.originalNumber
      ? paid.find((other) => other.payerControl === claim.originalNumber && !other.isReversed)
      : undefined
    const accepts = published.params.frequency_code_corrected === '7'
    if (claim.frequency !== '1' && accepts && original) takeBack(into, day, trace, original)
    if (claim.frequency === '8' && accepts && original) return null
    const decision = decide(claim, factsFor(claim, receivedOn, day))
    const settled: Paid = { claim, receivedOn, payerControl, decision, isReversed: false }
    count(claim, payerControl, decision, 1)
    paid.push(settled)
    enter(into, day, trace, claim.frequency === '1' ? 'claim' : 'correction', settled)
    planRevision(day, settled)
    if (decision.status === '19') registry.passOn(day, claim, decision)
    return settled
  }

  function planRevision(day: PlainDate, of: Paid): void {
    if (of.decision.paid <= 0 || of.claim.rank !== 'P') return
    const found = memberOf(of.claim)
    const on = firstDay(of.claim)
    const until = found?.coverage.until ?? null
    if (found && until !== null && on > until) {
      const learns = addDays(until, hidden.learnsTerminationAfterDays)
      revisions.push({ dueOn: learns > day ? learns : addDays(day, 14), of, as: 'terminated' })
      return
    }
    if (!of.claim.lines.some(({ code }) => code === '90837')) return
    if (!streamOf(of.claim, 'audit').chance(hidden.takebackShare)) return
    const record = found ? registry.sessions(found.patient.id, on, of.claim.renderingNpi)[0] : undefined
    const as = record && record.minutes < 53 ? 'audited' : 'repriced'
    revisions.push({ dueOn: addDays(day, hidden.takebackAfterDays), of, as })
  }

  function revise(into: RemittedClaim[], day: PlainDate, trace: string, { of, as }: Revision): void {
    if (of.isReversed) return
    takeBack(into, day, trace, of)
    const facts = factsFor(of.claim, of.receivedOn, day)
    const record = memberOf(of.claim)
    const on = firstDay(of.claim)
    const minutes = record ? registry.sessions(record.patient.id, on, of.claim.renderingNpi)[0]?.minutes : undefined
    const decision = decide(of.claim, {
      ...facts,
      reviewedMinutes: as === 'audited' ? (minutes ?? null) : null,
      repricesBasisPoints: as === 'repriced' ? 9500 : 10_000,
    })
    const again: Paid = { ...of, decision, isReversed: false }
    count(again.claim, again.payerControl, decision, 1)
    paid.push(again)
    enter(into, day, trace, 'revision', again)
  }

  function traceOn(day: PlainDate): string {
    const month = monthNumber(registry.startsOn, day)
    const previous = remittances.at(-1)
    const isFirstOfMonth = !previous || monthNumber(registry.startsOn, previous.paidOn) !== month
    if (hidden.reusedTraceMonths.includes(month) && previous && isFirstOfMonth) return previous.trace
    return `${payer.id}${String(remittances.length + 1).padStart(6, '0')}`
  }

  return {
    payer,
    lookUp,
    book,
    remittances,
    waiting: () => pending.map(({ claim }) => claim),
    receive(day, claim) {
      received += 1
      const draw = streamOf(claim, 'turnaround')
      const isSlow = draw.chance(hidden.slowShare)
      const [least, most] = hidden.turnaroundDays
      const wait = draw.between(least, most) + (isSlow ? published.params.clean_claim_pay_days + 20 : 0)
      pending.push({ claim, receivedOn: day, dueOn: addDays(day, wait), isSlow, order: received })
    },
    remit(day) {
      if (weekday(day) !== hidden.payWeekday) return null
      const isDue = ({ dueOn }: { dueOn: PlainDate }) => dueOn <= day
      const due = pending.filter(isDue).sort((a, b) => {
        const [left, right] = [firstDay(a.claim), firstDay(b.claim)]
        return left === right ? a.order - b.order : left < right ? -1 : 1
      })
      const revised = revisions.filter(isDue)
      if (due.length === 0 && revised.length === 0) return null
      pending.splice(0, pending.length, ...pending.filter((one) => !isDue(one)))
      revisions.splice(0, revisions.length, ...revisions.filter((one) => !isDue(one)))

      const trace = traceOn(day)
      const claims: RemittedClaim[] = []
      const adjustments: { code: string; reference: string; amount: Cents }[] = []
      for (const revision of revised) revise(claims, day, trace, revision)
      for (const one of due) {
        const settled = settle(claims, day, trace, one)
        const late = daysBetween(one.receivedOn, day) - published.params.clean_claim_pay_days
        if (!settled || !one.isSlow || late <= 0 || settled.decision.paid <= 0) continue
        const perYear = percentOf(hidden.interestBasisPointsPerYear, settled.decision.paid)
        const interest = cents(Math.round((perYear * late) / 365))
        if (interest > 0)
          adjustments.push({ code: 'L6', reference: settled.payerControl, amount: subtract(zero, interest) })
      }
      if (forward) adjustments.push({ code: 'FB', reference: forward.trace, amount: forward.amount })
      const claimsPaid = sum(claims.map(({ decision }) => decision.paid))
      const net = subtract(claimsPaid, sum(adjustments.map(({ amount }) => amount)))
      // A payer cannot send a negative payment; what it is owed it carries to its next one (cite RFI222).
      forward = net < 0 ? { amount: subtract(zero, net), trace } : null
      if (net < 0) adjustments.push({ code: 'FB', reference: trace, amount: net })
      const remittance: Remittance = {
        payer: { id: payer.id, name: published.name, filingIndicator: published.filingIndicator },
        payee: registry.payee,
        trace,
        paidOn: day,
        claims,
        adjustments,
        payment: net < 0 ? zero : net,
      }
      remittances.push(remittance)
      return remittance
    },
  }
}
