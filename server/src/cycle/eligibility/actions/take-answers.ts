import { addDays, cents, type PlainDate } from '@ballast/kernel'
import type { Transaction } from '@ballast/x12'
import { changing, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork, syncWork } from '../../worklist/actions/raise.ts'
import type { NewWork } from '../../worklist/types.ts'
import { isToTell } from '../rules/differences.ts'
import { answeredKinds, baseFor, planRefusal, workAfter } from '../rules/findings.ts'
import { hold, holdNotFound, nothingKnown } from '../rules/hold.ts'
import { answersOf, personRanges } from '../rules/read-271.ts'
import { nothingSaid, readBenefits } from '../rules/read-benefits.ts'
import { matchPerson } from '../rules/same-person.ts'
import { listTaken, type NewAnswer, saveAnswers } from '../store/answers.ts'
import { findInquiries, gatherAsked, listPayers, type StoredInquiry, setInquiries } from '../store/inquiries.ts'
import { findStandings, saveStandings, visitWorth } from '../store/standings.ts'
import { listComing } from '../store/visits.ts'
import type { Answer } from '../types/answer.ts'
import type { AskedCoverage, AskedPayer, Reading, Standing } from '../types/standing.ts'
import { askPlans, type Wanted } from './ask.ts'
import { refreshLimits, watchLimits } from './limits.ts'
import { tellClaims } from './tell.ts'

// Each person's part of an answer ends used, queued for a person, or set aside with a reason; nothing is dropped, and the
// same file again changes nothing.

const inOneGo = 200

export type Taken = {
  readonly used: number
  readonly queued: number
  readonly setAside: number
  readonly reasons: readonly string[]
}

type Source = { readonly sha256: string; readonly position: number }
type Placed = { readonly answer: Answer; readonly ordinal: number; readonly from: number; readonly until: number }

/** Takes a 271 in; `position` is its place in the file. */
export async function takeAnswers(
  ground: Ground,
  sha256: string,
  transaction: Transaction,
  position: number,
): Promise<Taken> {
  const answers = answersOf(transaction) ?? []
  const ranges = personRanges(transaction.segments)
  const whole = { from: transaction.from, until: transaction.until }
  const placed: Placed[] = answers.map((answer, ordinal) => ({
    answer,
    ordinal,
    ...(ranges[answer.place] ?? whole),
  }))
  const total = { used: 0, queued: 0, setAside: 0, reasons: new Set<string>() }
  for (let at = 0; at < placed.length; at += inOneGo) {
    const some = placed.slice(at, at + inOneGo)
    const saved = await changing(ground, (tx) => takeSome(tx, ground, { sha256, position }, some))
    for (const { state, reason } of saved) {
      total[state === 'set_aside' ? 'setAside' : state] += 1
      if (reason !== null) total.reasons.add(reason)
    }
  }
  return { ...total, reasons: [...total.reasons] }
}

type Around = {
  readonly payers: ReadonlyMap<string, AskedPayer>
  readonly coverages: ReadonlyMap<string, AskedCoverage>
  readonly stake: (coverageId: string) => {
    nextOn: PlainDate | null
    booked: number
    visitWorth: ReturnType<typeof cents>
  }
}

async function takeSome(tx: Tx, ground: Ground, source: Source, placed: readonly Placed[]): Promise<NewAnswer[]> {
  const { practiceId } = ground
  const taken = await listTaken(tx, practiceId, source.sha256, source.position)
  const fresh = placed.filter((one) => !taken.has(one.ordinal))
  if (fresh.length === 0) return []
  const today = ground.today()
  const inquiries = await findInquiries(
    tx,
    practiceId,
    fresh.flatMap((one) => one.answer.traces),
    fresh.flatMap((one) => (one.answer.reference === null ? [] : [one.answer.reference])),
  )
  const ids = [...new Set(inquiries.map((one) => one.coverageId))]
  const coming = await listComing(tx, practiceId, ids, today)
  const worth = cents(await visitWorth(tx, practiceId, today))
  const around: Around = {
    payers: await listPayers(tx, practiceId),
    coverages: await gatherAsked(tx, practiceId, ids),
    stake: (id) => ({ nextOn: coming.get(id)?.nextOn ?? null, booked: coming.get(id)?.visits ?? 0, visitWorth: worth }),
  }
  const taking = new Taking(ground, source, around, await findStandings(tx, practiceId, ids))
  const matched = fresh.map((one) => ({ one, inquiries: belongingTo(one.answer, inquiries, around.coverages) }))
  const told = matched.flatMap(({ one, inquiries: own }) =>
    own.filter((inquiry) => isAbout(one.answer, inquiry, around)),
  )
  for (const { one, inquiries: own } of matched) {
    if (own.length === 0) taking.setAside(one, null, 'No question of ours belongs to this answer.')
    for (const inquiry of own) taking.take(one, inquiry, told.filter((each) => each.id === inquiry.id).length > 1)
  }
  await write(tx, ground, around, taking)
  return taking.answers
}

