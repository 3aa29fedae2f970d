import type { Edit } from '../../types.ts'

// The claim level has room for one number; lines under two go out as two claims.

export const twoOnOneClaim: Edit = {
  id: 'S024',
  slug: 'two-on-one-claim',
  title: 'Two auths on one claim',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 284', 'CARC 197', 'RARC M62'],
  cite: 'OWN',
  verified: 'U',
  needs: ['authorization.lineNumbers'],
  seesClaimAlone: true,
  check({ claim, facts, params }) {
    if (params.auth_number_on_claim !== 'claim') return []
    const numbers = new Set([
      ...claim.lines.flatMap((line) => line.authorization ?? []),
      ...(facts.authorization?.lineNumbers ?? []),
    ])
    return numbers.size > 1 ? [{ message: 'Lines fall under two authorizations; split the claim.', at: 'lines' }] : []
  },
}
