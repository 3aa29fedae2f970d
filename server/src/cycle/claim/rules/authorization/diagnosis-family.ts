import type { Edit } from '../../types.ts'

// Leave was given for a disorder; another family of diagnoses invites the question.

export const diagnosisFamily: Edit = {
  id: 'S022',
  slug: 'diagnosis-family',
  title: 'Auth dx family mismatch',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 284', 'RARC N54'],
  cite: 'OWN',
  verified: 'U',
  needs: ['authorization.diagnosis'],
  check({ claim, facts }) {
    const approved = facts.authorization?.diagnosis
    const principal = claim.diagnoses[0]
    return approved !== undefined &&
      principal !== undefined &&
      approved.slice(0, 3).toUpperCase() !== principal.slice(0, 3).toUpperCase()
      ? [{ message: `The authorization is for ${approved}; the claim leads with ${principal}.`, at: 'diagnoses[0]' }]
      : []
  },
}
