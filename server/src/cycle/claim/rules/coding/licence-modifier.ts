import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Medicaid and some others price by who treated, told by a modifier on each line.

export const licenceModifier: Edit = {
  id: 'S112',
  slug: 'licence-modifier',
  title: 'State Medicaid modifiers',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 4', 'CARC 16', 'RARC N822'],
  cite: 'HCODES',
  verified: 'P',
  needs: [],
  check({ claim, facts, params }) {
    const own = params.license_modifier_map[claim.rendering.credential ?? '']
    const wanted = [...(own === undefined || own === '' ? [] : [own]), ...(facts.contract?.requiredModifiers ?? [])]
    return onLines(claim, 'modifiers', (line) => {
      const missing = wanted.filter((modifier) => !line.modifiers.includes(modifier))
      return missing.length === 0 ? null : `This payer wants ${missing.join(', ')} on the line.`
    })
  },
}
