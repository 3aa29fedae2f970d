import { daysBetween } from '@ballast/kernel'
import type { BaselineRate, DeniedClaim, Rejection, Unanswered } from '../../types/baseline.ts'
import type { BaselineFacts, ClaimFact } from '../../types/baseline-facts.ts'
import { centsOf, dollarsOf, monthOf, percent, sumOf } from './figures.ts'
import type { Story } from './stories.ts'

// Each variant of a rate goes under its own name with its formula; nothing to divide by reads as nothing, never as zero.

const wants = {
  remittances: 'Add the 835s of these claims.',
  submissions: 'Add the 837P files of the same months.',
  acknowledgments: 'Add the 277CA (and 999) files of the same months.',
  visits: 'Add a CSV report of appointments with their status.',
  ledger: 'Add the A/R aging report of your billing system.',
  patients: 'Add a report of patient payments.',
} as const
export type Wanted = keyof typeof wants
export const want = (which: Wanted): string => wants[which]

export type RateInput = {
  readonly facts: BaselineFacts
  readonly stories: readonly Story[]
  readonly denied: readonly DeniedClaim[]
  readonly rejections: readonly Rejection[]
  readonly unanswered: readonly Unanswered[]
}

type Words = { title: string; formula: string; target?: string }

const counted = (words: Words, numerator: number, denominator: number, needs: string | null = null): BaselineRate => ({
  title: words.title,
  value: needs === null ? percent(numerator, denominator) : null,
  unit: 'percent',
  numerator: needs === null ? numerator : null,
  denominator: needs === null ? denominator : null,
  formula: words.formula,
  target: words.target ?? null,
  needs,
})

const inDollars = (
  words: Words,
  numerator: number,
  denominator: number,
  needs: string | null = null,
): BaselineRate => ({
  ...counted(words, numerator, denominator, needs),
  ...(needs === null ? { numerator: dollarsOf(numerator), denominator: dollarsOf(denominator) } : {}),
})

const inDays = (words: Words, days: readonly number[], needs: string | null = null): BaselineRate => {
  const total = days.reduce((sum, each) => sum + each, 0)
  const isKnown = needs === null
  return {
    title: words.title,
    value: isKnown && days.length > 0 ? Math.round((total * 10) / days.length) / 10 : null,
    unit: 'days',
    numerator: isKnown ? total : null,
    denominator: isKnown ? days.length : null,
    formula: words.formula,
    target: words.target ?? null,
    needs,
  }
}

export const isCleanFirst = (first: ClaimFact): boolean =>
  first.denial === null && !first.isCorrection && (first.paid > 0 || first.patient > 0)

const isCoding = (category: string): boolean =>
  category.startsWith('CODING_') || category === 'DX' || category === 'LEVEL_CODE'

