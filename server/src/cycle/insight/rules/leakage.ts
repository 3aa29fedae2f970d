import {
  addDays,
  addMonths,
  allocate,
  cents,
  firstOfMonth,
  formatDecimal,
  lookup,
  monthOf,
  type PlainDate,
} from '@ballast/kernel'
import { categories, isCategory } from '../../denial/tables/categories.ts'
import {
  type Leakage,
  type LeakageCause,
  type LeakBasis,
  type LeakCause,
  type LeakCell,
  leakCauses,
} from '../types/leakage.ts'

// Leakage in dollars a month, from the practice's own visits, claims and books. The months are whole and over for a month,
// so that what is merely under way is not called lost. Each visit stands under one cause.

type Words = {
  readonly title: string
  readonly short: string
  readonly says: (count: string) => string
  readonly isEstimate: boolean
}

// biome-ignore format: one row per line
const words: Readonly<Record<LeakCause, Words>> = {
  denied:        { title: 'Denied, still open', short: 'Denied',            says: (n) => `${n} denials nobody has turned around, at what the claim was expected to bring`, isEstimate: false },
  timely_filing: { title: 'Lost to timely filing', short: 'Filed late',         says: (n) => `${n} claims denied or given up because they were late`,                           isEstimate: false },
  never_billed:  { title: 'Kept and signed, never billed', short: 'Never billed', says: (n) => `${n} visits without a claim that left`,                                         isEstimate: false },
  unsigned_note: { title: 'Kept, note not signed', short: 'Note unsigned',         says: (n) => `${n} visits at the average visit`,                                              isEstimate: true },
  no_show:       { title: 'No-shows and late cancellations', short: 'No-shows', says: (n) => `${n} visits at the average visit, refilled slots not taken off`,                isEstimate: true },
  underpaid:     { title: 'Paid below the expected amount', short: 'Underpaid', says: (n) => `${n} claims allowed less than their contract or fee schedule says`,              isEstimate: false },
  written_off:   { title: 'Written off beyond the contract', short: 'Written off', says: (n) => `${n} claims with money given up by a person, other than for late filing`,       isEstimate: false },
}

const dollars = (amount: number): string => `$${formatDecimal(cents(amount)).replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`
const monthly = (amount: number, months: number): number =>
  allocate(cents(amount), Array<number>(months).fill(1))[0] ?? 0

/** The whole months to look at: at most twelve, none younger than a month. */
export function leakMonths(
  today: PlainDate,
  firstVisit: PlainDate | null,
): { from: PlainDate; until: PlainDate; months: string[] } {
  const until = addDays(addMonths(firstOfMonth(today), -1), -1)
  const earliest = addMonths(firstOfMonth(today), -13)
  const from = firstVisit === null || firstVisit < earliest ? earliest : firstOfMonth(firstVisit)
  const months: string[] = []
  for (let month = from; month <= until; month = addMonths(month, 1)) months.push(monthOf(month))
  return { from, until, months }
}

export function leakageOf(cells: readonly LeakCell[], basis: LeakBasis, span: ReturnType<typeof leakMonths>): Leakage {
  const count = Math.max(1, span.months.length)
  const over = count === 1 ? '1 month' : `${count} months`
  const causes = leakCauses.map((id): LeakageCause => {
    const own = cells.filter((cell) => cell.cause === id)
    const times = own.reduce((sum, cell) => sum + cell.count, 0)
    const total = own.reduce((sum, cell) => sum + cell.cents, 0)
    const { title, short, says, isEstimate } = words[id]
    const average = isEstimate && basis.averageCents !== null ? ` (${dollars(basis.averageCents)})` : ''
    const perMonth = monthly(total, count)
    const isUnpriced = (isEstimate && basis.averageCents === null) || (id === 'underpaid' && basis.priced === 0)
    return {
      id,
      title,
      short,
      count: times,
      cents: total,
      perMonthCents: perMonth,
      isEstimate,
      arithmetic:
        times === 0
          ? 'None in these months.'
          : `${says(times.toLocaleString('en-US'))}${average}: ${dollars(total)} / ${over} = ${dollars(perMonth)} a month.`,
      needs: isUnpriced ? 'Add what your payers pay: a fee schedule by payer and code.' : null,
    }
  })
  const totalCents = causes.reduce((sum, cause) => sum + cause.cents, 0)
  return { ...span, causes, cells, totalCents, perMonthCents: monthly(totalCents, count), basis }
}

/** The reference arithmetic (leakage_model L12): sessions x [no-show + (1 - no-show) x denial x (1 - recovered)] x collected. */
export function modelledLeak(model: {
  readonly sessionsAMonth: number
  readonly noShowBasisPoints: number
  readonly denialBasisPoints: number
  readonly recoveredBasisPoints: number
  readonly collectedCents: number
}): number {
  const whole = 10_000
  const missed = model.noShowBasisPoints / whole
  const lost = (model.denialBasisPoints / whole) * (1 - model.recoveredBasisPoints / whole)
  return cents(Math.round(model.sessionsAMonth * (missed + (1 - missed) * lost) * model.collectedCents))
}

const whys = lookup<string>({
  kept: 'no claim made',
  no_show: 'no-show',
  late_cancel: 'late cancellation',
  held: 'held by an edit',
  draft: 'still a draft',
  ready: 'ready, not sent',
  rejected: 'rejected, not sent again',
})

/** What a row says of itself, in words: a root cause by its name, a state by what it means. */
export const whyWords = (why: string): string => (isCategory(why) ? categories[why].name : (whys[why] ?? why))
