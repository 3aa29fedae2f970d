import type { Edit } from '../../types.ts'

// A qualified Medicare beneficiary owes no share of what Medicare covers; asking is unlawful.

export const qmbBalance: Edit = {
  id: 'S120',
  slug: 'qmb-balance',
  title: 'QMB guard',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['RARC N781'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['eligibility.isQmb', 'patientBalance'],
  check({ facts }) {
    return facts.eligibility?.isQmb === true && (facts.patientBalance ?? 0) > 0
      ? [
          {
            message: 'A qualified Medicare beneficiary may not be billed; bring the balance to zero.',
            at: 'facts.patientBalance',
          },
        ]
      : []
  },
}
