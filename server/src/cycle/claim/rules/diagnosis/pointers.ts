import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Each line says which diagnosis it treats; a pointer to nothing is no reason to pay.

export const pointers: Edit = {
  id: 'S053',
  slug: 'pointers',
  title: 'Dx pointer',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 11', 'CARC 16', '277CA 477'],
  cite: 'OD277',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'pointers', (line) => {
      if (line.pointers.length === 0) return 'The line points to no diagnosis.'
      if (line.pointers.length > 4) return 'A line points to at most four diagnoses.'
      const lost = line.pointers.find((pointer) => pointer < 1 || pointer > claim.diagnoses.length)
      if (lost !== undefined) return `The line points to diagnosis ${lost}, which is not there.`
      const first = claim.diagnoses[(line.pointers[0] ?? 1) - 1] ?? ''
      const isLegitimate =
        /^F/i.test(first) ||
        /^R45\.?(851|88)/i.test(first) ||
        (/^Z/i.test(first) && (claim.payer.kind === 'eap' || isFamily(line.code, 'evaluation')))
      return isLegitimate
        ? null
        : {
            message: `The line leads with ${first}, which is no mental health or substance use diagnosis.`,
            severity: 'warn' as const,
          }
    })
  },
}
