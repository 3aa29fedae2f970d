import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** Claims held because the payer does not know the clinician: what they are worth, and the day the first is lost. */
export async function waitingForEnrollment(tx: Tx, practiceId: string) {
  const { rows } = await sql<{
    clinicianId: string
    payerId: string
    claims: number
    cents: number
    lastDayOn: PlainDate
  }>`
    SELECT c.clinician_id AS "clinicianId", c.payer_id AS "payerId", count(*)::int AS claims, sum(coalesce(c.expected_cents, c.charge_cents))::bigint AS cents,
      min(c.service_on + y.filing_days) AS "lastDayOn"
    FROM app.claim c
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.status = 'held'
      AND EXISTS (SELECT FROM jsonb_array_elements(c.findings) AS f WHERE f ->> 'rule' = 'S026' AND f ->> 'severity' = 'stop')
    GROUP BY 1, 2`.execute(tx)
  return rows
}

/** Signed visits that could not be coded when they were looked at. */
export async function waitingToBeCoded(tx: Tx, practiceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('work_item')
    .select('subject')
    .where('practice_id', '=', practiceId)
    .where('kind', '=', 'claim.not-billable')
    .where('closed_on', 'is', null)
    .limit(mostWaiting)
    .execute()
  return rows.map((row) => row.subject)
}

const mostWaiting = 1000

/** Whether a payer before the present one has said something else, and nobody has looked yet. */
export async function isDecidedAgain(tx: Tx, practiceId: string, claimId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('work_item')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('kind', '=', 'claim.decided-again')
    .where('subject', '=', claimId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
