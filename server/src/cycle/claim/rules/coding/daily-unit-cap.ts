import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily, procedureOf } from '../procedures.ts'

// More units than a day can hold are cut or denied.

export const dailyUnitCap: Edit = {
  id: 'S076',
  slug: 'daily-unit-cap',
  title: 'Daily unit cap',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 151', 'CARC 222', 'RARC N362'],
  cite: 'MUEPROG',
  verified: 'P',
  needs: [],
  check({ claim, facts }) {
    return onLines(claim, 'units', (line, i) => {
      if (isFamily(line.code, 'psychotherapy', 'therapy_add_on')) return null
      const cap = facts.contract?.unitCaps?.[line.code] ?? procedureOf(line.code)?.unitsADay
      const sameDay = claim.lines.filter((each, j) => j <= i && each.code === line.code && each.on === line.on)
      const total = sameDay.reduce((units, each) => units + each.units, 0)
      return cap !== undefined && total > cap
        ? `${total} units of ${line.code} on ${line.on}; the cap is ${cap}.`
        : null
    })
  },
}
