import { formatDecimal, sum } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// The claim's total is the sum of its lines, to the cent.

export const totalEqualsLines: Edit = {
  id: 'S099',
  slug: 'total-equals-lines',
  title: 'Total equals lines',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 16', 'RARC M54', '277CA 400'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim }) {
    const total = sum(claim.lines.map((line) => line.charge))
    return claim.charge !== undefined && claim.charge !== total
      ? [
          {
            message: `The total is ${formatDecimal(claim.charge)}, the lines make ${formatDecimal(total)}.`,
            at: 'charge',
          },
        ]
      : []
  },
}
