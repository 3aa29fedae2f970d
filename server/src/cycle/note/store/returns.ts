import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

export const listReturns = (tx: Tx, practiceId: string, sessionId: string) =>
  tx
    .selectFrom('note_return')
    .select(['id', 'element', 'question', 'asked_by', 'asked_on', 'answer', 'answered_on'])
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', sessionId)
    .orderBy('asked_on')
    .orderBy('id')
    .execute()

/** Who asks when no person did. */
export const ownName = 'Ballast'

export type Asked = {
  readonly id: string
  readonly sessionId: string
  readonly element: string
  readonly question: string
  readonly askedBy: string
}

/** Everything asked of these visits, answered or not, by visit. */
export async function returnsOf(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, Asked[]>> {
  const { rows } = await sql<Asked>`
    SELECT id, session_id AS "sessionId", element, question, asked_by AS "askedBy" FROM app.note_return
    WHERE practice_id = ${practiceId} AND session_id = ANY (${sessionIds}::uuid[])`.execute(tx)
  return Map.groupBy(rows, (row) => row.sessionId)
}

/** Visits of which we asked ourselves, and nobody has answered. */
export async function listOwnOpen(tx: Tx, practiceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('note_return')
    .select('session_id')
    .distinct()
    .where('practice_id', '=', practiceId)
    .where('asked_by', '=', ownName)
    .where('answered_on', 'is', null)
    .execute()
  return rows.map((row) => row.session_id)
}

export async function findReturn(tx: Tx, practiceId: string, id: string) {
  return tx
    .selectFrom('note_return')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveReturn(
  tx: Tx,
  ground: Ground,
  row: { sessionId: string; clinicianId: string; element: string; question: string },
  askedBy: string = ground.actor.name,
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('note_return')
    .values({
      practice_id: ground.practiceId,
      id,
      session_id: row.sessionId,
      clinician_id: row.clinicianId,
      element: row.element,
      question: row.question,
      asked_by: askedBy,
      asked_on: ground.today(),
    })
    .execute()
  return id
}

export async function answerReturns(tx: Tx, ground: Ground, ids: readonly string[], answer: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('note_return')
    .set({ answer, answered_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('id', 'in', [...ids])
    .where('answered_on', 'is', null)
    .execute()
}

export type Question = {
  readonly id: string
  readonly sessionId: string
  readonly on: PlainDate
  readonly patient: string
  readonly element: string
  readonly question: string
  readonly askedBy: string
  readonly askedOn: PlainDate
}

/** Questions a clinician has not answered yet. */
export async function listQuestions(tx: Tx, practiceId: string, clinicianId: string): Promise<Question[]> {
  const { rows } = await sql<Question>`
    SELECT r.id, r.session_id AS "sessionId", s.service_on AS "on", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient,
      r.element, r.question, r.asked_by AS "askedBy", r.asked_on AS "askedOn"
    FROM app.note_return r
    JOIN app.session s ON s.practice_id = r.practice_id AND s.id = r.session_id
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    WHERE r.practice_id = ${practiceId} AND r.clinician_id = ${clinicianId} AND r.answered_on IS NULL
    ORDER BY r.asked_on, r.id`.execute(tx)
  return rows
}

export type Reminded = { readonly clinicianId: string; readonly name: string; readonly notes: number }

/** Writes a reminder for every held visit whose note was due by now and is still open; returns whose they are. */
export async function remindDue(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  dueBefore: PlainDate,
): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    WITH fresh AS (
      INSERT INTO app.note_reminder (practice_id, session_id, clinician_id, due_on, told_on)
      SELECT s.practice_id, s.id, s.clinician_id, s.service_on + (${today}::date - ${dueBefore}::date), ${today}::date
      FROM app.session s LEFT JOIN app.note n ON n.practice_id = s.practice_id AND n.session_id = s.id
      WHERE s.practice_id = ${practiceId} AND s.status = 'kept' AND s.signed_on IS NULL AND s.service_on <= ${dueBefore}::date
        AND s.service_on > ${dueBefore}::date - 60 AND coalesce(n.state, 'open') = 'open'
      ON CONFLICT (practice_id, session_id) DO NOTHING
      RETURNING practice_id, clinician_id
    )
    SELECT k.id AS "clinicianId", k.first_name || ' ' || k.last_name AS name, count(*)::int AS notes
    FROM fresh JOIN app.clinician k ON k.practice_id = fresh.practice_id AND k.id = fresh.clinician_id
    WHERE k.practice_id = ${practiceId}
    GROUP BY k.id, k.first_name, k.last_name ORDER BY k.id`.execute(tx)
  return rows
}

/** Notes every note that has waited for its second signature since a day, once for each signature; returns whose they are. */
export async function remindToCosign(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  signedBefore: PlainDate,
): Promise<Reminded[]> {
  const { rows } = await sql<Reminded>`
    WITH fresh AS (
      UPDATE app.note n SET cosign_told_on = ${today}::date
      WHERE n.practice_id = ${practiceId} AND n.state = 'to_cosign' AND n.signed_on <= ${signedBefore}::date
        AND (n.cosign_told_on IS NULL OR n.cosign_told_on < n.signed_on)
      RETURNING n.practice_id, n.session_id
    )
    SELECT v.id AS "clinicianId", v.first_name || ' ' || v.last_name AS name, count(*)::int AS notes
    FROM fresh
    JOIN app.session s ON s.practice_id = fresh.practice_id AND s.id = fresh.session_id
    JOIN app.clinician k ON k.practice_id = s.practice_id AND k.id = s.clinician_id
    JOIN app.clinician v ON v.practice_id = k.practice_id AND v.id = k.supervisor_id
    WHERE s.practice_id = ${practiceId}
    GROUP BY v.id, v.first_name, v.last_name ORDER BY v.id`.execute(tx)
  return rows
}
