import { monthCodes } from '../../tables/procedures.ts'
import type { Edit } from '../../types.ts'
import { onLines, renderingOf } from '../lines.ts'
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
    const twice = onLines(claim, 'code', (line) => {
      const before = (facts.history?.lines ?? []).find(
        (other) =>
          monthCodes.includes(line.code) &&
          monthCodes.includes(other.code) &&
          other.on?.slice(0, 7) === line.on.slice(0, 7) &&
          other.renderingNpi === renderingOf(claim, line),
      )
      return before
        ? `${before.code} is billed for ${line.on.slice(0, 7)} already; a month of shared care is billed once, under one model.`
        : null
    })
    return [...pairConflicts(claim, 'S106'), ...short, ...twice]
  },
}
