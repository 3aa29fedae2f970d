import type { Handlers } from '../../ground/jobs.ts'
import { tendCards } from './actions/cards.ts'

export const reviewJobs: Handlers = {
  'day.began': async (ground) => {
    await tendCards(ground)
  },
}
