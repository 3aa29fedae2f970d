import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// A crisis session takes in everything else of that day.

export const crisisConflicts: Edit = {
  id: 'S066',
  slug: 'crisis-conflicts',
  title: 'Crisis conflicts',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'CARC 231', 'RARC M80'],
  cite: 'AAPC2',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S066')
  },
}
