import type { Edit } from '../../types.ts'
import { remainingVisits } from '../plan-limits.ts'

// Beyond the plan's visits nothing is owed by it; patient and clinician should have heard before, not after.

export const visitLimitLeft: Edit = {
  id: 'S014',
  slug: 'visit-limit-left',
  title: 'Visit limit left',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 119', 'CARC B1', 'CARC 149', 'CARC 35', 'RARC N587', 'RARC N640'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['limits'],
  isReleasable: true,
  check({ facts, params }) {
    const left = remainingVisits(facts.limits)
    if (left === undefined || left > 1) return []
    if (left === 1) return [{ message: 'This visit is the last that the plan covers.', at: 'lines' }]
    const isStop = facts.limits?.isNonCovered === true || params.visit_limit_action === 'block'
    return [
      { message: "The plan's visits were used up before this one.", at: 'lines', severity: isStop ? 'stop' : 'warn' },
    ]
  },
}
