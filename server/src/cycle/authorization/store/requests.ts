import type { PlainDate } from '@ballast/kernel'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Database } from '../../../ground/tables.ts'
import type { Channel, ClinicalUpdate, Decision, RequestKind, RequestStatus, UnitKind } from '../types.ts'

/** A request with the names a person reads it by. */
export type Request = {
  readonly id: string
  readonly patientId: string
  readonly patient: string
  /** The patient's id in the EHR, and the payer's on the wire. */
  readonly patientRef: string
  readonly payerId: string
  readonly payer: string
  readonly payerEdiId: string
  readonly coverageId: string | null
  readonly clinicianId: string
  readonly clinician: string
  readonly programId: string
  readonly kind: RequestKind
  readonly renewsGrantId: string | null
  readonly renewsNumber: string | null
  readonly codes: readonly string[]
  readonly unit: UnitKind
  readonly units: number
  readonly perWeek: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly diagnoses: readonly string[]
  readonly urgency: 'standard' | 'urgent'
  readonly retroReason: string | null
  readonly channel: Channel
  readonly status: RequestStatus
  readonly clinical: Partial<ClinicalUpdate>
  readonly answeredOn: PlainDate | null
  readonly answeredBy: string | null
  readonly openedOn: PlainDate
  readonly promptOn: PlainDate
  readonly dueOn: PlainDate
  readonly lapsesOn: PlainDate
  readonly escalation: number
  readonly traceNumber: string
  readonly sentOn: PlainDate | null
  readonly followUpOn: PlainDate | null
  readonly deadlineOn: PlainDate | null
  readonly decidedOn: PlainDate | null
  readonly decision: Partial<Decision>
  readonly grantId: string | null
  readonly version: number
}

export type NewRequest = Pick<
  Request,
  | 'patientId'
  | 'payerId'
  | 'coverageId'
  | 'clinicianId'
  | 'programId'
  | 'kind'
  | 'renewsGrantId'
  | 'codes'
  | 'unit'
  | 'units'
  | 'perWeek'
  | 'from'
  | 'until'
  | 'diagnoses'
  | 'urgency'
  | 'retroReason'
  | 'channel'
  | 'promptOn'
  | 'dueOn'
  | 'lapsesOn'
>

