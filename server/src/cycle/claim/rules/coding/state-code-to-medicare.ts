import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// H, S and T codes are for Medicaid and commercial payers; Medicare reads none.

export const stateCodeToMedicare: Edit = {
  id: 'S105',
  slug: 'state-code-to-medicare',
  title: 'S or H code to Medicare',
  severity: 'stop',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 96', 'CARC 181', 'RARC N56'],
  cite: 'OWN',
  verified: 'P',
  needs: [],
  check({ claim }) {
    if (claim.payer.kind !== 'medicare') return []
    return onLines(claim, 'code', (line) =>
      /^[HST]\d{4}$/.test(line.code) ? `Medicare does not take ${line.code}.` : null,
    )
  },
}
