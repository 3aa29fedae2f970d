import { foreignModifiers, modifierRows, stateModifiers } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A modifier the payer does not know spoils the line it stands on.

const known = new Set(modifierRows.flatMap((row) => row.modifiers))

export const modifierValid: Edit = {
  id: 'S048',
  slug: 'modifier-valid',
  title: 'Modifier valid',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 182', 'CARC 4', 'RARC N823', '277CA 453'],
  cite: 'X12LIST',
  verified: 'V',
  needs: [],
  check({ claim, params }) {
    const mapped = Object.values(params.license_modifier_map)
    return onLines(claim, 'modifiers', (line) => {
      const odd = line.modifiers.find((modifier) => !known.has(modifier) && !mapped.includes(modifier))
      if (odd !== undefined)
        return foreignModifiers.includes(odd)
          ? `${odd} has no place on a mental health line.`
          : `${odd} is no modifier known here.`
      const state = line.modifiers.find((modifier) => stateModifiers.includes(modifier) && !mapped.includes(modifier))
      return state !== undefined && claim.payer.kind !== 'medicaid' ? `${state} is read by Medicaid only.` : null
    })
  },
}
