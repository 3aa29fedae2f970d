import type { Handlers } from '../../ground/jobs.ts'
import { askForReview } from './actions/fees.ts'

export const intakeJobs: Handlers = {
  'day.began': (ground) => askForReview(ground),
}