/** The questions an answer belongs to: by its trace; a refusal that names nobody belongs to all that its transaction asked. */
function belongingTo(
  answer: Answer,
  inquiries: readonly StoredInquiry[],
  coverages: ReadonlyMap<string, AskedCoverage>,
): StoredInquiry[] {
  const traced = inquiries.filter((one) => answer.traces.includes(one.trace))
  if (traced.length > 0) return traced
  const referred = inquiries.filter((one) => one.reference === answer.reference)
  if (answer.person === null || referred.length <= 1) return referred
  return referred.filter((one) => {
    const coverage = coverages.get(one.coverageId)
    return coverage !== undefined && matchPerson(coverage, answer.person).is === 'same'
  })
}

const isAbout = (answer: Answer, inquiry: StoredInquiry, around: Around): boolean => {
  const coverage = around.coverages.get(inquiry.coverageId)
  return coverage !== undefined && answer.person !== null && matchPerson(coverage, answer.person).is === 'same'
}

/** A refusal is one only when the plan says nothing else. */
const isRefusal = (answer: Answer): boolean =>
  answer.refusals.length > 0 && answer.benefits.every((row) => row.information === 'V')

const twoAnswers = 'The file holds two answers about this person; neither was used.'

/** What one chunk of answers comes to, worked out before anything is written. */
class Taking {
  readonly ground: Ground
  readonly source: Source
  readonly around: Around
  readonly before: ReadonlyMap<string, Standing>
  readonly standings: Map<string, Standing>
  readonly answers: NewAnswer[] = []
  readonly inquiries = new Map<string, { id: string; state: string; on: PlainDate; againOn: PlainDate | null }>()
  /** Coverages whose standing changed, and those among them whose plan answered. */
  readonly held = new Set<string>()
  readonly looked = new Set<string>()
  readonly work = new Map<string, readonly NewWork[]>()
  readonly news: NewWork[] = []
  readonly ask: Wanted[] = []

  constructor(ground: Ground, source: Source, around: Around, standings: Map<string, Standing>) {
    this.ground = ground
    this.source = source
    this.around = around
    this.before = new Map(standings)
    this.standings = standings
  }

  take(one: Placed, inquiry: StoredInquiry, isDoubled: boolean): void {
    const { answer } = one
    const coverage = this.around.coverages.get(inquiry.coverageId)
    const isRefused = isRefusal(answer)
    // Nothing of a refusal is used, so whose it is says the trace alone.
    const isTraced = isRefused && (answer.person === null || answer.traces.includes(inquiry.trace))
    const match = coverage && !isTraced ? matchPerson(coverage, answer.person) : null
    if (!coverage) this.setAside(one, inquiry, 'The coverage it was asked for is gone.')
    else if (match?.is === 'other') {
      if (!this.inquiries.has(inquiry.id)) this.#end(inquiry, 'set_aside')
      this.setAside(one, inquiry, match.why)
    } else if (isRefused) this.#refused(one, inquiry, coverage)
    else this.#read(one, inquiry, coverage, match?.spelling ?? null, isDoubled)
  }

