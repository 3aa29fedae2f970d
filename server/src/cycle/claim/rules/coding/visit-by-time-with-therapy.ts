import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// The same minutes cannot choose the visit's level and the therapy.

export const visitByTimeWithTherapy: Edit = {
  id: 'S058',
  slug: 'visit-by-time-with-therapy',
  title: 'E/M by time with add-on',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 150', 'CARC 97', 'RARC N20'],
  cite: 'FINDACODE',
  verified: 'V',
  needs: ['note.emBasis'],
  check({ claim, facts }) {
    if (facts.note?.emBasis !== 'time') return []
    return onLines(claim, 'code', (line) =>
      isFamily(line.code, 'therapy_add_on')
        ? `With ${line.code} the visit's level is chosen by decision making, not by time.`
        : null,
    )
  },
}
