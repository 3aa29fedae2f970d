import type { Edit } from '../../types.ts'
import { onLines, overlap } from '../lines.ts'

// Saying that two sessions were separate is a statement about the clock.

export const distinctWithoutTimes: Edit = {
  id: 'S068',
  slug: 'distinct-without-times',
  title: '59 without facts',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 97', 'CARC 150', 'RARC N706'],
  cite: 'AAPC4',
  verified: 'V',
  needs: ['session.times'],
  check({ claim, facts }) {
    const times = facts.session?.times ?? []
    return onLines(claim, 'modifiers', (line) => {
      if (!line.modifiers.some((modifier) => modifier === '59' || modifier === 'XE')) return null
      const own = times.find((time) => time.code === line.code)
      if (own === undefined) return `${line.code} is marked as separate and its own times are not recorded.`
      return times.some((other) => other !== own && overlap(own, other))
        ? `${line.code} is marked as separate and its times overlap another session.`
        : null
    })
  },
}
