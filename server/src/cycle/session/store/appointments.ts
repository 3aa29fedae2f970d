import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Service } from '../../coding/types.ts'
import type { CancelledBy, SessionStatus } from '../types.ts'

export type Appointment = {
  readonly id: string
  readonly externalId: string
  readonly patientId: string
  readonly clinicianId: string
  readonly locationId: string
  readonly programId: string
  readonly on: PlainDate
  readonly start: string
  readonly stop: string
  readonly minutes: number
  readonly status: SessionStatus
  readonly service: Service
  readonly modality: 'in_person' | 'video' | 'audio'
  readonly source: 'ehr' | 'own'
  readonly seriesId: string | null
  readonly version: number
  readonly isSigned: boolean
}

const selected = sql`
  s.id, s.external_id AS "externalId", s.patient_id AS "patientId", s.clinician_id AS "clinicianId", s.location_id AS "locationId",
  s.program_id AS "programId", s.service_on AS "on", coalesce(substr(lpad(s.start_time, 5, '0'), 1, 5), '00:00') AS start,
  coalesce(substr(lpad(s.stop_time, 5, '0'), 1, 5), '00:00') AS stop, coalesce(s.scheduled_minutes, s.minutes, 50) AS minutes, s.status, s.service,
  s.modality, s.source, s.series_id AS "seriesId", s.version, s.signed_on IS NOT NULL AS "isSigned"`

export async function findAppointment(
  tx: Tx,
  practiceId: string,
  id: string,
  isLocked = false,
): Promise<Appointment | null> {
  const { rows } = await sql<Appointment>`SELECT ${selected} FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.id = ${id} ${isLocked ? sql`FOR UPDATE` : sql``}`.execute(tx)
  return rows[0] ?? null
}

