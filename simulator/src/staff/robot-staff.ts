import { addDays, daysBetween, type PlainDate, weekday } from '@ballast/kernel'
import type { BookingAnswers, BookingSaid } from '../measure.ts'
import type { Staff } from '../world/mistake-file.ts'
import type { PracticeFile } from '../world/practice-file.ts'
import { type Door, type DoorPlate, enter } from './door.ts'
import { type Ask, type Plan, planForDenied, planForHeld, planForRejected } from './judgement.ts'
import { agreesToReminders, saysBeyond, takesHour, waitsIn } from './patients.ts'

// A practice's staff, so that what a product holds or queues is worked by somebody. They work a stated number of items a
// day, payments first, then what was refused, then what is held; they ask the world, wait for its answer, and press.

/** A question the practice's staff puts to the world outside. */
export type Question =
  | { readonly kind: 'coverage'; readonly patientId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'authorization'; readonly patientId: string; readonly payerId: string }
  | { readonly kind: 'payer'; readonly payerId: string }
  /** A patient's coming visits move to a clinician whom the payer has enrolled. */
  | { readonly kind: 'reassign'; readonly patientId: string; readonly payerId: string }
  /** Beyond the plan's visits, from a day on until the period's last, a patient pays alone or comes no more. */
  | {
      readonly kind: 'beyond'
      readonly patientId: string
      readonly from: PlainDate
      readonly until: PlainDate | null
      readonly choice: 'private' | 'called_off'
    }
  /** A freed hour was given to somebody who waited for one. */
  | {
      readonly kind: 'refill'
      readonly patientId: string
      readonly clinician: string
      readonly on: PlainDate
      readonly start: string
    }

/** A visit somebody wants to book, as the front desk hears of it. */
export type WantedVisit = {
  readonly sessionId: string
  readonly patientRef: string
  readonly clinician: string
  readonly on: PlainDate
  readonly start: string
  readonly minutes: number
  readonly service: string
  readonly modality: string
}

export type RobotStaff = {
  /** What the booking screen says before these visits are promised, of those it can find. */
  readonly askBooking: (wanted: readonly WantedVisit[]) => Promise<BookingAnswers>
  /** One day's work; what was asked of the world on it. */
  readonly work: (day: PlainDate) => Promise<readonly Question[]>
}

type Note = { tries: number; waitUntil: PlainDate }
type ClaimOnList = { readonly id: string }
type ClaimPage = {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly patientRef: string
  readonly sessionRef: string
  readonly payerEdiId: string
  readonly on: PlainDate
  readonly findings: readonly { readonly rule: string; readonly origin: string; readonly severity: string }[]
  readonly timeline: readonly { readonly kind: string; readonly detail: Readonly<Record<string, unknown>> }[]
  readonly lineage: readonly object[]
}
type DenialOnList = {
  readonly id: string
  readonly claimId: string
  readonly category: string
  readonly followUpOn: string | null
}

type WorkOnList = { readonly id: string; readonly kind: string; readonly subject: string }
type CappedCoverage = {
  readonly coverage: { readonly patientRef?: string; readonly patient: string }
  readonly limits: readonly { readonly from: PlainDate; readonly until: PlainDate | null }[]
  readonly beyond: readonly { readonly on: PlainDate }[]
}
type FreedVisit = {
  readonly visit: { readonly on: PlainDate; readonly start: string; readonly clinicianId: string }
}
type MissedPage = { readonly waitlist: readonly { readonly id: string; readonly patientId: string }[] }
type Warning = { readonly needsReason: boolean; readonly edit?: string | null }
type OpenNote = { readonly sessionRef?: string; readonly on: PlainDate }
type RequestOnList = {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly patientRef: string
  readonly payerEdiId: string
  readonly followUpOn: PlainDate | null
}

// What a plan's answer before a visit may say, and a look at the card settles.
const asksForTheCard = [
  'eligibility.inactive', 'eligibility.not-found', 'eligibility.refused', 'eligibility.carve-out',
  'eligibility.unanswered', 'eligibility.other-payer',
] // biome-ignore format: one list

const mostTries = 3
const mostLineage = 4
const giveUpAfterDays = 45
const patience = 7
const noteDays = 4
const answerTakes = { coverage: 4, session: 3, authorization: 8, payer: 4, reassign: 30 }

function questionTo(ask: Ask, { patientRef, sessionRef, payerEdiId }: ClaimPage): Question {
  if (ask === 'coverage') return { kind: ask, patientId: patientRef }
  if (ask === 'session') return { kind: ask, sessionId: sessionRef }
  if (ask === 'payer') return { kind: ask, payerId: payerEdiId }
  return { kind: ask, patientId: patientRef, payerId: payerEdiId }
}

