import type { Handlers } from '../../ground/jobs.ts'
import { applyVisitMoney } from './actions/payments.ts'

export const receivableJobs: Handlers = {
  'remittance.posted': (ground, data) => applyVisitMoney(ground, String(data.remittanceId)),
}
