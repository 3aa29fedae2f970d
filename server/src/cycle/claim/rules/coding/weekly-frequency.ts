import type { Edit } from '../../types.ts'

// Payers ask why when sessions come more often than their rule.

export const weeklyFrequency: Edit = {
  id: 'S080',
  slug: 'weekly-frequency',
  title: 'Weekly frequency',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 151', 'CARC 119', 'RARC N640'],
  cite: 'OWN',
  verified: 'U',
  needs: ['history.sessionsInWeek'],
  check({ facts, params }) {
    const sessions = facts.history?.sessionsInWeek
    return sessions !== undefined && params.max_sessions_per_week !== null && sessions > params.max_sessions_per_week
      ? [
          {
            message: `${sessions} sessions in seven days; this payer expects at most ${params.max_sessions_per_week}.`,
            at: 'facts.history.sessionsInWeek',
          },
        ]
      : []
  },
}
