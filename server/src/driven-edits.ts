import { sql } from 'kysely'
import { edits } from './cycle/claim/rules/index.ts'
import type { WorkKind } from './cycle/worklist/types.ts'
import { reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'

// Which visits each edit stopped in a driven year, and which it spoke of at all, by the EHR's own numbers, so that somebody who
// knows what payers would have said can judge the edits. With guards off an edit stops nothing and says what it would have
// stopped. An edit that said nothing is in the list too. What the front end asks before a visit (a plan that answers "not active",
// a benefit held elsewhere, a limit reached) is the same edit at its earlier stage, and never reaches a claim when it is settled.

// biome-ignore format: one row per kind
const askedAs: Readonly<Partial<Record<WorkKind, string>>> = {
  'eligibility.inactive':      'S007',
  'eligibility.carve-out':     'S008',
  'eligibility.other-payer':   'S010',
  'eligibility.limit-near':    'S015',
  'eligibility.limit-reached': 'S014',
  'eligibility.hand-over':     'S014',
}

/** Every edit with the denials it means to prevent, the visits whose claim it held, all it said anything of, and those the front end asked about before. */
export const drivenEdits = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const { rows } = await sql<{ rule: string; held: string[] | null; spoke: string[] }>`
      SELECT h.rule, array_agg(DISTINCT s.external_id ORDER BY s.external_id) AS spoke,
        array_agg(DISTINCT s.external_id ORDER BY s.external_id) FILTER (WHERE h.severity = 'stop') AS held
      FROM app.edit_hit h
      JOIN app.claim c ON c.practice_id = h.practice_id AND c.id = h.claim_id
      JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE h.practice_id = ${practiceId}
      GROUP BY h.rule`.execute(tx)
    const told = new Map(rows.map((row) => [row.rule, row]))
    // Work names a patient and a day; it is about the visits that were on the calendar while it stood open. A plan is asked where
    // its last answer is too old (S006); one that names another company sends the claim there by itself (S008).
    const asked = await sql<{ rule: string; visits: string[] }>`
      SELECT a.rule, array_agg(DISTINCT a.visit ORDER BY a.visit) AS visits
      FROM (
        SELECT k.rule, s.external_id AS visit
        FROM unnest(${Object.keys(askedAs)}::text[], ${Object.values(askedAs)}::text[]) AS k (kind, rule)
        JOIN app.work_item w ON w.practice_id = ${practiceId} AND w.kind = k.kind
        JOIN app.session s ON s.practice_id = w.practice_id AND s.patient_id = w.patient_id AND s.service_on >= w.opened_on
          AND coalesce(coalesce(s.booked_on, s.service_on) <= w.closed_on, true)
        UNION ALL
        SELECT 'S006', s.external_id
        FROM app.benefit_inquiry i
        JOIN app.benefit_visit v ON v.practice_id = i.practice_id AND v.coverage_id = i.coverage_id AND v.on_day = i.for_on
        JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id
        WHERE i.practice_id = ${practiceId} AND i.asked_on <= v.on_day
        UNION ALL
        SELECT 'S008', s.external_id
        FROM app.benefit_standing b
        JOIN app.coverage o ON o.practice_id = b.practice_id AND o.id = b.coverage_id
        JOIN app.benefit_visit v ON v.practice_id = b.practice_id AND v.coverage_id = b.coverage_id
        JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id
        WHERE b.practice_id = ${practiceId} AND b.holder_signal IS NOT NULL AND b.holder_payer_id IS DISTINCT FROM o.payer_id
          AND EXISTS (SELECT FROM app.benefit_inquiry i WHERE i.practice_id = b.practice_id AND i.coverage_id = b.coverage_id
            AND i.asked_on <= v.on_day)
      ) AS a
      GROUP BY a.rule`.execute(tx)
    const before = new Map(asked.rows.map((row) => [row.rule, row.visits]))
    return edits.map(({ id, title, prevents }) => {
      const row = told.get(id)
      return {
        id,
        title,
        prevents,
        held: row?.held ?? [],
        spoke: row?.spoke ?? [],
        asked: before.get(id) ?? [],
      }
    })
  })
