import type { Edit } from '../../types.ts'
import { isAddOn } from '../procedures.ts'

// The payer counts visits; so must we, before it does.

export const unitsExceeded: Edit = {
  id: 'S019',
  slug: 'units-exceeded',
  title: 'Auth units exceeded',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 198', 'RARC N640', '277CA 674'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['authorization.unitsApproved', 'authorization.unitsUsed'],
  check({ claim, facts }) {
    const { unitsApproved, unitsUsed } = facts.authorization ?? {}
    if (unitsApproved === undefined || unitsUsed === undefined) return []
    const wanted = claim.lines.filter((line) => !isAddOn(line.code)).reduce((units, line) => units + line.units, 0)
    return unitsUsed + wanted > unitsApproved
      ? [
          {
            message: `${unitsUsed} of ${unitsApproved} authorized units are used and this claim takes ${wanted}.`,
            at: 'facts.authorization.unitsUsed',
          },
        ]
      : []
  },
}
