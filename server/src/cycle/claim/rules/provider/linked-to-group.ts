import type { Edit } from '../../types.ts'

// Enrolled alone is not enrolled with the group that bills.

export const linkedToGroup: Edit = {
  id: 'S027',
  slug: 'linked-to-group',
  title: 'Rendering linked to group',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'billing',
  prevents: ['CARC 185', 'CARC 299', 'RARC N198', '277CA 677'],
  cite: 'OD277',
  verified: 'V',
  needs: ['clinician.isLinkedToGroup'],
  check({ facts }) {
    return facts.clinician?.isLinkedToGroup === false
      ? [{ message: "The rendering clinician is not on the group's roster at this payer.", at: 'rendering.npi' }]
      : []
  },
}
