import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// A prescriber's visit takes therapy as an add-on (90833, 90836, 90838), not as a session of its own.

export const therapyWithVisit: Edit = {
  id: 'S063',
  slug: 'therapy-with-visit',
  title: 'Psychotherapy with E/M same clinician',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'RARC N20'],
  cite: 'NOVITAS',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S063')
  },
}
