import { addDays, daysBetween, formatDecimal, lookup, type PlainDate } from '@ballast/kernel'
import { categories, isCategory } from '../../../denial/tables/categories.ts'
import { reasonCodes } from '../../../denial/tables/reason-codes.ts'
import type { BaselineDenial, BaselinePattern, BaselineWindow, DeniedClaim, DeniedState } from '../../types/baseline.ts'
import type { BaselineFacts, ClaimFact, DenialFact } from '../../types/baseline-facts.ts'
import { byAmount, centsOf, dollarsOf, groupBy, monthOf, sumOf } from './figures.ts'
import { cures, type Story } from './stories.ts'

// Every denied claim with its root cause, what became of it, and until when something can be done. Money here is what was
// billed; beside it stands what the same payer usually allows for the same codes, since that is what can come back.

const actions = lookup<string>({
  appeal: 'Appeal',
  appeal_clinical: 'Clinical appeal',
  correct_resubmit: 'Corrected claim',
  bill_other_payer: 'Bill the other payer',
  close_or_correct: 'Close or correct',
  bill_patient: 'Bill the patient',
  contact: 'Call the payer',
})

export const causeName = (category: string): string => (isCategory(category) ? categories[category].name : category)

const unverified = 'default, unverified: confirm'

/** How many lines of a code must have been allowed before their usual amount is trusted. */
const fewestLines = 3

/** What the payer most often allows for one unit of a code; the smaller amount on a tie. */
function usualAmount(facts: BaselineFacts, payer: string, code: string): number | null {
  const amounts = facts.usual.get(`${payer}|${code}`)
  if (!amounts) return null
  let [most, times, lines] = [0, 0, 0]
  for (const [amount, count] of amounts) {
    lines += count
    if (count > times || (count === times && amount < most)) [most, times] = [amount, count]
  }
  return lines < fewestLines ? null : most
}

/** What could come back of a claim denied whole; null where a line was paid, or a code is too rare in these files. */
function expectedOf(facts: BaselineFacts, denied: ClaimFact): number | null {
  if (denied.deniedLines < denied.lines || denied.codes === '') return null
  const amounts = denied.codes
    .split(' ')
    .map((code) => usualAmount(facts, denied.payment.payer, code.split('-')[0] ?? code))
  if (amounts.some((amount) => amount === null)) return null
  return Math.min(
    amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0),
    denied.denied,
  )
}

type Cures = ReturnType<typeof cures>

function stateOf(story: Story, now: ClaimFact, denial: DenialFact, cure: Cures, asOf: PlainDate): DeniedState {
  if (story.last === null) return 'taken back'
  if (story.last.denial === null) return 'overturned'
  if (cure.isPaidElsewhere(now)) return 'paid under another number'
  if (cure.sentAgainOn(now) !== null) return 'sent again'
  if (denial.deadlineOn === null) return 'no deadline known'
  return denial.deadlineOn >= asOf ? 'in window' : 'past window'
}

const stateOrder: readonly DeniedState[] = [
  'in window',
  'no deadline known',
  'sent again',
  'past window',
  'overturned',
  'paid under another number',
  'taken back',
]

/** One row for every claim that was ever denied: those that can still be worked first, by deadline. */
export function deniedClaims(facts: BaselineFacts, stories: readonly Story[], asOf: PlainDate): DeniedClaim[] {
  const cure = cures(stories, facts.submissions)
  const rows = stories.flatMap((story): DeniedClaim[] => {
    const { denial: at } = story
    if (!at?.denial) return []
    // The clock runs from the last denial that stands; the cause and the money are those of the first.
    const now = story.last?.denial ? story.last : at
    const clock = now.denial ?? at.denial
    const expected = expectedOf(facts, at)
    const { deadlineOn } = clock
    return [
      {
        claim: at.claim,
        payerClaim: now.payerClaim,
        payer: at.payment.payer,
        clinician: at.clinician,
        serviceOn: at.serviceOn,
        deniedOn: now.payment.paidOn,
        month: monthOf(at),
        category: at.denial.category,
        name: causeName(at.denial.category),
        codes: at.denial.codes,
        procedures: at.codes,
        dollars: formatDecimal(at.denied),
        expected: expected === null ? null : dollarsOf(expected),
        state: stateOf(story, now, clock, cure, asOf),
        isInitial: story.first === at,
        deadlineOn,
        daysLeft: deadlineOn === null ? null : daysBetween(asOf, deadlineOn),
        basis:
          deadlineOn === null
            ? 'the file gives no day of payment to count from'
            : `${clock.windowDays} days from the denial; ${unverified}`,
        action: actions[clock.disposition] ?? clock.disposition.replaceAll('_', ' '),
        next: clock.next,
        owner: clock.owner,
        path: now.payment.file.path,
        segment: now.segment,
      },
    ]
  })
  const key = (row: DeniedClaim): string =>
    [stateOrder.indexOf(row.state), row.deadlineOn ?? '9999', row.claim, row.serviceOn ?? '', row.path].join('|')
  return rows
    .map((row) => [key(row), row] as const)
    .toSorted(byKey)
    .map(([, row]) => row)
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)

const billed = (row: DeniedClaim): number => centsOf(row.dollars)
const stillOpen = new Set<DeniedState>(['in window', 'past window', 'no deadline known', 'sent again'])
export const isOpen = (row: DeniedClaim): boolean => stillOpen.has(row.state)

