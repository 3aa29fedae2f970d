import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { procedureOf } from '../procedures.ts'

// A code that is chosen by time needs the time in the note.

export const timeMissing: Edit = {
  id: 'S056',
  slug: 'time-missing',
  title: 'Time missing',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 112', 'CARC B12', 'CARC 150', 'RARC N706'],
  cite: 'SMRC',
  verified: 'V',
  needs: ['note'],
  check({ claim, facts }) {
    const note = facts.note
    const isTimed =
      facts.minutes !== undefined ||
      note?.totalMinutes !== undefined ||
      note?.psychotherapyMinutes !== undefined ||
      (note?.start !== undefined && note.stop !== undefined)
    const isTold =
      note?.elements === undefined
        ? isTimed
        : note.elements.includes('STARTSTOP') ||
          note.elements.includes('PSYMIN') ||
          (note.start !== undefined && note.stop !== undefined)
    if (isTold) return []
    return onLines(claim, 'code', (line) =>
      procedureOf(line.code)?.minutes === undefined ? null : `The note gives no time for ${line.code}.`,
    )
  },
}
