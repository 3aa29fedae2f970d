import { addDays, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type {
  Answers,
  Modality,
  NoteContent,
  NoteFacts,
  NoteState,
  OtherVisit,
  StoredNote,
  Template,
} from '../types.ts'

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Takes turns on a visit, so that two saves of one note never cross. */
export async function lockVisit(tx: Tx, practiceId: string, sessionId: string): Promise<void> {
  await tx
    .selectFrom('session')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', sessionId)
    .forUpdate()
    .execute()
}

/** Everything a note is judged by; null when there is no such visit. The templates are filled in by the action. */
export async function gatherNote(
  tx: Tx,
  practiceId: string,
  sessionId: string,
): Promise<Omit<NoteFacts, 'templates'> | null> {
  const visit = await tx
    .selectFrom('session')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!visit) return null
  const practice = await tx
    .selectFrom('practice')
    .select(['time_zone', 'params'])
    .where('practice_id', '=', practiceId)
    .executeTakeFirstOrThrow()
  const patient = await tx
    .selectFrom('patient')
    .select(['id', 'first_name', 'last_name', 'name_used', 'state'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', visit.patient_id)
    .executeTakeFirstOrThrow()
  const clinician = await tx
    .selectFrom('clinician')
    .leftJoin('clinician as supervisor', (join) =>
      join
        .onRef('supervisor.practice_id', '=', 'clinician.practice_id')
        .onRef('supervisor.id', '=', 'clinician.supervisor_id'),
    )
    .select([
      'clinician.id',
      'clinician.first_name',
      'clinician.last_name',
      'clinician.credential',
      'clinician.supervisor_id',
      'supervisor.first_name as supervisor_first',
      'supervisor.last_name as supervisor_last',
    ])
    .where('clinician.practice_id', '=', practiceId)
    .where('clinician.id', '=', visit.clinician_id)
    .executeTakeFirstOrThrow()
  const location = await tx
    .selectFrom('location')
    .select('place_of_service')
    .where('practice_id', '=', practiceId)
    .where('id', '=', visit.location_id)
    .executeTakeFirstOrThrow()
  const payer = await tx
    .selectFrom('coverage')
    .innerJoin('payer', (join) =>
      join.onRef('payer.practice_id', '=', 'coverage.practice_id').onRef('payer.id', '=', 'coverage.payer_id'),
    )
    .select(['payer.kind', 'payer.params'])
    .where('coverage.practice_id', '=', practiceId)
    .where('coverage.patient_id', '=', visit.patient_id)
    .where('coverage.from_on', '<=', visit.service_on)
    .where((eb) => eb.or([eb('coverage.until_on', 'is', null), eb('coverage.until_on', '>=', visit.service_on)]))
    .orderBy('coverage.rank')
    .executeTakeFirst()
  return {
    practice: { timeZone: practice.time_zone, params: record(practice.params) },
    visit: {
      id: visit.id,
      on: visit.service_on,
      service: visit.service,
      status: visit.status,
      modality: visit.modality as Modality,
      patientAt: visit.patient_at as 'home' | 'elsewhere' | 'clinic',
      start: visit.start_time,
      stop: visit.stop_time,
      scheduledMinutes: visit.scheduled_minutes,
      minutes: visit.minutes,
      em: visit.em as NoteFacts['visit']['em'],
      interactiveComplexity: visit.interactive_complexity,
      medicalServices: visit.medical_services,
      codesPicked: visit.codes_picked,
      diagnoses: visit.diagnoses,
      noteElements: visit.note_elements,
      signedOn: visit.signed_on,
    },
    patient: {
      id: patient.id,
      name: `${patient.name_used ?? patient.first_name} ${patient.last_name}`,
      state: patient.state,
    },
    clinician: {
      id: clinician.id,
      name: `${clinician.first_name} ${clinician.last_name}, ${clinician.credential}`,
      credential: clinician.credential,
      supervisorId: clinician.supervisor_id,
      supervisor: clinician.supervisor_id ? `${clinician.supervisor_first} ${clinician.supervisor_last}` : null,
    },
    payer: payer ? { kind: payer.kind, params: record(payer.params) } : null,
    placeOfService: location.place_of_service,
    note: await findNote(tx, practiceId, sessionId),
    last: await lastAnswers(tx, practiceId, visit.patient_id, visit.clinician_id, visit.service_on, sessionId),
    others: await listOthers(tx, practiceId, visit.clinician_id, visit.service_on, sessionId),
    came: await countGroup(tx, practiceId, visit),
    isNewPatient: await isNew(tx, practiceId, visit.patient_id, visit.service_on),
  }
}

export async function findNote(tx: Tx, practiceId: string, sessionId: string): Promise<StoredNote | null> {
  const row = await tx
    .selectFrom('note')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  if (!row) return null
  return {
    start: row.start_time,
    stop: row.stop_time,
    endsNextDay: row.ends_next_day,
    minutes: row.minutes,
    modality: row.modality as Modality,
    answers: row.answers as Answers,
    state: row.state as NoteState,
    version: row.version,
    bookedStart: row.booked_start,
    bookedMinutes: row.booked_minutes,
    signedAt: row.signed_at,
    signedOn: row.signed_on,
    signedBy: row.signed_by,
    isLate: row.is_late,
    cosignedAt: row.cosigned_at,
    cosignedBy: row.cosigned_by,
  }
}

async function lastAnswers(
  tx: Tx,
  practiceId: string,
  patientId: string,
  clinicianId: string,
  on: PlainDate,
  sessionId: string,
): Promise<Answers | null> {
  const row = await tx
    .selectFrom('note')
    .innerJoin('session', (join) =>
      join.onRef('session.practice_id', '=', 'note.practice_id').onRef('session.id', '=', 'note.session_id'),
    )
    .select('note.answers')
    .where('note.practice_id', '=', practiceId)
    .where('session.patient_id', '=', patientId)
    .where('session.clinician_id', '=', clinicianId)
    .where('session.service_on', '<=', on)
    .where('session.id', '!=', sessionId)
    .where('note.state', '!=', 'open')
    .orderBy('session.service_on', 'desc')
    .executeTakeFirst()
  return (row?.answers as Answers | undefined) ?? null
}

/** The clinician's other visits around a day whose times stand: those of a note, or of a record signed elsewhere. */
async function listOthers(
  tx: Tx,
  practiceId: string,
  clinicianId: string,
  on: PlainDate,
  sessionId: string,
): Promise<OtherVisit[]> {
  const { rows } = await sql<OtherVisit>`
    SELECT coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, s.service_on AS "on", s.service,
      coalesce(n.start_time, s.start_time) AS start, coalesce(n.stop_time, s.stop_time) AS stop,
      coalesce(n.ends_next_day, s.stop_time <= s.start_time) AS "endsNextDay"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    LEFT JOIN app.note n ON n.practice_id = s.practice_id AND n.session_id = s.id
    WHERE s.practice_id = ${practiceId} AND s.clinician_id = ${clinicianId} AND s.id <> ${sessionId} AND s.status = 'kept'
      AND s.service_on BETWEEN ${addDays(on, -1)}::date AND ${addDays(on, 1)}::date
      AND CASE WHEN n.session_id IS NULL THEN s.signed_on IS NOT NULL AND s.start_time IS NOT NULL AND s.stop_time IS NOT NULL
        ELSE n.start_time IS NOT NULL AND n.stop_time IS NOT NULL END`.execute(tx)
  return rows
}

/** How many came to one meeting: the same clinician, day, hour and service. */
async function countGroup(
  tx: Tx,
  practiceId: string,
  visit: { clinician_id: string; service_on: PlainDate; start_time: string | null; service: string },
): Promise<number> {
  const row = await sql<{ came: number }>`
    SELECT count(*)::int AS came FROM app.session s LEFT JOIN app.note n ON n.practice_id = s.practice_id AND n.session_id = s.id
    WHERE s.practice_id = ${practiceId} AND s.clinician_id = ${visit.clinician_id} AND s.service_on = ${visit.service_on}::date
      AND s.service = ${visit.service} AND s.status = 'kept'
      AND coalesce(n.booked_start, s.start_time) IS NOT DISTINCT FROM ${visit.start_time}`.execute(tx)
  return row.rows[0]?.came ?? 0
}

async function isNew(tx: Tx, practiceId: string, patientId: string, on: PlainDate): Promise<boolean> {
  const row = await tx
    .selectFrom('session')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('status', '=', 'kept')
    .where('service_on', '<', on)
    .where('service_on', '>=', addDays(on, -3 * 365))
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

type Stamp = {
  readonly state: NoteState
  readonly signedAt: string | null
  readonly signedOn: PlainDate | null
  readonly signedBy: string | null
  readonly isLate: boolean
  readonly cosignedAt: string | null
  readonly cosignedBy: string | null
}

const stampColumns = (stamp: Stamp) => ({
  state: stamp.state,
  signed_at: stamp.signedAt,
  signed_on: stamp.signedOn,
  signed_by: stamp.signedBy,
  is_late: stamp.isLate,
  cosigned_at: stamp.cosignedAt,
  cosigned_by: stamp.cosignedBy,
})

/** Writes what the note says; the first writing keeps what was booked, apart from what then happened. */
export async function saveNote(
  tx: Tx,
  ground: Ground,
  facts: Omit<NoteFacts, 'templates'>,
  content: NoteContent,
  stamp?: Stamp,
): Promise<number> {
  const columns = {
    start_time: content.start,
    stop_time: content.stop,
    ends_next_day: content.endsNextDay,
    minutes: content.minutes,
    modality: content.modality,
    answers: JSON.stringify(content.answers),
    ...(stamp ? stampColumns(stamp) : {}),
  }
  const row = await tx
    .insertInto('note')
    .values({
      practice_id: ground.practiceId,
      session_id: facts.visit.id,
      booked_start: facts.visit.start,
      booked_minutes: facts.visit.scheduledMinutes,
      opened_at: ground.now(),
      ...columns,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['practice_id', 'session_id'])
        .doUpdateSet((eb) => ({ ...columns, version: eb('note.version', '+', 1) })),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export async function saveRevision(
  tx: Tx,
  ground: Ground,
  sessionId: string,
  revision: {
    readonly kind: string
    readonly reason: string | null
    readonly content: NoteContent
    readonly templates: readonly Template[]
  },
): Promise<void> {
  const { practiceId } = ground
  const last = await tx
    .selectFrom('note_revision')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  const { start, stop, endsNextDay, minutes, modality, answers } = revision.content
  await tx
    .insertInto('note_revision')
    .values({
      practice_id: practiceId,
      session_id: sessionId,
      number: (last?.number ?? 0) + 1,
      kind: revision.kind,
      at: ground.now(),
      on_day: ground.today(),
      author: ground.actor.name,
      reason: revision.reason,
      content: JSON.stringify({
        start,
        stop,
        endsNextDay,
        minutes,
        modality,
        answers,
        templates: Object.fromEntries(revision.templates.map((each) => [each.template, each.version])),
      }),
    })
    .execute()
}

export const listRevisions = (tx: Tx, practiceId: string, sessionId: string) =>
  tx
    .selectFrom('note_revision')
    .select(['number', 'kind', 'at', 'on_day', 'author', 'reason', 'content'])
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', sessionId)
    .orderBy('number')
    .execute()

export type OpenNote = {
  readonly id: string
  /** The id the practice's EHR knows the visit by. */
  readonly sessionRef: string
  readonly on: PlainDate
  readonly patient: string
  readonly service: string
  readonly start: string | null
  readonly scheduledMinutes: number | null
  readonly modality: string
  readonly clinicianId: string
  readonly clinician: string
  readonly state: string
  readonly asked: number
  /** The day whoever has to sign was reminded. */
  readonly remindedOn: PlainDate | null
}

/** Visits that were held and have no finished note, oldest first; one clinician's, or everybody's. */
export async function listOpen(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  clinicianId: string | null,
  most: number,
): Promise<OpenNote[]> {
  const { rows } = await sql<OpenNote>`
    SELECT s.id, s.external_id AS "sessionRef", s.service_on AS "on", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, s.service,
      coalesce(n.booked_start, s.start_time) AS start, s.scheduled_minutes AS "scheduledMinutes", coalesce(n.modality, s.modality) AS modality,
      k.id AS "clinicianId", k.first_name || ' ' || k.last_name AS clinician, coalesce(n.state, 'open') AS state,
      (SELECT count(*)::int FROM app.note_return r WHERE r.practice_id = s.practice_id AND r.session_id = s.id AND r.answered_on IS NULL) AS asked,
      (SELECT m.told_on FROM app.note_reminder m WHERE m.practice_id = s.practice_id AND m.session_id = s.id) AS "remindedOn"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    JOIN app.clinician k ON k.practice_id = s.practice_id AND k.id = s.clinician_id
    LEFT JOIN app.note n ON n.practice_id = s.practice_id AND n.session_id = s.id
    WHERE s.practice_id = ${practiceId} AND s.status = 'kept' AND s.signed_on IS NULL AND s.service_on <= ${today}::date
      AND coalesce(n.state, 'open') = 'open'
      ${clinicianId === null ? sql`` : sql`AND s.clinician_id = ${clinicianId}`}
    ORDER BY s.service_on, coalesce(n.booked_start, s.start_time), s.id LIMIT ${most}`.execute(tx)
  return rows
}

/** Notes of the people this clinician supervises that wait for a second signature. */
export async function listToCosign(tx: Tx, practiceId: string, supervisorId: string): Promise<OpenNote[]> {
  const { rows } = await sql<OpenNote>`
    SELECT s.id, s.service_on AS "on", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, s.service,
      coalesce(n.booked_start, s.start_time) AS start, s.scheduled_minutes AS "scheduledMinutes", n.modality, k.id AS "clinicianId",
      k.first_name || ' ' || k.last_name AS clinician, n.state, 0 AS asked,
      CASE WHEN n.cosign_told_on >= n.signed_on THEN n.cosign_told_on END AS "remindedOn"
    FROM app.note n
    JOIN app.session s ON s.practice_id = n.practice_id AND s.id = n.session_id
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
    JOIN app.clinician k ON k.practice_id = s.practice_id AND k.id = s.clinician_id
    WHERE n.practice_id = ${practiceId} AND n.state = 'to_cosign' AND k.supervisor_id = ${supervisorId}
    ORDER BY s.service_on, n.signed_at`.execute(tx)
  return rows
}

export async function countSignedOn(
  tx: Tx,
  practiceId: string,
  clinicianId: string,
  today: PlainDate,
): Promise<number> {
  const row = await tx
    .selectFrom('note')
    .innerJoin('session', (join) =>
      join.onRef('session.practice_id', '=', 'note.practice_id').onRef('session.id', '=', 'note.session_id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('signed'))
    .where('note.practice_id', '=', practiceId)
    .where('session.clinician_id', '=', clinicianId)
    .where('note.signed_on', '=', today)
    .executeTakeFirst()
  return Number(row?.signed ?? 0)
}
