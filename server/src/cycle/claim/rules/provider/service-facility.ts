import type { Edit } from '../../types.ts'
import { onLines, placeOf } from '../lines.ts'

// Care given elsewhere than at the practice's own address says where.

export const serviceFacility: Edit = {
  id: 'S035',
  slug: 'service-facility',
  title: 'Service facility',
  severity: 'warn',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 16', 'RARC MA114', 'RARC N293'],
  cite: 'X12LIST',
  verified: 'P',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'placeOfService', (line) => {
      const place = placeOf(claim, line)
      return place !== '' && !['02', '10', '11'].includes(place) && claim.facility === undefined
        ? `Place of service ${place} without the service facility.`
        : null
    })
  },
}
