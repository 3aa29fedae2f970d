import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A plan pays for the days it covers, whatever the card says.

export const activeOnTheDay: Edit = {
  id: 'S007',
  slug: 'active-on-the-day',
  title: 'Coverage active on the day of service',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 26', 'CARC 27', 'CARC 200', 'CARC 177'],
  cite: 'LFH',
  verified: 'V',
  needs: ['eligibility'],
  check({ claim, facts }) {
    const cover = facts.eligibility
    if (cover?.active === false) return [{ message: 'The payer says this coverage is not active.', at: 'payer.id' }]
    return onLines(claim, 'on', (line) => {
      if (cover?.from !== undefined && line.on < cover.from)
        return `Coverage starts on ${cover.from}, after ${line.on}.`
      if (cover?.until !== undefined && line.on > cover.until)
        return `Coverage ended on ${cover.until}, before ${line.on}.`
      return null
    })
  },
}
