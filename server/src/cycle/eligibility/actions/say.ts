import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { settleWork } from '../../worklist/actions/raise.ts'
import { differences, unsaid } from '../rules/differences.ts'
import { nothingKnown } from '../rules/hold.ts'
import { saveCall } from '../store/calls.ts'
import { gatherAsked, listPayers, listPlans } from '../store/inquiries.ts'
import { findStandings, saveStandings } from '../store/standings.ts'
import { factWords } from '../tables/facts.ts'
import {
  type Fact,
  type FactName,
  type FactValue,
  factNames,
  type SaidFacts,
  type Standing,
} from '../types/standing.ts'
import { refreshLimits, watchLimits } from './limits.ts'
import { tellClaims } from './tell.ts'

// What a payer says by phone counts like what it writes, with the names of both who spoke, and the day.

export type SayRefusal =
  | { kind: 'eligibility.not_found' }
  | { kind: 'eligibility.invalid'; message: string; at?: string }

export type Call = {
  readonly spokeWith: string
  readonly reference: string | null
  readonly on: PlainDate
  readonly isActive: boolean | null
  readonly facts: Readonly<Record<string, FactValue>>
  readonly note: string | null
}

const isFact = (name: string): name is FactName => (factNames as readonly string[]).includes(name)

/** The first thing wrong with what was written down; null when all of it can be true. */
function wrongWith(facts: Readonly<Record<string, FactValue>>): SayRefusal | null {
  for (const [name, value] of Object.entries(facts)) {
    if (!isFact(name))
      return { kind: 'eligibility.invalid', message: `${name} is nothing that can be asked.`, at: name }
    const { unit, choices, title } = factWords[name]
    const isNumber = unit === 'cents' || unit === 'percent' || unit === 'count'
    if (isNumber && (typeof value !== 'number' || !Number.isInteger(value) || value < 0))
      return { kind: 'eligibility.invalid', message: `${title} is a number of zero or more.`, at: name }
    if (unit === 'percent' && typeof value === 'number' && value > 10_000)
      return { kind: 'eligibility.invalid', message: `${title} is at most 100 %.`, at: name }
    if (choices && !choices.includes(String(value)))
      return { kind: 'eligibility.invalid', message: `${title} is one of ${choices.join(', ')}.`, at: name }
  }
  return null
}

/** Writes down a call to the payer; its facts stand until the payer says otherwise. */
export function recordCall(
  ground: Ground,
  coverageId: string,
  call: Call,
): Promise<Result<{ id: string }, SayRefusal>> {
  return inTransaction<{ id: string }, SayRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const coverages = await gatherAsked(tx, practiceId, [coverageId])
    const coverage = coverages.get(coverageId)
    if (!coverage) return refuse({ kind: 'eligibility.not_found' })
    const wrong = wrongWith(call.facts)
    if (wrong) return refuse(wrong)
    if (call.on > ground.today())
      return refuse({ kind: 'eligibility.invalid', message: 'The call is dated after today.', at: 'on' })
    const before = (await findStandings(tx, practiceId, [coverageId])).get(coverageId)
    const known = before ?? nothingKnown(coverage)
    const said = Object.fromEntries(
      Object.entries(call.facts).map(([name, value]): [string, Fact] => [
        name,
        { value, from: 'call', by: `${call.spokeWith}, to ${ground.actor.name}`, on: call.on },
      ]),
    )
    const next: Standing = {
      ...known,
      checkedOn: call.isActive === null ? known.checkedOn : call.on,
      checkedFor: call.isActive === null ? known.checkedFor : call.on,
      isActive: call.isActive ?? known.isActive,
      facts: { ...known.facts, ...said },
    }
    const told = differences(before ?? null, next)
    await saveStandings(tx, ground, [
      { ...next, ...(told.length > 0 ? { changedOn: call.on, differences: told } : {}) },
    ])
    const standings = new Map([[coverageId, next]])
    await tellClaims(tx, ground, new Map(before ? [[coverageId, before]] : []), standings)
    const payerId = known.holder?.payerId ?? coverage.payer.id
    const facts = call.facts as SaidFacts
    const id = await saveCall(tx, ground, { ...call, coverageId, patientId: coverage.patientId, payerId, facts })
    const isAnswered = unsaid(next.facts, coverage.payer.params).mustCall.length === 0
    await settleWork(
      tx,
      ground,
      [
        'eligibility.contradiction',
        'eligibility.unanswered',
        ...(isAnswered ? (['eligibility.call'] as const) : []),
        ...(call.isActive === true ? (['eligibility.inactive', 'eligibility.refused'] as const) : []),
      ],
      [coverageId],
      `${call.spokeWith} answered by phone.`,
    )
    await refreshLimits(tx, ground, coverages, standings)
    await watchLimits(tx, ground, coverages)
    await audit(tx, ground, { action: 'eligibility.called', subject: coverageId, detail: { call: id } })
    return ok({ id })
  })
}

export type Decision = { readonly decide: 'holder'; readonly payerId: string | null } | { readonly decide: 'order' }

/** A person's word on who holds mental health, or that the order of coverages was confirmed with the patient. */
export function decide(
  ground: Ground,
  coverageId: string,
  decision: Decision,
): Promise<Result<{ ok: true }, SayRefusal>> {
  return inTransaction<{ ok: true }, SayRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const coverage = (await gatherAsked(tx, practiceId, [coverageId])).get(coverageId)
    if (!coverage) return refuse({ kind: 'eligibility.not_found' })
    const known = (await findStandings(tx, practiceId, [coverageId])).get(coverageId) ?? nothingKnown(coverage)
    if (decision.decide === 'order') {
      // The order is one of all the patient's plans: each is asked about it.
      const ids = await listPlans(tx, practiceId, coverage.patientId)
      const all = await gatherAsked(tx, practiceId, ids)
      const standings = await findStandings(tx, practiceId, ids)
      await saveStandings(
        tx,
        ground,
        [...all].map(([id, each]) => ({
          ...(standings.get(id) ?? nothingKnown(each)),
          orderConfirmedOn: ground.today(),
        })),
      )
      await settleWork(tx, ground, ['eligibility.other-payer'], ids, 'The order was confirmed.')
    } else {
      const payer = decision.payerId === null ? null : (await listPayers(tx, practiceId)).get(decision.payerId)
      if (payer === undefined) return refuse({ kind: 'eligibility.not_found' })
      // Nobody else: the plan on the card holds it, and a person said so.
      const named = payer ?? coverage.payer
      const holder = {
        payerId: named.id,
        name: named.name,
        id: named.ediId,
        phone: null,
        signal: 'person',
        by: 'person' as const,
      }
      const { deniedElsewhere: _, ...facts } = known.facts
      await saveStandings(tx, ground, [{ ...known, facts, holder }])
      await tellClaims(tx, ground, new Map([[coverageId, known]]), new Map([[coverageId, { ...known, holder }]]))
      await settleWork(tx, ground, ['eligibility.carve-out'], [coverageId], `${named.name} holds it.`)
    }
    await audit(tx, ground, { action: 'eligibility.decided', subject: coverageId, detail: { ...decision } })
    return ok({ ok: true })
  })
}
