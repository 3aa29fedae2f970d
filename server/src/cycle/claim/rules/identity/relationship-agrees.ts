import type { Edit } from '../../types.ts'

// "Self" means one person in two places of the claim; two names or birth dates mean the relationship is wrong.

export const relationshipAgrees: Edit = {
  id: 'S004',
  slug: 'relationship-agrees',
  title: 'Relationship logic',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 32', 'CARC 140', 'RARC N382'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim }) {
    const { patient, subscriber } = claim
    const differs = (a: string | undefined, b: string | undefined): boolean =>
      a !== undefined && b !== undefined && a.trim().toLowerCase() !== b.trim().toLowerCase()
    const isOther =
      differs(patient.lastName, subscriber.lastName) ||
      differs(patient.firstName, subscriber.firstName) ||
      differs(patient.birthOn, subscriber.birthOn)
    if (claim.relationship === 'self')
      return isOther
        ? [{ message: 'The patient is said to be the subscriber, but name or birth date differ.', at: 'relationship' }]
        : []
    const isSame =
      patient.birthOn !== undefined && subscriber.birthOn !== undefined && patient.firstName !== undefined && !isOther
    return isSame && subscriber.firstName !== undefined
      ? [{ message: 'Patient and subscriber are the same person, so the relationship is self.', at: 'relationship' }]
      : []
  },
}
