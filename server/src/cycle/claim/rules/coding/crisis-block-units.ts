import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Past the first hour and a quarter a crisis counts in half hours begun.

export const crisisBlockUnits: Edit = {
  id: 'S077',
  slug: 'crisis-block-units',
  title: '90840 units',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 151', 'RARC M53'],
  cite: 'BCBSIL',
  verified: 'P',
  needs: ['minutes'],
  check({ claim, facts, params }) {
    const minutes = facts.minutes
    return onLines(claim, 'units', (line) => {
      if (minutes === undefined || !isFamily(line.code, 'crisis_add_on')) return null
      const edge = params.crisis_addon_rule === 'midpoint' ? 76 : 75
      const expected = minutes < edge ? 0 : Math.floor((minutes - edge) / 30) + 1
      return expected === line.units
        ? null
        : `${minutes} minutes of crisis are ${expected} units of ${line.code}, not ${line.units}.`
    })
  },
}
