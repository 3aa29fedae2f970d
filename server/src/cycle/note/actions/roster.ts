import { ok, type Result, refuse } from '@ballast/kernel'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { isProgramDay } from '../../coding/rules/shared-hours.ts'
import { setAttendance } from '../../session/actions/sessions.ts'
import { checkNote } from '../rules/check.ts'
import { contentOf } from '../rules/questions.ts'
import { lockVisit, saveNote } from '../store/notes.ts'
import { listRoster } from '../store/roster.ts'
import { serviceName } from '../tables/service-words.ts'
import { isAuthor, type NoteRefusal, notAuthor, noteFacts } from './gather.ts'
import { withChange } from './write.ts'

// A group or a program day is one meeting with many notes: what all share is written once, each patient's own part apart.

export const rosterPage = (ground: Ground, sessionId: string) =>
  reading(ground, async (tx) => {
    const first = await noteFacts(tx, ground, sessionId)
    if (!first) return null
    const { visit } = first
    const ids = await listRoster(tx, ground.practiceId, sessionId)
    const members = []
    for (const id of ids) {
      const facts = id === sessionId ? first : await noteFacts(tx, ground, id)
      if (!facts) continue
      const check = checkNote(facts)
      const { start, stop } = contentOf(facts)
      members.push({
        id,
        patient: facts.patient.name,
        status: facts.visit.status,
        state: facts.note?.state ?? (facts.visit.signedOn === null ? 'open' : 'elsewhere'),
        version: facts.note?.version ?? 0,
        start,
        stop,
        minutes: check.minutes,
        asked: check.asked.filter(({ element }) => ['GROUPSIZE', 'RESP', 'RISK', 'MEDNEC'].includes(element)),
        missing: check.missing,
        remarks: check.remarks,
        maySign: check.maySign,
      })
    }
    return {
      id: sessionId,
      on: visit.on,
      service: serviceName(visit.service),
      isProgramDay: isProgramDay(visit.service),
      bookedStart: first.note?.bookedStart ?? visit.start,
      isAuthor: isAuthor(ground, first),
      /** What was done with everyone, asked once. */
      interventions: checkNote(first).asked.find(({ element }) => element === 'INTERV') ?? null,
      members: members.toSorted((a, b) => (a.patient < b.patient ? -1 : 1)),
    }
  })

export type Shared = {
  readonly start: string
  readonly stop: string
  readonly interventions?: readonly string[] | undefined
  readonly came: readonly string[]
}

/** Writes what all share, for everyone who came; who did not come is marked so. A finished note is left alone. */
export function writeRoster(
  ground: Ground,
  sessionId: string,
  shared: Shared,
): Promise<Result<{ written: number }, NoteRefusal>> {
  return inTransaction<{ written: number }, NoteRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const first = await noteFacts(tx, ground, sessionId)
    if (!first) return refuse({ kind: 'not_found', id: sessionId })
    if (!isAuthor(ground, first)) return refuse(notAuthor)
    const ids = await listRoster(tx, practiceId, sessionId)
    const stranger = shared.came.find((id) => !ids.includes(id))
    if (stranger !== undefined) return refuse({ kind: 'not_found', id: stranger })
    const { start, stop } = shared
    const count = shared.came.length
    let written = 0
    for (const id of ids) {
      await lockVisit(tx, practiceId, id)
      const facts = await noteFacts(tx, ground, id)
      if (!facts || facts.visit.signedOn !== null || (facts.note && facts.note.state !== 'open')) continue
      const isHere = shared.came.includes(id)
      await setAttendance(tx, ground, id, isHere ? 'kept' : 'no_show')
      if (!isHere) continue
      const content = contentOf(facts)
      const day = isProgramDay(facts.visit.service)
      const answers = {
        ...(day ? { ATT: { blocks: [{ start, stop }] } } : { GROUPSIZE: { ...content.answers.GROUPSIZE, count } }),
        ...(shared.interventions && shared.interventions.length > 0
          ? { INTERV: { chosen: [...shared.interventions] } }
          : {}),
      }
      await saveNote(tx, ground, facts, withChange(content, { ...(day ? {} : { start, stop }), answers }))
      written += 1
    }
    return ok({ written })
  })
}
