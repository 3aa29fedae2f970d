import type { Handlers } from '../../ground/jobs.ts'
import { sweepCredentialing } from './actions/credentialing.ts'

export const practiceJobs: Handlers = {
  'day.began': (ground) => sweepCredentialing(ground),
}
