import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { setFromNote } from '../../session/actions/sessions.ts'
import { checkNote, elementsOf } from '../rules/check.ts'
import { contentOf, emOf, holds, minutesOf, placeOf } from '../rules/questions.ts'
import { lockVisit, saveNote, saveRevision } from '../store/notes.ts'
import { answerReturns, listReturns } from '../store/returns.ts'
import type { NoteChange, NoteCheck, NoteContent, NoteFacts, StoredNote } from '../types.ts'
import { changedMeanwhile, isAuthor, type NoteRefusal, notAuthor, noteFacts } from './gather.ts'

// A note is written, signed, signed a second time where the writer is supervised, and from then on only amended: what was
// signed stays in its history.

export type Written = { readonly version: number; readonly state: string; readonly check: NoteCheck }

/** The note with what changed; an answer of null takes an answer back. */
export function withChange(content: NoteContent, change: NoteChange): NoteContent {
  const answers = { ...content.answers }
  for (const [element, answer] of Object.entries(change.answers ?? {})) {
    if (answer === null) delete answers[element]
    else answers[element] = answer
  }
  return {
    start: change.start === undefined ? content.start : change.start,
    stop: change.stop === undefined ? content.stop : change.stop,
    endsNextDay: change.endsNextDay ?? content.endsNextDay,
    minutes: change.minutes === undefined ? content.minutes : change.minutes,
    modality: change.modality ?? content.modality,
    answers,
  }
}

type Stamp = NonNullable<Parameters<typeof saveNote>[4]>

const unsigned: Stamp = {
  state: 'open',
  signedAt: null,
  signedOn: null,
  signedBy: null,
  isLate: false,
  cosignedAt: null,
  cosignedBy: null,
}

const stampOf = ({ state, signedAt, signedOn, signedBy, isLate, cosignedAt, cosignedBy }: StoredNote): Stamp => ({
  state,
  signedAt,
  signedOn,
  signedBy,
  isLate,
  cosignedAt,
  cosignedBy,
})

/** A visit whose note the person here may write, with its turn taken. */
async function ownNote(tx: Tx, ground: Ground, sessionId: string): Promise<Result<NoteFacts, NoteRefusal>> {
  await lockVisit(tx, ground.practiceId, sessionId)
  const facts = await noteFacts(tx, ground, sessionId)
  if (!facts) return refuse({ kind: 'not_found', id: sessionId })
  return isAuthor(ground, facts) ? ok(facts) : refuse(notAuthor)
}

/** Keeps what was written so far; answers with what is still needed. */
export function writeNote(
  ground: Ground,
  sessionId: string,
  change: NoteChange,
  version: number,
): Promise<Result<Written, NoteRefusal>> {
  return inTransaction<Written, NoteRefusal>(ground, async (tx) => {
    const own = await ownNote(tx, ground, sessionId)
    if (!own.ok) return own
    const facts = own.value
    if (isFinished(facts))
      return refuse({ kind: 'note.already_signed', message: 'This note is signed. Amend it, with a reason.' })
    if (version !== (facts.note?.version ?? 0)) return refuse(changedMeanwhile(facts.note?.version ?? 0))
    const content = withChange(contentOf(facts), change)
    const written = await saveNote(tx, ground, facts, content)
    return ok({ version: written, state: 'open', check: checkNote(facts, content) })
  })
}

const isFinished = ({ note, visit }: NoteFacts): boolean => (note ? note.state !== 'open' : visit.signedOn !== null)

const dueDays = (facts: NoteFacts): number => Math.ceil(Number(facts.practice.params.note_due_hours ?? 24) / 24)

const needsCosign = ({ clinician, practice }: NoteFacts): boolean =>
  clinician.credential === 'associate' &&
  clinician.supervisorId !== null &&
  practice.params.cosign_before_claim !== false

function refusedBy(check: NoteCheck): NoteRefusal | null {
  if (check.missing.length > 0) return { kind: 'note.incomplete', message: check.says, missing: check.missing }
  const stops = check.remarks.filter(({ severity }) => severity === 'stop')
  return stops.length > 0
    ? { kind: 'note.does_not_fit', message: stops.map(({ words }) => words).join(' '), remarks: stops }
    : null
}

/** Signs a note: it is then done, or waits for the supervisor's signature. A done note is news. */
export function signNote(ground: Ground, sessionId: string, version: number): Promise<Result<Written, NoteRefusal>> {
  return inTransaction<Written, NoteRefusal>(ground, async (tx) => {
    const own = await ownNote(tx, ground, sessionId)
    if (!own.ok) return own
    const facts = own.value
    if (isFinished(facts)) return refuse({ kind: 'note.already_signed', message: 'This note is signed already.' })
    if (version !== (facts.note?.version ?? 0)) return refuse(changedMeanwhile(facts.note?.version ?? 0))
    const content = contentOf(facts)
    const check = checkNote(facts, content)
    const refused = refusedBy(check)
    if (refused) return refuse(refused)

    const today = ground.today()
    const isLate = today > addDays(facts.visit.on, dueDays(facts))
    const state = needsCosign(facts) ? ('to_cosign' as const) : ('signed' as const)
    const stamp = {
      ...unsigned,
      state,
      signedAt: ground.now(),
      signedOn: today,
      signedBy: facts.clinician.name,
      isLate,
    }
    const saved = await saveNote(tx, ground, facts, content, stamp)
    await saveRevision(tx, ground, sessionId, {
      kind: isLate ? 'late_entry' : 'signed',
      reason: isLate ? `Written after ${facts.visit.on}.` : null,
      content,
      templates: usedTemplates(facts),
    })
    if (state === 'signed') await finish(tx, ground, facts, content, 'session.signed')
    await audit(tx, ground, { action: 'note.signed', subject: sessionId, detail: { isLate, state } })
    return ok({ version: saved, state, check })
  })
}