  setAside(one: Placed, inquiry: StoredInquiry | null, why: string): void {
    if (this.#isTaken(one)) return
    const row = { ...this.#rowOf(one, inquiry, 'set_aside', why), coverageId: null, patientId: null }
    this.answers.push(row)
    this.news.push({
      kind: 'eligibility.wrong-person',
      subject: `${this.source.sha256}:${this.source.position}:${one.ordinal}`,
      cause: why,
      title: `An answer of ${one.answer.payer.name || 'a payer'} is for somebody we did not ask about`,
      advice: `${why} It is kept apart and nothing of it was used. Tell the payer or the clearinghouse if it goes on.`,
      link: `/eligibility/answers/${row.id}`,
    })
  }

  #refused(one: Placed, inquiry: StoredInquiry, coverage: AskedCoverage): void {
    const { refusals } = one.answer
    const plan = planRefusal(refusals, inquiry, coverage.relationship)
    this.#end(inquiry, 'refused', plan.askInDays === null ? null : addDays(this.ground.today(), plan.askInDays))
    const says = plan.work?.says ?? `Refused with ${refusals[0]?.code ?? ''}; it is asked again.`
    if (!this.#isTaken(one)) this.answers.push(this.#rowOf(one, inquiry, plan.work ? 'queued' : 'used', says))
    if (plan.askNow !== null)
      this.ask.push({
        coverageId: coverage.coverageId,
        reason: 'again',
        forOn: inquiry.forOn,
        payerId: inquiry.payerId,
        variant: plan.askNow,
        attempt: inquiry.attempt + 1,
      })
    if (plan.work) {
      const payer = this.around.payers.get(inquiry.payerId)?.name ?? coverage.payer.name
      if (plan.work.kind === 'eligibility.not-found') {
        const says = { words: plan.work.says, by: payer, today: this.ground.today() }
        this.standings.set(
          coverage.coverageId,
          holdNotFound(this.standings.get(coverage.coverageId), coverage, inquiry, says),
        )
        this.held.add(coverage.coverageId)
      }
      this.news.push({
        ...baseFor(coverage, this.around.stake(coverage.coverageId)),
        kind: plan.work.kind,
        team: plan.work.team,
        cause: `${plan.work.code} ${coverage.memberId}`,
        title: `${coverage.patientName}: ${payer} says ${plan.work.says}`,
        advice: plan.work.advice,
      })
    }
  }

  #read(
    one: Placed,
    inquiry: StoredInquiry,
    coverage: AskedCoverage,
    spelling: string | null,
    isDoubled: boolean,
  ): void {
    const { coverageId } = coverage
    const stake = this.around.stake(coverageId)
    const reading: Reading = isDoubled ? { ...nothingSaid, contradictions: [twoAnswers] } : readBenefits(one.answer)
    const isQueued = reading.contradictions.length > 0
    const row = this.#rowOf(one, inquiry, isQueued ? 'queued' : 'used', reading.contradictions.join(' ') || null)
    this.#end(inquiry, 'answered')
    this.looked.add(coverageId)
    this.held.add(coverageId)
    const before = this.standings.get(coverageId)
    const around = { payers: this.around.payers, answerId: row.id, today: this.ground.today(), spelling }
    const { standing, told, askHolder } = isDoubled
      ? { standing: before ?? nothingKnown(coverage), told: [], askHolder: null }
      : hold(before, coverage, inquiry, reading, around)
    this.answers.push({ ...row, differences: told })
    this.standings.set(coverageId, standing)
    const work = workAfter(coverage, standing, reading, stake)
    // What the plan on the card leaves unsaid is asked of the company that holds mental health before anybody calls.
    this.work.set(coverageId, askHolder ? work.filter((item) => item.kind !== 'eligibility.call') : work)
    if (askHolder) this.ask.push({ coverageId, reason: 'carve_out', forOn: inquiry.forOn, payerId: askHolder.id })
    const news = told.filter(isToTell)
    if (news.length > 0)
      this.news.push({
        ...baseFor(coverage, stake),
        kind: 'eligibility.changed',
        cause: news.join('; '),
        title: `${coverage.patientName}: ${news[0]}${news.length > 1 ? `, and ${news.length - 1} more` : ''}`,
        advice: `${news.join('. ')}. Tell the patient before the next visit.`,
      })
  }

  #isTaken = (one: Placed): boolean => this.answers.some((row) => row.ordinal === one.ordinal)

  #end(inquiry: StoredInquiry, state: string, againOn: PlainDate | null = null): void {
    this.inquiries.set(inquiry.id, { id: inquiry.id, state, on: this.ground.today(), againOn })
  }

  #rowOf(one: Placed, inquiry: StoredInquiry | null, state: NewAnswer['state'], reason: string | null): NewAnswer {
    return {
      id: this.ground.newId(),
      ...this.source,
      ordinal: one.ordinal,
      from: one.from,
      until: one.until,
      inquiryId: inquiry?.id ?? null,
      coverageId: inquiry?.coverageId ?? null,
      patientId: inquiry?.patientId ?? null,
      payerId: inquiry?.payerId ?? null,
      state,
      reason,
      read: one.answer,
      differences: [],
    }
  }
}

async function write(tx: Tx, ground: Ground, around: Around, taking: Taking): Promise<void> {
  const looked = [...taking.looked]
  const standings = new Map(
    [...taking.held].flatMap((id) => {
      const standing = taking.standings.get(id)
      return standing ? [[id, standing] as const] : []
    }),
  )
  await saveAnswers(tx, ground, taking.answers)
  await setInquiries(tx, ground.practiceId, [...taking.inquiries.values()])
  await saveStandings(tx, ground, [...standings.values()])
  await tellClaims(tx, ground, taking.before, standings)
  const settled = { kinds: answeredKinds, subjects: looked, why: 'A later answer settled it.' }
  await syncWork(tx, ground, settled, [...taking.work.values()].flat())
  await raiseWork(tx, ground, taking.news)
  const coverages = new Map([...around.coverages].filter(([id]) => taking.looked.has(id)))
  await refreshLimits(tx, ground, coverages, standings)
  await watchLimits(tx, ground, coverages)
  if (taking.ask.length > 0) await askPlans(tx, ground, taking.ask)
}
