import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Medicare pays none of the telemedicine visit codes of 2025; it wants the office codes with a telehealth place.

export const telemedicineToMedicare: Edit = {
  id: 'S044',
  slug: 'telemedicine-to-medicare',
  title: 'Medicare telemedicine codes',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 181', 'CARC 96', 'RARC N56'],
  cite: 'AAFPTH',
  verified: 'V',
  needs: [],
  check({ claim }) {
    if (claim.payer.kind !== 'medicare') return []
    return onLines(claim, 'code', (line) =>
      isFamily(line.code, 'telemedicine') ? `Medicare does not take ${line.code}; use 99202 to 99215.` : null,
    )
  },
}
