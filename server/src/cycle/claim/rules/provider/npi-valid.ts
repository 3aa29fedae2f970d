import { isNpi } from '@ballast/x12'
import type { Edit } from '../../types.ts'

// An NPI carries its own check digit (45 CFR 162.406); a wrong one is nobody.

export const npiValid: Edit = {
  id: 'S031',
  slug: 'npi-valid',
  title: 'NPI check',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'billing',
  prevents: ['CARC 206', 'CARC 207', 'CARC 208', 'RARC N257', 'RARC N290', '277CA 562'],
  cite: 'OD277',
  verified: 'V',
  needs: [],
  check({ claim }) {
    const numbers: readonly (readonly [string, string | undefined])[] = [
      ['billing.npi', claim.billing.npi ?? ''],
      ['rendering.npi', claim.rendering.npi ?? (claim.billing.isPerson ? undefined : '')],
      ['supervising.npi', claim.supervising?.npi],
      ['referring.npi', claim.referring?.npi],
      ['facility.npi', claim.facility?.npi],
    ]
    return numbers
      .filter(([, npi]) => npi !== undefined && !isNpi(npi))
      .map(([at, npi]) => ({
        message: npi === '' ? `${at} is missing.` : `${at} "${npi}" is no NPI: its check digit does not fit.`,
        at,
      }))
  },
}
