import type { Handlers } from '../../ground/jobs.ts'
import { moveGrants, returnGrants } from './actions/merged.ts'
import { sweepRenewals } from './actions/renew.ts'
import { sendDue, transmitRequest } from './actions/requests.ts'

/** What the authorization room listens to. */
export const authorizationJobs: Handlers = {
  'day.began': async (ground) => {
    await sweepRenewals(ground)
    await sendDue(ground)
  },
  'patient.merged': (ground, data) => moveGrants(ground, String(data.mergeId), String(data.from), String(data.into)),
  'patient.unmerged': (ground, data) => returnGrants(ground, String(data.mergeId), String(data.into)),
  'authorization.transmit': async (ground, data) => {
    if (typeof data.id === 'string') await transmitRequest(ground, data.id)
  },
}
