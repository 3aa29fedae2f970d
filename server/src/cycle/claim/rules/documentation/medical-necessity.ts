import type { Edit } from '../../types.ts'
import { isFamily, isTherapy } from '../procedures.ts'

// A payer pays for need: symptoms, what they prevent, why this care. The same words in every note show none.

export const medicalNecessity: Edit = {
  id: 'S083',
  slug: 'medical-necessity',
  title: 'Medical necessity text',
  severity: 'warn',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 50', 'CARC 151', 'RARC N661'],
  cite: 'UTHTPE',
  verified: 'P',
  needs: ['note'],
  check({ claim, facts }) {
    const note = facts.note
    const at = 'facts.note.necessity'
    if (!claim.lines.some((line) => isTherapy(line.code) || isFamily(line.code, 'evaluation'))) return []
    if (note?.necessity?.trim() === '' || note?.elements?.includes('MEDNEC') === false)
      return [{ message: 'The note does not say why the care is needed.', at }]
    return note?.sameNecessityNotes !== undefined && note.sameNecessityNotes >= 3
      ? [{ message: `The same words stand in ${note.sameNecessityNotes} notes.`, at }]
      : []
  },
}
