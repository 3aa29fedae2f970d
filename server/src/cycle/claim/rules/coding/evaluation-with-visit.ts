import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// An evaluation is the visit; a second one by the same clinician is not paid.

export const evaluationWithVisit: Edit = {
  id: 'S064',
  slug: 'evaluation-with-visit',
  title: 'Evaluation with E/M',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC B14', 'CARC 236', 'RARC M80'],
  cite: 'LCD34616',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S064')
  },
}
