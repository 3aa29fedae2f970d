import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// One evaluation or one therapy a day by one clinician, not both.

export const evaluationWithTherapy: Edit = {
  id: 'S065',
  slug: 'evaluation-with-therapy',
  title: 'Evaluation with psychotherapy',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'CARC 231', 'RARC M80'],
  cite: 'AAPC1',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S065')
  },
}
