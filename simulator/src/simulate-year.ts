import { addDays, daysBetween, type PlainDate, weekday } from '@ballast/kernel'
import type { Answers } from './answers.ts'
import type { OutgoingFile } from './clearinghouse.ts'
import { type Books, compareBooks } from './compare-books.ts'
import type { EditTold } from './edit-record.ts'
import { type Aging, type Arm, type BookingAnswers, type BookingSaid, measure } from './measure.ts'
import { openWorld, type World } from './open-world.ts'
import type { Reminder } from './staff/reminded.ts'
import type { Question, WantedVisit } from './staff/robot-staff.ts'
import type { ReminderAnswer } from './year/reminded.ts'
import type { WorldConfig } from './year/types.ts'

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
  /** The letters patients got this morning, as far as they can be answered. */
  readonly letters?: (day: PlainDate) => Promise<readonly Reminder[]>
  /** A patient answers one; whether it was taken. */
  readonly answerLetter?: (letter: Reminder, answer: ReminderAnswer) => Promise<boolean>
  /** What its booking screen says of these visits, of those it can find. */
  readonly askBooking?: (wanted: readonly WantedVisit[]) => Promise<BookingAnswers>
  /** What is owed to it today and how old that is, by its own report; null when it keeps no books. */
  readonly aging: () => Promise<Aging | null>
  /** What its ledger says; null when it keeps none. */
  readonly books: () => Promise<Books | null>
  /** Its edits and the visits each one held, when it has any. */
  readonly edits?: () => Promise<readonly EditTold[]>
}

export type YearRun = {
  readonly arm: Arm
  readonly edits: readonly EditTold[]
  readonly answers: Answers
  readonly world: World
  readonly lastDay: PlainDate
}

const runOutDays = 60
/** A visit is asked about at booking a day before the EHR's calendar has it, so that it does not stand in its own way. */
const bookedDaysAhead = 8

/** The visits somebody books on a day; what falls on a weekend is booked the Friday before. */
function wantedOn(world: World, day: PlainDate): WantedVisit[] {
  if (weekday(day) === 0 || weekday(day) === 6) return []
  const until = addDays(day, bookedDaysAhead + (weekday(day) === 5 ? 2 : 0))
  return world.year.sessions
    .filter(({ on, repeats }) => repeats === null && on >= addDays(day, bookedDaysAhead) && on <= until)
    .map(({ id, patientId, clinician, on, start, scheduledMinutes, service, modality }) => ({
      sessionId: id,
      patientRef: patientId,
      clinician: `${clinician.firstName} ${clinician.lastName}`,
      on,
      start,
      minutes: scheduledMinutes,
      service,
      modality,
    }))
}

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
  let aging: Aging | null = null
  const booked = new Map<string, BookingSaid>()
  for (let i = 0; i < all; i++) {
    const day = addDays(world.year.from, i)
    await stepDay(world, practice, day)
    for (const [id, said] of (await practice.askBooking?.(wantedOn(world, day))) ?? []) booked.set(id, said)
    if (day === world.year.until) aging = await practice.aging()
    progress(day, i + 1, all)
  }
  const answers = world.answers()
  const books = await practice.books()
  const ledger = books ? compareBooks(answers, books) : null
  const edits = ((await practice.edits?.()) ?? []).map((edit) => ({
    ...edit,
    asked: [...edit.asked, ...[...booked].flatMap(([id, said]) => (said.edits.includes(edit.id) ? [id] : []))],
  }))
  return { arm: measure(world, answers, lastDay, aging, ledger, booked), edits, answers, world, lastDay }
}

/** One day of both sides. */
export async function stepDay(world: World, practice: PracticeUnderTest, day: PlainDate): Promise<void> {
  await practice.importFiles(day, world.ehrFilesFor(day))
  for (const letter of (await practice.letters?.(day)) ?? []) {
    const answer = world.answerTo(letter)
    if (answer !== null && (await practice.answerLetter?.(letter, answer))) world.heed(day, letter, answer)
  }
  for (const { name, bytes } of await practice.takeFromOutbox(day)) world.receive(day, name, bytes)
  const delivered = world.deliver(day)
  await practice.putIntoInbox(day, delivered)
  for (const question of await practice.questions(day)) putQuestion(world, day, question)
}

/** Puts a question of the staff to the world. */
export function putQuestion(world: World, day: PlainDate, question: Question): void {
  if (question.kind === 'coverage') world.askAboutCoverage(day, question.patientId)
  else if (question.kind === 'session') world.askAboutSession(day, question.sessionId)
  else if (question.kind === 'payer') world.askAboutPayer(day, question.payerId)
  else if (question.kind === 'beyond') world.goOn(day, question)
  else if (question.kind === 'refill') world.refill(question)
  else if (question.kind === 'reassign') world.reassign(day, question.patientId, question.payerId)
  else world.requestAuthorization(day, question.patientId, question.payerId)
}
