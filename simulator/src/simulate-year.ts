import { addDays, type Cents, cents, daysBetween, type PlainDate, subtract, sum, zero } from '@ballast/kernel'
import type { Answers } from './answers.ts'
import type { OutgoingFile } from './clearinghouse.ts'
import { openWorld, type World } from './open-world.ts'
import { feeFor } from './payer/decide.ts'
import type { WorldConfig } from './year/types.ts'

/** A question the practice's staff puts to the world outside. */
export type Question =
  | { readonly kind: 'coverage'; readonly patientId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'authorization'; readonly patientId: string; readonly payerId: string }

/** The product, seen from outside: files in, files out, questions, and what its ledger says at the end. */
export type PracticeUnderTest = {
  readonly setUp: (practice: OutgoingFile) => Promise<void>
  /** The EHR's files of a morning, then all work they cause. */
  readonly importFiles: (day: PlainDate, files: readonly OutgoingFile[]) => Promise<void>
  /** What it put into the mailbox today. */
  readonly takeFromOutbox: (day: PlainDate) => Promise<readonly OutgoingFile[]>
  /** What the clearinghouse brings today, then all work it causes. */
  readonly putIntoInbox: (day: PlainDate, files: readonly OutgoingFile[]) => Promise<void>
  readonly questions: (day: PlainDate) => Promise<readonly Question[]>
  /** What its ledger says came in from payers and patients; null when it keeps none. */
  readonly books: () => Promise<{ readonly payerCash: Cents; readonly patientCash: Cents } | null>
}

export type Arm = {
  readonly sessions: number
  readonly claims: number
  readonly firstPassClean: number
  readonly denied: number
  readonly preventableDenied: number
  readonly heldInError: number
  readonly authorizationContinuity: number
  readonly daysInAR: number
  readonly over60: number
  readonly netCollection: number
  readonly leakage: Cents
  /** Null when the practice keeps no books. */
  readonly ledgerDifference: Cents | null
}

export type YearRun = {
  readonly arm: Arm
  readonly answers: Answers
  readonly world: World
  readonly lastDay: PlainDate
}

const runOutDays = 60

/** Lives a year: every day import, mailbox out, mailbox in, questions. */
export async function simulateYear(
  seed: number,
  config: WorldConfig,
  practice: PracticeUnderTest,
  progress: (day: PlainDate, done: number, all: number) => void = () => {},
): Promise<YearRun> {
  const world = openWorld(seed, config)
  const lastDay = addDays(world.year.until, runOutDays)
  const all = daysBetween(world.year.from, lastDay) + 1
  await practice.setUp(world.practiceFile())
  for (let i = 0; i < all; i++) {
    const day = addDays(world.year.from, i)
    await stepDay(world, practice, day)
    progress(day, i + 1, all)
  }
  const answers = world.answers()
  return { arm: measure(world, answers, lastDay, await practice.books()), answers, world, lastDay }
}

