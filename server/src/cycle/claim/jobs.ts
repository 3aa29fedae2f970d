import { date } from '@ballast/kernel'
import type { Handlers } from '../../ground/jobs.ts'
import { settleChanges, tryChange } from './actions/change-edit.ts'
import { draftClaims, draftWaiting } from './actions/draft.ts'
import {
  chargeAsAgreed,
  chargeInstead,
  claimInstead,
  recharge,
  recheckCoverages,
  recheckHeld,
} from './actions/recheck.ts'
import { recodeSession } from './actions/recode.ts'
import { batchClaims, transmitBatch } from './actions/send.ts'
import { watchBatches } from './actions/watch-batches.ts'

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/** What the claim room listens to. A session without a plan is charged to its patient; one that cannot be coded makes work. */
export const claimJobs: Handlers = {
  'session.signed': async (ground, data) => {
    await draftClaims(ground, texts(data.sessions))
  },
  'session.amended': async (ground, data) => {
    for (const session of texts(data.sessions)) await recodeSession(ground, session)
  },
  'session.changed': async (ground, data) => {
    await recharge(ground, texts(data.sessions))
  },
  'coverage.changed': async (ground, data) => {
    await claimInstead(ground, texts(data.coverages))
    await chargeInstead(ground, texts(data.coverages))
  },
  'coverage.private-days': async (ground, data) => {
    await claimInstead(ground, texts(data.coverages))
  },
  'patient.fee-agreed': async (ground, data) => {
    await chargeAsAgreed(ground, String(data.patientId), date(String(data.from)))
  },
  'day.began': async (ground) => {
    await settleChanges(ground)
    await claimInstead(ground, null)
    await recheckHeld(ground)
    await draftWaiting(ground)
    await batchClaims(ground)
    await watchBatches(ground)
  },
  'edit.try': async (ground, data) => {
    if (typeof data.id === 'string') await tryChange(ground, data.id)
  },
  'eligibility.changed': async (ground, data) => {
    await recheckCoverages(ground, texts(data.coverages))
  },
  'coverage.handed-over': async (ground, data) => {
    await recheckCoverages(ground, texts(data.coverages))
  },
  'claim.transmit': async (ground, data) => {
    if (typeof data.batchId === 'string') await transmitBatch(ground, data.batchId)
  },
}
