import type { Edit } from '../../types.ts'
import { isFamily } from '../procedures.ts'

// A group note is each patient's own, or it supports nobody's claim.

export const groupNoteIndividual: Edit = {
  id: 'S073',
  slug: 'group-note-individual',
  title: 'Group note individual',
  severity: 'warn',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 112', 'CARC B12', 'RARC N706'],
  cite: 'OWN',
  verified: 'U',
  needs: ['note.patientPart'],
  check({ claim, facts }) {
    return facts.note?.patientPart === false && claim.lines.some((line) => isFamily(line.code, 'group'))
      ? [{ message: "The group note has no part of this patient's own.", at: 'facts.note.patientPart' }]
      : []
  },
}
