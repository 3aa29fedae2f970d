import type { Edit } from '../../types.ts'
import { followsAnother } from '../diagnosis-problem.ts'

// A condition that follows from another cannot lead: the cause stands before it.

export const manifestationFirst: Edit = {
  id: 'S052',
  slug: 'manifestation-first',
  title: 'Manifestation first',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 16', 'RARC MA63'],
  cite: 'ICD21',
  verified: 'V',
  needs: [],
  check({ claim, today }) {
    const principal = claim.diagnoses[0] ?? ''
    return followsAnother(principal, claim.lines[0]?.on ?? today)
      ? [{ message: `${principal} follows from another condition, which has to stand first.`, at: 'diagnoses[0]' }]
      : []
  },
}
