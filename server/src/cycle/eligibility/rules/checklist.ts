import { addDays, addMonths, type PlainDate } from '@ballast/kernel'
import { type ChecklistStep, checklistSteps } from '../tables/checklist.ts'
import type { LimitCount, Standing } from '../types/standing.ts'
import { activeOn } from './active.ts'

// A checklist that only people tick is filled in at the end of the day from memory. What the payer has answered ticks
// itself and says why; a person's mark says who, when, and under which wording of the step.

export type StepWording = {
  readonly stepId: string
  readonly version: number
  readonly title: string
  readonly jobAid: string
  readonly personId: string | null
  readonly isUsed: boolean
  readonly from: PlainDate
}
export type Mark = {
  readonly stepId: string
  readonly version: number
  readonly visitOn: PlainDate | null
  readonly state: 'done' | 'not_needed' | 'undone'
  readonly note: string | null
  readonly on: PlainDate
  readonly by: string
}
export type ChecklistLine = {
  readonly id: string
  readonly stage: ChecklistStep['stage']
  readonly title: string
  readonly aid: string
  readonly team: string
  readonly personId: string | null
  readonly version: number
  readonly state: 'open' | 'done' | 'not_needed' | 'failed'
  readonly why: string | null
  readonly cite: string
  readonly verified: string
}

/** The wording of a step in force on a day: the practice's latest, else ours. */
export function wordingOn(step: ChecklistStep, own: readonly StepWording[], on: PlainDate): StepWording {
  const latest = own
    .filter((each) => each.stepId === step.id && each.from <= on)
    .toSorted((a, b) => b.version - a.version)[0]
  return (
    latest ?? {
      stepId: step.id,
      version: 0,
      title: step.title,
      jobAid: step.aid,
      personId: null,
      isUsed: true,
      from: on,
    }
  )
}

const freshFor = 3

type Answered = { readonly state: 'done' | 'failed'; readonly why: string } | null

function byFacts(
  step: ChecklistStep,
  standing: Standing | null,
  limits: readonly LimitCount[],
  on: PlainDate,
): Answered {
  const facts = standing?.facts ?? {}
  const checkedOn = standing?.checkedOn ?? null
  const done = (why: string): Answered => ({ state: 'done', why })
  const failed = (why: string): Answered => ({ state: 'failed', why })
  switch (step.byFacts) {
    case 'asked':
      return checkedOn !== null && checkedOn >= addDays(on, -freshFor) ? done(`Answered on ${checkedOn}.`) : null
    case 'active': {
      const isActive = activeOn(standing, on)
      return isActive === undefined
        ? null
        : isActive
          ? done(`Active, said on ${checkedOn}.`)
          : failed('The payer says no.')
    }
    case 'holder':
      if (standing?.holder)
        return standing.holder.payerId
          ? done(`${standing.holder.name} holds it.`)
          : failed('Held by a company that is not set up.')
      return facts.mentalHealth?.value === 'covered' ? done('The plan holds it itself.') : null
    case 'limit': {
      const [limit] = limits
      if (facts['limit.none']?.value === true) return done('No limit.')
      if (limit?.left == null) return null
      return limit.left >= 0
        ? done(`${limit.left} left after everything booked.`)
        : failed(`${-limit.left} booked beyond the limit.`)
    }
    case 'share':
      return facts['copay.therapy'] || facts['coinsurance.therapy'] ? done('Said by the payer or by phone.') : null
    case 'deductible':
      return facts['deductible.left'] ? done('Known.') : null
    case 'authorization': {
      const word = facts['authorization.therapy']?.value
      return word !== undefined && word !== 'unknown' ? done(`For therapy: ${word}.`) : null
    }
    case 'order':
      return standing?.orderConfirmedOn && standing.orderConfirmedOn >= addMonths(on, -12)
        ? done(`Confirmed on ${standing.orderConfirmedOn}.`)
        : null
    default:
      return null
  }
}

/** Whether a mark still holds for a visit on a day. */
const holds = (mark: Mark, step: ChecklistStep, on: PlainDate): boolean =>
  step.holds === 'always' || (step.holds === 'year' ? mark.on >= addMonths(on, -12) : mark.visitOn === on)

/** The checklist of a patient for a visit on a day. */
export function checklistFor(
  facts: {
    readonly standing: Standing | null
    readonly limits: readonly LimitCount[]
    readonly wordings: readonly StepWording[]
    readonly marks: readonly Mark[]
  },
  on: PlainDate,
): ChecklistLine[] {
  return checklistSteps.flatMap((step): ChecklistLine[] => {
    const wording = wordingOn(step, facts.wordings, on)
    if (!wording.isUsed) return []
    const mark = facts.marks.filter((each) => each.stepId === step.id && holds(each, step, on)).at(-1)
    const answered = byFacts(step, facts.standing, facts.limits, on)
    const marked = mark?.state === 'done' || mark?.state === 'not_needed' ? { ...mark, state: mark.state } : null
    return [
      {
        id: step.id,
        stage: step.stage,
        title: wording.title,
        aid: wording.jobAid,
        team: step.team,
        personId: wording.personId,
        version: wording.version,
        state: answered?.state ?? marked?.state ?? 'open',
        why: answered?.why ?? (marked ? [`${marked.by}, ${marked.on}.`, marked.note].filter(Boolean).join(' ') : null),
        cite: step.cite,
        verified: step.verified,
      },
    ]
  })
}
