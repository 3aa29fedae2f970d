import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isAddOn, mayCarry } from '../procedures.ts'

// Payers read from the top: the service first, then what was added.

export const parentBeforeAddOn: Edit = {
  id: 'S062',
  slug: 'parent-before-add-on',
  title: 'Parent order',
  severity: 'warn',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC B15', 'RARC N122'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line, i) => {
      const parent = claim.lines.findIndex((each) => each.on === line.on && mayCarry(line.code, each.code))
      return isAddOn(line.code) && parent > i
        ? `${line.code} stands before ${claim.lines[parent]?.code}, which carries it.`
        : null
    })
  },
}
