import type { Edit } from '../../types.ts'
import { remainingVisits } from '../plan-limits.ts'

// Near the end there is still time to ask for more, or to plan with the patient.

const fewVisits = 3
const fewPercent = 25

export const visitLimitNear: Edit = {
  id: 'S015',
  slug: 'visit-limit-near',
  title: 'Visit limit near',
  severity: 'info',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 119', 'RARC N640'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['limits'],
  check({ facts }) {
    const left = remainingVisits(facts.limits)
    const limit = facts.limits?.limit
    if (left === undefined || left <= 1) return []
    const after = left - 1
    const isNear = after <= fewVisits || (limit !== undefined && after * 100 <= limit * fewPercent)
    return isNear ? [{ message: `After this visit ${after} of the plan's visits are left.`, at: 'lines' }] : []
  },
}
