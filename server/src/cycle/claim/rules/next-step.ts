import { addDays, type Cents, daysBetween, type PlainDate } from '@ballast/kernel'
import type { ClaimStatus } from '../types.ts'

// Whoever opens a claim asks two things: who has to move now, and by when. The answer is the claim's status and its money
// put into words; nothing is stored.

export type StepFacts = {
  readonly status: ClaimStatus
  readonly stops: number
  readonly isReleasable: boolean
  readonly on: PlainDate
  readonly sentOn: PlainDate | null
  readonly filingDays: number
  /** The patient owes a claim filed as a courtesy: its plan pays the patient. */
  readonly owedBy: 'payer' | 'patient'
  readonly payerOwes: Cents
  readonly patientOwes: Cents
  readonly today: PlainDate
}

export type NextStep = {
  readonly who: 'you' | 'clearinghouse' | 'payer' | 'patient' | 'nobody'
  readonly what: string
  readonly by: PlainDate | null
}

const silence = 30

function beforeItLeaves({ status, stops, isReleasable, on, filingDays }: StepFacts): NextStep {
  const by = addDays(on, filingDays)
  if (status === 'ready') return { who: 'you', what: 'It passed every check and goes with the next file.', by }
  if (status === 'rejected')
    return { who: 'you', what: 'Put right what it was turned back for and send it as a new claim.', by }
  if (status === 'draft') return { who: 'you', what: 'It is being prepared.', by }
  const fix = stops === 1 ? 'Put right what stopped it' : `Put right the ${stops} things that stopped it`
  return { who: 'you', what: isReleasable ? `${fix}, or release it with a reason.` : `${fix}.`, by }
}

/** Who has to move now, what they have to do, and by when. */
export function nextStep(facts: StepFacts): NextStep {
  const { status, sentOn, owedBy, payerOwes, patientOwes, today } = facts
  switch (status) {
    case 'draft':
    case 'held':
    case 'ready':
    case 'rejected':
      return beforeItLeaves(facts)
    case 'sent':
    case 'accepted': {
      if (owedBy === 'patient')
        return {
          who: 'payer',
          what: 'Filed as a courtesy: the plan pays the patient, and may say nothing to you.',
          by: null,
        }
      const askOn = sentOn ? addDays(sentOn, silence) : null
      if (askOn && today > askOn)
        return {
          who: 'you',
          what: `The payer has been silent for ${daysBetween(sentOn ?? today, today)} days: ask for its status.`,
          by: addDays(facts.on, facts.filingDays),
        }
      return status === 'sent'
        ? { who: 'clearinghouse', what: 'It was sent; the answer that it arrived comes in a day or two.', by: askOn }
        : { who: 'payer', what: 'The payer has it and decides. If nothing comes by this day, ask.', by: askOn }
    }
    case 'denied':
      return { who: 'you', what: 'Work its denial: the steps and the deadline are there.', by: null }
    default:
      if (payerOwes > 0) return { who: 'payer', what: 'The payer still owes part of it.', by: null }
      if (patientOwes > 0) return { who: 'patient', what: 'The patient owes their share.', by: null }
      return { who: 'nobody', what: 'Nothing is left to do.', by: null }
  }
}
