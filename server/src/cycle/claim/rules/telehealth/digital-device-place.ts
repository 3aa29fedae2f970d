import type { Edit } from '../../types.ts'
import { onLines, placeOf } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A digital treatment device is handed over and managed from the office, not by telehealth.

export const digitalDevicePlace: Edit = {
  id: 'S046',
  slug: 'digital-device-place',
  title: 'DMHT place',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 5', 'CARC 58', 'RARC M77'],
  cite: 'DMHT',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'placeOfService', (line) =>
      isFamily(line.code, 'digital') && ['02', '10'].includes(placeOf(claim, line))
        ? `${line.code} with telehealth place ${placeOf(claim, line)}.`
        : null,
    )
  },
}
