import { daysBetween, earliest, formatDecimal, latest, type PlainDate } from '@ballast/kernel'
import { providerAdjustmentWords } from '../../../remittance/tables/provider-adjustments.ts'
import type {
  BaselineDuplicate,
  BaselineGroup,
  BaselineReport,
  BaselineTotals,
  Reversal,
} from '../../types/baseline.ts'
import type { BaselineFacts, ClaimFact } from '../../types/baseline-facts.ts'
import { rejectionsOf, unansweredOf } from './acknowledged.ts'
import { denialsOf, deniedClaims, patternsOf, windowOf } from './denied-claims.ts'
import { byAmount, centsOf, dollarsOf, groupBy, median, monthOf, percent, sumOf } from './figures.ts'
import { leakageOf } from './leakage.ts'
import { ratesOf } from './rates.ts'
import { reconciliationOf } from './reconcile.ts'
import { isReversal, type Story, storiesOf } from './stories.ts'

/** What the files say of a practice, as of a day. Pure: the same files give the same report, whatever their order. */
export function baselineOf(
  facts: BaselineFacts,
  asOf: PlainDate,
  stories: readonly Story[] = storiesOf(facts.claims),
): BaselineReport {
  const denied = deniedClaims(facts, stories, asOf)
  const rejections = rejectionsOf(facts, stories, asOf)
  const unanswered = unansweredOf(facts, stories, rejections, asOf)
  const reversals = reversalsOf(stories)
  const totals = totalsOf(facts, stories)
  const months = monthsOf(facts)
  const sentDays = facts.submissions.flatMap((s) => (s.sentOn ? [s.sentOn] : []))
  return {
    asOf,
    files: facts.files.map((file) => ({
      path: file.path,
      sha256: file.sha256,
      kind: file.kind,
      transactions: file.transactions,
      flaws: file.flaws,
      flawCount: file.flawCount,
      sameAs: file.sameAs,
      used: file.isUsed,
    })),
    totals,
    submitted: {
      claims: new Set(facts.submissions.map((s) => s.claim)).size,
      charged: dollarsOf(sumOf(facts.submissions, (s) => s.charge)),
      from: earliest(sentDays),
      until: latest(sentDays),
    },
    rates: ratesOf({ facts, stories, denied, rejections, unanswered }),
    denials: denialsOf(denied),
    patterns: patternsOf(denied),
    payers: payersOf(facts, stories),
    clinicians: groupsOf(facts.claims, stories, (fact) => fact.clinician || 'Not named in the files')
      .map(([clinician, group]) => ({ clinician, ...group }))
      .toSorted(
        byAmount(
          (row) => centsOf(row.charged),
          (row) => row.clinician,
        ),
      ),
    months: groupsOf(facts.claims, stories, monthOf)
      .map(([month, group]) => ({ month, ...group }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    leakage: leakageOf({ facts, denied, rejections, unanswered, reversals: lostReversals(stories), months }),
    plb: facts.providerAdjustments
      .map((each) => ({
        code: each.code,
        says: providerAdjustmentWords[each.code] ?? 'An adjustment of the payment we have no words for: ask the payer.',
        reference: each.reference,
        payer: each.payment.payer,
        trace: each.payment.trace,
        on: each.payment.paidOn,
        amount: formatDecimal(each.amount),
        path: each.payment.file.path,
      }))
      .toSorted(
        byAmount(
          (row) => Math.abs(centsOf(row.amount)),
          (row) => `${row.trace}${row.reference}${row.path}`,
        ),
      ),
    unbalanced: facts.imbalances.map((each) => ({ ...each, offBy: formatDecimal(each.offBy) })),
    duplicates: duplicatesOf(facts, stories),
    reversals,
    reconciliation: reconciliationOf(facts),
    window: windowOf(denied, asOf),
    deniedClaims: denied,
    rejections,
    unanswered,
    needs: needsOf(facts),
    notes: notesOf(facts, stories, months),
  }
}

/** Months that hold payments, else claims sent, else visits: what an amount is spread over. */
function monthsOf(facts: BaselineFacts): number {
  const count = (days: readonly (string | null)[]): number =>
    new Set(days.flatMap((day) => (day === null ? [] : [day.slice(0, 7)]))).size
  return (
    count(facts.payments.map((payment) => payment.paidOn)) ||
    count(facts.submissions.map((submission) => submission.sentOn)) ||
    count(facts.visits.map((visit) => visit.on)) ||
    1
  )
}

function totalsOf(facts: BaselineFacts, stories: readonly Story[]): BaselineTotals {
  const { claims } = facts
  const counted = claims.filter((claim) => !isReversal(claim))
  const days = facts.payments.flatMap((payment) => (payment.paidOn ? [payment.paidOn] : []))
  const denials = stories.flatMap(({ denial }) => (denial ? [denial] : []))
  return {
    claims: stories.length,
    claimPayments: counted.length,
    reversals: claims.length - counted.length,
    lines: sumOf(counted, (claim) => claim.lines),
    payments: facts.payments.filter((payment) => !payment.isRepeat).length,
    charged: dollarsOf(sumOf(claims, (claim) => claim.charge)),
    allowed: dollarsOf(sumOf(claims, (claim) => claim.allowed)),
    paid: dollarsOf(sumOf(claims, (claim) => claim.paid)),
    patientResponsibility: dollarsOf(sumOf(claims, (claim) => claim.patient)),
    denied: dollarsOf(sumOf(denials, (claim) => claim.denied)),
    contractual: dollarsOf(sumOf(claims, (claim) => claim.contractual)),
    other: dollarsOf(sumOf(claims, (claim) => claim.other)),
    deniedClaims: denials.length,
    from: earliest(days),
    until: latest(days),
  }
}

/** Groups of claims: money by every decision, claims and denials by the story's first ones. */
function groupsOf(
  claims: readonly ClaimFact[],
  stories: readonly Story[],
  keyOf: (fact: ClaimFact) => string,
): [string, BaselineGroup][] {
  const firsts = groupBy(
    stories.flatMap(({ first }) => (first ? [first] : [])),
    keyOf,
  )
  const denials = groupBy(
    stories.flatMap(({ denial }) => (denial ? [denial] : [])),
    keyOf,
  )
  const counts = groupBy(
    stories.flatMap(({ events }) => events.slice(0, 1)),
    keyOf,
  )
  return [...groupBy(claims, keyOf)].map(([key, group]): [string, BaselineGroup] => {
    const first = firsts.get(key) ?? []
    const denied = denials.get(key) ?? []
    return [
      key,
      {
        claims: counts.get(key)?.length ?? 0,
        charged: dollarsOf(sumOf(group, (fact) => fact.charge)),
        allowed: dollarsOf(sumOf(group, (fact) => fact.allowed)),
        paid: dollarsOf(sumOf(group, (fact) => fact.paid)),
        patientResponsibility: dollarsOf(sumOf(group, (fact) => fact.patient)),
        denied: dollarsOf(sumOf(denied, (fact) => fact.denied)),
        deniedClaims: denied.length,
        denialByCount: percent(first.filter((fact) => fact.denial !== null).length, first.length),
      },
    ]
  })
}

function payersOf(facts: BaselineFacts, stories: readonly Story[]): BaselineReport['payers'] {
  const paid = groupBy(
    stories.flatMap(({ first }) => (first && first.paid > 0 ? [first] : [])),
    (fact) => fact.payment.payer,
  )
  return groupsOf(facts.claims, stories, (fact) => fact.payment.payer)
    .map(([payer, group]) => ({
      payer,
      ...group,
      medianDaysToPayment: median(
        (paid.get(payer) ?? []).flatMap((fact) =>
          fact.serviceOn && fact.payment.paidOn ? [daysBetween(fact.serviceOn, fact.payment.paidOn)] : [],
        ),
      ),
    }))
    .toSorted(
      byAmount(
        (row) => centsOf(row.charged),
        (row) => row.payer,
      ),
    )
}

const reversalRow = (back: ClaimFact, of: ClaimFact | null): Reversal => ({
  claim: back.claim,
  payer: back.payment.payer,
  on: back.payment.paidOn,
  amount: formatDecimal(back.paid),
  of: of?.payment.paidOn ?? null,
  path: back.payment.file.path,
})

const reversalsOf = (stories: readonly Story[]): Reversal[] =>
  stories
    .flatMap(({ reversals }) => reversals.map(({ reversal, of }) => reversalRow(reversal, of)))
    .toSorted(
      byAmount(
        (row) => -centsOf(row.amount),
        (row) => `${row.claim}${row.on}${row.path}`,
      ),
    )

/** Reversals after which nothing was paid: a correction that pays again is no loss. */
const lostReversals = (stories: readonly Story[]): Reversal[] =>
  stories
    .filter(({ last, reversals }) => reversals.length > 0 && (last === null || last.paid <= 0))
    .flatMap(({ reversals }) => reversals.map(({ reversal, of }) => reversalRow(reversal, of)))

function duplicatesOf(facts: BaselineFacts, stories: readonly Story[]): BaselineDuplicate[] {
  const files = facts.files
    .filter((file) => file.sameAs !== null)
    .map(
      (file): BaselineDuplicate => ({
        kind: 'file',
        path: file.path,
        first: file.sameAs ?? '',
        what: 'The same bytes; read once.',
        dollars: null,
        counted: false,
      }),
    )
  const firstOf = (trace: string, amount: number): string =>
    facts.payments.find((payment) => payment.trace === trace && payment.amount === amount)?.file.path ?? ''
  const payments = facts.payments
    .filter((payment) => payment.repeatedClaims > 0 || payment.isRepeat)
    .map(
      (payment): BaselineDuplicate => ({
        kind: 'payment',
        path: payment.file.path,
        first: firstOf(payment.trace, payment.amount),
        what: `Payment ${payment.trace || 'without a number'} of ${payment.payer} again, in another envelope: ${payment.repeatedClaims} claims left out${payment.newClaims > 0 ? `, ${payment.newClaims} that the first copy lacks counted` : ''}.`,
        dollars: formatDecimal(payment.amount),
        counted: false,
      }),
    )
  const twice = stories.flatMap(({ paidAgain }) =>
    paidAgain.map(
      (fact): BaselineDuplicate => ({
        kind: 'claim paid twice',
        path: fact.payment.file.path,
        first: '',
        what: `Claim ${fact.claim} of ${fact.serviceOn ?? 'an unknown day'} was paid again by ${fact.payment.payer} in payment ${fact.payment.trace}, and nothing was taken back: the payer may want it back.`,
        dollars: formatDecimal(fact.paid),
        counted: true,
      }),
    ),
  )
  return [...files, ...payments, ...twice]
}

function needsOf(facts: BaselineFacts): BaselineReport['needs'] {
  const all = [
    {
      isHere: facts.payments.length > 0,
      file: '835 (electronic remittances)',
      gives: 'what was paid and denied, why, and what can still be appealed',
    },
    {
      isHere: facts.submissions.length > 0,
      file: '837P (claims sent)',
      gives: 'claims nobody answered, claim lag, first-pass clean claims, the HFMA denial rate',
    },
    {
      isHere: facts.answers.some((a) => a.of === 'claim'),
      file: '277CA and 999 (acknowledgments)',
      gives: 'rejections that were never sent again, front-end acceptance',
    },
    {
      isHere: facts.visits.length > 0,
      file: 'appointments as CSV (SimplePractice, TherapyNotes or any EHR: date, status, fee, note, billing)',
      gives: 'no-shows, unsigned notes, visits never billed',
    },
    { isHere: false, file: 'contracted rates by payer and code', gives: 'underpayments' },
    {
      isHere: false,
      file: 'A/R aging, adjustments and patient payments of your billing system',
      gives: 'days in A/R, A/R over 60 days, write-offs, net collection',
    },
  ]
  return all.filter((each) => !each.isHere).map(({ file, gives }) => ({ file, gives }))
}

function notesOf(facts: BaselineFacts, stories: readonly Story[], months: number): string[] {
  const unnamed = facts.claims.filter((claim) => claim.clinician === '').length
  return [
    'Appeal and correction windows are defaults, unverified: confirm each against the contract before relying on a deadline.',
    'Denied dollars are as billed. What is expected back is what the same payer most often allows for the same code in these files.',
    ...(stories.length > 0 && (stories.length < 100 || months < 3)
      ? [
          `Only ${stories.length.toLocaleString('en-US')} claims over ${months} ${months === 1 ? 'month' : 'months'} of payments: rates on so few swing by chance.`,
        ]
      : []),
    ...(unnamed > 0
      ? [
          `${unnamed.toLocaleString('en-US')} of ${facts.claims.length.toLocaleString('en-US')} claim payments name no clinician.`,
        ]
      : []),
  ]
}
