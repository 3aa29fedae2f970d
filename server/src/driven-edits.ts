import { sql } from 'kysely'
import { edits } from './cycle/claim/rules/index.ts'
import { reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'

// Which visits each edit stopped in a driven year, and which it spoke of at all, by the EHR's own numbers, so that somebody who
// knows what payers would have said can judge the edits. With guards off an edit stops nothing and says what it would have
// stopped. An edit that said nothing is in the list too.

/** Every edit with the denials it means to prevent, the visits whose claim it held, and all it said anything of. */
export const drivenEdits = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { rows } = await sql<{ rule: string; held: string[] | null; spoke: string[] }>`
      SELECT h.rule, array_agg(DISTINCT s.external_id ORDER BY s.external_id) AS spoke,
        array_agg(DISTINCT s.external_id ORDER BY s.external_id) FILTER (WHERE h.severity = 'stop') AS held
      FROM app.edit_hit h
      JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
      JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE h.practice_id = ${ground.practiceId}
      GROUP BY h.rule`.execute(tx)
    const told = new Map(rows.map((row) => [row.rule, row]))
    return edits.map(({ id, title, prevents }) => {
      const row = told.get(id)
      return { id, title, prevents, held: row?.held ?? [], spoke: row?.spoke ?? [] }
    })
  })
