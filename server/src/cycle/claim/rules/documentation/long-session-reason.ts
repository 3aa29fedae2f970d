import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// The longest session is the one payers audit: the note says why it took that long.

export const longSessionReason: Edit = {
  id: 'S081',
  slug: 'long-session-reason',
  title: 'Long session reason',
  severity: 'warn',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 152', 'CARC 150', 'RARC N661'],
  cite: 'REVENANT',
  verified: 'U',
  needs: ['note.elements'],
  check({ claim, facts, params }) {
    const wanted = params.long_session_justification
    if (wanted === false || facts.note?.elements?.includes('LONGJUST') !== false) return []
    return onLines(claim, 'code', (line) =>
      line.code === '90837' || line.code === '90838'
        ? {
            message: `The note gives no reason for the long session (${line.code}).`,
            severity: wanted === 'block' ? ('stop' as const) : ('warn' as const),
          }
        : null,
    )
  },
}
