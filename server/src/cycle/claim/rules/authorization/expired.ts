import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// An authorization ends with its last day.

export const expired: Edit = {
  id: 'S017',
  slug: 'expired',
  title: 'Auth expired',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 302', 'CARC 210', 'CARC 197', 'RARC N351'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['authorization.until'],
  check({ claim, facts }) {
    const until = facts.authorization?.until
    return onLines(claim, 'on', (line) =>
      until !== undefined && until < line.on ? `The authorization ended on ${until}, before ${line.on}.` : null,
    )
  },
}
