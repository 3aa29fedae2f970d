import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { unitsFor } from '../units.ts'

// Quarter hours and hours are counted by the payer's own rounding.

export const unitsFitMinutes: Edit = {
  id: 'S075',
  slug: 'units-fit-minutes',
  title: 'Units vs minutes',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 151', 'CARC 16', 'RARC M53', 'RARC N430', 'RARC N362'],
  cite: 'HCODES',
  verified: 'V',
  needs: ['minutes'],
  check({ claim, facts, params }) {
    const minutes = facts.minutes
    return onLines(claim, 'units', (line) => {
      if (minutes === undefined) return null
      const expected = unitsFor(line.code, minutes, params.unit_rule_15)
      return expected === null || expected === line.units
        ? null
        : `${minutes} minutes of ${line.code} are ${expected} units, not ${line.units}.`
    })
  },
}
