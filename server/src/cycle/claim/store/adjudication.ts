import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

/** What a payer decided on one of our claims, and where it is written. */
export type Adjudication = {
  readonly claimId: string
  /** `kept` where a payer speaks again that the claim has gone on from. */
  readonly status: 'paid' | 'denied' | 'accepted' | 'kept'
  readonly payerClaimNumber: string | null
  readonly summary: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly source: { readonly sha256: string; readonly from: number; readonly until: number }
}

/** Moves claims to what was decided; a closed or voided claim keeps its status and still gets the event. Returns the sessions that were paid. */
export async function setAdjudicated(
  tx: Tx,
  practiceId: string,
  on: PlainDate,
  rows: readonly Adjudication[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const { rows: moved } = await sql<{ session_id: string; st: string }>`
    UPDATE app.claim AS c SET
      status = CASE WHEN c.status IN ('closed', 'void') OR row.st = 'kept' THEN c.status ELSE row.st END,
      payer_claim_number = CASE WHEN row.st = 'kept' THEN c.payer_claim_number ELSE coalesce(row.pn, c.payer_claim_number) END,
      adjudicated_on = CASE WHEN row.st = 'kept' THEN c.adjudicated_on ELSE coalesce(c.adjudicated_on, ${on}::date) END,
      version = c.version + 1
    FROM unnest(${rows.map((r) => r.claimId)}::uuid[], ${rows.map((r) => r.status)}::text[], ${rows.map((r) => r.payerClaimNumber)}::text[]) AS row (id, st, pn)
    WHERE c.practice_id = ${practiceId} AND c.id = row.id RETURNING c.session_id, row.st`.execute(tx)
  return moved.filter((row) => row.st === 'paid').map((row) => row.session_id)
}

export async function saveAdjudicationEvents(
  tx: Tx,
  ground: Ground,
  on: PlainDate,
  rows: readonly Adjudication[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('claim_event')
    .values(
      rows.map((row) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        claim_id: row.claimId,
        on_day: on,
        recorded_at: ground.now(),
        kind: 'remitted',
        summary: row.summary,
        detail: JSON.stringify(row.detail),
        actor: ground.actor.name,
        file_sha256: row.source.sha256,
        source_from: row.source.from,
        source_until: row.source.until,
      })),
    )
    .execute()
}

/** How a claim stands: what a decision changes of it. */
export type Standing = {
  readonly payerId: string
  readonly rank: number
  readonly status: string
  readonly payerClaimNumber: string | null
  readonly adjudicatedOn: PlainDate | null
  readonly version: number
}

/** How a claim stands, locked: two decisions on one claim take turns. */
export async function findStanding(tx: Tx, practiceId: string, claimId: string): Promise<Standing | null> {
  const row = await tx
    .selectFrom('claim')
    .select(['payer_id', 'rank', 'status', 'payer_claim_number', 'adjudicated_on', 'version'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', claimId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row
    ? {
        payerId: row.payer_id,
        rank: row.rank,
        status: row.status,
        payerClaimNumber: row.payer_claim_number,
        adjudicatedOn: row.adjudicated_on,
        version: row.version,
      }
    : null
}

/** Puts a claim back as it stood before a decision; false when somebody changed it since. */
export async function restoreStanding(
  tx: Tx,
  practiceId: string,
  claimId: string,
  { before, after }: { readonly before: Standing; readonly after: Standing },
): Promise<boolean> {
  const row = await tx
    .updateTable('claim')
    .set((eb) => ({
      status: before.status,
      payer_claim_number: before.payerClaimNumber,
      adjudicated_on: before.adjudicatedOn,
      version: eb('version', '+', 1),
    }))
    .where('practice_id', '=', practiceId)
    .where('id', '=', claimId)
    .where('version', '=', after.version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
