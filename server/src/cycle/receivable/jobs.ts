import type { Handlers } from '../../ground/jobs.ts'
import { finishCharges, finishOrAskAgain } from './actions/card.ts'
import { applyVisitMoney } from './actions/payments.ts'

export const receivableJobs: Handlers = {
  'remittance.posted': (ground, data) => applyVisitMoney(ground, String(data.remittanceId)),
  'remittance.matched': (ground, data) => applyVisitMoney(ground, String(data.remittanceId)),
  'receivable.finish-charge': (ground, data) => finishOrAskAgain(ground, String(data.chargeId)),
  'day.began': finishCharges,
}