/** What a clinician answers when asked before a renewal. */
const clinicalUpdate = (day: PlainDate) => ({
  diagnoses: ['F41.1'],
  symptoms: 'Worry on most days, sleep improving; work is still hard.',
  progress: 'Fewer panic attacks than at the last approval.',
  goals: 'Go back to full working hours.',
  risk: 'none',
  perWeek: 1,
  visits: 12,
  plannedEnd: 'When scores stay below ten for two months.',
  measures: [{ name: 'GAD-7', score: 11, on: day }],
})

type WaitingMoney = { readonly kind: string; readonly subjectId: string; readonly paidOn: PlainDate }
type HeldPayment = { readonly off: readonly unknown[]; readonly corrected: readonly { readonly id: string }[] }
type ClaimPayment = { readonly suggestions: readonly { readonly id: string; readonly why: readonly string[] }[] }
/** How many days a payer may take to put its own mistake right. */
const waitsForPayer = 30

/** Lets the staff in. Nothing they know outlasts them: whatever they forget, they ask again. */
export async function robotStaff(
  plate: DoorPlate,
  { staff, practice, seed }: { readonly staff: Staff; readonly practice: PracticeFile; readonly seed: number },
): Promise<RobotStaff> {
  const biller = await enter(plate, 'biller@demo.test')
  const senior = await enter(plate, 'senior@demo.test')
  const front = await enter(plate, 'front@demo.test')
  const liaison = await enter(plate, 'liaison@demo.test')
  const notes = new Map<string, Note>()
  let left = 0
  let asked: Question[] = []

  const page = async (id: string) => (await biller.look(`/claims/${id}`)) as unknown as ClaimPage
  const list = async (door: Door, path: string, name: string) => (await door.look(path))[name] as readonly never[]

  /** Asks about a claim, once in a while; false when asking is over. */
  function askAbout(day: PlainDate, key: string, plan: Plan, claim: ClaimPage): 'asked' | 'over' {
    const note = notes.get(key)
    if (plan.isHopeless || (note && plan.isForLater) || (note?.tries ?? 0) >= mostTries) return 'over'
    if (plan.ask.length === 0 && daysBetween(claim.on, day) > giveUpAfterDays) return 'over'
    for (const ask of plan.ask) {
      const question = questionTo(ask, claim)
      if (!asked.some((other) => JSON.stringify(other) === JSON.stringify(question))) asked.push(question)
    }
    const days = Math.max(0, ...plan.ask.map((ask) => answerTakes[ask])) || patience
    notes.set(key, { tries: (note?.tries ?? 0) + (plan.ask.length > 0 ? 1 : 0), waitUntil: addDays(day, days) })
    return 'asked'
  }

  /** Money that waits, the oldest first. A claim is taken by a number only; what it offers nothing for waits a month. */
  async function workPayments(day: PlainDate): Promise<void> {
    const found = await biller.lookFor('/remittances/exceptions?limit=200')
    for (const one of (found?.exceptions ?? []) as readonly WaitingMoney[]) {
      if (left <= 0) return
      const isOld = daysBetween(one.paidOn, day) > waitsForPayer
      if (one.kind === 'payment') {
        const held = (await biller.lookFor(`/remittances/${one.subjectId}/held`)) as HeldPayment | null
        const [corrected] = held?.corrected ?? []
        if (held?.off.length === 0) await pressed(`/remittances/${one.subjectId}/confirm`, {})
        else if (corrected) await aside(one, { reason: 'the payer sent it right', correctedBy: corrected.id })
        else if (isOld) await aside(one, { reason: 'asked the payer; nothing came' })
      } else if (one.kind === 'claim') {
        const page = (await biller.lookFor(`/remittances/claims/${one.subjectId}`)) as ClaimPayment | null
        const [best] = page?.suggestions ?? []
        if (best?.why.some((reason) => reason.includes('number')))
          await pressed(`/remittances/claims/${one.subjectId}/match`, { claimId: best.id })
        else if (isOld) await aside(one, { reason: 'no claim of ours', money: 'unapplied' })
      } else if (one.kind === 'file' && isOld) await aside(one, { reason: 'nothing more came of it' })
    }
  }

  async function pressed(path: string, body: object): Promise<void> {
    left -= 1
    await biller.press(path, body)
  }

  function aside({ kind, subjectId }: WaitingMoney, body: object): Promise<void> {
    const place = { payment: '', claim: '/claims', file: '/files' }[kind as 'payment' | 'claim' | 'file']
    return pressed(`/remittances${place}/${subjectId}/aside`, body)
  }

  async function workHeld(day: PlainDate): Promise<void> {
    const held = (await list(
      biller,
      '/claims?status=held&sort=service_on&order=asc&limit=200',
      'claims',
    )) as readonly ClaimOnList[]
    for (const { id } of held) {
      if (left <= 0) return
      const note = notes.get(id)
      if (note && day < note.waitUntil) continue
      const claim = await page(id)
      const plan = planForHeld(claim.findings)
      left -= 1
      if (askAbout(day, id, plan, claim) === 'over')
        await biller.press(`/claims/${id}/void`, { reason: `nothing more can be done: ${plan.reason}` })
    }
  }

  async function workRejected(day: PlainDate): Promise<void> {
    const rejected = (await list(
      biller,
      '/claims?status=rejected&sort=service_on&order=asc&limit=200',
      'claims',
    )) as readonly ClaimOnList[]
    for (const { id } of rejected) {
      if (left <= 0) return
      const note = notes.get(id)
      if (note && day < note.waitUntil) continue
      const claim = await page(id)
      left -= 1
      if (note === undefined) {
        const said = claim.timeline.findLast(({ kind }) => kind === 'rejected')?.detail.codes
        askAbout(day, id, planForRejected(Array.isArray(said) ? said.map(String) : []), claim)
      } else if (claim.lineage.length >= mostLineage)
        await biller.press(`/claims/${id}/void`, { reason: 'rejected again and again' })
      else if (!(await biller.press(`/claims/${id}/correct`, {})).ok)
        notes.set(id, { tries: note.tries + 1, waitUntil: addDays(day, patience) })
    }
  }

  async function giveUp(claim: ClaimPage, reason: string): Promise<void> {
    const body = { owedBy: 'payer', reason, note: 'Asked, answered, and nothing more can be done.' }
    await senior.press(`/receivable/claims/${claim.id}/write-off`, body)
  }

  async function workDenied(day: PlainDate): Promise<void> {
    const denials = (await list(biller, '/denials?limit=5000', 'denials')) as readonly DenialOnList[]
    for (const denial of denials) {
      if (left <= 0) return
      const note = notes.get(denial.id)
      if (note && day < note.waitUntil) continue
      const claim = await page(denial.claimId)
      left -= 1
      const plan = planForDenied(denial.category)
      if (claim.status !== 'denied') {
        await closeDenial(denial, 'the claim went on')
        continue
      }
      const isAnswered = note !== undefined && plan.ask.length > 0 && !plan.isForLater
      if (isAnswered && note.tries <= mostTries && claim.lineage.length < mostLineage) {
        const pressed = await biller.press(`/claims/${claim.id}/correct`, {})
        if (pressed.ok) {
          await closeDenial(denial, 'sent again, corrected')
          continue
        }
      }
      if (claim.lineage.length >= mostLineage || askAbout(day, denial.id, plan, claim) === 'over')
        await giveUp(claim, plan.reason)
    }
  }

  /** The insurance desk's queue: what a plan's answer said before the visit. */
  async function workInsurance(day: PlainDate): Promise<void> {
    const queue = await front.lookFor('/worklist?state=open&limit=200')
    const items = (queue?.items ?? []) as readonly WorkOnList[]
    for (const item of items.filter(({ kind }) => asksForTheCard.includes(kind))) {
      if (left <= 0) return
      const note = notes.get(item.id)
      if (note && (day < note.waitUntil || note.tries >= mostTries)) continue
      if (note && item.kind === 'eligibility.other-payer') {
        // The patient has said which plan pays first, and the entry was put right where it was not.
        left -= 1
        notes.set(item.id, { tries: mostTries, waitUntil: day })
        await front.press(`/eligibility/${item.subject}/decide`, { decide: 'order' })
        continue
      }
      const found = await front.lookFor(`/eligibility/${item.subject}`)
      const patientId = (found?.coverage as { readonly patientRef?: string } | undefined)?.patientRef
      if (patientId === undefined) continue
      left -= 1
      const question: Question = { kind: 'coverage', patientId }
      if (!asked.some((other) => JSON.stringify(other) === JSON.stringify(question))) asked.push(question)
      const until = addDays(day, answerTakes.coverage)
      notes.set(item.id, { tries: (note?.tries ?? 0) + 1, waitUntil: until })
      await front.press('/worklist/act', { ids: [item.id], act: { do: 'snooze', until, why: 'Asked for the card.' } })
    }
  }

  /**
   * Visits beyond a plan's limit: the patient is asked for another card and how it goes on, and what they say is written down
   * and done. A patient who was asked before answers at once.
   */
  async function workLimits(day: PlainDate): Promise<void> {
    const queue = await front.lookFor('/worklist?state=open&kind=eligibility.limit-reached&limit=200')
    const items = (queue?.items ?? []) as readonly WorkOnList[]
    for (const item of items.filter(({ kind }) => kind === 'eligibility.limit-reached')) {
      if (left <= 0) return
      const note = notes.get(item.id)
      if (note && day < note.waitUntil) continue
      const found = (await front.lookFor(`/eligibility/${item.subject}`)) as CappedCoverage | null
      const patientRef = found?.coverage.patientRef
      if (!found || patientRef === undefined) continue
      const until = addDays(day, Math.max(1, staff.beyond.days))
      if (!note) {
        left -= 1
        asked.push({ kind: 'coverage', patientId: patientRef })
        notes.set(item.id, { tries: 1, waitUntil: until })
        continue
      }
      const [first] = found.beyond
      const [limit] = found.limits
      if (!first || !limit) continue
      left -= 1
      const choice = saysBeyond(seed, staff, patientRef, limit.from, note.tries)
      if (choice === null) {
        notes.set(item.id, { tries: note.tries + 1, waitUntil: until })
        continue
      }
      const who = found.coverage.patient
      const pressed = await front.press(
        `/eligibility/${item.subject}/limit`,
        choice === 'private' ? { choice, signedBy: who, method: 'paper' } : { choice, saidBy: who },
      )
      if (pressed.ok) asked.push({ kind: 'beyond', patientId: patientRef, from: first.on, until: limit.until, choice })
    }
  }

  /** Requests that wait for the clinician's update, are ready to go, or went wrong at the payer. */
  async function workRenewals(day: PlainDate): Promise<void> {
    const found = await liaison.lookFor('/authorizations/requests?status=draft,ready,rejected,sent,denied')
    for (const request of (found?.requests ?? []) as readonly RequestOnList[]) {
      if (left <= 0) return
      const { id, status, patientRef, payerEdiId } = request
      if (status === 'sent' && (request.followUpOn === null || day < request.followUpOn)) continue
      const key = `${id} ${status}`
      const note = notes.get(key)
      if (note && day < note.waitUntil) continue
      if ((note?.tries ?? 0) >= mostTries) continue
      left -= 1
      const tries = (note?.tries ?? 0) + 1
      // A payer that says nothing, or says no, is called; one that does not know the patient sends us to the card.
      if (status === 'sent' || status === 'denied') {
        asked.push({ kind: 'authorization', patientId: patientRef, payerId: payerEdiId })
        notes.set(key, { tries, waitUntil: addDays(day, 21) })
        continue
      }
      if (status === 'rejected' && tries % 2 === 1) {
        asked.push({ kind: 'coverage', patientId: patientRef })
        notes.set(key, { tries, waitUntil: addDays(day, answerTakes.coverage) })
        continue
      }
      notes.set(key, { tries, waitUntil: addDays(day, 1) })
      if (status !== 'ready') {
        const body = { version: request.version, update: clinicalUpdate(day) }
        if (!(await liaison.press(`/authorizations/requests/${request.id}/answer`, body)).ok) continue
      }
      await liaison.press(`/authorizations/requests/${request.id}/send`, {})
    }
  }

  /** Notes that nobody has signed for some days: the clinician is asked. */
  async function workNotes(day: PlainDate): Promise<void> {
    const found = await biller.lookFor('/notes/open')
    for (const note of (found?.notes ?? []) as readonly OpenNote[]) {
      if (left <= 0) return
      if (note.sessionRef === undefined || daysBetween(note.on, day) < noteDays) continue
      const key = `note ${note.sessionRef}`
      const known = notes.get(key)
      if (known && (day < known.waitUntil || known.tries >= mostTries)) continue
      left -= 1
      asked.push({ kind: 'session', sessionId: note.sessionRef })
      notes.set(key, { tries: (known?.tries ?? 0) + 1, waitUntil: addDays(day, patience) })
    }
  }

  async function closeDenial({ id }: DenialOnList, outcome: string): Promise<void> {
    const { version } = await biller.look(`/denials/${id}`)
    await biller.press(`/denials/${id}/work`, { version, state: 'closed', outcome })
  }

  const patients = new Map<string, string>()
  const refs = new Map<string, string>()
  const waiting = new Set<string>()
  /** The patient's own page, by number; null for somebody the practice does not know yet. */
  async function patientOf(ref: string): Promise<string | null> {
    const known = patients.get(ref)
    if (known !== undefined) return known
    const found = await front.lookFor(`/intake/patients?search=${encodeURIComponent(ref)}`)
    const hits = (found?.patients ?? []) as readonly { readonly id: string; readonly externalId: string }[]
    const id = hits.find((hit) => hit.externalId === ref)?.id ?? null
    if (id !== null) {
      patients.set(ref, id)
      refs.set(id, ref)
      await register(ref, id)
    }
    return id
  }

  async function cliniciansOn(on: PlainDate): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const schedule = await front.lookFor(`/sessions/schedule?from=${on}&until=${on}`)
    return (schedule?.clinicians ?? []) as readonly { readonly id: string; readonly name: string }[]
  }

  /** Whoever comes to the practice is asked what they agree to. */
  async function register(ref: string, id: string): Promise<void> {
    const kinds = ['telehealth', ...(agreesToReminders(seed, practice, ref) ? ['reminders'] : [])]
    for (const kind of kinds)
      await front.press(`/intake/patients/${id}/agreements`, { kind, signedBy: `Patient ${ref}` })
  }

  /** Who would take another hour this month is put on the waitlist of their clinician, once. */
  async function listWaiting(ref: string, patientId: string, clinicianId: string, month: string): Promise<void> {
    if (waiting.has(`${ref} ${month}`)) return
    waiting.add(`${ref} ${month}`)
    if (!waitsIn(seed, practice, ref, month)) return
    await front.press('/sessions/waitlist', { patientId, clinicianId })
  }

  /** Freed hours: whoever waits is called, and gets the hour when they take it. */
  async function workFreed(day: PlainDate): Promise<void> {
    const queue = await front.lookFor('/worklist?state=open&kind=session.free-hour&limit=200')
    const items = (queue?.items ?? []) as readonly (WorkOnList & { readonly patientId: string | null })[]
    for (const item of items) {
      if (left <= 0) return
      const ref = refs.get(item.patientId ?? '')
      const found = (await front.lookFor(`/sessions/${item.subject}`)) as FreedVisit | null
      if (ref === undefined || !found || notes.has(item.id)) continue
      left -= 1
      const { on, start, clinicianId } = found.visit
      if (on <= day) continue
      notes.set(item.id, { tries: 1, waitUntil: on })
      if (!takesHour(seed, practice, ref, on)) continue
      const missed = (await front.lookFor('/sessions/missed')) as MissedPage | null
      const entry = missed?.waitlist.find(({ patientId }) => patientId === item.patientId)
      const clinician = (await cliniciansOn(on)).find(({ id }) => id === clinicianId)?.name
      if (!entry || clinician === undefined) continue
      const pressed = await front.press(`/sessions/${item.subject}/refill`, { entryId: entry.id })
      if (pressed.ok) asked.push({ kind: 'refill', patientId: ref, clinician, on, start })
    }
  }

  return {
    async askBooking(wanted) {
      const [first] = wanted
      const answers = new Map<string, BookingSaid>()
      if (!first) return answers
      const clinicians = await cliniciansOn(first.on)
      for (const { sessionId, patientRef, clinician, start, ...visit } of wanted) {
        const patientId = await patientOf(patientRef)
        const clinicianId = clinicians.find(({ name }) => name === clinician)?.id
        if (patientId === null || clinicianId === undefined) continue
        await listWaiting(patientRef, patientId, clinicianId, visit.on.slice(0, 7))
        const said = await front.press('/sessions/check', { ...visit, patientId, clinicianId, start })
        const warnings = (said.body.warnings ?? []) as readonly Warning[]
        if (said.ok)
          answers.set(sessionId, {
            wantsReason: warnings.some(({ needsReason }) => needsReason),
            edits: [...new Set(warnings.flatMap(({ edit }) => edit ?? []))],
          })
      }
      return answers
    },
    async work(day) {
      asked = []
      if (weekday(day) === 0 || weekday(day) === 6) return []
      left = staff.itemsPerDay
      await workPayments(day)
      await workFreed(day)
      await workRenewals(day)
      await workInsurance(day)
      await workLimits(day)
      await workRejected(day)
      await workDenied(day)
      await workHeld(day)
      await workNotes(day)
      return asked
    },
  }
}
