import {
  addDays, type Cents, latest, type PlainDate, subtract, sum, zero,
} from '@ballast/kernel' // biome-ignore format: one list
import { guide835, writeInterchange } from '@ballast/x12'
import { type Answers, answersOf } from './answers.ts'
import { kindsBehind } from './causes.ts'
import { clearinghouse, type OutgoingFile, type Scheduled } from './clearinghouse.ts'
import {
  appointmentRow, authorizationRow, coverageRow, csvOf, type ExportKind, exportKinds, guarantorRows, type Payment, patientRow, paymentRow,
  practiceSettings, type Row, sessionRow,
} from './ehr.ts' // biome-ignore format: one list
import { reviewRequest } from './payer/authorization-review.ts'
import { answerEligibility } from './payer/eligibility.ts'
import { type OpenPayer, openPayer, type Registry } from './payer/open-payer.ts'
import type { ReceivedClaim } from './payer/received-claim.ts'
import { to835, unbalanced } from './payer/remittance.ts'
import { announcedRules, rulesOn } from './payer/rules-on.ts'
import { practiceYear } from './practice-year.ts'
import { random } from './random.ts'
import type { Reminder } from './staff/reminded.ts'
import { chargeOf } from './world/base-fees.ts'
import type { Payer } from './world/payer-file.ts'
import { billing } from './year/clinicians.ts'
import { clockAfter, minutesOf } from './year/clock.ts'
import { coverageOn } from './year/coverages.ts'
import { announcedDay, firstOfRunMonth, monthNumber, type Planner } from './year/planner.ts'
import { answerTo, type ReminderAnswer, visitAfterAll } from './year/reminded.ts'
import { isUnderSupervisor, rightModifiers, rightPlace } from './year/right-claim.ts'
import type { Authorization, Clinician, CoverageEntry, PracticeYear, Session, WorldConfig } from './year/types.ts'

export type World = {
  readonly seed: number
  readonly config: WorldConfig
  readonly year: PracticeYear
  /** The practice's settings, imported once before the first day. */
  readonly practiceFile: () => OutgoingFile
  readonly ehrFilesFor: (day: PlainDate) => readonly OutgoingFile[]
  /** A file the practice put into the mailbox on this day. */
  readonly receive: (day: PlainDate, fileName: string, bytes: Uint8Array) => void
  /** What comes back through the mailbox on this day. Call it once a day, after `receive`. */
  readonly deliver: (day: PlainDate) => readonly OutgoingFile[]
  /** Somebody calls about a patient's insurance; the corrected entry comes with the EHR's files two days later. */
  readonly askAboutCoverage: (day: PlainDate, patientId: string) => void
  /** Somebody asks the clinician about an entry; the corrected session comes the day after. */
  readonly askAboutSession: (day: PlainDate, sessionId: string) => void
  /** Somebody calls a payer about a rule; what it changed becomes a setting of the practice. */
  readonly askAboutPayer: (day: PlainDate, payerId: string) => void
  /** A patient's coming visits move to a clinician whom the payer has enrolled, from three days on. */
  readonly reassign: (day: PlainDate, patientId: string, payerId: string) => void
  /** Beyond a plan's visits a patient pays alone, or comes no more until its period is over; what is past stays. */
  readonly goOn: (
    day: PlainDate,
    said: {
      readonly patientId: string
      readonly from: PlainDate
      readonly until: PlainDate | null
      readonly choice: 'private' | 'called_off'
    },
  ) => void
  /** What a patient answers to a reminder; null when they do not. */
  readonly answerTo: (letter: Reminder) => ReminderAnswer | null
  /** The practice took the answer: a visit that would have been missed is kept, by video, or called off in time. */
  readonly heed: (day: PlainDate, letter: Reminder, answer: ReminderAnswer) => void
  /** A freed hour was given to a patient who waited: it is a visit as any other. */
  readonly refill: (hour: {
    readonly patientId: string
    readonly clinician: string
    readonly on: PlainDate
    readonly start: string
  }) => void
  /** What reminders and the waitlist made of visits that would have been missed. */
  readonly saved: () => {
    readonly came: number
    readonly byVideo: number
    readonly calledOff: number
    readonly refilled: number
  }
  /** How many visits so far patients paid alone, or called off, beyond a plan's. */
  readonly beyond: () => { readonly paidAlone: number; readonly calledOff: number }
  /** A renewal is asked for in time; the approval comes with the EHR's files after the payer's turnaround. */
  readonly requestAuthorization: (day: PlainDate, patientId: string, payerId: string) => void
  /** The approvals a payer has given for a patient so far. */
  readonly authorizationsOf: (patientId: string, payerId: string) => readonly Authorization[]
  readonly answers: () => Answers
  readonly payers: readonly OpenPayer[]
  /** What patients paid, as far as the EHR has exported it. */
  readonly payments: () => readonly Payment[]
}

