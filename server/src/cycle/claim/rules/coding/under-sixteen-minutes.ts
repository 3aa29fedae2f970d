import type { Edit } from '../../types.ts'
import { onLines, therapyMinutes } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Under sixteen minutes of therapy there is nothing to bill but the visit, if there was one.

export const underSixteenMinutes: Edit = {
  id: 'S055',
  slug: 'under-sixteen-minutes',
  title: 'Under 16 minutes',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 150', 'CARC 112'],
  cite: 'NOVITAS',
  verified: 'V',
  needs: ['minutes'],
  check(context) {
    const { claim } = context
    const minutes = therapyMinutes(context)
    return onLines(claim, 'code', (line) =>
      minutes !== undefined && minutes < 16 && isFamily(line.code, 'psychotherapy', 'therapy_add_on', 'crisis')
        ? `${minutes} minutes: psychotherapy under 16 minutes is not billable.`
        : null,
    )
  },
}
