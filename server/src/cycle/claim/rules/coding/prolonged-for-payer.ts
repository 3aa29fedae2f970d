import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// The same quarter hour has two codes: Medicare's own, and everybody else's.

export const prolongedForPayer: Edit = {
  id: 'S060',
  slug: 'prolonged-for-payer',
  title: 'Prolonged wrong payer',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 181', 'CARC 96', 'RARC N56'],
  cite: 'G2212SRC',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line) => {
      if (line.code === '99417' && claim.payer.kind === 'medicare') return 'Medicare wants G2212 instead of 99417.'
      return line.code === 'G2212' && claim.payer.kind === 'commercial'
        ? 'Commercial payers want 99417 instead of G2212.'
        : null
    })
  },
}
