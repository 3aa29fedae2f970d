import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isLedgerOnly } from '../procedures.ts'

// A missed visit is no service; no payer pays for it and none may be asked.

export const noShowOnClaim: Edit = {
  id: 'S089',
  slug: 'no-show-on-claim',
  title: 'No-show on a claim',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 202', 'CARC 96'],
  cite: 'NOSHOW',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line) =>
      isLedgerOnly(line.code) ? `${line.code} is a missed visit and goes to no payer.` : null,
    )
  },
}
