import { addMonths, type Cents, cents, type PlainDate } from '@ballast/kernel'
import type { NewWork, Team, WorkKind } from '../../worklist/types.ts'
import { factWords } from '../tables/facts.ts'
import { followUps, refusalRoutes } from '../tables/refusal-routes.ts'
import type { PayerRefusal } from '../types/answer.ts'
import type { AskedCoverage, HolderSign, Inquiry, Reading, Standing, Variant } from '../types/standing.ts'
import { activeOn } from './active.ts'
import { deniedSign, genericOfManager } from './carve-out.ts'
import { unsaid } from './differences.ts'

// How what a payer said, or did not say, becomes one person's next task.

/** Everything that is looked at again with each answer, so that it closes by itself when it no longer holds. */
export const answeredKinds: readonly WorkKind[] = [
  'eligibility.inactive',
  'eligibility.not-found',
  'eligibility.refused',
  'eligibility.carve-out',
  'eligibility.unanswered',
  'eligibility.call',
  'eligibility.contradiction',
  'eligibility.other-payer',
]

export type AtStake = { readonly nextOn: PlainDate | null; readonly booked: number; readonly visitWorth: Cents }

type Base = Pick<NewWork, 'subject' | 'link' | 'patientId' | 'atStake' | 'dueOn'>

export function baseFor(coverage: AskedCoverage, stake: AtStake): Base {
  return {
    subject: coverage.coverageId,
    link: `/eligibility/${coverage.coverageId}`,
    patientId: coverage.patientId,
    atStake: cents(stake.visitWorth * Math.max(1, stake.booked)),
    dueOn: stake.nextOn,
  }
}

/** What is to be done after an answer was read. */
export function workAfter(coverage: AskedCoverage, standing: Standing, reading: Reading, stake: AtStake): NewWork[] {
  const base = baseFor(coverage, stake)
  const who = coverage.patientName
  const plan = coverage.payer.name
  const found: NewWork[] = []
  const on = stake.nextOn ?? standing.checkedFor ?? coverage.from
  if (activeOn(standing, on) === false)
    found.push({
      ...base,
      kind: 'eligibility.inactive',
      cause: `inactive ${standing.planUntil ?? ''}`,
      title: `${who}: ${plan} says the coverage is not active on ${on}`,
      advice: 'Call the patient before the visit and ask for the new card; enter the new coverage and ask again.',
    })
  const sign = openSign(coverage, standing, reading)
  if (sign && (!sign.isSure || standing.holder === null || standing.holder.payerId === null))
    found.push(carveOutWork(base, who, plan, sign))
  if (reading.contradictions.length > 0)
    found.push({
      ...base,
      kind: 'eligibility.contradiction',
      cause: reading.contradictions.join(' '),
      title: `${who}: ${plan} contradicts itself`,
      advice: `${reading.contradictions.join(' ')} None of it was used. Call ${plan} and write the answer down.`,
    })
  const others = reading.said.otherPayers
  const isOrderKnown = standing.orderConfirmedOn !== null && standing.orderConfirmedOn >= addMonths(on, -12)
  if (coverage.otherPlan !== null && coverage.rank === 1 && !isOrderKnown)
    found.push({
      ...base,
      kind: 'eligibility.other-payer',
      cause: `on file: ${coverage.otherPlan}`,
      title: `${who}: two plans are on file, ${plan} and ${coverage.otherPlan}`,
      advice: 'Ask the patient which pays first, put the order right if it is another, and confirm it.',
    })
  else if (typeof others === 'string' && others !== '' && !isOrderKnown)
    found.push({
      ...base,
      kind: 'eligibility.other-payer',
      cause: others,
      title: `${who}: ${plan} names other insurance (${others})`,
      advice: 'Ask the patient which pays first, enter the other coverage, and confirm the order.',
    })
  const isHolderOpen = standing.holder !== null && standing.holder.payerId === null
  if (standing.isActive !== false && reading.contradictions.length === 0 && !isHolderOpen)
    found.push(...callWork(base, coverage, standing))
  return found
}

