import type { Edit } from '../../types.ts'
import { onLines, therapyMinutes } from '../lines.ts'
import { isFamily, procedureOf } from '../procedures.ts'

// Psychotherapy is chosen by face-to-face minutes: 16, 38 and 53 are the edges, not what was scheduled.

export const minutesSupportCode: Edit = {
  id: 'S054',
  slug: 'minutes-support-code',
  title: 'Minutes support code',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 152', 'CARC 150', 'RARC N362'],
  cite: 'NOVITAS',
  verified: 'V',
  needs: ['minutes'],
  check(context) {
    const { claim } = context
    const minutes = therapyMinutes(context)
    return onLines(claim, 'code', (line) => {
      const band = procedureOf(line.code)?.minutes
      if (
        minutes === undefined ||
        band === undefined ||
        !isFamily(line.code, 'psychotherapy', 'therapy_add_on', 'crisis')
      )
        return null
      return minutes >= band[0] && minutes <= band[1]
        ? null
        : `${minutes} minutes do not support ${line.code} (${band[1] === 999 ? `${band[0]} or more` : `${band[0]} to ${band[1]}`}).`
    })
  },
}
