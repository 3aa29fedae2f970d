import type { Edit } from '../../types.ts'
import { minutesBetween, onLines, therapyMinutes } from '../lines.ts'
import { procedureOf } from '../procedures.ts'

// A code that is chosen by time needs the time in the note, and times that can have been: an end after the beginning, and
// no more minutes than lie between.

/** A visit of more clock hours than this has its times the wrong way round. */
const longestMinutes = 8 * 60

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
  check(context) {
    const { claim, facts } = context
    const note = facts.note
    const isByTime = (code: string): boolean => procedureOf(code)?.minutes !== undefined
    if (note?.start !== undefined && note.stop !== undefined) {
      const between = minutesBetween({ start: note.start, stop: note.stop })
      const minutes = therapyMinutes(context)
      const wrong =
        between === null
          ? null
          : between > longestMinutes
            ? `The visit ends (${note.stop}) before it begins (${note.start}).`
            : minutes !== undefined && minutes > between
              ? `${minutes} minutes do not fit between ${note.start} and ${note.stop}.`
              : null
      if (wrong !== null) return onLines(claim, 'code', (line) => (isByTime(line.code) ? wrong : null))
    }
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
    return onLines(claim, 'code', (line) => (isByTime(line.code) ? `The note gives no time for ${line.code}.` : null))
  },
}
