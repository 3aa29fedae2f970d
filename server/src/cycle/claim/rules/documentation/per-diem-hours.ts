import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A program day is paid as a day only when enough of it was attended.

export const perDiemHours: Edit = {
  id: 'S102',
  slug: 'per-diem-hours',
  title: 'Per diem hours',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 150', 'CARC 152', 'RARC N180'],
  cite: 'LUCIDA',
  verified: 'P',
  needs: ['session.attendedMinutes'],
  check({ claim, facts, params }) {
    const minutes = facts.session?.attendedMinutes
    return onLines(claim, 'code', (line) =>
      minutes !== undefined && isFamily(line.code, 'per_diem') && minutes < params.per_diem_min_hours * 60
        ? `${minutes} minutes attended; ${line.code} needs ${params.per_diem_min_hours} hours.`
        : null,
    )
  },
}
