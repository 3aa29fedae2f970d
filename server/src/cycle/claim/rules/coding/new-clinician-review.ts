import { daysBetween } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// A new clinician's habits are cheapest to correct in the first months.

export const newClinicianReview: Edit = {
  id: 'S118',
  slug: 'new-clinician-review',
  title: 'New clinician review',
  severity: 'stop',
  isReleasable: true,
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 150', 'RARC N661'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['clinician.hiredOn', 'session.isSampled'],
  check({ claim, facts, params }) {
    const hired = facts.clinician?.hiredOn
    const first = claim.lines[0]
    return hired !== undefined &&
      first !== undefined &&
      facts.session?.isSampled === true &&
      daysBetween(hired, first.on) <= params.review_new_clinician_days
      ? [{ message: 'A sampled claim of a new clinician: review it before it goes.', at: 'facts.clinician.hiredOn' }]
      : []
  },
}
