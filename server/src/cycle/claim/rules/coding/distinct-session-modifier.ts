import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// Family or group beside individual therapy pays only as separate sessions, and the second line says so.

export const distinctSessionModifier: Edit = {
  id: 'S067',
  slug: 'distinct-session-modifier',
  title: 'Indicator 1 pair without modifier',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'CARC 236', 'RARC N20'],
  cite: 'AAPC3',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return pairConflicts(claim, 'S067')
  },
}
