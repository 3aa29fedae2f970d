import type { Edit } from '../../types.ts'
import { diagnosisProblem } from '../diagnosis-problem.ts'

// Diagnosis codes change each October; parents with children are not billable.

export const validOnDay: Edit = {
  id: 'S050',
  slug: 'valid-on-day',
  title: 'Diagnosis valid on DOS',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 146', 'RARC M76', '277CA 254', '277CA 255'],
  cite: 'ICD26',
  verified: 'V',
  needs: [],
  check({ claim, today }) {
    const on = claim.lines[0]?.on ?? today
    if (claim.diagnoses.length === 0) return [{ message: 'The claim has no diagnosis.', at: 'diagnoses' }]
    return claim.diagnoses.flatMap((code, i) => {
      const said = diagnosisProblem(code, on)
      return said === null ? [] : [{ message: said, at: `diagnoses[${i}]` }]
    })
  },
}
