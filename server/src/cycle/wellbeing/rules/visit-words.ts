import { addDays, type PlainDate } from '@ballast/kernel'
import { categories, isCategory } from '../../denial/tables/categories.ts'
import { serviceName } from '../../note/tables/service-words.ts'
import type { VisitFacts, VisitLine } from '../types.ts'

// Each visit in one sentence that needs no biller to read it: who has to move now, and when something is expected.

/** How long a payer is given where its own habit is not known; two thirds of the states let a clean claim take thirty days. */
const longestDays = 30

type Words = Pick<VisitLine, 'state' | 'words' | 'expectedOn'>
const soon = (state: VisitLine['state'], words: string): Words => ({ state, words, expectedOn: null })

function atThePayer({ payer, sentOn, usualDays }: VisitFacts, today: PlainDate): Words {
  const who = payer ?? 'The plan'
  if (sentOn === null) return soon('office', `Goes to ${who} with the next file.`)
  const expectedOn = addDays(sentOn, usualDays ?? longestDays)
  if (today > expectedOn)
    return { state: 'payer', words: `${who} is later than usual. Billing asks about it.`, expectedOn }
  return { state: 'payer', words: `${who} has it and decides.`, expectedOn }
}

function settled({ payer, payerOwes, patientOwes }: VisitFacts): Words {
  if (payerOwes > 0) return soon('payer', `${payer ?? 'The plan'} still owes a part. Billing follows it.`)
  if (patientOwes > 0) return soon('patient', 'The patient’s share is open. Billing sends the statement.')
  return soon('settled', payer === null ? 'Paid by the patient.' : 'Paid.')
}

/** A visit as its clinician reads it. */
export const lineOf = (facts: VisitFacts, today: PlainDate): VisitLine => ({
  ...facts,
  service: serviceName(facts.service),
  ...wordsOf(facts, today),
})

function wordsOf(facts: VisitFacts, today: PlainDate): Words {
  const { signedOn, claimStatus, refusal, payer, charged, patientOwes } = facts
  if (signedOn === null) return soon('note', 'Waits for your signature on the note.')
  switch (claimStatus) {
    case null:
      if (charged === 0) return soon('office', 'Billing completes what is missing, or asks you.')
      return patientOwes > 0 ? soon('patient', 'The patient pays this visit.') : soon('settled', 'Paid by the patient.')
    case 'draft':
    case 'held':
      return soon('office', 'Billing puts something right before it goes.')
    case 'rejected':
      return soon('office', 'Came back before anybody decided; billing sends it again.')
    case 'ready':
    case 'sent':
    case 'accepted':
      return atThePayer(facts, today)
    case 'denied': {
      const why = refusal && isCategory(refusal.category) ? categories[refusal.category].name : null
      const words = `${payer ?? 'The plan'} said no${why ? `: ${why.toLowerCase()}` : ''}. Billing works it.`
      return { state: 'refused', words, expectedOn: refusal?.deadlineOn ?? null }
    }
    default:
      return settled(facts)
  }
}