type Rows = { [K in ExportKind]: Row<K>[] }
const noRows = (): Rows => ({
  patients: [],
  guarantors: [],
  coverages: [],
  authorizations: [],
  appointments: [],
  sessions: [],
  payments: [],
})

const officeHours = Array.from({ length: 11 }, (_, i) => clockAfter('08:00', 60 * i))

/** The world of a seed, on its first morning. */
export function openWorld(seed: number, config: WorldConfig): World {
  const planned = practiceYear(seed, config)
  const year = { ...planned, sessions: [...planned.sessions], planted: [...planned.planted] }
  const startsOn = config.practice.startsOn
  const days = new Map<PlainDate, Rows>()
  const rowsOn = (day: PlainDate): Rows => {
    const rows = days.get(day) ?? noRows()
    days.set(day, rows)
    return rows
  }
  const patientById = new Map(year.patients.map((patient) => [patient.id, patient]))
  const sessionById = new Map(year.sessions.map((session) => [session.id, session]))
  const byPatientDay = new Map<string, Session[]>()
  for (const session of year.sessions) {
    const key = `${session.patientId}|${session.on}`
    byPatientDay.set(key, [...(byPatientDay.get(key) ?? []), session])
  }
  // What ends first stands first, and is used up first where a claim names no other.
  const authorizations = new Map<string, Authorization[]>()
  const approve = (granted: Authorization): void => {
    const key = `${granted.patientId}|${granted.payerId}`
    const all = [...(authorizations.get(key) ?? []), granted]
    authorizations.set(
      key,
      all.sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0)),
    )
  }
  for (const one of year.authorizations) approve(one)
  const members = new Map(year.coverages.map((coverage) => [`${coverage.payerId}|${coverage.memberId}`, coverage]))
  const secondOf = new Map(
    year.coverages.flatMap((coverage) => (coverage.isSecond ? [[coverage.patientId, coverage] as const] : [])),
  )
  const clinicianByNpi = new Map(year.clinicians.map((clinician) => [clinician.npi, clinician]))

  const passedOn: { claim: ReceivedClaim; on: PlainDate }[] = []
  const registry: Registry = {
    seed,
    startsOn,
    payee: { name: config.practice.name, npi: billing.npi, taxId: billing.taxId },
    member(payerId, memberId) {
      const coverage = members.get(`${payerId}|${memberId}`)
      const patient = coverage && patientById.get(coverage.patientId)
      return coverage && patient ? { coverage, patient } : null
    },
    clinician: (npi) => clinicianByNpi.get(npi) ?? null,
    authorizations: (patientId, payerId) => authorizations.get(`${patientId}|${payerId}`) ?? [],
    sessions: (patientId, on, npi) =>
      (byPatientDay.get(`${patientId}|${on}`) ?? []).filter(
        ({ clinician, status }) => status === 'kept' && (clinician.npi === npi || clinician.supervisorNpi === npi),
      ),
    passOn(day, claim, decision) {
      const patientId = members.get(`${claim.payerId}|${claim.subscriber.memberId}`)?.patientId ?? ''
      const second = secondOf.get(patientId)
      if (!second) return
      const passed: ReceivedClaim = {
        ...claim,
        frequency: '1',
        originalNumber: null,
        payerId: second.payerId,
        rank: 'S',
        subscriber: { ...second.subscriber, memberId: second.memberId },
        lines: decision.lines.map(({ line, paid, adjustments }) => ({
          ...line,
          before: {
            paid,
            left: sum(adjustments.filter(({ group }) => group === 'PR').map(({ amount }) => amount)),
            explained: line.charge,
          },
        })),
      }
      passedOn.push({ claim: passed, on: day })
      payers.find(({ payer }) => payer.id === second.payerId)?.receive(day, passed)
    },
  }
  const payers: readonly OpenPayer[] = config.payers.map((payer) => openPayer(payer, registry))
  const house = clearinghouse(
    seed,
    config.payers,
    { name: config.practice.name, npi: billing.npi, submitterId: billing.submitterId },
    (day, payer, claim) => payers.find((open) => open.payer.id === payer.id)?.receive(day, claim),
    (day, question) => answerEligibility(question, payers, day),
    (day, question) =>
      reviewRequest(question, payers, day, seed).map(({ on, answer, approval }) => {
        if (approval) approve({ ...approval, id: `A${approval.number}`, obtainedOn: on })
        return { on, answer }
      }),
  )
  const isEnrolled = ({ enrollments }: Clinician, payerId: string, on: PlainDate): boolean =>
    enrollments.some(
      (row) =>
        row.payerId === payerId && row.from <= on && row.groupFrom <= on && (row.until === null || on <= row.until),
    )

  /** Puts a changed visit in the place of one that has not been exported. */
  function take(i: number, before: Session, after: Session): void {
    year.sessions[i] = after
    sessionById.set(after.id, after)
    const key = `${after.patientId}|${after.on}`
    byPatientDay.set(
      key,
      (byPatientDay.get(key) ?? []).map((one) => (one.id === after.id ? after : one)),
    )
    for (const [day, rows] of days) {
      rows.sessions = rows.sessions.map((row) => (row.session_id === before.id ? sessionRow(after, day) : row))
      rows.appointments = rows.appointments.map((row) => (row.session_id === before.id ? appointmentRow(after) : row))
    }
  }
  /** Takes a visit that has not been exported out of the year. */
  function drop(session: Session): void {
    year.sessions.splice(year.sessions.indexOf(session), 1)
    sessionById.delete(session.id)
    const key = `${session.patientId}|${session.on}`
    byPatientDay.set(
      key,
      (byPatientDay.get(key) ?? []).filter((one) => one.id !== session.id),
    )
    for (const rows of days.values()) {
      rows.sessions = rows.sessions.filter((row) => row.session_id !== session.id)
      rows.appointments = rows.appointments.filter((row) => row.session_id !== session.id)
    }
  }
  const outgoing: Scheduled[] = []
  const { staff } = config.mistakes
  const asked = new Map<string, number>()
  /** Whether this asking is of use; a later one draws anew. */
  function succeeds(kind: 'coverage' | 'session' | 'authorization' | 'payer', about: string): boolean {
    const times = (asked.get(`${kind}|${about}`) ?? 0) + 1
    asked.set(`${kind}|${about}`, times)
    return random(seed, 'asked', kind, about, times).chance(staff[kind].success)
  }
  const toldOn = new Map<string, PlainDate>()
  const learned = new Set<string>()
  const payments: Payment[] = []
  let paymentNumber = 0
  const wentOn = { private: new Set<string>(), called_off: new Set<string>() }
  let exportedUntil = addDays(startsOn, -1)

  function exportSession(session: Session): void {
    rowsOn(session.on).sessions.push(sessionRow(session, session.on))
    if (session.signedOn && session.signedOn > session.on)
      rowsOn(session.signedOn).sessions.push(sessionRow(session, session.signedOn))
  }
  // The year as the EHR will export it, day by day.
  const firstSeen = new Map<string, PlainDate>()
  for (const session of year.sessions) {
    const ahead = addDays(session.on, -7)
    const booked = latest([ahead, startsOn]) ?? ahead
    const known = firstSeen.get(session.patientId)
    if (known === undefined || booked < known) firstSeen.set(session.patientId, booked)
    if (session.repeats === null) rowsOn(booked).appointments.push(appointmentRow(session))
    exportSession(session)
  }
  const planOf = new Map(year.entries.map((plan) => [plan.first.coverage.id, plan]))
  for (const patient of year.patients) {
    const seen = firstSeen.get(patient.id)
    if (seen === undefined) continue
    const own = year.entries.find(({ first }) => first.coverage.patientId === patient.id)
    rowsOn(seen).patients.push(patientRow(patient, own?.first ?? patient, patient.startedOn))
    rowsOn(seen).guarantors.push(...guarantorRows(seed, patient, seen))
  }
  const enter = (entry: CoverageEntry, day: PlainDate) => {
    const patient = patientById.get(entry.coverage.patientId)
    if (patient) rowsOn(day).coverages.push(coverageRow(entry, patient, day))
  }
  const hasCoverage = new Set<string>()
  for (const { first, afterLearning } of year.entries) {
    const { patientId } = first.coverage
    const seen = firstSeen.get(patientId) ?? startsOn
    if (afterLearning === null) enter(first, hasCoverage.has(patientId) ? first.enteredOn : seen)
    hasCoverage.add(patientId)
  }
  for (const one of year.authorizations)
    rowsOn(latest([one.obtainedOn, startsOn]) ?? startsOn).authorizations.push(authorizationRow(one))

  function pay(on: PlainDate, session: Session, amount: Cents, kind: Payment['kind']): void {
    if (amount <= 0) return
    const payment: Payment = {
      id: `PY${String(++paymentNumber).padStart(6, '0')}`,
      patientId: session.patientId,
      sessionId: session.id,
      on,
      amount,
      method: random(seed, 'method', session.id, kind).pick(['card', 'card', 'card', 'cash', 'check']),
      kind,
    }
    payments.push(payment)
    rowsOn(on).payments.push(paymentRow(payment))
  }
  /** What a patient would have paid at a visit to come is not paid. */
  function unpay(session: Session): void {
    const gone = new Set(payments.filter((one) => one.sessionId === session.id).map(({ id }) => id))
    payments.splice(0, payments.length, ...payments.filter(({ id }) => !gone.has(id)))
    for (const rows of days.values()) rows.payments = rows.payments.filter((row) => !gone.has(row.payment_id))
  }
  const fullCharge = (session: Session): Cents => sum(session.rightCodes.map((code) => chargeOf(code) ?? zero))
  const copayDays = new Set<string>()
  function payAtVisit(session: Session): void {
    if (session.status !== 'kept' || session.repeats !== null) return
    const draw = random(seed, 'copay', session.id)
    const own = year.coverages.filter(({ patientId }) => patientId === session.patientId)
    // With a second plan nothing is due at the visit.
    if (own.some(({ isSecond }) => isSecond)) return
    const coverage = coverageOn(own, session.on)
    const dayKey = `${session.patientId}|${session.on}`
    if (coverage && !copayDays.has(dayKey) && draw.chance(0.85)) pay(session.on, session, coverage.copay, 'copay')
    if (!coverage && draw.chance(0.95)) pay(session.on, session, fullCharge(session), 'copay')
    copayDays.add(dayKey)
  }
  for (const session of year.sessions) payAtVisit(session)

  const saved = { came: 0, byVideo: 0, calledOff: 0, refilled: 0 }
  /** Nothing goes wrong at a visit nobody planned, but what is so of its clinician and payer. */
  const unplanned: Planner = {
    planted: year.planted,
    hits: () => false,
    plant(kind, { on, patientId, payerId, coverageId, sessionIds }) {
      const id = `M${String(year.planted.length + 1).padStart(5, '0')}`
      year.planted.push({ id, kind, on, patientId, payerId, coverageId: coverageId ?? null, sessionIds })
    },
  }
  /** Puts a visit that was not planned into the year. */
  function add(of: Omit<Parameters<typeof visitAfterAll>[3], 'payer'>): void {
    const holder = coverageOn(
      year.coverages.filter(({ patientId }) => patientId === of.patient.id),
      of.on,
    )
    const payer = config.payers.find(({ id }) => id === holder?.payerId) ?? null
    const session = visitAfterAll(seed, config, unplanned, { ...of, payer }, year.clinicians)
    if (!session) return
    year.sessions.push(session)
    sessionById.set(session.id, session)
    const key = `${session.patientId}|${session.on}`
    byPatientDay.set(key, [...(byPatientDay.get(key) ?? []), session])
    exportSession(session)
    payAtVisit(session)
  }
  const remindedOf = ({ patientId, on, start }: Reminder): Session | undefined =>
    (byPatientDay.get(`${patientId}|${on}`) ?? []).find((one) => one.start === start && one.repeats === null)

  function learn(coverageId: string, day: PlainDate): void {
    const plan = planOf.get(coverageId)
    if (!plan?.corrected || learned.has(coverageId)) return
    learned.add(coverageId)
    const { corrected } = plan
    enter(corrected, day)
    const patient = patientById.get(corrected.coverage.patientId)
    if (patient && (plan.first.birth !== corrected.birth || plan.first.isWithoutZip))
      rowsOn(day).patients.push(patientRow(patient, corrected, patient.startedOn))
    for (const later of year.entries) if (later.afterLearning === coverageId) enter(later.first, day)
  }

  /** A denial or rejection came back; the front desk looks at the card again after a while. */
  function learnFrom(reason: string, patientId: string | null, day: PlainDate): void {
    const kinds = kindsBehind[reason] ?? []
    for (const planted of year.planted) {
      if (planted.patientId !== patientId || planted.coverageId === null || !kinds.includes(planted.kind)) continue
      learn(planted.coverageId, addDays(day, config.mistakes.learnsAfterDays))
    }
  }

  // A claim's patient, for the answer key only: by member id whoever it was sent to, else by name among that day's visits.
  const patientByMember = new Map(year.coverages.map(({ memberId, patientId }) => [memberId, patientId]))
  const nameOf = (of: { lastName: string; firstName: string }) => `${of.lastName}|${of.firstName}`.toUpperCase()
  function patientOfClaim({ subscriber, patient, lines }: ReceivedClaim): string | null {
    const known = patientByMember.get(subscriber.memberId)
    if (known) return known
    const alike = year.patients.filter(
      (one) => nameOf(one) === nameOf(patient) && byPatientDay.has(`${one.id}|${lines[0]?.on ?? ''}`),
    )
    return (alike.find(({ birth }) => birth === patient.birth) ?? alike[0])?.id ?? null
  }

  function remit(open: OpenPayer, day: PlainDate): void {
    const before = open.book.length
    const remittance = open.remit(day)
    if (!remittance) return
    const { hidden, id } = open.payer
    const typed = to835(remittance)
    const name = (suffix: string, on: PlainDate) =>
      `835-${id}-${on.replaceAll('-', '')}-${String(open.remittances.length).padStart(4, '0')}${suffix}.edi`
    const month = monthNumber(startsOn, day)
    const isFirstOfMonth = !open.remittances.some(
      (other) => other !== remittance && monthNumber(startsOn, other.paidOn) === month,
    )
    const misbehaves = (months: readonly number[]) => isFirstOfMonth && months.includes(month)
    const send = (on: PlainDate, suffix: string, value: typeof typed) =>
      outgoing.push({ on, name: name(suffix, on), bytes: writeInterchange(house.envelope(on), guide835, [value]) })

    if (misbehaves(hidden.unbalancedRemittanceMonths)) {
      send(day, '', unbalanced(typed))
      send(addDays(day, 6), '-corrected', typed)
    } else send(day, '', typed)
    const sent = outgoing.at(-1)
    if (sent && misbehaves(hidden.duplicateRemittanceMonths))
      outgoing.push({ on: addDays(day, 3), name: name('-again', addDays(day, 3)), bytes: sent.bytes })
    if (misbehaves(hidden.reenvelopedRemittanceMonths)) send(addDays(day, 2), '-resent', typed)

    for (const entry of open.book.slice(before)) {
      for (const { denial } of entry.decision.lines)
        if (denial) learnFrom(denial, entry.patientId ?? patientOf(entry.controlNumber), day)
      const session = sessionById.get(entry.sessionIds[0] ?? '')
      if (!session || entry.because !== 'claim') continue
      // Whoever has a second plan waits for what that one leaves.
      if (entry.decision.status !== '2' && secondOf.has(session.patientId)) continue
      const draw = random(seed, 'balance', session.id)
      const already = sum(payments.filter(({ sessionId }) => sessionId === session.id).map(({ amount }) => amount))
      const owed = subtract(entry.decision.patientResponsibility, already)
      if (owed <= 0) continue
      if (draw.chance(0.85)) pay(addDays(day, draw.between(10, 40)), session, owed, 'balance')
      else if (draw.chance(0.9)) pay(addDays(day, draw.between(41, 90)), session, owed, 'balance')
    }
  }

  /** What a payer changed, as far as the practice knows on a day: it was told, or somebody called. */
  function knownChanges(payer: Payer, day: PlainDate) {
    const called = toldOn.get(payer.id)
    return payer.hidden.changes.filter(
      (change) =>
        announcedDay(startsOn, change) <= day ||
        (called !== undefined && called <= day && firstOfRunMonth(startsOn, change.fromMonth) <= called),
    )
  }

  /** Settings again, on the day a payer tells what it changed. */
  function announcedOn(day: PlainDate): OutgoingFile[] {
    const yesterday = addDays(day, -1)
    const isNews = config.payers.some(
      (payer) => knownChanges(payer, day).length > knownChanges(payer, yesterday).length,
    )
    return isNews ? [settingsFile(`${day}-practice.json`, day)] : []
  }
  const settingsFile = (name: string, day: PlainDate): OutgoingFile => {
    const changes = new Map(
      config.payers.map((payer) => [
        payer.id,
        knownChanges(payer, day).map(({ fromMonth, set }) => ({
          from: firstOfRunMonth(startsOn, fromMonth),
          params: set,
        })),
      ]),
    )
    return {
      name,
      bytes: new TextEncoder().encode(`${JSON.stringify(practiceSettings(config, year, changes), null, 2)}\n`),
    }
  }

  const controls = new Map<string, string>()
  const patientOf = (controlNumber: string) => controls.get(controlNumber) ?? null

  return {
    seed,
    config,
    year,
    payers,
    authorizationsOf: (patientId, payerId) => authorizations.get(`${patientId}|${payerId}`) ?? [],
    payments: () => payments.filter(({ on }) => on <= exportedUntil),
    practiceFile: () => settingsFile('practice.json', addDays(startsOn, -1)),
    ehrFilesFor(day) {
      exportedUntil = latest([day, exportedUntil]) ?? day
      const rows = days.get(day) ?? noRows()
      const file = <K extends ExportKind>(kind: K) => {
        const found: readonly Row<K>[] = rows[kind]
        return found.length === 0 ? [] : [{ name: `${day}-${kind}.csv`, bytes: csvOf(kind, found) }]
      }
      return [...announcedOn(day), ...exportKinds.flatMap((kind) => file(kind))]
    },
    receive(day, fileName, bytes) {
      const [rejectedBefore, acceptedBefore] = [house.rejected.length, house.accepted.length]
      outgoing.push(...house.receive(day, fileName, bytes))
      for (const { claim } of [...house.accepted.slice(acceptedBefore), ...house.rejected.slice(rejectedBefore)]) {
        const patientId = patientOfClaim(claim)
        if (patientId) controls.set(claim.controlNumber, patientId)
      }
      for (const { claim, why } of house.rejected.slice(rejectedBefore))
        learnFrom(why.code, patientOf(claim.controlNumber), addDays(day, 1))
    },
    deliver(day) {
      for (const open of payers) remit(open, day)
      const due = outgoing.filter(({ on }) => on <= day)
      outgoing.splice(0, outgoing.length, ...outgoing.filter(({ on }) => on > day))
      return due.map(({ name, bytes }) => ({ name, bytes }))
    },
    askAboutCoverage(day, patientId) {
      if (!succeeds('coverage', patientId)) return
      for (const { first, corrected } of year.entries)
        if (first.coverage.patientId === patientId && corrected && corrected.enteredOn <= day)
          learn(first.coverage.id, addDays(day, Math.max(1, staff.coverage.days)))
    },
    askAboutPayer(day, payerId) {
      const payer = config.payers.find(({ id }) => id === payerId)
      if (!payer || !succeeds('payer', payerId)) return
      const on = addDays(day, Math.max(1, staff.payer.days))
      const before = toldOn.get(payerId)
      if (before === undefined || before < on) toldOn.set(payerId, on)
    },
    askAboutSession(day, sessionId) {
      const session = sessionById.get(sessionId)
      if (session?.status !== 'kept' || (session.isAway && day < (session.signedOn ?? day))) return
      if (!succeeds('session', sessionId)) return
      const on = addDays(day, Math.max(1, staff.session.days))
      const { right, rightCodes, clinician } = session
      const payer = config.payers.find(({ id }) => id === session.payerId)
      const known = payer ? knownChanges(payer, on) : []
      const rules = payer ? rulesOn(payer, startsOn, session.on, (change) => known.includes(change)) : null
      const supervisor = clinicianByNpi.get(clinician.supervisorNpi ?? '')
      const under = isUnderSupervisor(rules)
      const corrected: Session = {
        ...session,
        ...right.also,
        codesPicked: rightCodes,
        modifiersPicked: rightModifiers(
          rules,
          session.modality,
          (under && supervisor ? supervisor : clinician).credential,
        ),
        placePicked: rightPlace(rules, session.modality, session.patientAt),
        diagnoses: right.diagnoses,
        signedOn: session.signedOn && session.signedOn <= on ? session.signedOn : on,
      }
      rowsOn(on).sessions.push(sessionRow(corrected, on))
      // What the payer reads, when it asks for the record, is the note as it was put right.
      const key = `${session.patientId}|${session.on}`
      const record = { ...session, ...right.also }
      byPatientDay.set(
        key,
        (byPatientDay.get(key) ?? []).map((one) => (one.id === sessionId ? record : one)),
      )
    },
    reassign(day, patientId, payerId) {
      const from = addDays(day, 3)
      const hourOf = (npi: string, on: PlainDate, start: string): string => `${npi} ${on} ${start}`
      const taken = new Set(year.sessions.map(({ clinician, on, start }) => hourOf(clinician.npi, on, start)))
      year.sessions.forEach((session, i) => {
        if (session.patientId !== patientId || session.payerId !== payerId || session.on < from) return
        const { clinician } = session
        if (isEnrolled(clinician, payerId, session.on)) return
        const colleagues = year.clinicians.filter(
          (one) =>
            one.programId === clinician.programId &&
            one.credential !== 'associate' &&
            isEnrolled(one, payerId, session.on),
        )
        // At the visit's own hour, else at another of that day; a visit with nobody free stays where it is.
        const free = [session.start, ...officeHours].flatMap((start) =>
          colleagues.flatMap((one) => (taken.has(hourOf(one.npi, session.on, start)) ? [] : [{ one, start }])),
        )[0]
        const payer = config.payers.find(({ id }) => id === payerId)
        if (!free || !payer) return
        const { one: other, start } = free
        taken.add(hourOf(other.npi, session.on, start))
        const rules = announcedRules(payer, startsOn, session.on)
        const modifiers = rightModifiers(rules, session.modality, other.credential)
        const isRight = session.modifiersPicked.join() === session.right.modifiers.join()
        take(i, session, {
          ...session,
          clinician: other,
          start,
          stop: session.stop && clockAfter(session.stop, minutesOf(start) - minutesOf(session.start)),
          modifiersPicked: isRight && session.status === 'kept' ? modifiers : session.modifiersPicked,
          right: { ...session.right, modifiers },
        })
      })
    },
    goOn(day, { patientId, from, until, choice }) {
      const later = year.sessions.filter(
        (one) =>
          one.patientId === patientId &&
          one.on > day &&
          one.on >= from &&
          (until === null || one.on <= until) &&
          one.payerId !== null,
      )
      const payerId = later[0]?.payerId
      for (const session of later.filter((one) => one.payerId === payerId)) {
        unpay(session)
        if (session.repeats === null) wentOn[choice].add(session.id)
        if (choice === 'called_off') {
          drop(session)
          continue
        }
        const alone: Session = { ...session, payerId: null }
        take(year.sessions.indexOf(session), session, alone)
        const isDue = session.status === 'kept' && session.repeats === null
        if (isDue && random(seed, 'pays alone', session.id).chance(0.95))
          pay(session.on, alone, fullCharge(session), 'copay')
      }
    },
    answerTo(letter) {
      const session = remindedOf(letter)
      return session ? answerTo(seed, config.practice, session, letter.offered) : null
    },
    heed(_day, letter, answer) {
      const session = remindedOf(letter)
      const patient = session && patientById.get(session.patientId)
      if (!session || !patient || session.status === 'kept') return
      unpay(session)
      drop(session)
      if (answer === 'cannot') {
        saved.calledOff += 1
        return
      }
      saved[answer === 'video' ? 'byVideo' : 'came'] += 1
      const { id, clinician, on, start, service } = session
      const certainly =
        answer === 'video' ? ({ status: 'kept', modality: 'video' } as const) : ({ status: 'kept' } as const)
      add({ id, patient, clinician, on, start, isFirst: service === 'diagnostic_evaluation', certainly })
    },
    refill({ patientId, clinician: name, on, start }) {
      const patient = patientById.get(patientId)
      const clinician = year.clinicians.find(({ firstName, lastName }) => `${firstName} ${lastName}` === name)
      if (!patient || !clinician || on <= exportedUntil) return
      saved.refilled += 1
      const id = `S9${String(saved.refilled).padStart(5, '0')}`
      add({ id, patient, clinician, on, start, isFirst: false, certainly: {} })
    },
    saved: () => ({ ...saved }),
    beyond: () => ({ paidAlone: wentOn.private.size, calledOff: wentOn.called_off.size }),
    requestAuthorization(day, patientId, payerId) {
      const rule = config.payers.find(({ id }) => id === payerId)?.published.authorization
      if (!rule || !patientById.has(patientId)) return
      const key = `${patientId}|${payerId}`
      if (!succeeds('authorization', key)) return
      const known = authorizations.get(key) ?? []
      const number = known.length + 1
      const obtainedOn = addDays(day, Math.max(1, staff.authorization.days + rule.turnaroundDays))
      const from = addDays(day, -rule.retroDays)
      const granted: Authorization = {
        id: `A${patientId.slice(1)}-R${number}`,
        patientId,
        payerId,
        number: `${payerId.slice(0, 2)}${patientId.slice(1)}R${String(number).padStart(2, '0')}`,
        codes: rule.codes,
        from,
        until: addDays(day, rule.days),
        units: rule.units,
        obtainedOn,
        clinicianNpi: null,
        diagnosis: null,
      }
      approve(granted)
      rowsOn(obtainedOn).authorizations.push(authorizationRow(granted))
    },
    answers: () =>
      answersOf(
        year,
        payers,
        house,
        payments.filter(({ on }) => on <= exportedUntil),
        patientOf,
        passedOn,
      ),
  }
}