const tally = (rows: readonly DeniedClaim[]) => ({ count: rows.length, dollars: dollarsOf(sumOf(rows, billed)) })

/** Denials by root cause, each claim under its first denial. */
export function denialsOf(rows: readonly DeniedClaim[]): BaselineDenial[] {
  return [...groupBy(rows, (row) => row.category)]
    .map(([id, group]): BaselineDenial => {
      const cause = isCategory(id) ? categories[id] : categories.OTHER
      const payers = [...groupBy(group, (row) => row.payer)].map(([payer, ofPayer]) => ({ payer, ...tally(ofPayer) }))
      const codes = [
        ...groupBy(
          group.flatMap((row) => row.codes),
          (code) => code,
        ),
      ]
      return {
        category: id,
        name: cause.name,
        origin: cause.origin,
        owner: cause.owner,
        first: cause.first,
        ...tally(group),
        initial: group.filter((row) => row.isInitial).length,
        open: tally(group.filter(isOpen)),
        overturned: tally(
          group.filter((row) => row.state === 'overturned' || row.state === 'paid under another number'),
        ),
        payers: payers.toSorted(
          byAmount(
            (row) => centsOf(row.dollars),
            (row) => row.payer,
          ),
        ),
        topCodes: codes
          .map(([code, all]) => ({ code, count: all.length, says: sayingOf(code) }))
          .toSorted(
            byAmount(
              (row) => row.count,
              (row) => row.code,
            ),
          )
          .slice(0, 5),
      }
    })
    .toSorted(
      byAmount(
        (row) => centsOf(row.dollars),
        (row) => row.category,
      ),
    )
}

/** So many claims of one payer and cause within so many days are a pattern (escalation rule of the mission). */
const patternClaims = 10
const patternDays = 30

/** Whether enough of the days lie close together. */
const isDense = (days: readonly PlainDate[]): boolean =>
  days.some((day, i) => {
    const far = days[i + patternClaims - 1]
    return far !== undefined && daysBetween(day, far) <= patternDays
  })

/** What repeats: by payer and root cause, the costliest first. */
export function patternsOf(rows: readonly DeniedClaim[]): BaselinePattern[] {
  return [...groupBy(rows, (row) => `${row.payer}|${row.category}`).values()]
    .flatMap((group): BaselinePattern[] => {
      const days = group.flatMap((row) => (row.deniedOn === null ? [] : [row.deniedOn as PlainDate])).toSorted()
      const [first, from, until] = [group[0], days[0], days.at(-1)]
      if (!first || !from || !until || !isDense(days)) return []
      const { count, dollars } = tally(group)
      const codes = [
        ...groupBy(
          group.flatMap((row) => row.codes),
          (code) => code,
        ),
      ].map(([code, all]) => ({ code, times: all.length }))
      const [topCode] = codes.toSorted(
        byAmount(
          (row) => row.times,
          (row) => row.code,
        ),
      )
      return [
        {
          payer: first.payer,
          category: first.category,
          name: first.name,
          claims: count,
          dollars,
          from,
          until,
          topCode: topCode?.code ?? '',
          sentence: `${first.payer}: ${first.name.toLowerCase()}, ${count.toLocaleString('en-US')} claims, $${grouped(dollars)}, from ${from} to ${until}.`,
        },
      ]
    })
    .toSorted(
      byAmount(
        (row) => centsOf(row.dollars),
        (row) => row.sentence,
      ),
    )
}

/** A code of a denial in our own words: CO-197 is a reason with its group, N54 a remark. */
export function sayingOf(code: string): string | null {
  const [, group, reason] = /^(CO|OA|PI|PR|CR)-(.+)$/.exec(code) ?? []
  const row = group ? reasonCodes.get(`CARC ${reason}`) : reasonCodes.get(`RARC ${code}`)
  return row?.label ?? null
}

const share = (rows: readonly DeniedClaim[]) => ({ claims: rows.length, dollars: dollarsOf(sumOf(rows, billed)) })

/** What can still be won, by week of deadline. */
export function windowOf(rows: readonly DeniedClaim[], asOf: PlainDate): BaselineWindow {
  const inside = rows.filter((row) => row.state === 'in window')
  const known = inside.filter((row) => row.expected !== null)
  const weeks = groupBy(inside, (row) => String(Math.floor((row.daysLeft ?? 0) / 7)))
  const total = share(inside)
  const first = inside[0]?.deadlineOn
  return {
    asOf,
    sentence:
      inside.length === 0
        ? 'No denied claim in these files is still inside its window.'
        : `${inside.length.toLocaleString('en-US')} ${inside.length === 1 ? 'claim' : 'claims'}, $${grouped(total.dollars)}, still inside ${inside.length === 1 ? 'its' : 'their'} window; the first closes on ${first}.`,
    ...total,
    expected: { claims: known.length, amount: dollarsOf(sumOf(known, (row) => centsOf(row.expected ?? '0'))) },
    byWeek: [...weeks]
      .map(([week, group]) => ({
        from: addDays(asOf, Number(week) * 7),
        until: addDays(asOf, Number(week) * 7 + 6),
        ...share(group),
      }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    past: share(rows.filter((row) => row.state === 'past window')),
    withoutDeadline: share(rows.filter((row) => row.state === 'no deadline known')),
    sentAgain: share(rows.filter((row) => row.state === 'sent again')),
  }
}

/** 1234.50 as 1,234.50. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',')
