import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Person } from '../types.ts'

/** Records beside those they could be confused with: by birth day, by last name and first letter, by member number. */
export async function candidates(tx: Tx, practiceId: string): Promise<(Person & { block: string })[]> {
  const { rows } = await sql<Person & { block: string }>`
    WITH person AS (
      SELECT p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.name_used AS "nameUsed", p.birth_on AS "birthOn", p.phone, p.email, p.search_name,
        ARRAY (SELECT DISTINCT c.member_id FROM app.coverage c WHERE c.practice_id = ${practiceId} AND c.patient_id = p.id) AS "memberIds"
      FROM app.patient p WHERE p.practice_id = ${practiceId} AND p.merged_into IS NULL
    ), blocked AS (
      SELECT person.*, b.block FROM person CROSS JOIN LATERAL (
        SELECT 'born ' || person."birthOn" AS block UNION ALL SELECT 'name ' || lower(left(person."lastName", 5)) || ' ' || lower(left(person."firstName", 1))
        UNION ALL SELECT 'member ' || m FROM unnest(person."memberIds") AS m
      ) AS b
    )
    SELECT id, "firstName", "lastName", "nameUsed", "birthOn", phone, email, "memberIds", block FROM blocked
    WHERE block IN (SELECT block FROM blocked GROUP BY block HAVING count(*) BETWEEN 2 AND 50)
    ORDER BY block, id LIMIT 20000`.execute(tx)
  return rows
}
