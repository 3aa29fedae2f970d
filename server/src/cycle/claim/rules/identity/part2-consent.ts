import type { Edit } from '../../types.ts'

// Records of a federally assisted substance use program go to a payer only with the patient's consent (42 CFR Part 2).

export const part2Consent: Edit = {
  id: 'S107',
  slug: 'part2-consent',
  title: 'Part 2 consent',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: [],
  cite: 'PART2',
  verified: 'V',
  needs: ['consent.part2Payment'],
  check({ claim, facts }) {
    const consent = facts.consent
    const isSubstance = claim.diagnoses.some((code) => /^F1\d/i.test(code))
    const isCovered = consent?.isPart2Program === true || (consent?.isPart2Program === undefined && isSubstance)
    return isCovered && consent?.part2Payment === false
      ? [
          {
            message: 'The patient has not consented to disclosure of substance use treatment for payment.',
            at: 'facts.consent.part2Payment',
          },
        ]
      : []
  },
}
