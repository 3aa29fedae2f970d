import { ok, type Result, refuse } from '@ballast/kernel'
import { inTransaction } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { isElement } from '../rules/templates.ts'
import { answerReturns, findReturn, saveReturn } from '../store/returns.ts'
import { billingWords } from '../tables/billing-words.ts'
import { type NoteRefusal, noteFacts } from './gather.ts'

// A note comes back to its clinician as one question about one element, in words a clinician uses.

export function askClinician(
  ground: Ground,
  sessionId: string,
  ask: { readonly element: string; readonly question: string },
): Promise<Result<{ id: string }, NoteRefusal>> {
  return inTransaction<{ id: string }, NoteRefusal>(ground, async (tx) => {
    const facts = await noteFacts(tx, ground, sessionId)
    if (!facts) return refuse({ kind: 'not_found', id: sessionId })
    if (!isElement(ask.element))
      return refuse({ kind: 'note.invalid', message: `${ask.element} is no element of a note.` })
    const question = ask.question.trim()
    if (question.length < 5) return refuse({ kind: 'note.invalid', message: 'Say what you need to know.' })
    const word = billingWords.exec(question)?.[0]
    if (word !== undefined)
      return refuse({
        kind: 'note.invalid',
        message: `"${word}" is our word, not a clinician's. Ask for what the note should say.`,
      })
    const id = await saveReturn(tx, ground, {
      sessionId,
      clinicianId: facts.clinician.id,
      element: ask.element,
      question,
    })
    return ok({ id })
  })
}

/** The clinician's answer, where the note itself needs no change or is kept elsewhere. */
export function answerQuestion(
  ground: Ground,
  id: string,
  answer: string,
): Promise<Result<{ id: string }, NoteRefusal>> {
  return inTransaction<{ id: string }, NoteRefusal>(ground, async (tx) => {
    const asked = await findReturn(tx, ground.practiceId, id)
    if (!asked || asked.clinician_id !== ground.actor.clinicianId) return refuse({ kind: 'not_found', id })
    if (asked.answered_on !== null)
      return refuse({ kind: 'note.already_signed', message: 'This question is answered already.' })
    if (answer.trim() === '') return refuse({ kind: 'note.invalid', message: 'Write a few words.' })
    await answerReturns(tx, ground, [id], answer.trim())
    return ok({ id })
  })
}
