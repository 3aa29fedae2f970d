import type { Edit } from '../../types.ts'
import { isPreLicensed } from '../procedures.ts'

// Supervised care is billed with the supervisor's name and their signature under the note.

export const supervisorNamed: Edit = {
  id: 'S030',
  slug: 'supervisor-named',
  title: 'Supervisor data',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 185', 'CARC 16', 'RARC N296', 'RARC N297', 'RARC M136'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim, facts, params }) {
    const isSupervised = isPreLicensed(claim.rendering.credential) || facts.clinician?.isSupervised === true
    if (!isSupervised || !['incident_to', 'under_supervisor_npi'].includes(params.supervised_billing_mode)) return []
    if ((claim.supervising?.npi ?? '') === '')
      return [{ message: 'The supervising clinician is missing.', at: 'supervising' }]
    return facts.note?.coSigned === false
      ? [{ message: 'The supervisor has not co-signed the note.', at: 'facts.note.coSigned' }]
      : []
  },
}
