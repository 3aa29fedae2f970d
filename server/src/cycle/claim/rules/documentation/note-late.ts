import { daysBetween } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// A note written late is a claim sent late, and doubted.

export const noteLate: Edit = {
  id: 'S085',
  slug: 'note-late',
  title: 'Note late',
  severity: 'info',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 252', 'RARC N706'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['note.signedOn'],
  check({ claim, facts }) {
    const signed = facts.note?.signedOn
    const first = claim.lines[0]
    if (signed === undefined || first === undefined) return []
    const days = daysBetween(first.on, signed)
    return days > 2
      ? [
          {
            message: `The note was signed ${days} days after the session.`,
            at: 'facts.note.signedOn',
            severity: days > 7 ? ('warn' as const) : ('info' as const),
          },
        ]
      : []
  },
}
