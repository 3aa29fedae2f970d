import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Note, appointment and claim speak of one day.

export const oneServiceDay: Edit = {
  id: 'S087',
  slug: 'one-service-day',
  title: 'Note date equals DOS',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 16', 'CARC 110', 'RARC M52'],
  cite: 'OWN',
  verified: 'U',
  needs: ['note.on'],
  check({ claim, facts }) {
    const days = [facts.note?.on, facts.session?.on].filter((day) => day !== undefined)
    return onLines(claim, 'on', (line) => {
      const other = days.find((day) => day !== line.on)
      return other === undefined ? null : `The claim says ${line.on}, the note or the appointment ${other}.`
    })
  },
}