export function ratesOf({ facts, stories, denied, rejections, unanswered }: RateInput): Record<string, BaselineRate> {
  const firsts = stories.flatMap(({ first }) => (first ? [first] : []))
  const n = firsts.length
  const deniedFirst = firsts.filter((first) => first.denial !== null)
  const ofFamily = (is: (category: string) => boolean) =>
    deniedFirst.filter((first) => is(first.denial?.category ?? '')).length
  const noRemittances = facts.payments.length === 0 ? want('remittances') : null
  const noSubmissions = facts.submissions.length === 0 ? want('submissions') : null
  const noAnswers = facts.answers.some((answer) => answer.of === 'claim') ? null : want('acknowledgments')
  const noVisits = facts.visits.length === 0 ? want('visits') : null

  const acknowledged = new Set(facts.answers.filter((a) => a.of === 'claim').map((a) => a.control))
  const rejectedClaims = new Set(rejections.map((row) => row.claim))
  const originals = new Set(facts.submissions.filter((s) => !s.isCorrection).map((s) => s.claim))
  const sentAndDecided = firsts.filter((first) => originals.has(first.claim))
  const lag = facts.submissions.flatMap((s) =>
    s.isCorrection || s.sentOn === null || s.serviceOn === null ? [] : [daysBetween(s.serviceOn, s.sentOn)],
  )
  const velocity = firsts.flatMap((first) =>
    first.paid > 0 && first.serviceOn !== null && first.payment.paidOn !== null
      ? [daysBetween(first.serviceOn, first.payment.paidOn)]
      : [],
  )
  const waiting = sumOf(unanswered, (row) => centsOf(row.dollars))
  const old = sumOf(
    unanswered.filter((row) => (row.days ?? 0) > 60),
    (row) => centsOf(row.dollars),
  )
  const due = facts.visits.filter((visit) => visit.status !== 'cancelled' && visit.status !== 'booked')
  const missed = due.filter((visit) => visit.status !== 'kept')
  const noted = facts.visits.filter((visit) => visit.status === 'kept' && visit.isNoteSigned !== null)
  const overturned = denied.filter((row) => row.state === 'overturned' || row.state === 'paid under another number')
  const hfma = volumeRate(facts, firsts)

  return {
    denialByCount: counted(
      {
        title: 'Initial denial rate, claims',
        formula:
          "Claims with a denied line at the primary payer's first decision / claims first decided in these files. Contract cuts, the patient's share, reversals and rejections are no denials.",
        target: '8 % or less; trouble above 10 %',
      },
      deniedFirst.length,
      n,
      noRemittances,
    ),
    denialByDollars: inDollars(
      {
        title: 'Initial denial rate, dollars',
        formula:
          'Charges of the lines denied at the first decision / charges of all claims first decided in these files.',
      },
      sumOf(deniedFirst, (first) => first.deniedCharge),
      sumOf(firsts, (first) => first.charge),
      noRemittances,
    ),
    denialByVolume: counted(
      {
        title: 'Initial denial rate, HFMA volume',
        formula:
          'Claims initially denied in the last month of payments / average claims sent a month in the three months before it.',
      },
      hfma.denied,
      hfma.average,
      noRemittances ?? hfma.needs,
    ),
    lineDenial: counted(
      {
        title: 'Denied lines',
        formula: 'Lines denied at the first decision / lines of all claims first decided in these files.',
      },
      sumOf(deniedFirst, (first) => first.deniedLines),
      sumOf(firsts, (first) => Math.max(first.lines, first.deniedLines)),
      noRemittances,
    ),
    primaryZeroPay: counted(
      {
        title: 'Zero-pay decisions, primary payer',
        formula:
          'First decisions with nothing paid, whether denied or put to the patient / claims first decided in these files. Not a denial rate: deductibles are in it.',
      },
      firsts.filter((first) => first.paid === 0).length,
      n,
      noRemittances,
    ),
    firstPass: counted(
      {
        title: 'First-pass resolution',
        formula:
          'Originals paid, or put to the patient, at their first decision without any denial / claims first decided in these files. A correction (frequency 7 or 8) is no first pass.',
        target: '92 % or more',
      },
      firsts.filter(isCleanFirst).length,
      n,
      noRemittances,
    ),
    firstPassClean: counted(
      {
        title: 'First-pass clean claims',
        formula:
          'Originals sent in an 837P, not rejected, and paid or put to the patient at the first decision / originals sent and decided in these files. Work by hand before sending is not visible in files.',
        target: '92 % or more',
      },
      sentAndDecided.filter((first) => isCleanFirst(first) && !rejectedClaims.has(first.claim)).length,
      sentAndDecided.length,
      noRemittances ?? noSubmissions ?? noAnswers,
    ),
    acceptance: counted(
      {
        title: 'Front-end acceptance',
        formula: 'Claims a 277CA speaks of and does not reject / claims a 277CA speaks of.',
      },
      [...acknowledged].filter((claim) => !rejectedClaims.has(claim)).length,
      acknowledged.size,
      noAnswers,
    ),
    rejection: counted(
      {
        title: 'Rejected before judgement',
        formula:
          'Claims rejected by a 277CA or with their group by a 999 / claims sent in the 837P files. A rejection is not a denial.',
      },
      [...originals].filter((claim) => rejectedClaims.has(claim)).length,
      originals.size,
      noSubmissions ?? noAnswers,
    ),
    authorizationDenial: counted(
      {
        title: 'Denied for authorization',
        formula: 'Claims first denied with an authorization root cause / claims first decided in these files.',
      },
      ofFamily((category) => category.startsWith('AUTH_')),
      n,
      noRemittances,
    ),
    codingDenial: counted(
      {
        title: 'Denied for coding',
        formula:
          'Claims first denied for codes, modifiers, units, diagnosis or level / claims first decided in these files.',
      },
      ofFamily(isCoding),
      n,
      noRemittances,
    ),
    overturn: counted(
      {
        title: 'Denials turned around',
        formula:
          'Denied claims that these files later show paid, under the same number or another / denied claims. Whether somebody appealed is not visible in an 835.',
      },
      overturned.length,
      denied.length,
      noRemittances,
    ),
    grossCollection: inDollars(
      {
        title: 'Gross collection, payers only',
        formula:
          "Paid by payers / charged. It follows the fee schedule more than the work; the patient's payments are not in an 835.",
      },
      sumOf(facts.claims, (claim) => claim.paid),
      sumOf(facts.claims, (claim) => claim.charge),
      noRemittances,
    ),
    netCollection: inDollars(
      {
        title: 'Net collection per allowed amount',
        formula: 'Paid by payers and patients / allowed by payers, for visits more than four months ago.',
        target: '95 % or more',
      },
      0,
      0,
      want('patients'),
    ),
    paymentVelocity: inDays(
      {
        title: 'Payment velocity',
        formula: 'Days from the visit to the first payment, mean over paid first decisions. This is not days in A/R.',
      },
      velocity,
      noRemittances,
    ),
    claimLag: inDays(
      { title: 'Claim lag', formula: 'Days from the visit to the 837P that carried it, mean over original claims.' },
      lag,
      noSubmissions,
    ),
    unansweredOver60: inDollars(
      {
        title: 'Sent and unanswered, over 60 days',
        formula:
          'Charges of claims sent more than 60 days ago without any decision in these files / charges of all claims without one. Complete only when all 835s are here.',
        target: 'below 15 to 20 %',
      },
      old,
      waiting,
      noSubmissions ?? noRemittances,
    ),
    daysInAR: inDays(
      {
        title: 'Days in A/R',
        formula: 'All that payers and patients owe / average charges a day.',
        target: '45 days or less',
      },
      [],
      want('ledger'),
    ),
    over60: inDollars(
      {
        title: 'A/R over 60 days',
        formula: 'Owed for visits more than 60 days ago / all that is owed.',
        target: 'below 15 to 20 %',
      },
      0,
      0,
      want('ledger'),
    ),
    missedVisits: counted(
      {
        title: 'No-shows and late cancellations',
        formula: 'No-shows and late cancellations / appointments not cancelled in time.',
      },
      missed.length,
      due.length,
      noVisits,
    ),
    unsignedNotes: counted(
      {
        title: 'Kept visits with an unsigned note',
        formula: 'Kept visits whose note the report shows unsigned / kept visits whose note status it gives.',
      },
      noted.filter((visit) => visit.isNoteSigned === false).length,
      noted.length,
      noVisits ?? (noted.length === 0 ? 'Add a CSV report of appointments with a column for the note.' : null),
    ),
  }
}

/** HFMA's variant wants three months of submissions before the month it speaks of. */
function volumeRate(facts: BaselineFacts, firsts: readonly ClaimFact[]) {
  const last = firsts
    .map(monthOf)
    .filter((month) => month !== 'no date')
    .toSorted()
    .at(-1)
  const needs = 'Add the 837P files of the three months before the last month of payments.'
  if (last === undefined) return { denied: 0, average: 0, needs }
  const before = (back: number): string => {
    const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5, 7)) - back]
    return month > 0
      ? `${year}-${String(month).padStart(2, '0')}`
      : `${year - 1}-${String(month + 12).padStart(2, '0')}`
  }
  const sentIn = (month: string): number =>
    facts.submissions.filter((s) => !s.isCorrection && s.sentOn?.slice(0, 7) === month).length
  const sent = [1, 2, 3].map((back) => sentIn(before(back)))
  if (sent.includes(0)) return { denied: 0, average: 0, needs }
  const denied = firsts.filter((first) => first.denial !== null && monthOf(first) === last).length
  return { denied, average: Math.round(sent.reduce((sum, each) => sum + each, 0) / 3), needs: null }
}
