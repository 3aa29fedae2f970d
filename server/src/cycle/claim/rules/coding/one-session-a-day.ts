import { distinctModifiers } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { onLines, renderingOf } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Psychotherapy is one unit a day: a longer session is a longer code, a second one is a line of its own with XE.

export const oneSessionADay: Edit = {
  id: 'S074',
  slug: 'one-session-a-day',
  title: 'One session per day',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 151', 'CARC 18', 'RARC N362'],
  cite: 'NOVITAS',
  verified: 'V',
  needs: [],
  check({ claim }) {
    return onLines(claim, 'units', (line, i) => {
      if (!isFamily(line.code, 'psychotherapy', 'therapy_add_on')) return null
      if (line.units > 1) return `${line.units} units of ${line.code}; a session is one unit.`
      const isRepeat = claim.lines.some(
        (other, j) =>
          j < i &&
          other.on === line.on &&
          other.code === line.code &&
          renderingOf(claim, other) === renderingOf(claim, line),
      )
      return isRepeat && !line.modifiers.some((modifier) => distinctModifiers.includes(modifier) || modifier === '76')
        ? `${line.code} stands twice on ${line.on} without XE.`
        : null
    })
  },
}
