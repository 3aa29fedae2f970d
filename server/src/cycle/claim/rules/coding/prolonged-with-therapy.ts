import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// Prolonged time belongs to a visit chosen by time, which a visit with therapy is not.

export const prolongedWithTherapy: Edit = {
  id: 'S059',
  slug: 'prolonged-with-therapy',
  title: 'Prolonged with add-on',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'RARC N20'],
  cite: 'FINDACODE',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S059')
  },
}
