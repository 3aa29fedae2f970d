import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

export const listWordings = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('checklist_step')
    .select([
      'step_id as stepId',
      'version',
      'title',
      'job_aid as jobAid',
      'person_id as personId',
      'is_used as isUsed',
      'from_on as from',
      'changed_by as changedBy',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('step_id')
    .orderBy('version')
    .execute()

export async function saveWording(
  tx: Tx,
  ground: Ground,
  stepId: string,
  wording: { title: string; jobAid: string; personId: string | null; isUsed: boolean },
): Promise<number> {
  const last = await tx
    .selectFrom('checklist_step')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('practice_id', '=', ground.practiceId)
    .where('step_id', '=', stepId)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  await tx
    .insertInto('checklist_step')
    .values({
      practice_id: ground.practiceId,
      step_id: stepId,
      version,
      title: wording.title,
      job_aid: wording.jobAid,
      person_id: wording.personId,
      is_used: wording.isUsed,
      from_on: ground.today(),
      changed_by: ground.actor.name,
    })
    .execute()
  return version
}

export async function isPatient(tx: Tx, practiceId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('patient')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export const listMarks = (tx: Tx, practiceId: string, patientId: string) =>
  tx
    .selectFrom('checklist_mark')
    .select([
      'step_id as stepId',
      'version',
      'visit_on as visitOn',
      'state',
      'note',
      'marked_on as on',
      'marked_by as by',
    ])
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .orderBy('id')
    .execute()

export async function saveMark(
  tx: Tx,
  ground: Ground,
  mark: {
    stepId: string
    version: number
    patientId: string
    visitOn: PlainDate | null
    state: string
    note: string | null
  },
): Promise<void> {
  await tx
    .insertInto('checklist_mark')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      step_id: mark.stepId,
      version: mark.version,
      patient_id: mark.patientId,
      visit_on: mark.visitOn,
      state: mark.state,
      note: mark.note,
      marked_on: ground.today(),
      marked_by: ground.actor.name,
    })
    .execute()
}

/** How often each step was marked, under which version, by whom. */
export async function countMarks(tx: Tx, practiceId: string, from: PlainDate) {
  const { rows } = await sql<{ stepId: string; version: number; by: string; count: number }>`
    SELECT step_id AS "stepId", version, marked_by AS by, count(*)::int AS count FROM app.checklist_mark
    WHERE practice_id = ${practiceId} AND marked_on >= ${from}::date AND state <> 'undone' GROUP BY step_id, version, marked_by ORDER BY step_id, version`.execute(
    tx,
  )
  return rows
}

/** The coverage a patient's visit on a day falls under, and the next day the patient comes. */
export async function patientVisit(tx: Tx, practiceId: string, patientId: string, on: PlainDate) {
  const row = await tx
    .selectFrom('benefit_visit')
    .select(({ fn }) => fn.min('on_day').as('next'))
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('state', '=', 'booked')
    .where('on_day', '>=', on)
    .executeTakeFirst()
  return row?.next ?? null
}

export async function saveAgreement(
  tx: Tx,
  ground: Ground,
  made: {
    coverageId: string
    patientId: string
    visitsPerMonth: number
    estimate: unknown
    words: string
    monthlyCents: number | null
    agreedBy: string
    how: string
  },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('cost_agreement')
    .values({
      practice_id: ground.practiceId,
      id,
      coverage_id: made.coverageId,
      patient_id: made.patientId,
      visits_per_month: made.visitsPerMonth,
      estimate: JSON.stringify(made.estimate),
      words: made.words,
      monthly_cents: made.monthlyCents,
      agreed_on: ground.today(),
      agreed_by: made.agreedBy,
      how: made.how,
      told_by: ground.actor.name,
    })
    .execute()
  return id
}

export const listAgreements = (tx: Tx, practiceId: string, coverageId: string) =>
  tx
    .selectFrom('cost_agreement')
    .select([
      'id',
      'visits_per_month as visitsPerMonth',
      'words',
      'monthly_cents as monthlyCents',
      'agreed_on as agreedOn',
      'agreed_by as agreedBy',
      'how',
      'told_by as toldBy',
    ])
    .where('practice_id', '=', practiceId)
    .where('coverage_id', '=', coverageId)
    .orderBy('id', 'desc')
    .execute()