export async function appointmentsByExternal(
  tx: Tx,
  practiceId: string,
  ids: readonly string[],
): Promise<Map<string, Appointment>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Appointment>`SELECT ${selected} FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.external_id = ANY (${[...new Set(ids)]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.externalId, row]))
}

/** Hours booked in our own calendar that nothing from the EHR has taken over yet. */
export async function ownBooked(tx: Tx, practiceId: string, days: readonly PlainDate[]): Promise<Appointment[]> {
  if (days.length === 0) return []
  const { rows } = await sql<Appointment>`SELECT ${selected} FROM app.session s
    WHERE s.practice_id = ${practiceId} AND s.source = 'own' AND s.external_id LIKE 'own-%' AND s.service_on = ANY (${[...new Set(days)]}::date[])`.execute(
    tx,
  )
  return rows
}

/** What stands on these days for this clinician or this patient. */
export async function standingOn(
  tx: Tx,
  practiceId: string,
  days: readonly PlainDate[],
  of: { clinicianId: string; patientId: string },
) {
  if (days.length === 0) return []
  const { rows } = await sql<Appointment & { patient: string }>`
    SELECT ${selected}, coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.service_on = ANY (${[...new Set(days)]}::date[]) AND s.status IN ('booked', 'kept')
      AND (s.clinician_id = ${of.clinicianId} OR s.patient_id = ${of.patientId}) AND s.start_time IS NOT NULL AND s.stop_time IS NOT NULL`.execute(
    tx,
  )
  return rows
}

/** Visits of one clinician whose hours lie over each other on these days, each pair once. */
export async function overlapping(tx: Tx, practiceId: string, days: readonly PlainDate[]) {
  if (days.length === 0) return []
  const { rows } = await sql<{
    a: string
    b: string
    on: PlainDate
    clinician: string
    first: string
    second: string
    start: string
    services: [string, string]
  }>`
    SELECT a.id AS a, b.id AS b, a.service_on AS "on", c.first_name || ' ' || c.last_name AS clinician, b.start_time AS start, ARRAY[a.service, b.service] AS services,
      coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS first, coalesce(q.name_used, q.first_name) || ' ' || q.last_name AS second
    FROM app.session a
    JOIN app.session b ON b.practice_id = a.practice_id AND b.practice_id = ${practiceId} AND b.clinician_id = a.clinician_id
      AND b.service_on = a.service_on AND b.id <> a.id AND (a.start_time, a.id) < (b.start_time, b.id) AND b.start_time < a.stop_time
      AND b.status = 'booked' AND b.patient_id <> a.patient_id
    JOIN app.clinician c ON c.practice_id = a.practice_id AND c.id = a.clinician_id AND c.practice_id = ${practiceId}
    JOIN app.patient p ON p.practice_id = a.practice_id AND p.id = a.patient_id AND p.practice_id = ${practiceId}
    JOIN app.patient q ON q.practice_id = b.practice_id AND q.id = b.patient_id AND q.practice_id = ${practiceId}
    WHERE a.practice_id = ${practiceId} AND a.status = 'booked'
      AND a.service_on = ANY (${[...new Set(days)]}::date[])`.execute(tx)
  return rows
}

export type NewAppointment = Omit<Appointment, 'version' | 'isSigned' | 'status' | 'source'> & {
  readonly status?: SessionStatus
  readonly source: 'ehr' | 'own'
  readonly reason: string | null
  readonly patientAt: 'home' | 'elsewhere' | 'clinic'
}

export async function saveAppointment(tx: Tx, ground: Ground, it: NewAppointment): Promise<void> {
  await tx
    .insertInto('session')
    .values({
      practice_id: ground.practiceId,
      id: it.id,
      external_id: it.externalId,
      patient_id: it.patientId,
      clinician_id: it.clinicianId,
      location_id: it.locationId,
      program_id: it.programId,
      service_on: it.on,
      start_time: it.start,
      stop_time: it.stop,
      scheduled_minutes: it.minutes,
      status: it.status ?? 'booked',
      service: it.service,
      modality: it.modality,
      patient_at: it.patientAt,
      source: it.source,
      series_id: it.seriesId,
      booked_on: ground.today(),
      booking_reason: it.reason,
      row_hash: '',
    })
    .execute()
}

export type AppointmentChange = {
  service_on?: PlainDate
  start_time?: string
  stop_time?: string
  scheduled_minutes?: number
  clinician_id?: string
  location_id?: string
  status?: SessionStatus
  modality?: 'in_person' | 'video' | 'audio'
  patient_at?: 'home' | 'elsewhere' | 'clinic'
  service?: Service
  cancelled_on?: PlainDate | null
  cancelled_by?: CancelledBy | 'ehr' | null
  cancel_reason?: string | null
  confirmed_on?: PlainDate
  arrived_at?: string | null
  external_id?: string
}

/** Changes an appointment; false when somebody changed it since `version` was read. */
export async function setAppointment(
  tx: Tx,
  practiceId: string,
  id: string,
  change: AppointmentChange,
  version?: number,
): Promise<boolean> {
  let query = tx
    .updateTable('session')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}

export async function saveSessionEvents(
  tx: Tx,
  ground: Ground,
  events: readonly { readonly sessionId: string; readonly kind: string; readonly summary: string }[],
): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('session_event')
    .values(
      events.map((event) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        session_id: event.sessionId,
        on_day: ground.today(),
        recorded_at: ground.now(),
        kind: event.kind,
        summary: event.summary,
        actor: ground.actor.kind === 'system' ? 'Ballast' : ground.actor.name,
      })),
    )
    .execute()
}

export const listSessionEvents = (tx: Tx, practiceId: string, id: string) =>
  tx
    .selectFrom('session_event')
    .select(['on_day as on', 'kind', 'summary', 'actor'])
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()

/** The practice's people and places, for whoever books. */
export async function bookingChoices(tx: Tx, practiceId: string) {
  const clinicians = await tx
    .selectFrom('clinician')
    .select(['id', 'first_name', 'last_name', 'credential', 'program_id as programId', 'location_id as locationId'])
    .where('practice_id', '=', practiceId)
    .orderBy('last_name')
    .execute()
  const of = (table: 'location' | 'program') =>
    tx.selectFrom(table).select(['id', 'name']).where('practice_id', '=', practiceId).orderBy('name').execute()
  return {
    clinicians: clinicians.map(({ first_name, last_name, ...rest }) => ({
      ...rest,
      name: `${first_name} ${last_name}`,
    })),
    locations: await of('location'),
    programs: await of('program'),
  }
}

export type CalendarRow = Appointment & {
  readonly patient: string
  readonly payer: string | null
  readonly confirmedOn: PlainDate | null
  readonly arrivedAt: string | null
  readonly cancelReason: string | null
  readonly authorization: string | null
  readonly isUncovered: boolean
}

/** The calendar between two days, of one clinician or of all. */
export async function calendarRows(
  tx: Tx,
  practiceId: string,
  from: PlainDate,
  until: PlainDate,
  clinicianId: string | null,
): Promise<CalendarRow[]> {
  const { rows } = await sql<CalendarRow>`
    SELECT ${selected}, coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, y.name AS payer, s.confirmed_on AS "confirmedOn",
      s.arrived_at AS "arrivedAt", s.cancel_reason AS "cancelReason", g.number AS "authorization",
      coalesce(u.state IN ('reserved', 'used') AND u.grant_id IS NULL, false) AS "isUncovered"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    LEFT JOIN app.authorization_use u ON u.practice_id = s.practice_id AND u.session_id = s.id AND u.practice_id = ${practiceId}
    LEFT JOIN app.authorization_grant g ON g.practice_id = u.practice_id AND g.id = u.grant_id AND g.practice_id = ${practiceId}
    LEFT JOIN app.coverage cover ON cover.practice_id = s.practice_id AND cover.practice_id = ${practiceId} AND cover.id = (
      SELECT v.id FROM app.coverage v WHERE v.practice_id = ${practiceId} AND v.patient_id = s.patient_id AND v.from_on <= s.service_on
        AND (v.until_on IS NULL OR v.until_on >= s.service_on) ORDER BY v.rank, v.from_on DESC LIMIT 1)
    LEFT JOIN app.payer y ON y.practice_id = s.practice_id AND y.id = cover.payer_id AND y.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.service_on BETWEEN ${from}::date AND ${until}::date
      ${clinicianId ? sql`AND s.clinician_id = ${clinicianId}` : sql``}
    ORDER BY s.service_on, start, patient LIMIT 3000`.execute(tx)
  return rows
}

/**
 * What is known of a clinician with a payer on a day at an office; no row at all means that nothing is known. Where the
 * payer counts offices apart, its word on this one goes before what it says of the clinician.
 */
export async function enrollmentState(
  tx: Tx,
  practiceId: string,
  { clinicianId, payerId, locationId, on }: { clinicianId: string; payerId: string; locationId: string; on: PlainDate },
) {
  const rowsHere = await tx
    .selectFrom('credentialing')
    .innerJoin('location', (join) =>
      join
        .onRef('location.practice_id', '=', 'credentialing.practice_id')
        .onRef('location.id', '=', 'credentialing.location_id'),
    )
    .select(['location.name', 'credentialing.state', 'credentialing.effective_on', 'credentialing.until_on'])
    .where('credentialing.practice_id', '=', practiceId)
    .where('location.practice_id', '=', practiceId)
    .where('clinician_id', '=', clinicianId)
    .where('payer_id', '=', payerId)
    .where('location_id', '=', locationId)
    .execute()
  // One that ended without its days says nothing of any day.
  const places = rowsHere.filter((row) => row.state !== 'ended' || (row.effective_on !== null && row.until_on !== null))
  const [place] = places
  if (place) {
    const given = places.filter((row) => row.effective_on !== null && ['effective', 'ended'].includes(row.state))
    const isOn = given.some((row) => (row.effective_on ?? '') <= on && (row.until_on === null || row.until_on >= on))
    if (isOn) return { state: 'effective' as const, from: null, place: place.name }
    const later = given.map((row) => row.effective_on).find((day) => day !== null && day > on)
    return { state: 'not_effective' as const, from: later ?? null, place: place.name }
  }
  const rows = await tx
    .selectFrom('enrollment')
    .select(['clinician_id', 'from_on', 'until_on'])
    .where('practice_id', '=', practiceId)
    .where('payer_id', '=', payerId)
    .execute()
  const own = rows.filter((row) => row.clinician_id === clinicianId)
  if (own.some((row) => row.from_on <= on && (row.until_on === null || row.until_on >= on)))
    return { state: 'effective' as const, from: null, place: null }
  if (own.length > 0)
    return { state: 'not_effective' as const, from: own.find((row) => row.from_on > on)?.from_on ?? null, place: null }
  return { state: 'unknown' as const, from: null, place: null }
}
