import { formatDecimal } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A charge under what the payer allows gives the difference away.

export const chargeSane: Edit = {
  id: 'S098',
  slug: 'charge-sane',
  title: 'Charge sane',
  severity: 'warn',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 45', 'RARC M79', '277CA 583'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim, facts }) {
    return onLines(claim, 'charge', (line, i) => {
      if (line.charge <= 0) return `The charge of ${line.code} is ${formatDecimal(line.charge)}.`
      const expected = facts.contract?.expected?.[i]
      return expected !== undefined && line.charge < expected
        ? `The charge ${formatDecimal(line.charge)} is under the allowed ${formatDecimal(expected)}.`
        : null
    })
  },
}
