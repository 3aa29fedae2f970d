import type { Handlers } from '../../ground/jobs.ts'
import { remindClinicians } from './actions/remind.ts'

export const noteJobs: Handlers = {
  'day.began': async (ground) => {
    await remindClinicians(ground)
  },
}
