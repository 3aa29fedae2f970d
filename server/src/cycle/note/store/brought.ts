import { addDays, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Modality, NoteFacts, OtherVisit } from '../types.ts'

// Visits that another system brought with their signature: no note of ours stands beside them.

type Row = {
  readonly id: string
  readonly on: PlainDate
  readonly service: string
  readonly modality: Modality
  readonly patientAt: 'home' | 'elsewhere' | 'clinic'
  readonly start: string | null
  readonly stop: string | null
  readonly minutes: number | null
  readonly em: NoteFacts['visit']['em']
  readonly interactiveComplexity: boolean
  readonly medicalServices: boolean
  readonly codesPicked: readonly string[]
  readonly diagnoses: readonly string[]
  readonly noteElements: readonly string[]
  readonly signedOn: PlainDate | null
  readonly patientId: string
  readonly patient: string
  readonly state: string
  readonly clinicianId: string
  readonly clinician: string
  readonly credential: string
  readonly supervisorId: string | null
  readonly timeZone: string
  readonly came: number
}

/** What these visits are judged by, of those held and signed elsewhere since a day; in as many statements as for one. */
export async function gatherBrought(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
  since: PlainDate,
): Promise<NoteFacts[]> {
  const { rows } = await sql<Row>`
    SELECT s.id, s.service_on AS "on", s.service, s.modality, s.patient_at AS "patientAt", s.start_time AS start, s.stop_time AS stop, s.minutes,
      s.em, s.interactive_complexity AS "interactiveComplexity", s.medical_services AS "medicalServices", s.codes_picked AS "codesPicked",
      s.diagnoses, s.note_elements AS "noteElements", s.signed_on AS "signedOn",
      p.id AS "patientId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient, p.state,
      k.id AS "clinicianId", k.first_name || ' ' || k.last_name AS clinician, k.credential, k.supervisor_id AS "supervisorId",
      y.time_zone AS "timeZone",
      CASE WHEN s.service IN ('group_therapy', 'multi_family_group') THEN (SELECT count(DISTINCT o.patient_id)::int FROM app.session o
        WHERE o.practice_id = ${practiceId} AND o.clinician_id = s.clinician_id AND o.service_on = s.service_on AND o.service = s.service
          AND o.status = 'kept' AND o.start_time IS NOT DISTINCT FROM s.start_time) ELSE 1 END AS came
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    JOIN app.clinician k ON k.practice_id = s.practice_id AND k.id = s.clinician_id AND k.practice_id = ${practiceId}
    JOIN app.practice y ON y.practice_id = s.practice_id AND y.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.id = ANY (${sessionIds}::uuid[]) AND s.status = 'kept' AND s.signed_on IS NOT NULL
      AND NOT s.signed_here AND s.service_on >= ${since}::date
    ORDER BY s.id`.execute(tx)
  const others = await listTimes(tx, practiceId, rows)
  return rows.map((row) => ({
    practice: { timeZone: row.timeZone, params: {} },
    visit: { ...row, status: 'kept', scheduledMinutes: null },
    patient: { id: row.patientId, name: row.patient, state: row.state },
    clinician: {
      id: row.clinicianId,
      name: row.clinician,
      credential: row.credential,
      supervisorId: row.supervisorId,
      supervisor: null,
    },
    payer: null,
    placeOfService: '11',
    note: null,
    last: null,
    templates: [],
    others: others.get(row.id) ?? [],
    came: row.came,
    isNewPatient: false,
  }))
}

/** The times of the clinician's other visits around each of these. */
async function listTimes(tx: Tx, practiceId: string, visits: readonly Row[]): Promise<Map<string, OtherVisit[]>> {
  if (visits.length === 0) return new Map()
  const days = visits.map((visit) => visit.on).toSorted()
  const { rows } = await sql<OtherVisit & { id: string; clinicianId: string }>`
    SELECT s.id, s.clinician_id AS "clinicianId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient,
      s.service_on AS "on", s.service, s.start_time AS start, s.stop_time AS stop, s.stop_time <= s.start_time AS "endsNextDay"
    FROM app.session s
    JOIN app.patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id AND p.practice_id = ${practiceId}
    WHERE s.practice_id = ${practiceId} AND s.clinician_id = ANY (${[...new Set(visits.map((visit) => visit.clinicianId))]}::uuid[])
      AND s.service_on BETWEEN ${addDays(days[0] as PlainDate, -1)}::date AND ${addDays(days.at(-1) as PlainDate, 1)}::date
      AND s.status = 'kept' AND s.signed_on IS NOT NULL AND s.start_time IS NOT NULL AND s.stop_time IS NOT NULL`.execute(
    tx,
  )
  const byClinician = Map.groupBy(rows, (row) => row.clinicianId)
  return new Map(
    visits.map((visit) => [
      visit.id,
      (byClinician.get(visit.clinicianId) ?? []).filter(
        (other) => other.id !== visit.id && other.on >= addDays(visit.on, -1) && other.on <= addDays(visit.on, 1),
      ),
    ]),
  )
}
