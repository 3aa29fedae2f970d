import type { Edit } from '../../types.ts'
import { overlap } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A clinician sits with one patient at a time, but for a group.

export const clinicianOverlap: Edit = {
  id: 'S092',
  slug: 'clinician-overlap',
  title: 'Overlap of clinician time',
  severity: 'warn',
  stages: ['booking', 'signing', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 150', 'RARC N35'],
  cite: 'OWN',
  verified: 'U',
  needs: ['clinician.times', 'note.start', 'note.stop'],
  check({ claim, facts }) {
    const { start, stop } = facts.note ?? {}
    if (start === undefined || stop === undefined || claim.lines.some((line) => isFamily(line.code, 'group'))) return []
    const clash = (facts.clinician?.times ?? []).find((time) => overlap({ start, stop }, time))
    return clash
      ? [
          {
            message: `The clinician's session ${clash.start} to ${clash.stop} with another patient overlaps this one.`,
            at: 'facts.clinician.times',
          },
        ]
      : []
  },
}
