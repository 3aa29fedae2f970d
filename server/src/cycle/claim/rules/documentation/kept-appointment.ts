import type { Edit } from '../../types.ts'

// No session was held, so none is billed; a fee by the practice's policy belongs to its own ledger.

export const keptAppointment: Edit = {
  id: 'S088',
  slug: 'kept-appointment',
  title: 'Kept appointment',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 112', 'CARC 202'],
  cite: 'NOSHOW',
  verified: 'V',
  needs: ['session.status'],
  check({ facts }) {
    const status = facts.session?.status
    return status === 'no_show' || status === 'cancelled' || status === 'late_cancel'
      ? [{ message: `The appointment was not kept (${status.replace('_', ' ')}).`, at: 'facts.session.status' }]
      : []
  },
}
