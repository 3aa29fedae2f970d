import type { BaselineLeak, DeniedClaim, Rejection, Reversal, Unanswered } from '../../types/baseline.ts'
import type { BaselineFacts, VisitFact } from '../../types/baseline-facts.ts'
import { grouped, isOpen } from './denied-claims.ts'
import { centsOf, dollarsOf, monthly, sumOf } from './figures.ts'
import { want } from './rates.ts'

// Where money leaks, with the arithmetic beside it. As billed, since files do not hold contracts; a part of another row
// says so and is not added again; a row the files cannot fill says which file would fill it.

export type LeakInput = {
  readonly facts: BaselineFacts
  readonly denied: readonly DeniedClaim[]
  readonly rejections: readonly Rejection[]
  readonly unanswered: readonly Unanswered[]
  readonly reversals: readonly Reversal[]
  readonly months: number
}

/** An answer within 45 days is ordinary; after that somebody asks. */
const silentDays = 45

const claimsWord = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'claim' : 'claims'}`

export function leakageOf(input: LeakInput): BaselineLeak[] {
  const { facts, denied, rejections, unanswered, reversals, months } = input
  const over = months === 1 ? '1 month' : `${months} months`
  const row = (
    cause: string,
    title: string,
    count: number,
    dollars: number,
    says: string,
    within: string | null = null,
  ): BaselineLeak => ({
    cause,
    title,
    count,
    dollars: dollarsOf(dollars),
    perMonth: dollarsOf(monthly(dollars, months)),
    arithmetic:
      count === 0
        ? 'None in these files.'
        : `${says}: $${grouped(dollarsOf(dollars))} / ${over} = $${grouped(dollarsOf(monthly(dollars, months)))} a month.`,
    within,
    needs: null,
  })
  const unknown = (cause: string, title: string, needs: string): BaselineLeak => ({
    cause,
    title,
    count: null,
    dollars: null,
    perMonth: null,
    arithmetic: 'Not knowable from these files.',
    within: null,
    needs,
  })
  const noRemittances = facts.payments.length === 0

  const open = denied.filter(isOpen)
  const ofDenied = (rows: readonly DeniedClaim[]) => sumOf(rows, (each) => centsOf(each.dollars))
  const late = open.filter((each) => each.category === 'TIMELY')
  const past = open.filter((each) => each.state === 'past window')
  const rejected = rejections.filter((each) => each.isOpen)
  const silent = unanswered.filter((each) => (each.days ?? 0) > silentDays)
  const back = reversals.filter((each) => centsOf(each.amount) < 0)
  const withheld = facts.providerAdjustments.filter((each) => each.code === 'WO' && each.amount > 0)
  const backDollars = sumOf(back, (each) => -centsOf(each.amount))
  const withheldDollars = sumOf(withheld, (each) => each.amount)
  const visit = (is: (each: VisitFact) => boolean) => facts.visits.filter(is)
  const missed = visit((each) => each.status === 'no_show' || each.status === 'late_cancel')
  const unsigned = visit((each) => each.status === 'kept' && each.isNoteSigned === false)
  const unbilled = visit((each) => each.status === 'kept' && each.isBilled === false)
  const fees = (rows: readonly VisitFact[]) => sumOf(rows, (each) => each.fee ?? 0)
  const ofVisits = (
    cause: string,
    title: string,
    rows: readonly VisitFact[],
    isTold: boolean,
    says: string,
  ): BaselineLeak => {
    if (facts.visits.length === 0) return unknown(cause, title, want('visits'))
    if (!isTold) return unknown(cause, title, `Add a CSV report of appointments with a column that tells it (${says}).`)
    if (facts.visits.every((each) => each.fee === null))
      return {
        ...unknown(cause, title, 'Add a CSV report of appointments with their fee.'),
        count: rows.length,
        arithmetic: `${rows.length} visits; the report has no fee.`,
      }
    return row(cause, title, rows.length, fees(rows), `${rows.length} visits at their fee`)
  }

  return [
    noRemittances
      ? unknown('denied', 'Denied and not turned around', want('remittances'))
      : row(
          'denied',
          'Denied and not turned around',
          open.length,
          ofDenied(open),
          `${claimsWord(open.length)} denied and neither paid since nor taken back, as billed`,
        ),
    ...(noRemittances
      ? []
      : [
          row(
            'timelyFiling',
            'Filed late',
            late.length,
            ofDenied(late),
            `${claimsWord(late.length)} denied because they came late`,
            'denied',
          ),
          row(
            'pastWindow',
            'Denied, window closed',
            past.length,
            ofDenied(past),
            `${claimsWord(past.length)} denied whose time to answer has run out (default windows, unverified: confirm)`,
            'denied',
          ),
          row(
            'takenBack',
            'Taken back by payers',
            back.length + withheld.length,
            backDollars + withheldDollars,
            `${back.length} reversals of $${grouped(dollarsOf(backDollars))} not paid anew and ${withheld.length} recoveries (PLB WO) of $${grouped(dollarsOf(withheldDollars))}`,
          ),
        ]),
    facts.answers.length === 0
      ? unknown('rejected', 'Rejected and not sent again', want('acknowledgments'))
      : row(
          'rejected',
          'Rejected and not sent again',
          rejected.length,
          sumOf(rejected, (each) => centsOf(each.dollars ?? '0')),
          `${claimsWord(rejected.length)} rejected before a payer judged them, with nothing after it in these files`,
        ),
    facts.submissions.length === 0
      ? unknown('unanswered', `Sent, no answer for ${silentDays} days`, want('submissions'))
      : row(
          'unanswered',
          `Sent, no answer for ${silentDays} days`,
          silent.length,
          sumOf(silent, (each) => centsOf(each.dollars)),
          `${claimsWord(silent.length)} sent more than ${silentDays} days ago without a decision in these files`,
        ),
    ofVisits('noShow', 'No-shows and late cancellations', missed, true, 'status'),
    ofVisits(
      'unsignedNote',
      'Kept, note not signed',
      unsigned,
      facts.visits.some((each) => each.isNoteSigned !== null),
      'note status',
    ),
    ofVisits(
      'neverBilled',
      'Kept, never billed',
      unbilled,
      facts.visits.some((each) => each.isBilled !== null),
      'billing status',
    ),
    unknown('underpaid', 'Paid below contract', 'Add your contracted rates (a fee schedule by payer and code).'),
    unknown(
      'writtenOff',
      'Written off beyond the contract',
      'Add the adjustments report of your billing system: an 835 does not show what you gave up.',
    ),
  ]
}
