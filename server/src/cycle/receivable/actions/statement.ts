import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { gatherParties } from '../store/patient.ts'
import { patientAccount } from './patient.ts'

/**
 * What one who answers for a patient is asked to pay: their own part of each visit and nothing else. Nobody else's part, no
 * service, clinician or diagnosis stands on it, and no visit that a minor consented to alone. `guarantorId` null is the
 * patient; null comes back where there is no such patient, or the guarantor is not theirs.
 */
export async function statementOf(ground: Ground, patientId: string, guarantorId: string | null) {
  const account = await patientAccount(ground, patientId)
  const parties = await reading(ground, (tx) => gatherParties(tx, ground.practiceId, patientId, guarantorId))
  if (!account || !parties) return null
  const visits = account.visits.flatMap((visit) => {
    const own = visit.shares.find((share) => share.guarantorId === guarantorId)
    if (!own || visit.hold !== null) return []
    return [{ on: visit.on, isMissed: visit.service === null, amountCents: own.amount }]
  })
  const isAlone = account.owing.every((each) => each.guarantorId === guarantorId)
  return {
    on: account.today,
    ...parties,
    visits,
    owedCents: visits.reduce((sum, visit) => sum + visit.amountCents, 0),
    /** What was paid and waits for a payer's answer; told only where nobody else may have paid it. */
    waitingCents: isAlone ? account.unappliedCents : 0,
  }
}
