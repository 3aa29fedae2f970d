import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// Some services take each other in on one day; the payer pays one.

export const pairNeverPaid: Edit = {
  id: 'S116',
  slug: 'pair-never-paid',
  title: 'NCCI indicator 0 pair',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'CARC 231', 'RARC N20'],
  cite: 'AAPC1',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S116')
  },
}
