import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { findAppointment } from '../store/appointments.ts'
import { cancelVisit } from './booking.ts'

/** Calls off visits beyond a plan's limit that the patient does not want to pay alone. What was changed meanwhile stays. */
export async function callOffDeclined(ground: Ground, sessionIds: readonly string[], saidBy: string): Promise<void> {
  for (const id of sessionIds) {
    const visit = await reading(ground, (tx) => findAppointment(tx, ground.practiceId, id))
    if (visit?.status !== 'booked') continue
    await cancelVisit(ground, id, {
      version: visit.version,
      by: 'patient',
      reason: `Beyond the plan's visits: ${saidBy} called it off`,
      isLate: false,
      forWantOfAuthorization: false,
      wholeSeries: false,
    })
  }
}
