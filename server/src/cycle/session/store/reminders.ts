import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { ReminderAnswer } from '../types.ts'

export type DueReminder = {
  readonly sessionId: string
  readonly patientId: string
  readonly name: string
  readonly email: string
  readonly on: PlainDate
  readonly start: string
}

/** Visits until a day whose patients agreed to reminders, have an address, and were not reminded of that visit. */
export async function dueReminders(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  until: PlainDate,
): Promise<DueReminder[]> {
  const { rows } = await sql<DueReminder>`
    SELECT s.id AS "sessionId", s.patient_id AS "patientId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS name, p.email,
      s.service_on AS "on", substr(lpad(s.start_time, 5, '0'), 1, 5) AS start
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.service_on > ${today}::date AND s.service_on <= ${until}::date AND s.status = 'booked'
      AND s.start_time IS NOT NULL AND s.confirmed_on IS NULL AND p.email IS NOT NULL
      AND EXISTS (SELECT FROM app.agreement_signature g WHERE g.practice_id = ${practiceId} AND g.patient_id = s.patient_id
        AND g.kind = 'reminders' AND g.withdrawn_on IS NULL)
      AND NOT EXISTS (SELECT FROM app.reminder r WHERE r.practice_id = ${practiceId} AND r.session_id = s.id)
    ORDER BY s.service_on, start, s.id LIMIT 5000`.execute(tx)
  return rows
}

export async function saveReminders(
  tx: Tx,
  ground: Ground,
  reminders: readonly { readonly sessionId: string; readonly patientId: string; readonly tokenSha256: string }[],
): Promise<void> {
  if (reminders.length === 0) return
  await tx
    .insertInto('reminder')
    .values(
      reminders.map((each) => ({
        practice_id: ground.practiceId,
        session_id: each.sessionId,
        patient_id: each.patientId,
        sent_on: ground.today(),
        token_sha256: each.tokenSha256,
      })),
    )
    .execute()
}

export async function findReminder(tx: Tx, practiceId: string, tokenSha256: string, isLocked = false) {
  const query = tx
    .selectFrom('reminder')
    .select(['session_id as sessionId', 'patient_id as patientId', 'sent_on as sentOn', 'answer'])
    .where('practice_id', '=', practiceId)
    .where('token_sha256', '=', tokenSha256)
  const row = await (isLocked ? query.forUpdate() : query).executeTakeFirst()
  return row ? { ...row, answer: row.answer as ReminderAnswer | null } : null
}

export async function setAnswer(tx: Tx, ground: Ground, tokenSha256: string, answer: ReminderAnswer): Promise<void> {
  await tx
    .updateTable('reminder')
    .set({ answer, answered_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('token_sha256', '=', tokenSha256)
    .execute()
}

export const findPractice = (tx: Tx, practiceId: string) =>
  tx.selectFrom('practice').select(['name', 'phone']).where('practice_id', '=', practiceId).executeTakeFirst()

/** Whether a patient agreed to be seen by video. */
export const agreedToVideo = async (tx: Tx, practiceId: string, patientId: string): Promise<boolean> =>
  (await tx
    .selectFrom('agreement_signature')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('kind', '=', 'telehealth')
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()) !== undefined
