import type { Edit } from '../../types.ts'

// Therapist and prescriber on one day are both payable; some payers want XP to say that they are two.

export const twoDisciplines: Edit = {
  id: 'S117',
  slug: 'two-disciplines',
  title: 'Same-day two disciplines',
  severity: 'info',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC B14', 'CARC 54', 'RARC M80'],
  cite: 'OWN',
  verified: 'U',
  needs: ['patientDay.otherDisciplines'],
  check({ claim, facts }) {
    return facts.patientDay?.otherDisciplines === true && !claim.lines.some((line) => line.modifiers.includes('XP'))
      ? [{ message: 'Another discipline saw the patient that day; some payers want XP.', at: 'lines' }]
      : []
  },
}
