import { ageOn } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// Dependent cover ends at 26 unless the child is disabled.

export const childOver26: Edit = {
  id: 'S005',
  slug: 'child-over-26',
  title: 'Child over 26',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 32', 'CARC 33'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim }) {
    const birth = claim.patient.birthOn
    const first = claim.lines[0]
    if (claim.relationship !== 'child' || birth === undefined || first === undefined) return []
    const age = ageOn(birth, first.on)
    return age >= 26
      ? [{ message: `The patient is ${age} and covered as a child; confirm the cover.`, at: 'patient.birthOn' }]
      : []
  },
}
