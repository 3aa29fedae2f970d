import type { Handlers } from '../../ground/jobs.ts'
import { escalateWork } from './actions/work.ts'

export const worklistJobs: Handlers = {
  'day.began': async (ground) => {
    await escalateWork(ground)
  },
}
