import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Medicare pays program days to facilities, on another claim form.

export const programDayToMedicare: Edit = {
  id: 'S104',
  slug: 'program-day-to-medicare',
  title: 'PHP or IOP to Medicare on 837P',
  severity: 'stop',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 96', 'CARC 109', 'RARC N34'],
  cite: 'ARTICLE',
  verified: 'U',
  needs: [],
  check({ claim }) {
    if (claim.payer.kind !== 'medicare') return []
    return onLines(claim, 'code', (line) =>
      ['H0015', 'H0035', 'S0201', 'S9480'].includes(line.code)
        ? `Medicare does not take ${line.code} on a professional claim.`
        : null,
    )
  },
}
