import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

export type EventSource = {
  readonly sha256: string
  readonly from: number | null
  readonly until: number | null
  readonly controlNumber: string
  /** What the file was called when it came or went. */
  readonly name: string | null
}

/** Where a step of a claim stands: in which file, from which byte to which. */
export async function findEventSource(
  tx: Tx,
  practiceId: string,
  claimId: string,
  eventId: string,
): Promise<EventSource | null> {
  const { rows } = await sql<EventSource>`
    SELECT e.file_sha256 AS sha256, e.source_from AS from, e.source_until AS until, c.control_number AS "controlNumber",
      coalesce(
        (SELECT b.file_name FROM app.claim_batch b WHERE b.practice_id = ${practiceId} AND b.file_sha256 = e.file_sha256 LIMIT 1),
        (SELECT f.name FROM app.inbound_file f WHERE f.practice_id = ${practiceId} AND f.sha256 = e.file_sha256 LIMIT 1)
      ) AS name
    FROM app.claim_event e JOIN app.claim c ON c.practice_id = e.practice_id AND c.id = e.claim_id
    WHERE e.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND e.claim_id = ${claimId} AND e.id = ${eventId}
      AND e.file_sha256 IS NOT NULL`.execute(tx)
  return rows[0] ?? null
}
