import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { SaidFacts } from '../types/standing.ts'

export type Call = {
  readonly coverageId: string
  readonly patientId: string
  readonly payerId: string
  readonly on: PlainDate
  readonly spokeWith: string
  readonly reference: string | null
  readonly facts: SaidFacts
  readonly note: string | null
}

export async function saveCall(tx: Tx, ground: Ground, call: Call): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('benefit_call')
    .values({
      practice_id: ground.practiceId,
      id,
      coverage_id: call.coverageId,
      patient_id: call.patientId,
      payer_id: call.payerId,
      called_on: call.on,
      verified_by: ground.actor.id,
      verifier: ground.actor.name,
      spoke_with: call.spokeWith,
      call_reference: call.reference,
      facts: JSON.stringify(call.facts),
      note: call.note,
    })
    .execute()
  return id
}

export const listCalls = (tx: Tx, practiceId: string, coverageId: string) =>
  tx
    .selectFrom('benefit_call')
    .select([
      'id',
      'called_on as on',
      'verifier',
      'spoke_with as spokeWith',
      'call_reference as reference',
      'facts',
      'note',
    ])
    .where('practice_id', '=', practiceId)
    .where('coverage_id', '=', coverageId)
    .orderBy('called_on', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
