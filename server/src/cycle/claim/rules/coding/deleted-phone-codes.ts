import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// The telephone visit codes ended with 2024.

export const deletedPhoneCodes: Edit = {
  id: 'S045',
  slug: 'deleted-phone-codes',
  title: 'Deleted phone codes',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 181', 'RARC M20', 'RARC N56'],
  cite: 'VERIMEDIX',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line) =>
      ['99441', '99442', '99443'].includes(line.code) && line.on >= '2025-01-01'
        ? `${line.code} ended on 2024-12-31.`
        : null,
    )
  },
}
