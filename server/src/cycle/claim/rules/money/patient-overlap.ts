import type { Edit } from '../../types.ts'
import { overlap } from '../lines.ts'

// Nor is a patient with two clinicians at once.

export const patientOverlap: Edit = {
  id: 'S093',
  slug: 'patient-overlap',
  title: 'Overlap of patient time',
  severity: 'stop',
  stages: ['booking', 'signing', 'release'],
  origin: 'scheduling',
  prevents: ['CARC B20', 'CARC 18', 'RARC M86'],
  cite: 'OWN',
  verified: 'U',
  needs: ['patientDay.times', 'note.start', 'note.stop'],
  check({ claim, facts }) {
    const { start, stop } = facts.note ?? {}
    if (start === undefined || stop === undefined) return []
    const clash = (facts.patientDay?.times ?? []).find(
      (time) => time.npi !== claim.rendering.npi && overlap({ start, stop }, time),
    )
    return clash
      ? [
          {
            message: `The patient's session ${clash.start} to ${clash.stop} with another clinician overlaps this one.`,
            at: 'facts.patientDay.times',
          },
        ]
      : []
  },
}
