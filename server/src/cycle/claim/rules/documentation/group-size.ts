import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A group is two or more, and no larger than the payer takes for therapy.

export const groupSize: Edit = {
  id: 'S072',
  slug: 'group-size',
  title: 'Group size',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 150', 'CARC 112'],
  cite: 'AAPC6',
  verified: 'V',
  needs: ['note.attendees'],
  check({ claim, facts, params }) {
    const attendees = facts.note?.attendees
    return onLines(claim, 'code', (line) => {
      if (attendees === undefined || !(isFamily(line.code, 'group') || line.code === 'H0005')) return null
      if (attendees < 2) return 'One patient is no group.'
      return attendees > params.group_max
        ? `${attendees} attended; this payer takes groups of up to ${params.group_max}.`
        : null
    })
  },
}
