import type { Handlers } from '../../ground/jobs.ts'
import { openDenials } from './actions.ts'

export const denialJobs: Handlers = {
  'remittance.posted': (ground, data) => openDenials(ground, String(data.remittanceId)),
  'remittance.matched': (ground, data) =>
    openDenials(ground, String(data.remittanceId), String(data.remittanceClaimId)),
}
