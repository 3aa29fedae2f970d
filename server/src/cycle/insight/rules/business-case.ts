import { cents, formatDecimal, type PlainDate } from '@ballast/kernel'
import { categories, isCategory } from '../../denial/tables/categories.ts'
import type { Leakage } from '../types/leakage.ts'
import type { Measure, Waiting } from '../types/measures.ts'
import { renderDocument } from './baseline/page.ts'
import { dayText, type Section } from './baseline/sections.ts'
import { modelledLeak } from './leakage.ts'

// What an owner takes to partners: how much work, how well it is paid, where it leaks, what stopping part of it is worth,
// and where to begin. Every assumption is named as one.

export type BusinessCase = {
  readonly practice: string
  readonly isSimulated: boolean
  readonly today: PlainDate
  readonly leakage: Leakage
  readonly measures: readonly Measure[]
  readonly waiting: readonly Waiting[]
}

const money = (amount: number): string => formatDecimal(cents(Math.round(amount))).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
const whole = (amount: number): string => `$${money(amount).replace(/\.\d\d$/, '')}`
const count = (value: number): string => value.toLocaleString('en-US')
const number = (title: string) => ({ title, isNumber: true })
const words = (title: string, isWide = false) => ({ title, isWide })
const monthsIn = (leakage: Leakage): number => Math.max(1, leakage.months.length)

const standingOf = ({ value, unit }: Measure): string => {
  if (value === null) return 'not known yet'
  if (unit === 'percent') return `${value.toFixed(1)} %`
  return unit === 'days' ? `${value.toFixed(1)} days` : whole(value)
}

function work({ leakage }: BusinessCase): Section {
  const months = monthsIn(leakage)
  const { basis } = leakage
  const aMonth = (total: number): number => Math.round(total / months)
  return {
    id: 'work',
    title: 'The work, a month',
    lead: [],
    columns: [words('What', true), number('A month'), number(`In ${months} months`)],
    rows: [
      ['Visits scheduled', aMonth(basis.scheduled), basis.scheduled],
      ['Visits kept', aMonth(basis.kept), basis.kept],
      ['Claims', aMonth(basis.claims), basis.claims],
      ['Clinicians with visits', null, basis.clinicians],
      ['Payers billed', null, basis.payers],
      ['Authorizations used on claims', null, basis.authorizations],
    ],
    chart: null,
    empty: '',
  }
}

const standing = ({ measures }: BusinessCase): Section => ({
  id: 'measures',
  title: 'Against our targets',
  lead: ['Targets are the practice’s own; outside figures are quoted only with their source.'],
  columns: [words('Measure', true), number('Now'), words('Target'), words('Stands'), words('How it is made', true)],
  rows: measures.map((measure) => [
    measure.title,
    standingOf(measure),
    measure.target,
    measure.isMet === null ? '' : measure.isMet ? 'met' : 'not met',
    measure.formula,
  ]),
  chart: null,
  empty: '',
})

const leaks = ({ leakage }: BusinessCase): Section => ({
  id: 'leakage',
  title: 'Where money leaks, a month',
  lead: [
    `Visits from ${dayText(leakage.from)} to ${dayText(leakage.until)}. Each visit stands under one cause only.`,
    ...(leakage.basis.averageCents === null
      ? []
      : [
          `The average visit is expected to bring $${money(leakage.basis.averageCents)}: what payers pay for ${count(leakage.basis.priced)} claims.`,
        ]),
  ],
  columns: [words('Cause', true), number('Count'), number('Dollars'), number('A month'), words('Arithmetic', true)],
  rows: [
    ...leakage.causes.map((cause) => [
      cause.title,
      cause.count,
      money(cause.cents),
      money(cause.perMonthCents),
      cause.needs ?? cause.arithmetic,
    ]),
    [
      'All causes',
      leakage.causes.reduce((sum, cause) => sum + cause.count, 0),
      money(leakage.totalCents),
      money(leakage.perMonthCents),
      '',
    ],
  ],
  chart: {
    as: 'bars',
    title: 'Dollars a month',
    marks: leakage.causes
      .filter((cause) => cause.cents > 0)
      .toSorted((a, b) => b.cents - a.cents)
      .map((cause) => ({ label: cause.title, value: cause.perMonthCents, says: whole(cause.perMonthCents) })),
  },
  empty: '',
})

const trend = ({ leakage }: BusinessCase): Section => {
  const ofMonth = (month: string): number =>
    leakage.cells.filter((cell) => cell.month === month).reduce((sum, cell) => sum + cell.cents, 0)
  return {
    id: 'trend',
    title: 'Month by month',
    lead: [],
    columns: [words('Month of the visit'), ...leakage.causes.map((cause) => number(cause.short)), number('All')],
    rows: leakage.months.map((month) => [
      month,
      ...leakage.causes.map((cause) =>
        money(leakage.cells.find((cell) => cell.month === month && cell.cause === cause.id)?.cents ?? 0),
      ),
      money(ofMonth(month)),
    ]),
    chart: {
      as: 'columns',
      title: 'Dollars leaked, by month of the visit',
      marks: leakage.months.map((month) => ({
        label: month.slice(2),
        value: ofMonth(month),
        says: whole(ofMonth(month)),
      })),
    },
    empty: '',
  }
}

