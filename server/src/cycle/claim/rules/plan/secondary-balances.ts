import { sum } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// What the first payer paid and what it took off must make the charge, line by line, or the second sends it back.

export const secondaryBalances: Edit = {
  id: 'S012',
  slug: 'secondary-balances',
  title: 'Secondary balance',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 129', 'CARC 16', '277CA 672'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return (claim.otherPayers ?? []).flatMap((payer, i) =>
      (payer.lines ?? []).flatMap((decided, j) => {
        const line = claim.lines[decided.number - 1]
        const at = `otherPayers[${i}].lines[${j}]`
        if (!line) return [{ message: `There is no line ${decided.number} for this decision.`, at }]
        const explained = sum([decided.paid, ...decided.adjustments.map((each) => each.amount)])
        return explained === line.charge
          ? []
          : [{ message: `Paid and adjustments of line ${decided.number} do not make its charge.`, at }]
      }),
    )
  },
}