/** Writes a request; null when the grant it renews is being renewed already. */
export async function saveRequest(tx: Tx, ground: Ground, request: NewRequest): Promise<string | null> {
  const id = ground.newId()
  const row = await tx
    .insertInto('authorization_request')
    .values({
      practice_id: ground.practiceId,
      id,
      patient_id: request.patientId,
      payer_id: request.payerId,
      coverage_id: request.coverageId,
      clinician_id: request.clinicianId,
      program_id: request.programId,
      kind: request.kind,
      renews_grant_id: request.renewsGrantId,
      codes: [...request.codes],
      unit: request.unit,
      units: request.units,
      per_week: request.perWeek,
      from_on: request.from,
      until_on: request.until,
      diagnoses: [...request.diagnoses],
      urgency: request.urgency,
      retro_reason: request.retroReason,
      channel: request.channel,
      opened_on: ground.today(),
      prompt_on: request.promptOn,
      due_on: request.dueOn,
      lapses_on: request.lapsesOn,
      trace_number: `R${id.replaceAll('-', '').slice(-17).toUpperCase()}`,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export type RequestChange = {
  status?: RequestStatus
  channel?: Channel
  codes?: string[]
  units?: number
  per_week?: number
  from_on?: PlainDate
  until_on?: PlainDate
  diagnoses?: string[]
  clinical?: string
  answered_on?: PlainDate | null
  answered_by?: string | null
  prompt_on?: PlainDate
  due_on?: PlainDate
  lapses_on?: PlainDate
  escalation?: number
  sent_on?: PlainDate
  file_name?: string
  file_sha256?: string
  follow_up_on?: PlainDate | null
  deadline_on?: PlainDate | null
  decided_on?: PlainDate
  decision?: string
  grant_id?: string
}

/** Changes a request; false when somebody changed it since `version` was read. */
export async function setRequest(
  tx: Tx,
  practiceId: string,
  id: string,
  change: RequestChange,
  version?: number,
): Promise<boolean> {
  let query = tx
    .updateTable('authorization_request')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
  if (version !== undefined) query = query.where('version', '=', version)
  const result = await query.executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const selected = (practiceId: string) => sql`
  SELECT r.id, r.patient_id AS "patientId", coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS patient,
    p.external_id AS "patientRef", r.payer_id AS "payerId", y.name AS payer, y.edi_id AS "payerEdiId", r.coverage_id AS "coverageId", r.clinician_id AS "clinicianId",
    c.first_name || ' ' || c.last_name AS clinician, r.program_id AS "programId", r.kind, r.renews_grant_id AS "renewsGrantId",
    g.number AS "renewsNumber", r.codes, r.unit, r.units, r.per_week AS "perWeek", r.from_on AS "from", r.until_on AS until,
    r.diagnoses, r.urgency, r.retro_reason AS "retroReason", r.channel, r.status, r.clinical, r.answered_on AS "answeredOn",
    r.answered_by AS "answeredBy", r.opened_on AS "openedOn", r.prompt_on AS "promptOn", r.due_on AS "dueOn",
    r.lapses_on AS "lapsesOn", r.escalation, r.trace_number AS "traceNumber", r.sent_on AS "sentOn",
    r.follow_up_on AS "followUpOn", r.deadline_on AS "deadlineOn", r.decided_on AS "decidedOn", r.decision,
    r.grant_id AS "grantId", r.version
  FROM app.authorization_request r
  JOIN app.patient p ON p.practice_id = r.practice_id AND p.id = r.patient_id AND p.practice_id = ${practiceId}
  JOIN app.payer y ON y.practice_id = r.practice_id AND y.id = r.payer_id AND y.practice_id = ${practiceId}
  JOIN app.clinician c ON c.practice_id = r.practice_id AND c.id = r.clinician_id AND c.practice_id = ${practiceId}
  LEFT JOIN app.authorization_grant g ON g.practice_id = r.practice_id AND g.id = r.renews_grant_id AND g.practice_id = ${practiceId}
  WHERE r.practice_id = ${practiceId}`

export async function findRequest(tx: Tx, practiceId: string, id: string): Promise<Request | null> {
  const { rows } = await sql<Request>`${selected(practiceId)} AND r.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function findByTrace(tx: Tx, practiceId: string, trace: string): Promise<Request | null> {
  const { rows } = await sql<Request>`${selected(practiceId)} AND r.trace_number = ${trace}`.execute(tx)
  return rows[0] ?? null
}

export type RequestFilter = {
  readonly statuses?: readonly string[] | undefined
  readonly clinicianId?: string | undefined
  readonly patientId?: string | undefined
  readonly unanswered?: boolean | undefined
}

/** Requests by what is due first. */
export async function listRequests(tx: Tx, practiceId: string, filter: RequestFilter): Promise<Request[]> {
  const { rows } = await sql<Request>`${selected(practiceId)}
    ${filter.statuses ? sql`AND r.status = ANY (${[...filter.statuses]}::text[])` : sql``}
    ${filter.clinicianId ? sql`AND r.clinician_id = ${filter.clinicianId}` : sql``}
    ${filter.patientId ? sql`AND r.patient_id = ${filter.patientId}` : sql``}
    ${filter.unanswered ? sql`AND r.answered_on IS NULL` : sql``}
    ORDER BY r.due_on, r.id LIMIT 1000`.execute(tx)
  return rows
}

export type RequestEvent = {
  readonly requestId: string | null
  readonly grantId?: string | null
  readonly kind: string
  readonly summary: string
}

export async function saveEvent(tx: Tx, ground: Ground, event: RequestEvent): Promise<void> {
  await tx
    .insertInto('authorization_event')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      request_id: event.requestId,
      grant_id: event.grantId ?? null,
      on_day: ground.today(),
      recorded_at: ground.now(),
      kind: event.kind,
      summary: event.summary,
      actor: ground.actor.kind === 'system' ? 'Ballast' : ground.actor.name,
    })
    .execute()
}

export async function listEvents(tx: Tx, practiceId: string, requestId: string) {
  return tx
    .selectFrom('authorization_event')
    .select(['on_day as on', 'kind', 'summary', 'actor'])
    .where('practice_id', '=', practiceId)
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
}

/** Everything a 278 or a packet says beside the request itself. */
export async function gatherParties(tx: Tx, practiceId: string, request: Request) {
  const practice = await tx
    .selectFrom('practice')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .executeTakeFirstOrThrow()
  const of = async <T extends 'patient' | 'payer' | 'clinician'>(table: T, id: string) => {
    const { rows } = await sql<
      Selectable<Database[T]>
    >`SELECT * FROM app.${sql.raw(table)} WHERE practice_id = ${practiceId} AND id = ${id}`.execute(tx)
    const [row] = rows
    if (!row) throw new Error(`the ${table} of request ${request.id} is missing`)
    return row
  }
  const patient = await of('patient', request.patientId)
  const payer = await of('payer', request.payerId)
  const clinician = await of('clinician', request.clinicianId)
  const coverage = request.coverageId
    ? await tx
        .selectFrom('coverage')
        .selectAll()
        .where('practice_id', '=', practiceId)
        .where('id', '=', request.coverageId)
        .executeTakeFirst()
    : undefined
  const program = await tx
    .selectFrom('program')
    .select('name')
    .where('practice_id', '=', practiceId)
    .where('id', '=', request.programId)
    .executeTakeFirst()
  return { practice, patient, payer, clinician, coverage: coverage ?? null, program: program?.name ?? '' }
}