const usedTemplates = (facts: NoteFacts) => facts.templates.filter(({ version }) => version > 0)

/** Tells the visit what its note says, and everybody who listens that it does. */
async function finish(
  tx: Tx,
  ground: Ground,
  facts: NoteFacts,
  content: NoteContent,
  news: 'session.signed' | 'session.amended',
): Promise<void> {
  const { visit } = facts
  const level = content.answers.MDM?.chosen?.[0] ?? null
  const blocks = (content.answers.ATT?.blocks ?? []).toSorted((a, b) => (a.start < b.start ? -1 : 1))
  await setFromNote(tx, ground.practiceId, visit.id, {
    start: content.start ?? blocks[0]?.start ?? null,
    stop: content.stop ?? blocks.at(-1)?.stop ?? null,
    minutes: minutesOf(content, facts),
    modality: content.modality,
    patientAt: placeOf(content, facts),
    em: emOf(visit.em, level, facts.isNewPatient),
    interactiveComplexity: holds('ICFACTOR', content.answers.ICFACTOR) || visit.interactiveComplexity,
    medicalServices: visit.medicalServices || (content.answers.MEDS?.chosen ?? []).some((id) => id !== 'none'),
    diagnoses: content.answers.DX?.chosen ?? visit.diagnoses,
    elements: elementsOf(facts, content),
    codesPicked: content.answers.FIT ? [] : visit.codesPicked,
    signedOn: firstSigned(facts, ground.today()),
  })
  await ground.machine.jobs.enqueue(tx, ground, news, { sessions: [visit.id] })
}

const firstSigned = ({ visit }: NoteFacts, today: PlainDate): PlainDate => visit.signedOn ?? today

/** The supervisor's signature, or the note sent back with what to put right. */
export function cosignNote(
  ground: Ground,
  sessionId: string,
  version: number,
  sentBack: string | null,
): Promise<Result<Written, NoteRefusal>> {
  return inTransaction<Written, NoteRefusal>(ground, async (tx) => {
    await lockVisit(tx, ground.practiceId, sessionId)
    const facts = await noteFacts(tx, ground, sessionId)
    if (!facts?.note) return refuse({ kind: 'not_found', id: sessionId })
    if (facts.clinician.supervisorId === null || ground.actor.clinicianId !== facts.clinician.supervisorId)
      return refuse({ kind: 'note.forbidden', message: 'Only the supervisor of record signs here.' })
    if (facts.note.state !== 'to_cosign')
      return refuse({ kind: 'note.not_signed', message: 'This note does not wait for a second signature.' })
    if (version !== facts.note.version) return refuse(changedMeanwhile(facts.note.version))
    const content = contentOf(facts)
    const isBack = sentBack !== null
    const stamp: Stamp = isBack
      ? unsigned
      : { ...stampOf(facts.note), state: 'signed', cosignedAt: ground.now(), cosignedBy: ground.actor.name }
    const saved = await saveNote(tx, ground, facts, content, stamp)
    await saveRevision(tx, ground, sessionId, {
      kind: isBack ? 'sent_back' : 'cosigned',
      reason: sentBack,
      content,
      templates: usedTemplates(facts),
    })
    if (!isBack) {
      const cosigned = { ...facts, note: { ...facts.note, cosignedBy: ground.actor.name } }
      await finish(tx, ground, cosigned, content, facts.visit.signedOn === null ? 'session.signed' : 'session.amended')
    }
    await audit(tx, ground, { action: isBack ? 'note.sent-back' : 'note.cosigned', subject: sessionId })
    return ok({ version: saved, state: stamp.state, check: checkNote(facts, content) })
  })
}

/** Changes a signed note with a reason; what was signed before stays in its history, and open questions are answered. */
export function amendNote(
  ground: Ground,
  sessionId: string,
  change: NoteChange,
  reason: string,
  version: number,
): Promise<Result<Written, NoteRefusal>> {
  return inTransaction<Written, NoteRefusal>(ground, async (tx) => {
    const own = await ownNote(tx, ground, sessionId)
    if (!own.ok) return own
    const facts = own.value
    if (facts.note?.state !== 'signed')
      return refuse({ kind: 'note.not_signed', message: 'Only a note that was signed here can be amended here.' })
    if (version !== facts.note.version) return refuse(changedMeanwhile(facts.note.version))
    if (reason.trim().length < 3)
      return refuse({ kind: 'note.invalid', message: 'Say in a few words why the note is amended.' })
    const content = withChange(facts.note, change)
    const check = checkNote(facts, content)
    const refused = refusedBy(check)
    if (refused) return refuse(refused)
    const state = needsCosign(facts) ? ('to_cosign' as const) : ('signed' as const)
    const saved = await saveNote(tx, ground, facts, content, { ...stampOf(facts.note), state })
    await saveRevision(tx, ground, sessionId, {
      kind: 'amended',
      reason: reason.trim(),
      content,
      templates: usedTemplates(facts),
    })
    const asked = await listReturns(tx, ground.practiceId, sessionId)
    await answerReturns(
      tx,
      ground,
      asked.map(({ id }) => id),
      `Amended: ${reason.trim()}`,
    )
    if (state === 'signed') await finish(tx, ground, facts, content, 'session.amended')
    await audit(tx, ground, { action: 'note.amended', subject: sessionId, detail: { reason: reason.trim() } })
    return ok({ version: saved, state, check })
  })
}
