import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { rowHash } from '../../../ground/imported-rows.ts'
import type { NoteTold, SessionRecord, SessionStatus } from '../types.ts'

export async function findSessions(
  tx: Tx,
  practiceId: string,
  externalIds: readonly string[],
): Promise<Map<string, { id: string; patientId: string; hash: string; isSigned: boolean; isSignedHere: boolean }>> {
  if (externalIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('session')
    .select(['id', 'external_id', 'patient_id', 'row_hash', 'signed_on', 'signed_here'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('external_id', '=', fn.any(val([...new Set(externalIds)]))))
    .execute()
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        id: row.id,
        patientId: row.patient_id,
        hash: row.row_hash,
        isSigned: row.signed_on !== null,
        isSignedHere: row.signed_here,
      },
    ]),
  )
}

/** Clinicians of the practice by NPI, with the place and program they work in. */
export async function cliniciansByNpi(
  tx: Tx,
  practiceId: string,
): Promise<Map<string, { id: string; programId: string | null; locationId: string | null }>> {
  const rows = await tx
    .selectFrom('clinician')
    .select(['id', 'npi', 'program_id', 'location_id'])
    .where('practice_id', '=', practiceId)
    .execute()
  return new Map(rows.map((row) => [row.npi, { id: row.id, programId: row.program_id, locationId: row.location_id }]))
}

export type SessionPlaces = {
  readonly patientId: string
  readonly clinicianId: string
  readonly locationId: string
  readonly programId: string
}

/** What a file does not tell stays as it was told before. */
const toldColumns = (told: NoteTold = {}) => ({
  ...(told.emBasis === undefined ? {} : { em_basis: told.emBasis }),
  ...(told.groupSize === undefined ? {} : { group_size: told.groupSize }),
  ...(told.hasGroupPart === undefined ? {} : { group_part: told.hasGroupPart }),
  ...(told.planOn === undefined ? {} : { plan_on: told.planOn }),
  ...(told.isCosigned === undefined ? {} : { cosigned: told.isCosigned }),
})

export async function saveSession(
  tx: Tx,
  ground: Ground,
  record: SessionRecord,
  places: SessionPlaces,
  known: string | null,
): Promise<string> {
  const id = known ?? ground.newId()
  const columns = {
    patient_id: places.patientId,
    clinician_id: places.clinicianId,
    location_id: places.locationId,
    program_id: places.programId,
    service_on: record.on,
    start_time: record.start,
    stop_time: record.stop,
    scheduled_minutes: record.scheduledMinutes,
    minutes: record.minutes,
    status: record.status,
    service: record.service,
    modality: record.modality,
    patient_at: record.patientAt,
    em: record.emCode === null ? null : JSON.stringify({ code: record.emCode }),
    interactive_complexity: record.interactiveComplexity,
    medical_services: record.medicalServices,
    codes_picked: [...record.codesPicked],
    modifiers_picked: [...record.modifiersPicked],
    place_picked: record.placePicked,
    diagnoses: [...record.diagnoses],
    note_elements: [...record.noteElements],
    authorization_number: record.authorizationNumber,
    signed_on: record.signedOn,
    ...toldColumns(record.told),
    row_hash: rowHash(record),
  }
  if (known === null)
    await tx
      .insertInto('session')
      .values({ practice_id: ground.practiceId, id, external_id: record.externalId, ...columns })
      .execute()
  else
    await tx
      .updateTable('session')
      .set({ external_id: record.externalId, ...columns })
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .execute()
  return id
}

/** What a note signed here says of the visit; from then on a file does not write over it. */
export type NoteOutcome = {
  readonly start: string | null
  readonly stop: string | null
  readonly minutes: number | null
  readonly modality: string
  readonly patientAt: string
  readonly em: unknown
  readonly interactiveComplexity: boolean
  readonly medicalServices: boolean
  readonly diagnoses: readonly string[]
  readonly elements: readonly string[]
  readonly codesPicked: readonly string[]
  readonly signedOn: PlainDate
}

export async function setFromNote(tx: Tx, practiceId: string, id: string, note: NoteOutcome): Promise<void> {
  await tx
    .updateTable('session')
    .set({
      start_time: note.start,
      stop_time: note.stop,
      minutes: note.minutes,
      modality: note.modality,
      patient_at: note.patientAt,
      em: note.em === null ? null : JSON.stringify(note.em),
      interactive_complexity: note.interactiveComplexity,
      medical_services: note.medicalServices,
      diagnoses: [...note.diagnoses],
      note_elements: [...note.elements],
      codes_picked: [...note.codesPicked],
      signed_on: note.signedOn,
      signed_here: true,
    })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

/** Whether the patient came, as whoever was there says. */
export async function setAttendance(tx: Tx, practiceId: string, id: string, status: SessionStatus): Promise<void> {
  await tx.updateTable('session').set({ status }).where('practice_id', '=', practiceId).where('id', '=', id).execute()
}
export type StandingVisit = {
  readonly sessionId: string
  readonly patientId: string
  readonly clinicianId: string
  readonly programId: string
  readonly on: PlainDate
  readonly service: string
  readonly status: string
}

/** Booked and kept visits from a day on that hold no authorization and have not been looked at. */
export async function visitsWithoutUse(
  tx: Tx,
  practiceId: string,
  from: PlainDate | null,
  most: number,
  after: string,
) {
  const { rows } = await sql<StandingVisit>`
    SELECT s.id AS "sessionId", s.patient_id AS "patientId", s.clinician_id AS "clinicianId", s.program_id AS "programId",
      s.service_on AS "on", s.service, s.status
    FROM app.session s
    LEFT JOIN app.authorization_use u ON u.practice_id = s.practice_id AND u.session_id = s.id AND u.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.status IN ('booked', 'kept') AND u.session_id IS NULL AND s.id > ${after}
      AND (${from}::date IS NULL OR s.service_on >= ${from}::date)
    ORDER BY s.id LIMIT ${most}`.execute(tx)
  return rows
}

export const hasUses = async (tx: Tx, practiceId: string): Promise<boolean> =>
  (await tx
    .selectFrom('authorization_use')
    .select('session_id')
    .where('practice_id', '=', practiceId)
    .limit(1)
    .executeTakeFirst()) !== undefined
