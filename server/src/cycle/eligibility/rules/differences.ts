import { daysBetween, type PlainDate } from '@ballast/kernel'
import { factWords } from '../tables/facts.ts'
import { type Fact, type FactName, type Facts, factNames, type Reading, type Standing } from '../types/standing.ts'
import { wordsOf } from './read-benefits.ts'

// A fresh report hides what is new in it. What a person needs is the difference: "Copay for therapy: $20.00 -> $40.00".

/** What was known by phone still stands while a payer says nothing, but not beyond a year. */
const callHolds = 365

/** What the plan on the card still speaks for when another company holds mental health. */
const planNames = new Set<FactName>(['plan', 'group', 'insuranceType', 'otherPayers', 'referral', 'spendDown'])

/** Who answers: the plan for itself, the plan on the card about its own half, or the company that holds mental health. */
export type Answering = 'alone' | 'card' | 'holder'

/** What is known after an answer: what it says, and what others said before that it is silent about or has no say in. */
export function mergeFacts(known: Facts, reading: Reading, by: string, on: PlainDate, answering: Answering): Facts {
  const facts: Partial<Record<FactName, Fact>> = {}
  for (const name of factNames) {
    const value = reading.said[name]
    const before = known[name]
    // A claim's answer said it, and no later yes takes it back; it ends when the plan or a person says who holds mental health.
    if (name === 'deniedElsewhere') {
      if (before !== undefined && reading.holder?.isSure !== true) facts[name] = before
      continue
    }
    const hasSay = answering === 'alone' || planNames.has(name) === (answering === 'card')
    if (!hasSay) {
      if (before !== undefined) facts[name] = before
    } else if (value !== undefined) facts[name] = { value, from: 'payer', by, on }
    else if (before?.from === 'call' && daysBetween(before.on, on) <= callHolds) facts[name] = before
  }
  return facts
}

/** What changed since last time, in words; nothing when there was no last time. */
export function differences(
  before: Pick<Standing, 'facts' | 'isActive' | 'planUntil' | 'holder' | 'checkedOn'> | null,
  after: Pick<Standing, 'facts' | 'isActive' | 'planUntil' | 'holder'>,
): string[] {
  if (before?.checkedOn == null) return []
  const told: string[] = []
  const status = (isActive: boolean | null) => (isActive === null ? 'not known' : isActive ? 'active' : 'not active')
  if (after.isActive !== null && before.isActive !== after.isActive)
    told.push(`Coverage: ${status(before.isActive)} -> ${status(after.isActive)}`)
  if (after.planUntil !== null && after.planUntil !== before.planUntil)
    told.push(`Coverage ends: ${before.planUntil ?? 'open'} -> ${after.planUntil}`)
  const holder = (of: Standing['holder']) => of?.name || 'the plan itself'
  if (holder(before.holder) !== holder(after.holder))
    told.push(`Mental health is held by: ${holder(before.holder)} -> ${holder(after.holder)}`)
  for (const name of factNames) {
    const [was, is] = [before.facts[name], after.facts[name]]
    if (!factWords[name].isTold || is === undefined || was?.value === is.value) continue
    if (was === undefined || is.value === 'not said') continue
    // One statement often holds for both kinds of visit; it is told once.
    const twin = name.endsWith('.psychiatry') ? (name.replace('psychiatry', 'therapy') as FactName) : null
    if (twin && before.facts[twin]?.value === was.value && after.facts[twin]?.value === is.value) continue
    told.push(`${factWords[name].title}: ${wordsOf(name, was.value)} -> ${wordsOf(name, is.value)}`)
  }
  return told
}

const goodNews = /^Coverage: .* -> active$|^Mental health benefit: .* -> covered$/

/** A coverage that is active again, or covers what it is for, ends a task; there is nothing to tell the patient of it. */
export const isToTell = (difference: string): boolean => !goodNews.test(difference)

/** What nobody has said that a call is made for, and everything else to ask in the same call. */
export function unsaid(
  facts: Facts,
  payerParams: Readonly<Record<string, unknown>>,
): { mustCall: FactName[]; ask: FactName[] } {
  const isKnown = (name: FactName) => facts[name] !== undefined && facts[name]?.value !== 'unknown'
  const groups = new Map<string, FactName[]>()
  for (const name of factNames) {
    const { must } = factWords[name]
    if (must) groups.set(must, [...(groups.get(must) ?? []), name])
  }
  const mustCall = [...groups.values()].filter((names) => !names.some(isKnown)).flat()
  // What the practice's own terms with the payer settle need not be asked.
  const settled = new Set<FactName>([
    ...(payerParams.sessionLimit || facts['limit.none']
      ? (['limit.visits', 'limit.left', 'limit.period'] as const)
      : []),
    ...(payerParams.authorization ? (['authorization.therapy', 'authorization.psychiatry'] as const) : []),
  ])
  const ask = factNames.filter((name) => factWords[name].question !== undefined && !isKnown(name) && !settled.has(name))
  return { mustCall, ask }
}
