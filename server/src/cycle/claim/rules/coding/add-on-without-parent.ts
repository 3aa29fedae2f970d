import type { Edit } from '../../types.ts'
import { onLines, renderingOf } from '../lines.ts'
import { isAddOn, mayCarry } from '../procedures.ts'

// An add-on is never paid alone.

export const addOnWithoutParent: Edit = {
  id: 'S061',
  slug: 'add-on-without-parent',
  title: 'Add-on without parent',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC B15', 'CARC 107', 'RARC N122', 'RARC N161'],
  cite: 'NOVITAS',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'code', (line, i) => {
      if (!isAddOn(line.code)) return null
      const isCarried = claim.lines.some(
        (parent, j) =>
          i !== j &&
          parent.on === line.on &&
          renderingOf(claim, parent) === renderingOf(claim, line) &&
          mayCarry(line.code, parent.code),
      )
      return isCarried ? null : `${line.code} is an add-on and no service that may carry it stands on this claim.`
    })
  },
}
