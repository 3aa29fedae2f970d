import { categories, isCategory } from '../../denial/tables/categories.ts'
import { kinds } from '../../worklist/tables/kinds.ts'
import type { WorkKind } from '../../worklist/types.ts'
import { newsWords, queueWords, stageWords } from '../tables.ts'
import type {
  Measure,
  MonthFacts,
  News,
  NewsFacts,
  PracticeFacts,
  Queue,
  Stage,
  StageFacts,
  Waiting,
} from '../types/measures.ts'

// Each variant of a measure goes under its own name, with its formula beside it: a practice is compared with its own
// trend and its own targets, never with an unsourced average. Nothing to divide by reads as nothing, not as zero.

/** A share in percent with one decimal; null when there is nothing to divide by. */
export const percent = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((numerator * 1000) / denominator) / 10

const sumOf = (months: readonly MonthFacts[], pick: (month: MonthFacts) => number): number =>
  months.reduce((total, month) => total + pick(month), 0)

/** The measures of a practice over its last twelve months. */
export function measures(facts: PracticeFacts): Measure[] {
  const recent = facts.months.slice(-12)
  const trend = (value: (month: MonthFacts) => number | null) =>
    facts.months.map((month) => ({ month: month.month, value: value(month) }))
  const adjudicated = sumOf(recent, (m) => m.adjudicated)
  const clean = sumOf(recent, (m) => m.clean)
  const denied = sumOf(recent, (m) => m.denied)
  const mature = recent.slice(0, -4)
  const allowed = sumOf(mature, (m) => m.allowedCents)
  const collected = sumOf(mature, (m) => m.collectedCents)
  const firstPass = percent(clean, adjudicated)
  const denialRate = percent(denied, adjudicated)
  const net = percent(collected, allowed)
  const old = percent(facts.over60Cents, facts.receivableCents)
  const perDay = facts.daysOfCharges === 0 ? 0 : facts.chargesLastYearCents / facts.daysOfCharges
  const days = perDay === 0 ? null : Math.round((facts.receivableCents / perDay) * 10) / 10
  const meets = (value: number | null, test: (value: number) => boolean): boolean | null =>
    value === null ? null : test(value)
  return [
    {
      id: 'first-pass',
      title: 'First-pass clean claims',
      value: firstPass,
      unit: 'percent',
      numerator: clean,
      denominator: adjudicated,
      of: 'claims',
      formula:
        'Original claims that were accepted and paid, or put to the patient, at the first decision without any denial, correction or hand on them / original claims decided for the first time.',
      target: '92 % or more',
      isMet: meets(firstPass, (v) => v >= 92),
      source: 'mission target',
      link: '/claims?status=paid',
      trend: trend((m) => percent(m.clean, m.adjudicated)),
    },
    {
      id: 'denial-rate',
      title: 'Initial denial rate',
      value: denialRate,
      unit: 'percent',
      numerator: denied,
      denominator: adjudicated,
      of: 'claims',
      formula:
        "Claims with a denied line at their first decision / claims decided for the first time. Contract cuts and the patient's share are no denials; rejections before a payer judged are not counted here.",
      target: '8 % or less',
      isMet: meets(denialRate, (v) => v <= 8),
      source: 'practice target, yellow above 8 %, red above 10 %',
      link: '/denials',
      trend: trend((m) => percent(m.denied, m.adjudicated)),
    },
    {
      id: 'days-in-ar',
      title: 'Days in A/R, gross',
      value: days,
      unit: 'days',
      numerator: facts.receivableCents,
      denominator: Math.round(perDay),
      of: 'cents',
      formula: 'All that payers and patients owe / (charges of the last 365 days / days with charges in them).',
      target: '45 days or less',
      isMet: meets(days, (v) => v <= 45),
      source: 'mission: trouble from 45 to 50 days',
      link: '/receivable',
      trend: [],
    },
    {
      id: 'over-60',
      title: 'A/R over 60 days',
      value: old,
      unit: 'percent',
      numerator: facts.over60Cents,
      denominator: facts.receivableCents,
      of: 'cents',
      formula: 'What is owed for visits more than 60 days ago / all that is owed.',
      target: 'below 15 to 20 %',
      isMet: meets(old, (v) => v < 20),
      source: 'mission target',
      link: '/receivable?base=service',
      trend: [],
    },
    {
      id: 'net-collection',
      title: 'Net collection per allowed amount',
      value: net,
      unit: 'percent',
      numerator: collected,
      denominator: allowed,
      of: 'cents',
      formula:
        'Paid by payers and patients / allowed by payers, for visits more than four months ago, so that money still under way does not count as lost. What was written off beyond the contract stays in the denominator.',
      target: '95 % or more',
      isMet: meets(net, (v) => v >= 95),
      source: 'AAFP, graded good',
      link: '/remittances',
      trend: trend((m) => percent(m.collectedCents, m.allowedCents)),
    },
  ]
}

const denialPrefix = 'denial-'
const workPrefix = 'work-'
const isWork = (id: string): id is WorkKind => Object.hasOwn(kinds, id)

/** A queue with its words; a queue of denials takes those of its root cause, a work queue those of its kind. */
export function queueOf(waiting: Waiting): Queue {
  const category = waiting.id.startsWith(denialPrefix) ? waiting.id.slice(denialPrefix.length) : null
  const cause = category !== null && isCategory(category) ? categories[category] : null
  const words = cause
    ? { title: `Denied: ${cause.name.toLowerCase()}`, hint: cause.first, link: `/denials?category=${category}` }
    : (wordsOfWork(waiting.id) ?? queueWords[waiting.id] ?? { title: waiting.id, hint: '', link: '/' })
  return {
    id: waiting.id,
    ...words,
    count: waiting.count,
    atStakeCents: waiting.cents,
    oldestOn: waiting.oldest,
    nextDeadlineOn: waiting.deadline,
  }
}

function wordsOfWork(id: string): { title: string; hint: string; link: string } | null {
  const kind = id.startsWith(workPrefix) ? id.slice(workPrefix.length) : ''
  if (!isWork(kind)) return null
  const { title, hint } = kinds[kind]
  return { title, hint, link: `/work?kind=${kind}` }
}

export const stageOf = (stage: StageFacts): Stage => ({
  ...stage,
  ...(stageWords[stage.id] ?? { title: stage.id, link: '/' }),
})

export const newsOf = (news: NewsFacts): News => ({ ...news, ...(newsWords[news.id] ?? { title: news.id, link: '/' }) })
