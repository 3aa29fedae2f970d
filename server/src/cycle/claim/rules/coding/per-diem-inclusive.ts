import type { Edit } from '../../types.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// The program's day rate already pays its therapy.

export const perDiemInclusive: Edit = {
  id: 'S103',
  slug: 'per-diem-inclusive',
  title: 'Per diem inclusive',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 97', 'RARC N20'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim, params }) {
    return params.per_diem_inclusive ? pairConflicts(claim, 'S103') : []
  },
}
