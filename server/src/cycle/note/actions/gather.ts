import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { permissionsFor } from '../../../ground/permissions.ts'
import { templatesInForce } from '../rules/templates.ts'
import { gatherNote } from '../store/notes.ts'
import { listApproved } from '../store/templates.ts'
import type { NoteFacts, Remark } from '../types.ts'

export type NoteRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'note.forbidden'; message: string }
  | { kind: 'note.changed_meanwhile'; message: string; version: number }
  | { kind: 'note.already_signed'; message: string }
  | { kind: 'note.not_signed'; message: string }
  | { kind: 'note.incomplete'; message: string; missing: readonly { element: string; words: string }[] }
  | { kind: 'note.does_not_fit'; message: string; remarks: readonly Remark[] }
  | { kind: 'note.invalid'; message: string }

const nobody = '00000000-0000-0000-0000-000000000000'

/** Whose notes a person may see: null for everybody's, where another role of theirs reads notes, else their own alone; a login that is no clinician's has none. */
export const ownOnly = ({ actor }: Ground): string | null =>
  actor.roles.length > 0 && !permissionsFor(actor.roles.filter((role) => role !== 'clinician')).has('note.read')
    ? (actor.clinicianId ?? nobody)
    : null

/** A visit with all its note is judged by; null when there is none, or it is another clinician's. */
export async function noteFacts(tx: Tx, ground: Ground, sessionId: string): Promise<NoteFacts | null> {
  const facts = await gatherNote(tx, ground.practiceId, sessionId)
  if (!facts) return null
  const own = ownOnly(ground)
  if (own !== null && own !== facts.clinician.id && own !== facts.clinician.supervisorId) return null
  const approved = await listApproved(tx, ground.practiceId)
  return { ...facts, templates: templatesInForce(approved, facts.visit.on) }
}

export const isAuthor = ({ actor }: Ground, facts: NoteFacts): boolean => actor.clinicianId === facts.clinician.id

export const notAuthor = {
  kind: 'note.forbidden',
  message: 'Only the clinician who held the session writes its note.',
} as const

export const changedMeanwhile = (version: number) =>
  ({
    kind: 'note.changed_meanwhile',
    message: 'This note was changed in another window. Load it again.',
    version,
  }) as const
