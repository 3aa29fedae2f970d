import type { Handlers } from '../../ground/jobs.ts'
import { askAboutBrought, lookAgainAtBrought } from './actions/brought.ts'
import { remindClinicians } from './actions/remind.ts'

export const noteJobs: Handlers = {
  'session.signed': async (ground, data) => {
    if (Array.isArray(data.sessions)) await askAboutBrought(ground, data.sessions.map(String))
  },
  'day.began': async (ground) => {
    await remindClinicians(ground)
    await lookAgainAtBrought(ground)
  },
}