/** What still asks who holds mental health: what the plan says now, else what a denied claim left. */
function openSign(coverage: AskedCoverage, standing: Standing, reading: Reading): HolderSign | null {
  const isKnown = standing.holder?.payerId != null || coverage.payer.carveOutPayerId !== null
  const said = reading.holder?.signal === genericOfManager && isKnown ? null : reading.holder
  return said ?? deniedSign(standing)
}

/** What is to be done after a claim came back as another payer's to pay. */
export function workAfterDenial(coverage: AskedCoverage, standing: Standing, stake: AtStake): NewWork[] {
  const sign = deniedSign(standing)
  return sign ? [carveOutWork(baseFor(coverage, stake), coverage.patientName, coverage.payer.name, sign)] : []
}

function carveOutWork(base: Base, who: string, plan: string, sign: HolderSign): NewWork {
  const holder = sign.name || 'another company'
  const call = sign.phone ? ` Their number: ${sign.phone}.` : ''
  return {
    ...base,
    kind: 'eligibility.carve-out',
    cause: `${sign.signal} ${sign.name} ${sign.id ?? ''}`,
    title:
      sign.signal === genericOfManager
        ? `${who}: ${plan} manages mental health for other plans; see whose card this is`
        : `${who}: mental health may be held by ${holder}, not by ${plan}`,
    advice: sign.isSure
      ? `${sign.words} Add ${holder} to the payers, so that the question and the claims go there.${call}`
      : `${sign.words} Find out who holds it, from the back of the card or by phone, and say so on the coverage.${call}`,
    facts: { holder: sign },
  }
}

function callWork(base: Base, coverage: AskedCoverage, standing: Standing): NewWork[] {
  const { mustCall, ask } = unsaid(standing.facts, coverage.payer.params)
  if (mustCall.length === 0) return []
  const about = mustCall.map((name) => factWords[name].title.toLowerCase()).join(' and ')
  const payer = standing.holder?.name || coverage.payer.name
  return [
    {
      ...base,
      kind: 'eligibility.call',
      cause: mustCall.join(' '),
      title: `${coverage.patientName}: ${payer} did not say the ${about}`,
      advice: `Call ${payer} and write down what they say, with the name of who said it. What is not said is not zero.`,
      facts: { ask },
    },
  ]
}

export type RefusalPlan = {
  /** Ask once more, this way, at once. */
  readonly askNow: Variant | null
  /** Ask as it was, so many days from now. */
  readonly askInDays: number | null
  readonly work: {
    readonly kind: WorkKind
    readonly team: Team
    readonly says: string
    readonly advice: string
    readonly code: string
  } | null
}

const aboutPerson = new Set(['58', '64', '65', '66', '67', '68', '71', '72', '73', '74', '75', '76', '77', '78'])
const mostAttempts = 3

/** What a refusal asks of us: ask once more another way, wait, or trouble a person with it. */
export function planRefusal(
  refusals: readonly PayerRefusal[],
  inquiry: Pick<Inquiry, 'attempt' | 'variant'>,
  relationship: AskedCoverage['relationship'],
): RefusalPlan {
  const [first] = refusals
  const code = first?.code ?? ''
  const route = refusalRoutes[code]
  const followUp = followUps[first?.followUp ?? '']
  const mayAsk = (followUp?.mayAsk ?? true) && inquiry.attempt < mostAttempts
  if (mayAsk && (followUp?.waitDays ?? 0) > 0)
    return { askNow: null, askInDays: followUp?.waitDays ?? null, work: null }
  const retry = route?.retry
  if (mayAsk && retry === 'as_entered') return { askNow: null, askInDays: 1, work: null }
  const isPossible = retry !== 'other_level' || relationship !== 'self'
  if (mayAsk && retry !== undefined && isPossible && inquiry.variant === 'as_entered')
    return { askNow: retry, askInDays: null, work: null }
  return {
    askNow: null,
    askInDays: null,
    work: {
      kind: aboutPerson.has(code) ? 'eligibility.not-found' : 'eligibility.refused',
      team: route?.team ?? 'insurance_desk',
      says: route ? `${route.says} (${code})` : `refused with code ${code || 'none'}`,
      advice: [route?.advice ?? 'Call the payer and ask why.', followUp?.says].filter(Boolean).join(' '),
      code,
    },
  }
}
