import { addMonths } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Tomorrow's session was not held, and a year-old one is a typing slip or lost.

export const serviceDayPossible: Edit = {
  id: 'S100',
  slug: 'service-day-possible',
  title: 'Future or stale DOS',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 110', 'CARC 29', '277CA 510'],
  cite: 'OD277',
  verified: 'V',
  needs: [],
  check({ claim, today }) {
    return onLines(claim, 'on', (line) => {
      if (line.on > today) return `${line.on} is in the future.`
      return addMonths(line.on, 12) < today ? `${line.on} is more than twelve months ago.` : null
    })
  },
}
