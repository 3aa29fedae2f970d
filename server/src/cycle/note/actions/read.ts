import { addDays } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { isGroup, isProgramDay } from '../../coding/rules/shared-hours.ts'
import { checkNote } from '../rules/check.ts'
import { contentOf } from '../rules/questions.ts'
import { countSignedOn, listOpen, listRevisions, listToCosign } from '../store/notes.ts'
import { listQuestions, listReturns } from '../store/returns.ts'
import { whyNoProcess } from '../tables/questions.ts'
import { serviceName } from '../tables/service-words.ts'
import { isAuthor, noteFacts, ownOnly } from './gather.ts'

const mostOpen = 500

/** A clinician's day: what is open, in order; what waits for a second signature; what the office asked. */
export const myDay = (ground: Ground) =>
  reading(ground, async (tx) => {
    const own = ground.actor.clinicianId ?? null
    const today = ground.today()
    if (own === null) return { today, isClinician: false, open: [], toCosign: [], questions: [], signedToday: 0 }
    const named = <R extends { service: string }>(row: R) => ({ ...row, service: serviceName(row.service) })
    return {
      today,
      isClinician: true,
      open: (await listOpen(tx, ground.practiceId, today, own, mostOpen)).map(named),
      toCosign: (await listToCosign(tx, ground.practiceId, own)).map(named),
      questions: await listQuestions(tx, ground.practiceId, own),
      signedToday: await countSignedOn(tx, ground.practiceId, own, today),
    }
  })

/** Every open note the practice waits for; a clinician sees their own. */
export const openNotes = (ground: Ground) =>
  reading(ground, async (tx) => {
    const today = ground.today()
    const notes = await listOpen(tx, ground.practiceId, today, ownOnly(ground), mostOpen)
    return {
      today,
      notes: notes.map((row) => ({
        ...row,
        service: serviceName(row.service),
        isDue: row.on <= addDays(today, -1),
      })),
    }
  })

/** The note's page: its questions with what stands, what is missing, what does not fit, and its history. */
export const notePage = (ground: Ground, sessionId: string) =>
  reading(ground, async (tx) => {
    const facts = await noteFacts(tx, ground, sessionId)
    if (!facts) return null
    const { visit, patient, clinician, note } = facts
    const { start, stop, endsNextDay, minutes, modality } = contentOf(facts)
    const state = note?.state ?? (visit.signedOn === null ? 'open' : 'elsewhere')
    return {
      id: visit.id,
      on: visit.on,
      service: serviceName(visit.service),
      isGroup: isGroup(visit.service) || isProgramDay(visit.service),
      patient: patient.name,
      clinician: clinician.name,
      supervisor: clinician.supervisor,
      bookedStart: note ? note.bookedStart : visit.start,
      bookedMinutes: note ? note.bookedMinutes : visit.scheduledMinutes,
      state,
      version: note?.version ?? 0,
      isAuthor: isAuthor(ground, facts),
      isSupervisor: ground.actor.clinicianId !== null && ground.actor.clinicianId === clinician.supervisorId,
      signedBy: note?.signedBy ?? null,
      signedOn: note?.signedOn ?? visit.signedOn,
      isLate: note?.isLate ?? false,
      cosignedBy: note?.cosignedBy ?? null,
      content: { start, stop, endsNextDay, minutes, modality },
      check: checkNote(facts),
      elements: visit.noteElements,
      history: await listRevisions(tx, ground.practiceId, sessionId),
      questions: await listReturns(tx, ground.practiceId, sessionId),
      whyNoProcess,
    }
  })
