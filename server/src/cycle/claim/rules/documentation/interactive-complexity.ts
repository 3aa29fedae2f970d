import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { mayCarry } from '../procedures.ts'

// The interactive complexity add-on needs one of its four reasons in the note; an interpreter alone is none.

export const interactiveComplexity: Edit = {
  id: 'S069',
  slug: 'interactive-complexity',
  title: 'Interactive complexity fact',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 97', 'CARC B15', 'CARC 150', 'RARC N122'],
  cite: 'APASVC',
  verified: 'V',
  needs: ['note.elements'],
  check({ claim, facts }) {
    return onLines(claim, 'code', (line) => {
      if (line.code !== '90785') return null
      if (!claim.lines.some((parent) => mayCarry('90785', parent.code)))
        return '90785 has no service here that it may go with.'
      if (facts.note?.interpreterOnly === true) return 'An interpreter alone is no reason for 90785.'
      return facts.note?.elements?.includes('ICFACTOR') === false
        ? 'The note names none of the reasons for 90785.'
        : null
    })
  },
}
