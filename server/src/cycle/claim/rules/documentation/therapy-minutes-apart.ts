import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Therapy within a medical visit is paid only for its own minutes, kept apart from the visit's.

export const therapyMinutesApart: Edit = {
  id: 'S057',
  slug: 'therapy-minutes-apart',
  title: 'Therapy time with E/M',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 150', 'CARC 112', 'RARC N706'],
  cite: 'SMRC',
  verified: 'V',
  needs: ['note'],
  check({ claim, facts }) {
    const note = facts.note
    const isMissing =
      note?.psychotherapyMinutes === undefined &&
      (note?.elements !== undefined ? !note.elements.includes('PSYMIN') : facts.minutes === undefined)
    const isWhole = note?.psychotherapyMinutes !== undefined && note.psychotherapyMinutes === note.totalMinutes
    return onLines(claim, 'code', (line) => {
      if (!isFamily(line.code, 'therapy_add_on')) return null
      if (isMissing) return `The note does not keep the therapy minutes of ${line.code} apart from the visit.`
      return isWhole ? 'The therapy minutes equal the whole visit, which leaves none for the medical part.' : null
    })
  },
}
