import { addDays, ok, type Result, refuse } from '@ballast/kernel'
import { changing, inTransaction, reading } from '../../../ground/db.ts'
import { sha256 } from '../../../ground/files.ts'
import { type Actor, type Ground, groundFor, type Machine, newToken, practiceOfToken } from '../../../ground/ground.ts'
import { type NewNotice, writeNotices } from '../../../ground/mail.ts'
import { isGuardOn } from '../../practice/actions/setup.ts'
import { isLate, reminderLetter, unanswerable } from '../rules/reminder.ts'
import { findAppointment, saveSessionEvents, setAppointment } from '../store/appointments.ts'
import { policyOn } from '../store/missed.ts'
import * as store from '../store/reminders.ts'
import { missedVisitDefault, reminderDays } from '../tables/missed-visit.ts'
import type { ReminderAnswer } from '../types.ts'
import { cancelVisit, moveVisit } from './booking.ts'

// Who agreed to it is reminded once of each visit, and answers without signing in: a token says which visit of which practice,
// works once, and opens nothing else. Only its hash is kept with the visit; the letter is kept as it was written, for staff
// who may cancel visits anyway.

/** Reminds the patients of the coming days. The practice's switch for preventing missed visits turns it off. */
export async function remindVisits(ground: Ground): Promise<number> {
  if (!(await isGuardOn(ground, 'noShowPrevention'))) return 0
  return changing(ground, async (tx) => {
    const { practiceId } = ground
    const practice = await store.findPractice(tx, practiceId)
    const due = await store.dueReminders(tx, practiceId, ground.today(), addDays(ground.today(), reminderDays.before))
    if (!practice || due.length === 0) return 0
    const { publicUrl } = ground.machine
    const reminders = due.map((each) => ({ ...each, token: newToken(practiceId) }))
    await store.saveReminders(
      tx,
      ground,
      reminders.map(({ token, ...each }) => ({ ...each, tokenSha256: sha256(token) })),
    )
    await writeNotices(
      tx,
      ground,
      reminders.map(
        ({ token, ...each }): NewNotice => ({
          about: 'session.reminder',
          subject: each.sessionId,
          to: { kind: 'patient', id: each.patientId, name: each.name, address: each.email },
          ...reminderLetter({
            ...each,
            practice,
            link: publicUrl === null ? null : `${publicUrl}/visit?token=${token}`,
          }),
        }),
      ),
    )
    return reminders.length
  })
}

const patientActor: Actor = { id: 'patient:reminder', name: 'Patient, by the reminder', kind: 'person', roles: [] }

/** The ground of the practice a token names; null when it cannot be a token. */
async function groundOf(machine: Machine, token: string): Promise<Ground | null> {
  const practiceId = practiceOfToken(token)
  return practiceId === null ? null : groundFor(machine, practiceId, patientActor)
}

/** What whoever opened a reminder's link is shown: the day and hour, and what may be answered. */
export async function reminderPage(machine: Machine, token: string) {
  const ground = await groundOf(machine, token)
  if (!ground) return null
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const reminder = await store.findReminder(tx, practiceId, sha256(token))
    const visit = reminder && (await findAppointment(tx, practiceId, reminder.sessionId))
    const practice = await store.findPractice(tx, practiceId)
    if (!reminder || !visit || !practice) return null
    const why = unanswerable(reminder, visit, ground.today())
    const maySwitch = visit.modality === 'in_person' && (await store.agreedToVideo(tx, practiceId, reminder.patientId))
    return {
      practice,
      on: visit.on,
      start: visit.start,
      answer: reminder.answer,
      why,
      answers: why === null ? (['comes', ...(maySwitch ? ['video'] : []), 'cannot'] as ReminderAnswer[]) : [],
    }
  })
}

export type AnswerRefusal = { kind: 'reminder.not_found' } | { kind: 'reminder.answered'; message: string }

/** Takes a reminded patient's answer, once: they come, cannot, or ask for video. */
export async function answerReminder(
  machine: Machine,
  token: string,
  answer: ReminderAnswer,
): Promise<Result<{ answer: ReminderAnswer }, AnswerRefusal>> {
  const ground = await groundOf(machine, token)
  if (!ground) return refuse({ kind: 'reminder.not_found' })
  return inTransaction<{ answer: ReminderAnswer }, AnswerRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const reminder = await store.findReminder(tx, practiceId, sha256(token), true)
    const visit = reminder && (await findAppointment(tx, practiceId, reminder.sessionId, true))
    const practice = await store.findPractice(tx, practiceId)
    if (!reminder || !visit || !practice) return refuse({ kind: 'reminder.not_found' })
    const call = `Please call us at ${practice.phone}.`
    const why = unanswerable(reminder, visit, ground.today())
    if (why !== null) return refuse({ kind: 'reminder.answered', message: `${why} ${call}` })
    await store.setAnswer(tx, ground, sha256(token), answer)
    const within = { ...ground, within: tx }
    if (answer === 'comes') {
      await setAppointment(tx, practiceId, visit.id, { confirmed_on: ground.today() })
      await saveSessionEvents(tx, ground, [
        { sessionId: visit.id, kind: 'confirmed', summary: 'The patient says they will come.' },
      ])
      return ok({ answer })
    }
    const { id, version, on, start, minutes, clinicianId } = visit
    if (answer === 'video') {
      if (visit.modality !== 'in_person' || !(await store.agreedToVideo(tx, practiceId, reminder.patientId)))
        return refuse({ kind: 'reminder.answered', message: `This cannot be changed here. ${call}` })
      const reason = 'The patient asked for video when reminded'
      const moved = await moveVisit(within, id, { version, on, start, minutes, clinicianId, modality: 'video', reason })
      if (!moved.ok) return refuse({ kind: 'reminder.answered', message: `This cannot be changed here. ${call}` })
      await setAppointment(tx, practiceId, id, { confirmed_on: ground.today() })
      return ok({ answer })
    }
    const policy = await policyOn(tx, practiceId, on)
    const called = await cancelVisit(within, id, {
      version,
      by: 'patient',
      reason: 'Called off by the reminder',
      isLate: isLate(ground.today(), on, policy?.noticeHours ?? missedVisitDefault.noticeHours),
      forWantOfAuthorization: false,
      wholeSeries: false,
    })
    return called.ok
      ? ok({ answer })
      : refuse({ kind: 'reminder.answered', message: `This cannot be done here. ${call}` })
  })
}
