import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

/** Whom news about a coverage is for: the patient, and the clinicians of the patient's visits under it. */
export async function findRecipients(tx: Tx, practiceId: string, coverageId: string) {
  const row = await tx
    .selectFrom('coverage as c')
    .innerJoin('patient as pt', (join) =>
      join.onRef('pt.practice_id', '=', 'c.practice_id').onRef('pt.id', '=', 'c.patient_id'),
    )
    .innerJoin('practice as pr', (join) => join.onRef('pr.practice_id', '=', 'c.practice_id'))
    .select([
      'pt.id',
      'pt.first_name',
      'pt.last_name',
      'pt.name_used',
      'pt.email',
      'pr.name as practice',
      'pr.phone as phone',
    ])
    .where('c.practice_id', '=', practiceId)
    .where('pt.practice_id', '=', practiceId)
    .where('pr.practice_id', '=', practiceId)
    .where('c.id', '=', coverageId)
    .executeTakeFirst()
  if (!row) return null
  const { rows: clinicians } = await sql<{ id: string; name: string }>`
    SELECT DISTINCT cl.id, cl.first_name || ' ' || cl.last_name AS name FROM app.benefit_visit v
    JOIN app.clinician cl ON cl.practice_id = v.practice_id AND cl.id = v.clinician_id
    WHERE v.practice_id = ${practiceId} AND cl.practice_id = ${practiceId} AND v.coverage_id = ${coverageId} AND v.state <> 'released'
      AND v.on_day > (SELECT max(l.on_day) FROM app.benefit_visit l WHERE l.practice_id = ${practiceId} AND l.coverage_id = ${coverageId}) - 60
    ORDER BY cl.id`.execute(tx)
  return {
    practice: { name: row.practice, phone: row.phone },
    patient: { id: row.id, name: row.name_used ?? row.first_name, email: row.email },
    clinicians,
  }
}
