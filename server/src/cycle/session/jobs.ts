import { date } from '@ballast/kernel'
import type { Handlers } from '../../ground/jobs.ts'
import { movedOf } from '../intake/types.ts'
import { callOffDeclined } from './actions/declined.ts'
import { moveBookings, returnBookings } from './actions/merged.ts'
import { noticeMiss, offerFreed } from './actions/missed.ts'
import { remindVisits } from './actions/remind.ts'
import { recountVisits } from './actions/sessions.ts'

/** What the session room listens to. */
export const sessionJobs: Handlers = {
  'day.began': async (ground) => {
    await recountVisits(ground)
    await remindVisits(ground)
  },
  'session.attended': async (ground, data) => {
    await noticeMiss(ground, String(data.sessionId))
  },
  'session.freed': async (ground, data) => {
    await offerFreed(ground, {
      sessionId: String(data.sessionId),
      on: date(String(data.on)),
      start: String(data.start),
      stop: String(data.stop),
    })
    await noticeMiss(ground, String(data.sessionId))
  },
  'patient.merged': (ground, data) => moveBookings(ground, movedOf(data)),
  'patient.unmerged': (ground, data) => returnBookings(ground, movedOf(data)),
  'eligibility.visits-declined': (ground, data) =>
    callOffDeclined(ground, Array.isArray(data.sessions) ? data.sessions.map(String) : [], String(data.saidBy)),
}
