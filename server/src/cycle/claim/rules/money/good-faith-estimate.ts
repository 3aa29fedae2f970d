import type { Edit } from '../../types.ts'
import { businessDaysBetween } from '../business-days.ts'

// A patient who pays on their own has a right to the price beforehand.

export const goodFaithEstimate: Edit = {
  id: 'S111',
  slug: 'good-faith-estimate',
  title: 'Good Faith Estimate',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: [],
  cite: 'GFE',
  verified: 'P',
  needs: ['session.scheduledOn'],
  check({ claim, facts }) {
    const session = facts.session
    const first = claim.lines[0]
    if (claim.payer.kind !== 'self_pay' || session?.scheduledOn === undefined || first === undefined) return []
    const ahead = businessDaysBetween(session.scheduledOn, first.on)
    if (ahead < 3) return []
    const sent = session.estimateSentOn
    const due = ahead >= 10 ? 3 : 1
    return sent === undefined || businessDaysBetween(session.scheduledOn, sent) > due
      ? [{ message: 'No good faith estimate was sent in time.', at: 'facts.session.estimateSentOn' }]
      : []
  },
}
