import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// 90846 is family therapy without the patient, 90847 with.

export const familyAndPresence: Edit = {
  id: 'S070',
  slug: 'family-and-presence',
  title: 'Family code vs presence',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 4', 'CARC 11', 'CARC 112', 'RARC N56'],
  cite: 'AAPC3',
  verified: 'V',
  needs: ['note.patientPresent'],
  check({ claim, facts }) {
    const present = facts.note?.patientPresent
    return onLines(claim, 'code', (line) => {
      if (line.code === '90846' && present === true) return 'The patient was present: that is 90847, not 90846.'
      return line.code === '90847' && present === false ? 'The patient was absent: that is 90846, not 90847.' : null
    })
  },
}
