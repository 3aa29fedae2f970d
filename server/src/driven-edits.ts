import { sql } from 'kysely'
import { edits } from './cycle/claim/rules/index.ts'
import { reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'

// Which visits each edit stopped in a driven year, by the EHR's own numbers, so that somebody who knows what payers would
// have said can judge the edits. An edit that stopped nothing is in the list too.

/** Every edit with the denials it means to prevent and the visits whose claim it held. */
export const drivenEdits = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { rows } = await sql<{ rule: string; held: string[] }>`
      SELECT h.rule, array_agg(DISTINCT s.external_id ORDER BY s.external_id) AS held
      FROM app.edit_hit h
      JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
      JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE h.practice_id = ${ground.practiceId} AND h.severity = 'stop'
      GROUP BY h.rule`.execute(tx)
    const held = new Map(rows.map((row) => [row.rule, row.held]))
    return edits.map(({ id, title, prevents }) => ({ id, title, prevents, held: held.get(id) ?? [] }))
  })
