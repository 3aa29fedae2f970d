import type { Edit } from '../../types.ts'
import { needsLeave } from '../plan-limits.ts'

// Where a payer wants leave beforehand, care without it is not paid and may not be billed to the patient.

export const requiredAndNone: Edit = {
  id: 'S016',
  slug: 'required-and-none',
  title: 'Auth required and none',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 197', 'CARC 95', 'CARC 243', 'RARC M62'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['authorization'],
  check({ claim, facts, params }) {
    const grant = facts.authorization
    const listed = claim.lines.find((line) => needsLeave(line.code, params.prior_auth_required_codes))
    if (grant?.required !== true && !(grant?.required === undefined && listed !== undefined)) return []
    const isOnFile =
      grant?.onFile ?? ((grant?.number ?? claim.authorization ?? '') !== '' || grant?.until !== undefined)
    return isOnFile
      ? []
      : [{ message: 'The payer wants an authorization for this service and none is on file.', at: 'authorization' }]
  },
}