const worth = ({ leakage }: BusinessCase): Section => ({
  id: 'worth',
  title: 'What stopping part of it is worth',
  lead: ['An assumption to argue about, not a promise: how much of the leak is prevented or recovered.'],
  columns: [words('If we stop'), number('A month'), number('A year')],
  rows: [25, 50, 75].map((share) => [
    `${share} % of it`,
    money((leakage.perMonthCents * share) / 100),
    money((leakage.perMonthCents * 12 * share) / 100),
  ]),
  chart: null,
  empty: '',
})

/** The estimate people make without books, beside what the books say. */
function model({ leakage, measures }: BusinessCase): Section {
  const { basis } = leakage
  const missed = leakage.causes.find((cause) => cause.id === 'no_show')?.count ?? 0
  const denied = measures.find((measure) => measure.id === 'denial-rate')?.value ?? 0
  const sessionsAMonth = Math.round(basis.scheduled / monthsIn(leakage))
  const noShowBasisPoints = basis.scheduled === 0 ? 0 : Math.round((missed * 10_000) / basis.scheduled)
  const of = (recovered: number): number =>
    modelledLeak({
      sessionsAMonth,
      noShowBasisPoints,
      denialBasisPoints: Math.round(denied * 100),
      recoveredBasisPoints: recovered,
      collectedCents: basis.averageCents ?? 0,
    })
  return {
    id: 'model',
    title: 'The usual estimate, beside the books',
    lead: [
      `${count(sessionsAMonth)} visits a month x [no-shows ${(noShowBasisPoints / 100).toFixed(1)} % + kept x denied ${denied.toFixed(1)} % x not recovered] x $${money(basis.averageCents ?? 0)}. Only no-shows and denials are in it.`,
    ],
    columns: [words('Recovered of what is denied', true), number('A month')],
    rows: [
      ['none', money(of(0))],
      ['60 % (default, unverified: confirm)', money(of(6000))],
      ['what the books say, all causes', money(leakage.perMonthCents)],
    ],
    chart: null,
    empty: '',
  }
}

function begin({ waiting }: BusinessCase): Section {
  const denials = waiting.flatMap((queue) => {
    const id = queue.id.replace(/^denial-/, '')
    return queue.id.startsWith('denial-') && isCategory(id) ? [{ cause: categories[id], ...queue }] : []
  })
  return {
    id: 'begin',
    title: 'Where to begin',
    lead: ['Open denials by root cause, the costliest first: one fix at the place where each is born.'],
    columns: [
      words('Root cause', true),
      number('Open'),
      number('Dollars'),
      words('Born in'),
      words('Desk'),
      words('First step', true),
    ],
    rows: denials
      .toSorted((a, b) => b.cents - a.cents)
      .slice(0, 8)
      .map(({ cause, count: open, cents: at }) => [
        cause.name,
        open,
        money(at),
        cause.origin.replaceAll('_', ' '),
        cause.owner,
        cause.first,
      ]),
    chart: null,
    empty: 'No denial is open.',
  }
}

/** The business case as one page to print. */
export function renderBusinessCase(of: BusinessCase): string {
  const { leakage, measures } = of
  const figure = (id: string) => measures.find((measure) => measure.id === id)
  const shown = ['first-pass', 'denial-rate', 'days-in-ar', 'net-collection'].flatMap((id) => figure(id) ?? [])
  return renderDocument({
    title: `${of.practice}: the case for fixing our billing`,
    intro: [
      `${whole(leakage.perMonthCents)} a month did not become cash, of visits from ${dayText(leakage.from)} to ${dayText(leakage.until)}. As of ${dayText(of.today)}.`,
      ...(of.isSimulated ? ['This is a simulated practice: every figure rests on a simulation.'] : []),
    ],
    figures: [
      {
        title: 'Leaks a month',
        value: whole(leakage.perMonthCents),
        says: `${whole(leakage.perMonthCents * 12)} a year at this pace`,
      },
      ...shown.map((measure) => ({
        title: measure.title,
        value: standingOf(measure),
        says: `target ${measure.target}`,
      })),
    ],
    sections: [leaks(of), trend(of), worth(of), begin(of), standing(of), work(of), model(of)],
    footer: [
      'From the practice’s own visits, claims and books. No-shows and unsigned notes are counted at the average visit; all else at the claim’s own money.',
      'The last month and the running one are left out, so that what is merely under way is not called lost.',
      ...(of.isSimulated ? ['Simulated practice.'] : []),
    ],
  })
}
