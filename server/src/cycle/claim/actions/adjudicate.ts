import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { visitsDecided } from '../../eligibility/actions/visits.ts'
import { type Adjudication, saveAdjudicationEvents, setAdjudicated } from '../store/adjudication.ts'
import { saveEvents, setClaims } from '../store/claims.ts'

export type { Adjudication } from '../store/adjudication.ts'

/** Takes in what a payer decided, in the transaction that posts it: status, the payer's number, and the timeline. */
export async function recordAdjudications(
  tx: Tx,
  ground: Ground,
  on: PlainDate,
  rows: readonly Adjudication[],
): Promise<void> {
  const paid = await setAdjudicated(tx, ground.practiceId, on, rows)
  if (paid.length > 0) await visitsDecided(tx, ground, paid, ground.today())
  await saveAdjudicationEvents(tx, ground, on, rows)
}

/** Ends a claim that nobody will pay more on, in the transaction that decides so. */
export async function closeClaim(tx: Tx, ground: Ground, claimId: string, why: string): Promise<void> {
  await setClaims(tx, ground.practiceId, [claimId], { status: 'closed', touched: true })
  await saveEvents(tx, ground, [{ claimId, kind: 'closed', summary: why }])
}
