import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** The visits of one meeting: the same clinician, day, hour and service. */
export async function listRoster(tx: Tx, practiceId: string, sessionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM app.session s
    JOIN app.session f ON f.practice_id = s.practice_id AND f.id = ${sessionId} AND f.clinician_id = s.clinician_id
      AND f.service_on = s.service_on AND f.service = s.service
    LEFT JOIN app.note n ON n.practice_id = s.practice_id AND n.session_id = s.id
    LEFT JOIN app.note m ON m.practice_id = f.practice_id AND m.session_id = f.id
    WHERE s.practice_id = ${practiceId} AND f.practice_id = ${practiceId} AND s.status IN ('booked', 'kept', 'no_show')
      AND coalesce(n.booked_start, s.start_time) IS NOT DISTINCT FROM coalesce(m.booked_start, f.start_time)
    ORDER BY s.id`.execute(tx)
  return rows.map(({ id }) => id)
}
