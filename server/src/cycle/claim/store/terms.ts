import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Claim } from '../types.ts'
import { termsOn } from './drafting.ts'

/** What a payer and the practice say on a day, and whether a claim went to that payer; null when there is no such payer. */
export async function findTerms(tx: Tx, practiceId: string, payerId: string, on: PlainDate) {
  const payer = await tx
    .selectFrom('payer')
    .select(['name', 'kind', 'params'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', payerId)
    .executeTakeFirst()
  if (!payer) return null
  const { params } = await tx
    .selectFrom('practice')
    .select('params')
    .where('practice_id', '=', practiceId)
    .executeTakeFirstOrThrow()
  const claim = await tx
    .selectFrom('claim')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('payer_id', '=', payerId)
    .limit(1)
    .executeTakeFirst()
  return {
    name: payer.name,
    kind: payer.kind as Claim['payer']['kind'],
    own: termsOn(payer.params as Record<string, unknown>, on),
    practice: params as Record<string, unknown>,
    hasClaims: claim !== undefined,
  }
}
