import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A session by somebody the payer has not enrolled yet waits for the effective date; sent early it is lost.

export const credentialedWithPayer: Edit = {
  id: 'S026',
  slug: 'credentialed-with-payer',
  title: 'Rendering credentialed',
  severity: 'stop',
  isReleasable: true,
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 185', 'CARC B7', 'CARC 170', 'CARC 242', 'CARC 279', 'RARC N570', 'RARC N198', 'RARC N767'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['clinician'],
  check({ claim, facts }) {
    const clinician = facts.clinician
    const where = clinician?.enrolledPlace === undefined ? '' : ` at ${clinician.enrolledPlace}`
    if (clinician?.isEnrolled === false)
      return [{ message: `The rendering clinician is not enrolled with this payer${where}.`, at: 'rendering.npi' }]
    return onLines(claim, 'on', (line) =>
      (clinician?.enrolledFrom !== undefined && line.on < clinician.enrolledFrom) ||
      (clinician?.enrolledUntil !== undefined && line.on > clinician.enrolledUntil)
        ? `The clinician's enrollment${where} (${clinician.enrolledFrom ?? 'open'} to ${clinician.enrolledUntil ?? 'open'}) does not cover ${line.on}.`
        : null,
    )
  },
}
