import { changing } from '../../ground/db.ts'
import type { Handlers } from '../../ground/jobs.ts'
import { movedOf } from '../intake/types.ts'
import { moveGrants, returnGrants } from './actions/merged.ts'
import { sweepRenewals } from './actions/renew.ts'
import { sendDue, transmitRequest } from './actions/requests.ts'
import { reassign } from './actions/reserve.ts'
import { sweepUncovered } from './actions/uncovered.ts'

/** What the authorization room listens to. */
export const authorizationJobs: Handlers = {
  'day.began': async (ground) => {
    await sweepRenewals(ground)
    await sweepUncovered(ground)
    await sendDue(ground)
  },
  // Another payer pays from now on, who may ask for leave where the first did not.
  'coverage.handed-over': async (ground, data) => {
    if (typeof data.patientId === 'string')
      await changing(ground, (tx) => reassign(tx, ground, [String(data.patientId)]))
  },
  'patient.merged': (ground, data) => moveGrants(ground, movedOf(data)),
  'patient.unmerged': (ground, data) => returnGrants(ground, movedOf(data)),
  'authorization.transmit': async (ground, data) => {
    if (typeof data.id === 'string') await transmitRequest(ground, data.id)
  },
}
