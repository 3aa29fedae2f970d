import type { Edit } from '../../types.ts'
import { digits } from '../text.ts'

// The tax id says whom the payer pays.

export const taxId: Edit = {
  id: 'S033',
  slug: 'tax-id',
  title: 'TIN and pay-to',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 299', 'CARC 16', 'RARC N836', '277CA 128'],
  cite: 'X12LIST',
  verified: 'V',
  needs: [],
  check({ claim, facts }) {
    const id = digits(claim.billing.taxId ?? '')
    if (id.length !== 9)
      return [{ message: "The practice's tax id is missing or has not nine digits.", at: 'billing.taxId' }]
    return facts.contract?.taxId !== undefined && digits(facts.contract.taxId) !== id
      ? [{ message: 'The tax id is not the one of the contract.', at: 'billing.taxId' }]
      : []
  },
}
