import type { Edit } from '../../types.ts'

// More hours of therapy than a day of work holds invite an audit of every one.

export const impossibleDay: Edit = {
  id: 'S094',
  slug: 'impossible-day',
  title: 'Impossible day',
  severity: 'warn',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 150', 'CARC 222', 'RARC N35'],
  cite: 'OWN',
  verified: 'U',
  needs: ['clinician.dayMinutes'],
  check({ facts, params }) {
    const minutes = facts.clinician?.dayMinutes
    return minutes !== undefined && minutes > params.clinician_day_max_minutes
      ? [
          {
            message: `${Math.floor(minutes / 60)} hours of timed services on one day.`,
            at: 'facts.clinician.dayMinutes',
          },
        ]
      : []
  },
}
