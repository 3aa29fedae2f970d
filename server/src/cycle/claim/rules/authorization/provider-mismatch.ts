import type { Edit } from '../../types.ts'
import { digits } from '../text.ts'

// Some payers name the clinician; another one's session is then without leave.

export const providerMismatch: Edit = {
  id: 'S021',
  slug: 'provider-mismatch',
  title: 'Auth provider mismatch',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 296', 'RARC N54'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['authorization'],
  check({ claim, facts }) {
    const grant = facts.authorization
    const npi = claim.rendering.npi
    if (
      npi !== undefined &&
      grant?.renderingNpis !== undefined &&
      grant.renderingNpis.length > 0 &&
      !grant.renderingNpis.includes(npi)
    )
      return [{ message: 'The authorization names another clinician.', at: 'rendering.npi' }]
    return grant?.taxId !== undefined &&
      claim.billing.taxId !== undefined &&
      digits(grant.taxId) !== digits(claim.billing.taxId)
      ? [{ message: 'The authorization names another practice.', at: 'billing.taxId' }]
      : []
  },
}
