import { formatDecimal, type PlainDate } from '@ballast/kernel'
import type { AskedCoverage, LimitCount, Standing } from '../types/standing.ts'
import { activeOn } from './active.ts'
import { unsaid } from './differences.ts'
import { wordsOf } from './read-benefits.ts'

// What a front desk needs is not a list of benefits but what to do: who pays, what to collect, what to get first.

export type Advice = { readonly tone: 'good' | 'act' | 'stop' | 'plain'; readonly text: string }

const money = (value: unknown): string => `$${formatDecimal(Number(value) as never)}`

/** The answer as what to do, the most urgent first. */
export function adviceFor(
  coverage: AskedCoverage,
  standing: Standing | null,
  limits: readonly LimitCount[],
  on: PlainDate,
): Advice[] {
  if (standing === null || standing.checkedOn === null)
    return [{ tone: 'act', text: `${coverage.payer.name} has not been asked yet. Ask before the visit.` }]
  const { facts, holder } = standing
  const payer = holder?.name || coverage.payer.name
  const told: Advice[] = []
  const isActive = activeOn(standing, on)
  if (coverage.until !== null && on > coverage.until)
    told.push({ tone: 'act', text: `It was entered until ${coverage.until}: visits after that are another card's.` })
  else if (isActive === false)
    told.push({ tone: 'stop', text: `Not active on ${on}. Ask the patient for the new card before the visit.` })
  else if (isActive === true) told.push({ tone: 'good', text: `Active on ${on}, checked on ${standing.checkedOn}.` })
  else told.push({ tone: 'act', text: `Nobody has said whether it is active on ${on}. Ask for that day.` })
  if (facts.doubt) told.push({ tone: 'act', text: `The payer says: ${facts.doubt.value}.` })
  if (holder && holder.payerId !== coverage.payer.id)
    told.push(
      holder.payerId === null
        ? {
            tone: 'stop',
            text: `Mental health is held by ${holder.name || 'another company'}. Add it to the payers before a claim goes.`,
          }
        : {
            tone: 'good',
            text: `Mental health is held by ${holder.name}: claims go there, not to ${coverage.payer.name}.`,
          },
    )
  if (facts.mentalHealth?.value === 'not covered' && !holder)
    told.push({
      tone: 'stop',
      text: `${payer} says mental health is not covered. Look on the back of the card for another number, then talk with the patient.`,
    })
  const copay = facts['copay.therapy']
  const share = facts['coinsurance.therapy']
  const deductible = facts['deductible.left']
  if (typeof deductible?.value === 'number' && deductible.value > 0)
    told.push({
      tone: 'plain',
      text: `The patient pays the contract rate until ${money(deductible.value)} more of the deductible is used.`,
    })
  if (copay)
    told.push({
      tone: 'plain',
      text:
        copay.value === 0
          ? 'The plan says: no copay for therapy.'
          : `Collect ${wordsOf('copay.therapy', copay.value)} at each therapy visit.`,
    })
  if (share)
    told.push({
      tone: 'plain',
      text: `The patient's share of therapy is ${wordsOf('coinsurance.therapy', share.value)}.`,
    })
  if (unsaid(facts, coverage.payer.params).mustCall.length > 0)
    told.push({ tone: 'act', text: `${payer} did not say what the patient pays for therapy. That is not zero: call.` })
  if (facts['authorization.therapy']?.value === 'required')
    told.push({ tone: 'act', text: 'Therapy needs an authorization before the visit.' })
  for (const limit of limits) {
    if (limit.left === null) continue
    const of = limit.visits === null ? '' : ` of ${limit.visits}`
    told.push(
      limit.left < 0
        ? { tone: 'stop', text: `${-limit.left} visits are booked beyond the plan's limit.` }
        : {
            tone: limit.left <= 3 ? 'act' : 'plain',
            text: `${limit.left}${of} visits are left after everything booked.`,
          },
    )
  }
  if (facts.telehealth) told.push({ tone: 'plain', text: `Telehealth: ${facts.telehealth.value}.` })
  const order = { stop: 0, act: 1, good: 2, plain: 3 }
  return told.toSorted((a, b) => order[a.tone] - order[b.tone])
}
