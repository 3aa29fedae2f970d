import { addDays, daysBetween, formatDecimal, type PlainDate } from '@ballast/kernel'
import { windowsOn } from '../../../denial/tables/windows.ts'
import type { Rejection, Unanswered } from '../../types/baseline.ts'
import type { AnswerFact, BaselineFacts, SubmissionFact } from '../../types/baseline-facts.ts'
import { byAmount, centsOf } from './figures.ts'
import { isPaid, type Story, visitOf } from './stories.ts'

// What was sent and never reached a payer's judgement: rejected by a 277CA or with its whole group by a 999, or simply
// without an answer in these files. A rejection is no denial; the filing clock runs on through it.

const rejectedIn = (
  answers: readonly AnswerFact[],
): { claims: Map<string, AnswerFact>; groups: Map<string, AnswerFact> } => {
  const rejected = answers.filter((answer) => answer.outcome === 'rejected')
  const of = (which: AnswerFact['of']) =>
    new Map(rejected.filter((answer) => answer.of === which).map((answer) => [answer.control, answer]))
  return { claims: of('claim'), groups: of('group') }
}

const latestOf = (
  submissions: readonly SubmissionFact[],
  keyOf: (of: SubmissionFact) => string,
): Map<string, SubmissionFact> => {
  const latest = new Map<string, SubmissionFact>()
  for (const submission of submissions) {
    const before = latest.get(keyOf(submission))
    if (!before || (before.sentOn ?? '') <= (submission.sentOn ?? '')) latest.set(keyOf(submission), submission)
  }
  return latest
}

/** Claims turned back before a payer judged them, and whether anything came of them since. */
export function rejectionsOf(facts: BaselineFacts, stories: readonly Story[], asOf: PlainDate): Rejection[] {
  const { claims, groups } = rejectedIn(facts.answers)
  const decided = new Set(stories.map((story) => story.events[0]?.claim))
  const accepted = new Set(
    facts.answers.filter((a) => a.of === 'claim' && a.outcome === 'accepted').map((a) => a.control),
  )
  const paidVisits = new Set(stories.flatMap(({ last }) => (last && isPaid(last) ? [visitOf(last)] : [])))
  const latest = latestOf(facts.submissions, visitOf)
  const byClaim = latestOf(facts.submissions, (submission) => submission.claim)
  const found = new Map<string, Rejection>()
  const add = (control: string, answer: AnswerFact, submission: SubmissionFact | undefined): void => {
    const visit = submission ? visitOf(submission) : ''
    const again = visit === '' ? undefined : latest.get(visit)
    const isSentAgain = again !== undefined && again.claim !== control
    const isOpen =
      !decided.has(control) && !accepted.has(control) && !isSentAgain && !(visit !== '' && paidVisits.has(visit))
    const on = submission?.serviceOn ?? null
    const fileBy = on === null ? null : addDays(on, windowsOn(submission?.payerKind ?? 'commercial', on).filingDays)
    found.set(control, {
      claim: control,
      payer: submission?.payer ?? '',
      serviceOn: on,
      dollars: submission ? formatDecimal(submission.charge) : null,
      summary: answer.summary,
      owner: answer.owner,
      isOpen,
      fileBy,
      daysLeft: fileBy === null ? null : daysBetween(asOf, fileBy),
      path: answer.path,
    })
  }
  for (const [control, answer] of claims) add(control, answer, byClaim.get(control))
  for (const submission of facts.submissions) {
    const answer = groups.get(submission.group)
    if (answer && !found.has(submission.claim)) add(submission.claim, answer, submission)
  }
  return [...found.values()].toSorted(
    byAmount(
      (row) => (row.isOpen ? centsOf(row.dollars ?? '0') + 1 : -1),
      (row) => row.claim,
    ),
  )
}

/** Claims sent whose payer says nothing in these files; oldest first. */
export function unansweredOf(
  facts: BaselineFacts,
  stories: readonly Story[],
  rejections: readonly Rejection[],
  asOf: PlainDate,
): Unanswered[] {
  const decided = new Set(stories.flatMap((story) => story.events.map((event) => event.claim)))
  const decidedVisits = new Set(stories.flatMap(({ events }) => events.map(visitOf)))
  const rejected = new Set(rejections.map((row) => row.claim))
  const silent = facts.submissions.filter((submission) => {
    const visit = visitOf(submission)
    return (
      !decided.has(submission.claim) && !rejected.has(submission.claim) && !(visit !== '' && decidedVisits.has(visit))
    )
  })
  return [...latestOf(silent, (submission) => submission.claim).values()]
    .map((submission) => ({
      claim: submission.claim,
      payer: submission.payer,
      serviceOn: submission.serviceOn,
      sentOn: submission.sentOn,
      days: submission.sentOn === null ? null : daysBetween(submission.sentOn, asOf),
      dollars: formatDecimal(submission.charge),
      path: submission.path,
    }))
    .toSorted(
      byAmount(
        (row) => row.days ?? -1,
        (row) => row.claim,
      ),
    )
}
