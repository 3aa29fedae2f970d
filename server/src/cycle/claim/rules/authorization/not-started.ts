import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Nor does it reach back before its first.

export const notStarted: Edit = {
  id: 'S018',
  slug: 'not-started',
  title: 'Auth not started',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 197', 'CARC 284', 'RARC N351'],
  cite: 'OWN',
  verified: 'U',
  needs: ['authorization.from'],
  check({ claim, facts }) {
    const from = facts.authorization?.from
    return onLines(claim, 'on', (line) =>
      from !== undefined && from > line.on ? `The authorization starts on ${from}, after ${line.on}.` : null,
    )
  },
}