/** One day of both sides. */
export async function stepDay(world: World, practice: PracticeUnderTest, day: PlainDate): Promise<void> {
  await practice.importFiles(day, world.ehrFilesFor(day))
  for (const { name, bytes } of await practice.takeFromOutbox(day)) world.receive(day, name, bytes)
  const delivered = world.deliver(day)
  await practice.putIntoInbox(day, delivered)
  for (const question of await practice.questions(day)) {
    if (question.kind === 'coverage') world.askAboutCoverage(day, question.patientId)
    else if (question.kind === 'session') world.askAboutSession(day, question.sessionId)
    else world.requestAuthorization(day, question.patientId, question.payerId)
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** The measures of one arm, from the payers' books; the ledger is only compared with them. */
export function measure(
  world: World,
  answers: Answers,
  lastDay: PlainDate,
  books: { readonly payerCash: Cents; readonly patientCash: Cents } | null,
): Arm {
  const { year, config } = world
  const kept = year.sessions.filter(({ status, repeats }) => status === 'kept' && repeats === null)
  const insured = kept.filter(({ payerId }) => payerId !== null)

  // A session counts once, by the first claim that was sent for it; what came after is repair.
  const firstBySession = new Map<string, Answers['claims'][number]>()
  const inOrder = [...answers.claims].sort((a, b) =>
    a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0,
  )
  for (const claim of inOrder)
    for (const id of claim.sessionIds) if (!firstBySession.has(id)) firstBySession.set(id, claim)
  const firstClaims = [...new Set(firstBySession.values())]
  const answered = firstClaims.filter(({ state }) => state !== 'waiting')
  const denied = answers.claims.filter(({ denials }) => denials.length > 0)
  const preventable = denied.filter(({ denials }) => denials.some(({ planted }) => planted.length > 0))

  const plantedSessions = new Set(year.planted.flatMap(({ sessionIds }) => sessionIds))
  const dueBy = addDays(lastDay, -10)
  const good = insured.filter(
    ({ id, signedOn, codesPicked }) =>
      !plantedSessions.has(id) && codesPicked.length > 0 && signedOn !== null && signedOn <= dueBy,
  )
  const held = good.filter(({ id }) => !firstBySession.has(id))

  const needsApproval = new Map(
    config.payers.flatMap(({ id, published }) =>
      published.authorization ? [[id, published.authorization.codes] as const] : [],
    ),
  )
  const approved = insured.filter(({ payerId, rightCodes }) =>
    rightCodes.some((code) => needsApproval.get(payerId ?? '')?.includes(code)),
  )
  const lapsed = approved.filter(({ id }) =>
    firstBySession.get(id)?.denials.some(({ code }) => ['197', '198', '302'].includes(code)),
  )

  const expectedOf = (payerId: string | null, codes: readonly string[], npi: string): Cents => {
    const payer = config.payers.find(({ id }) => id === payerId)
    const clinician = year.clinicians.find((one) => one.npi === npi)
    if (!payer || !clinician) return zero
    const under = payer.published.params.supervised_billing_mode === 'under_supervisor_npi'
    const biller = under ? (year.clinicians.find((one) => one.npi === clinician.supervisorNpi) ?? clinician) : clinician
    return sum(codes.map((code) => feeFor(payer, code, biller.credential) ?? zero))
  }
  const expected = sum(
    insured
      .filter(({ on }) => daysBetween(on, lastDay) > 45)
      .map(({ payerId, rightCodes, clinician }) => expectedOf(payerId, rightCodes, clinician.npi)),
  )
  const old = answers.claims.filter(({ serviceOn }) => daysBetween(serviceOn, lastDay) > 45)
  const allowed = sum(old.map(({ allowed: amount }) => amount))
  const paidByPlan = sum(old.map(({ paid }) => paid))
  const owedByPatients = sum(old.map(({ patientResponsibility }) => patientResponsibility))
  const insuredIds = new Set(insured.map(({ id }) => id))
  const patientPaid = sum(
    world
      .payments()
      .filter(({ sessionId, on }) => insuredIds.has(sessionId) && daysBetween(on, lastDay) > 0)
      .map(({ amount }) => amount),
  )
  const collected = Math.min(owedByPatients, patientPaid) + paidByPlan

  // Days in A/R: from the visit to the payer's money, over what was decided; what is still open counts up to today.
  const ages = firstClaims.map((claim) => {
    const paidOn = world.payers
      .flatMap(({ book }) => book)
      .find(({ controlNumber }) => controlNumber === claim.controlNumber)?.paidOn
    return { claim, days: daysBetween(claim.serviceOn, paidOn ?? lastDay), isOpen: paidOn === undefined }
  })
  const weight = ages.reduce((total, { claim }) => total + claim.charge, 0)
  const weighted = ages.reduce((total, { claim, days }) => total + claim.charge * days, 0)
  const open = answers.claims.filter(({ state, denied: amount }) => state !== 'decided' || amount > 0)
  const openCharge = open.reduce((total, { charge }) => total + charge, 0)
  const oldCharge = open
    .filter(({ serviceOn }) => daysBetween(serviceOn, lastDay) > 60)
    .reduce((total, { charge }) => total + charge, 0)

  const payerCash = sum(answers.payers.map(({ payments }) => payments))
  const ledgerDifference = books
    ? cents(
        Math.abs(subtract(books.payerCash, payerCash)) +
          Math.abs(subtract(books.patientCash, answers.totals.patientPaid)),
      )
    : null
  return {
    sessions: kept.length,
    claims: answers.claims.length,
    firstPassClean: share(answered.filter(({ firstPassClean }) => firstPassClean).length, answered.length),
    denied: denied.length,
    preventableDenied: preventable.length,
    heldInError: good.length === 0 ? 0 : held.length / good.length,
    authorizationContinuity: share(approved.length - lapsed.length, approved.length),
    daysInAR: weight === 0 ? 0 : weighted / weight,
    over60: openCharge === 0 ? 0 : oldCharge / openCharge,
    netCollection: expected === 0 ? 1 : collected / expected,
    leakage: cents(Math.max(0, Math.round((expected - allowed) / config.months))),
    ledgerDifference,
  }
}
