import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isCodeOn, isLedgerOnly } from '../procedures.ts'

// Codes come and go with the years; a code is valid by the day of service, not the day of sending.

export const codeValidOnDay: Edit = {
  id: 'S047',
  slug: 'code-valid-on-day',
  title: 'Procedure valid on DOS',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 181', 'RARC M51', 'RARC M20', '277CA 454'],
  cite: 'X12LIST',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line) =>
      isLedgerOnly(line.code) || isCodeOn(line.code, line.on) || ['99441', '99442', '99443'].includes(line.code)
        ? null
        : `${line.code || 'A blank code'} is not in the code set for ${line.on}.`,
    )
  },
}
