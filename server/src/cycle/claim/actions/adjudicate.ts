import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { visitsDecided } from '../../eligibility/actions/visits.ts'
import {
  type Adjudication,
  findStanding,
  restoreStanding,
  type Standing,
  saveAdjudicationEvents,
  setAdjudicated,
} from '../store/adjudication.ts'
import { type ClaimEvent, saveEvents, setClaims } from '../store/claims.ts'

export type { Adjudication, Standing } from '../store/adjudication.ts'

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

/** How a claim stands, to be put back by `takeBackAdjudication`; locked. Null where there is no such claim. */
export const standingOf = (tx: Tx, ground: Ground, claimId: string): Promise<Standing | null> =>
  findStanding(tx, ground.practiceId, claimId)

/**
 * Takes back a decision that was not this claim's after all. A claim that nothing else has touched since stands as it did
 * before; another keeps what became of it, and its timeline says so.
 */
export async function takeBackAdjudication(
  tx: Tx,
  ground: Ground,
  claimId: string,
  was: { readonly before: Standing; readonly after: Standing },
  why: string,
): Promise<void> {
  const isRestored = await restoreStanding(tx, ground.practiceId, claimId, was)
  const summary = isRestored ? why : `${why} The claim was worked since and keeps how it stands: look at it.`
  await saveEvents(tx, ground, [{ claimId, kind: 'match-undone', summary }])
}

/** Writes down on a claim's timeline what happened to its money outside any remittance of its own. */
export const tellClaims = (tx: Tx, ground: Ground, events: readonly ClaimEvent[]): Promise<void> =>
  saveEvents(tx, ground, events)

/** Ends a claim that nobody will pay more on, in the transaction that decides so. */
export async function closeClaim(tx: Tx, ground: Ground, claimId: string, why: string): Promise<void> {
  await setClaims(tx, ground.practiceId, [claimId], { status: 'closed', touched: true })
  await saveEvents(tx, ground, [{ claimId, kind: 'closed', summary: why }])
}
