import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { pairConflicts } from '../pair-conflicts.ts'

// A month of collaborative care counts its minutes once, under one model.

export const careMonth: Edit = {
  id: 'S106',
  slug: 'care-month',
  title: 'Collaborative care month',
  severity: 'stop',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 151', 'CARC 97', 'RARC M53'],
  cite: 'BHI',
  verified: 'P',
  needs: [],
  check({ claim, facts }) {
    const minutes = facts.session?.monthMinutes
    const floors: Readonly<Record<string, number>> = {
      '99492': 36,
      '99493': 31,
      '99494': 16,
      '99484': 20,
      G0323: 20,
      G2214: 16,
    }
    const short = onLines(claim, 'code', (line) => {
      const floor = floors[line.code]
      return floor !== undefined && minutes !== undefined && minutes < floor
        ? `${minutes} minutes in the month; ${line.code} needs ${floor}.`
        : null
    })
    return [...pairConflicts(claim, 'S106'), ...short]
  },
}
