import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// The leave exists and nobody told the payer which: it looks as if there were none.

export const numberOnClaim: Edit = {
  id: 'S023',
  slug: 'number-on-claim',
  title: 'Auth number on claim',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 197', 'RARC M62'],
  cite: 'PYX12',
  verified: 'V',
  needs: ['authorization'],
  check({ claim, facts, params }) {
    const grant = facts.authorization
    const exists = grant?.onFile === true || (grant?.onFile !== false && (grant?.number ?? '') !== '')
    if (!exists || params.auth_number_on_claim === 'none') return []
    if (params.auth_number_on_claim === 'line')
      return onLines(claim, 'authorization', (line) =>
        (line.authorization ?? claim.authorization ?? '') === ''
          ? 'The authorization number is missing on the line.'
          : null,
      )
    const sent = claim.authorization ?? ''
    if (sent.trim() === '')
      return [{ message: 'An authorization exists and its number is not on the claim.', at: 'authorization' }]
    return grant?.number !== undefined && grant.number !== sent
      ? [{ message: 'The authorization number on the claim is not the one on file.', at: 'authorization' }]
      : []
  },
}
