import type { Edit } from '../../types.ts'

// An injury may be another insurer's to pay; nobody has asked.

export const accidentQuestion: Edit = {
  id: 'S109',
  slug: 'accident-question',
  title: 'Accident question',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 19', 'CARC 20', 'CARC 21'],
  cite: 'PYX12',
  verified: 'P',
  needs: [],
  check({ claim, facts }) {
    const injury = claim.diagnoses.find((code) => /^[ST]/i.test(code))
    return injury !== undefined && claim.relatedTo === undefined && facts.consent?.accidentAsked !== true
      ? [{ message: `${injury} is an injury: ask whether work or a car was involved.`, at: 'relatedTo' }]
      : []
  },
}
