import type { Edit } from '../../types.ts'
import { digits } from '../text.ts'

// The practice's address is a street with all nine digits of the ZIP; a post office box is for payments.

export const billingAddress: Edit = {
  id: 'S034',
  slug: 'billing-address',
  title: 'Billing address',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 16', 'RARC N258'],
  cite: 'PYX12',
  verified: 'P',
  needs: [],
  check({ claim }) {
    const address = claim.billing.address
    const at = 'billing.address'
    if (/\bp\.?\s*o\.?\s*box\b/i.test(address?.line ?? ''))
      return [{ message: "The practice's address is a post office box.", at }]
    return digits(address?.zip ?? '').length === 9
      ? []
      : [{ message: "The practice's ZIP needs all nine digits.", at: `${at}.zip` }]
  },
}
