import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Family therapy is billable from 26 minutes.

export const familyMinutes: Edit = {
  id: 'S071',
  slug: 'family-minutes',
  title: 'Family minutes',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 152', 'CARC 150'],
  cite: 'AAPC3',
  verified: 'P',
  needs: ['minutes'],
  check({ claim, facts }) {
    const minutes = facts.minutes
    return onLines(claim, 'code', (line) =>
      minutes !== undefined && minutes < 26 && isFamily(line.code, 'family')
        ? `${minutes} minutes: ${line.code} needs 26.`
        : null,
    )
  },
}
