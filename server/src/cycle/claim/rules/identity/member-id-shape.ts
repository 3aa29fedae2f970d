import type { Edit } from '../../types.ts'
import { matchesShape } from '../text.ts'

// A member id with a blank or a missing digit is another person, or nobody.

export const memberIdShape: Edit = {
  id: 'S002',
  slug: 'member-id-shape',
  title: 'Member id present and shaped',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 31', 'CARC 140', 'RARC MA27', 'RARC N382', '277CA 33', '277CA 164'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim, params }) {
    const id = claim.subscriber.memberId ?? ''
    const at = 'subscriber.memberId'
    if (claim.payer.kind === 'self_pay') return []
    if (id.trim() === '') return [{ message: 'The member id is missing.', at }]
    if (/\s/.test(id)) return [{ message: 'The member id holds a blank; payers want it as one run of characters.', at }]
    const shape = params.member_id_regex
    if (shape !== null && !matchesShape(id, shape))
      return [{ message: "The member id has not this payer's shape; scan the card again.", at }]
    return []
  },
}
