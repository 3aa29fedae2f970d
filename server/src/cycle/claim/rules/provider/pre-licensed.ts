import type { Edit } from '../../types.ts'
import { isPreLicensed } from '../procedures.ts'

// Before the licence most payers pay nobody; sent under the own name it is lost, under another's it is false.

export const preLicensed: Edit = {
  id: 'S029',
  slug: 'pre-licensed',
  title: 'Pre-licensed clinician',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 185', 'CARC 170', 'RARC N32', 'RARC N297'],
  cite: 'UTHTPE',
  verified: 'P',
  needs: [],
  check({ claim, params }) {
    return isPreLicensed(claim.rendering.credential) && params.supervised_billing_mode === 'not_allowed'
      ? [
          {
            message: 'This payer does not pay for sessions of a clinician who is not yet licensed.',
            at: 'rendering.credential',
          },
        ]
      : []
  },
}
