import type { Edit } from '../../types.ts'

// Without the patient's signature nothing may be sent, and the payer pays the patient: meant so only where a claim is filed for
// a patient as a courtesy.

export const releaseAndAssignment: Edit = {
  id: 'S108',
  slug: 'release-and-assignment',
  title: 'Release and assignment',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 100', 'CARC 16', 'RARC MA75'],
  cite: 'PYX12',
  verified: 'V',
  needs: ['consent'],
  seesClaimAlone: true,
  check({ claim, facts }) {
    const out = []
    if (claim.signatureOnFile === false || facts.consent?.release === false)
      out.push({ message: 'The signed release is not on file.', at: 'signatureOnFile' })
    const isWithheld = claim.assignmentOfBenefits === false && facts.consent?.paysPatient !== true
    if (isWithheld || facts.consent?.assignment === false)
      out.push({ message: 'The assignment of benefits is not on file.', at: 'assignmentOfBenefits' })
    return out
  },
}
