import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { ClaimStatus, EditFinding, StoredClaim } from '../types.ts'

/** The claims that still stand for sessions, by session. */
export async function findStandings(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('claim')
    .select(['session_id', 'id'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...sessionIds]))))
    .where('status', 'not in', ['void', 'closed'])
    .execute()
  return new Map(rows.map((row) => [row.session_id, row.id]))
}

/** Takes turns on sessions, so that two workers never draft one twice; gives those that exist, by day. */
export const lockSessions = (
  tx: Tx,
  practiceId: string,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly patient_id: string; readonly service_on: PlainDate }[]> =>
  tx
    .selectFrom('session')
    .select(['id', 'patient_id', 'service_on'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('id', '=', fn.any(val([...ids]))))
    .orderBy('service_on')
    .orderBy('id')
    .forUpdate()
    .execute()

export type NewClaim = Omit<
  StoredClaim,
  'payerId' | 'rank' | 'version' | 'isTouched' | 'sessionId' | 'replacesControlNumber'
> & {
  readonly sessionId: string
  readonly patientId: string
  readonly coverageId: string
  readonly payerId: string
  readonly owedBy: 'payer' | 'patient'
  readonly clinicianId: string
  readonly supervisorId: string | null
  readonly locationId: string
  readonly programId: string
  readonly on: PlainDate
  readonly replacesClaimId: string | null
}

export async function saveClaims(tx: Tx, ground: Ground, claims: readonly NewClaim[]): Promise<void> {
  const { practiceId } = ground
  const drafted_on = ground.today()
  await tx
    .insertInto('claim')
    .values(
      claims.map((claim) => {
        const expected = claim.lines.map((line) => line.expected)
        return {
          practice_id: practiceId,
          id: claim.id,
          control_number: claim.controlNumber,
          session_id: claim.sessionId,
          owed_by: claim.owedBy,
          patient_id: claim.patientId,
          coverage_id: claim.coverageId,
          payer_id: claim.payerId,
          clinician_id: claim.clinicianId,
          supervisor_id: claim.supervisorId,
          location_id: claim.locationId,
          program_id: claim.programId,
          service_on: claim.on,
          status: claim.status,
          frequency: claim.frequency,
          replaces_claim_id: claim.replacesClaimId,
          payer_claim_number: claim.payerClaimNumber,
          authorization_number: claim.authorizationNumber,
          diagnoses: [...claim.diagnoses],
          place_of_service: claim.placeOfService,
          charge_cents: claim.charge,
          expected_cents: expected.includes(null) ? null : expected.reduce<number>((a, b) => a + (b ?? 0), 0),
          findings: JSON.stringify(claim.findings),
          drafted_on,
        }
      }),
    )
    .execute()
  const lines = claims.flatMap((claim) => claim.lines.map((line, i) => ({ claim, line, number: i + 1 })))
  if (lines.length === 0) return
  await tx
    .insertInto('claim_line')
    .values(
      lines.map(({ claim, line, number }) => ({
        practice_id: practiceId,
        claim_id: claim.id,
        number,
        reference: line.reference,
        code: line.code,
        modifiers: [...line.modifiers],
        units: line.units,
        charge_cents: line.charge,
        expected_cents: line.expected,
        service_on: line.on,
        place_of_service: line.placeOfService,
        pointers: [...line.pointers],
        minutes: line.minutes,
      })),
    )
    .execute()
}

/** A claim with its lines, locked for the change that follows; null when there is none. */
export const findClaim = async (tx: Tx, practiceId: string, id: string, locks = true): Promise<StoredClaim | null> =>
  (await findClaims(tx, practiceId, [id], locks))[0] ?? null

/** Claims with their lines, oldest service first, locked for the change that follows; one that is not there is left out. */
export async function findClaims(
  tx: Tx,
  practiceId: string,
  ids: readonly string[],
  locks = true,
): Promise<StoredClaim[]> {
  const query = tx
    .selectFrom('claim')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('id', '=', fn.any(val([...ids]))))
    .orderBy('service_on')
    .orderBy('id')
  const rows = await (locks ? query.forUpdate() : query).execute()
  if (rows.length === 0) return []
  const lines = await tx
    .selectFrom('claim_line')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('claim_id', '=', fn.any(val(rows.map((row) => row.id)))))
    .orderBy('number')
    .execute()
  const replacedIds = rows.flatMap((row) => row.replaces_claim_id ?? [])
  const replaced =
    replacedIds.length === 0
      ? []
      : await tx
          .selectFrom('claim')
          .select(['id', 'control_number'])
          .where('practice_id', '=', practiceId)
          .where(({ eb, fn, val }) => eb('id', '=', fn.any(val(replacedIds))))
          .execute()
  const linesOf = Map.groupBy(lines, (line) => line.claim_id)
  const numberOf = new Map(replaced.map((row) => [row.id, row.control_number]))
  return rows.map((row) => ({
    id: row.id,
    controlNumber: row.control_number,
    sessionId: row.session_id,
    payerId: row.payer_id,
    rank: row.rank,
    status: row.status as ClaimStatus,
    frequency: row.frequency as '1' | '7' | '8',
    replacesControlNumber: numberOf.get(row.replaces_claim_id ?? '') ?? null,
    payerClaimNumber: row.payer_claim_number,
    authorizationNumber: row.authorization_number,
    diagnoses: row.diagnoses,
    placeOfService: row.place_of_service,
    charge: cents(row.charge_cents),
    findings: row.findings as readonly EditFinding[],
    version: row.version,
    isTouched: row.touched,
    lines: (linesOf.get(row.id) ?? []).map((line) => ({
      reference: line.reference,
      code: line.code,
      modifiers: line.modifiers,
      units: line.units,
      charge: cents(line.charge_cents),
      expected: line.expected_cents === null ? null : cents(line.expected_cents),
      on: line.service_on,
      placeOfService: line.place_of_service,
      pointers: line.pointers,
      minutes: line.minutes,
    })),
  }))
}

export type ClaimChange = {
  readonly status?: ClaimStatus
  readonly findings?: readonly EditFinding[]
  readonly authorizationNumber?: string | null
  readonly diagnoses?: readonly string[]
  readonly placeOfService?: string
  readonly charge?: Cents
  readonly touched?: boolean
  readonly frequency?: '1' | '7'
  readonly batchId?: string | null
  readonly sentOn?: PlainDate | null
  readonly acceptedOn?: PlainDate | null
  /** Null where a claim goes to the payer it was decided by again. */
  readonly adjudicatedOn?: null
  readonly payerClaimNumber?: string
}

/** Changes some columns of claims and counts their version up. */
export async function setClaims(
  tx: Tx,
  practiceId: string,
  ids: readonly string[],
  change: ClaimChange,
): Promise<void> {
  if (ids.length === 0) return
  const columns = {
    ...(change.status === undefined ? {} : { status: change.status }),
    ...(change.findings === undefined ? {} : { findings: JSON.stringify(change.findings) }),
    ...(change.authorizationNumber === undefined ? {} : { authorization_number: change.authorizationNumber }),
    ...(change.diagnoses === undefined ? {} : { diagnoses: [...change.diagnoses] }),
    ...(change.placeOfService === undefined ? {} : { place_of_service: change.placeOfService }),
    ...(change.charge === undefined ? {} : { charge_cents: change.charge }),
    ...(change.touched === undefined ? {} : { touched: change.touched }),
    ...(change.frequency === undefined ? {} : { frequency: change.frequency }),
    ...(change.batchId === undefined ? {} : { batch_id: change.batchId }),
    ...(change.sentOn === undefined ? {} : { sent_on: change.sentOn }),
    ...(change.acceptedOn === undefined ? {} : { accepted_on: change.acceptedOn }),
    ...(change.adjudicatedOn === undefined ? {} : { adjudicated_on: null }),
    ...(change.payerClaimNumber === undefined ? {} : { payer_claim_number: change.payerClaimNumber }),
  }
  await tx
    .updateTable('claim')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('practice_id', '=', practiceId)
    .where('id', 'in', [...ids])
    .execute()
}

export type ClaimEvent = {
  readonly claimId: string
  readonly kind: string
  readonly summary: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly source?: { readonly sha256: string; readonly from: number; readonly until: number }
}

export async function saveEvents(tx: Tx, ground: Ground, events: readonly ClaimEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('claim_event')
    .values(
      events.map((event) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        claim_id: event.claimId,
        on_day: ground.today(),
        recorded_at: ground.now(),
        kind: event.kind,
        summary: event.summary,
        detail: JSON.stringify(event.detail ?? {}),
        actor: ground.actor.name,
        file_sha256: event.source?.sha256 ?? null,
        source_from: event.source?.from ?? null,
        source_until: event.source?.until ?? null,
      })),
    )
    .execute()
}

/** Claims by their numbers, as a payer names them. */
export async function findByControlNumbers(
  tx: Tx,
  practiceId: string,
  numbers: readonly string[],
): Promise<Map<string, { id: string; status: ClaimStatus; batchId: string | null }>> {
  if (numbers.length === 0) return new Map()
  const rows = await tx
    .selectFrom('claim')
    .select(['id', 'control_number', 'status', 'batch_id'])
    .where('practice_id', '=', practiceId)
    .where('control_number', 'in', [...new Set(numbers)])
    .execute()
  return new Map(
    rows.map((row) => [row.control_number, { id: row.id, status: row.status as ClaimStatus, batchId: row.batch_id }]),
  )
}

export type ReadyClaim = { readonly id: string; readonly sessionId: string; readonly partner: string }

/** Claims that may go, oldest service first, with the partner each goes to. */
export async function listReady(tx: Tx, practiceId: string, most: number): Promise<ReadyClaim[]> {
  const rows = await tx
    .selectFrom('claim')
    .innerJoin('payer', (join) =>
      join.onRef('payer.practice_id', '=', 'claim.practice_id').onRef('payer.id', '=', 'claim.payer_id'),
    )
    .select(['claim.id', 'claim.session_id', 'payer.partner'])
    .where('claim.practice_id', '=', practiceId)
    .where('claim.status', '=', 'ready')
    .orderBy('claim.service_on')
    .orderBy('claim.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ id: row.id, sessionId: row.session_id, partner: row.partner }))
}

/** Held claims, oldest service first: news since their draft may have freed them. */
export async function listHeld(tx: Tx, practiceId: string, most: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('claim')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('status', '=', 'held')
    .orderBy('service_on')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map((row) => row.id)
}

/** Claims under these coverages that have not gone. */
export async function listWaiting(tx: Tx, practiceId: string, coverageIds: readonly string[]): Promise<string[]> {
  if (coverageIds.length === 0) return []
  const rows = await tx
    .selectFrom('claim')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('status', 'in', ['held', 'ready'])
    .where('coverage_id', 'in', [...coverageIds])
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

const sortable = {
  service_on: 'c.service_on',
  charge: 'c.charge_cents',
  status: 'c.status',
  patient: 'p.last_name',
  payer: 'y.name',
} as const
export type ClaimSort = keyof typeof sortable

export type ClaimFilter = {
  /** Statuses, by comma; `silent` is what a payer has had for 30 days without a decision. */
  readonly status?: string | undefined
  readonly payer?: string | undefined
  readonly clinician?: string | undefined
  readonly program?: string | undefined
  readonly location?: string | undefined
  readonly patient?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly search?: string | undefined
  readonly sort: ClaimSort
  readonly descending: boolean
  readonly limit: number
  readonly offset: number
}

export type ClaimRow = {
  readonly id: string
  readonly controlNumber: string
  readonly status: string
  readonly on: PlainDate
  readonly patient: string
  readonly payer: string
  readonly clinician: string
  readonly codes: readonly string[]
  readonly charge: number
  readonly expected: number | null
  readonly version: number
  readonly stops: number
  /** Whether every stop is one that a person may release. */
  readonly isReleasable: boolean
  readonly firstFinding: string | null
}

const silence = 30

const isSilent = (today: PlainDate) =>
  sql`(c.status IN ('sent', 'accepted') AND c.adjudicated_on IS NULL AND c.owed_by = 'payer' AND c.sent_on < ${today}::date - ${sql.raw(String(silence))})`

function standsAs(status: string, today: PlainDate) {
  const statuses = status.split(',')
  return statuses.includes('silent')
    ? sql`AND (c.status = ANY (${statuses}::text[]) OR ${isSilent(today)})`
    : sql`AND c.status = ANY (${statuses}::text[])`
}

function goesBy(search: string) {
  const text = search.trim()
  const name = text.toLowerCase()
  return sql`AND (c.control_number = ${text} OR c.payer_claim_number = ${text}
    OR p.search_name >= ${name} AND p.search_name < ${`${name}\uffff`})`
}

export type ClaimsFound = {
  readonly total: number
  readonly charge: Cents
  readonly expected: Cents
  readonly claims: readonly ClaimRow[]
  /** How the claims that the other filters leave stand. */
  readonly statuses: readonly { readonly id: string; readonly count: number }[]
}

/** One page of claims, with the number and the sums of all that the filter finds. */
export async function listClaims(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  filter: ClaimFilter,
): Promise<ClaimsFound> {
  const anyStatus = sql`c.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND y.practice_id = ${practiceId} AND k.practice_id = ${practiceId}
    ${filter.payer ? sql`AND c.payer_id = ${filter.payer}` : sql``}
    ${filter.clinician ? sql`AND c.clinician_id = ${filter.clinician}` : sql``}
    ${filter.program ? sql`AND c.program_id = ${filter.program}` : sql``}
    ${filter.location ? sql`AND c.location_id = ${filter.location}` : sql``}
    ${filter.patient ? sql`AND c.patient_id = ${filter.patient}` : sql``}
    ${filter.from ? sql`AND c.service_on >= ${filter.from}::date` : sql``}
    ${filter.until ? sql`AND c.service_on <= ${filter.until}::date` : sql``}
    ${filter.search ? goesBy(filter.search) : sql``}`
  const wanted = sql`${anyStatus} ${filter.status ? standsAs(filter.status, today) : sql``}`
  const from = sql`app.claim c
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    JOIN app.clinician k ON k.practice_id = c.practice_id AND k.id = c.clinician_id`
  const rows = await sql<{
    id: string
    control_number: string
    status: string
    service_on: PlainDate
    patient: string
    payer: string
    clinician: string
    codes: string[]
    charge_cents: number
    expected_cents: number | null
    version: number
    findings: readonly EditFinding[]
  }>`
    SELECT c.id, c.version, c.control_number, c.status, c.service_on, p.last_name || ', ' || p.first_name AS patient, y.name AS payer,
      k.last_name || ', ' || k.first_name AS clinician, c.charge_cents, c.expected_cents, c.findings,
      (SELECT array_agg(l.code ORDER BY l.number) FROM app.claim_line l WHERE l.practice_id = c.practice_id AND l.claim_id = c.id) AS codes
    FROM ${from} WHERE ${wanted}
    ORDER BY ${sql.raw(sortable[filter.sort])} ${sql.raw(filter.descending ? 'DESC' : 'ASC')}, c.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(tx)
  const sums = await sql<{ total: number; charge: string; expected: string }>`
    SELECT count(*)::int AS total, coalesce(sum(c.charge_cents), 0)::text AS charge, coalesce(sum(c.expected_cents), 0)::text AS expected
    FROM ${from} WHERE ${wanted}`.execute(tx)
  const statuses = await sql<{ id: string; count: number }>`
    SELECT c.status AS id, count(*)::int AS count FROM ${from} WHERE ${anyStatus} GROUP BY c.status
    UNION ALL SELECT 'silent', count(*)::int FROM ${from} WHERE ${anyStatus} AND ${isSilent(today)}`.execute(tx)
  return {
    total: sums.rows[0]?.total ?? 0,
    charge: cents(Number(sums.rows[0]?.charge ?? 0)),
    expected: cents(Number(sums.rows[0]?.expected ?? 0)),
    statuses: statuses.rows,
    claims: rows.rows.map((row) => {
      const stops = row.findings.filter((finding) => finding.severity === 'stop')
      return {
        id: row.id,
        controlNumber: row.control_number,
        status: row.status,
        on: row.service_on,
        patient: row.patient,
        payer: row.payer,
        clinician: row.clinician,
        codes: row.codes ?? [],
        charge: row.charge_cents,
        expected: row.expected_cents,
        version: row.version,
        stops: stops.length,
        isReleasable: stops.length > 0 && stops.every((finding) => finding.isReleasable),
        firstFinding: stops[0]?.message ?? row.findings[0]?.message ?? null,
      }
    }),
  }
}

export type ClaimFound = {
  readonly id: string
  readonly controlNumber: string
  readonly payerClaimNumber: string | null
  readonly patient: string
  readonly payer: string
  readonly on: PlainDate
  readonly status: string
  readonly charge: number
}

/** Claims by a number, ours or the payer's, or by an amount, charged or paid; newest first. */
export async function searchClaims(
  tx: Tx,
  practiceId: string,
  sought: { readonly number: string | null; readonly amount: Cents | null },
  most: number,
): Promise<ClaimFound[]> {
  const { number, amount } = sought
  if (number === null && amount === null) return []
  const byNumber =
    number === null ? sql`false` : sql`(c.control_number = ${number} OR c.payer_claim_number = ${number})`
  const byAmount =
    amount === null
      ? sql`false`
      : sql`(c.charge_cents = ${amount} OR c.id IN (
          SELECT o.claim_id FROM app.open_item o WHERE o.practice_id = ${practiceId} AND (o.payer_paid_cents = ${amount} OR o.payer_cents = ${amount})))`
  const { rows } = await sql<ClaimFound>`
    SELECT c.id, c.control_number AS "controlNumber", c.payer_claim_number AS "payerClaimNumber",
      p.last_name || ', ' || p.first_name AS patient, y.name AS payer, c.service_on AS on, c.status, c.charge_cents AS charge
    FROM app.claim c
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE c.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND y.practice_id = ${practiceId} AND (${byNumber} OR ${byAmount})
    ORDER BY ${byNumber} DESC, c.service_on DESC, c.id LIMIT ${most}`.execute(tx)
  return rows
}

/** How many claims stand in each status. */
export async function countByStatus(
  tx: Tx,
  practiceId: string,
): Promise<{ status: string; claims: number; charge: number }[]> {
  const rows = await sql<{ status: string; claims: number; charge: string | number }>`
    SELECT status, count(*) AS claims, sum(charge_cents) AS charge FROM app.claim
    WHERE practice_id = ${practiceId} GROUP BY status ORDER BY status`.execute(tx)
  return rows.rows.map((row) => ({ status: row.status, claims: Number(row.claims), charge: Number(row.charge) }))
}

/** What a payer before the present one decided, for a person. */
type PriorTold = {
  readonly payer: string
  readonly paidOn: PlainDate
  readonly paidCents: number
  readonly leftCents: number
  readonly status: string
  readonly payerClaimNumber: string | null
}

/** A claim's page: itself, whose it is, its timeline, its lineage and its money. */
export async function findClaimPage(tx: Tx, practiceId: string, id: string) {
  const claim = await findClaim(tx, practiceId, id, false)
  if (!claim) return null
  const people = await sql<{
    patient_id: string
    patient_ref: string
    session_ref: string
    patient: string
    payer: string
    payer_edi_id: string
    clinician: string
    location: string
    service_on: PlainDate
    sent_on: PlainDate | null
    accepted_on: PlainDate | null
    adjudicated_on: PlainDate | null
    expected_cents: number | null
    touched: boolean
    batch_file: string | null
    batch_sha256: string | null
    filing_days: number
    owed_by: 'payer' | 'patient'
    minutes: number | null
  }>`
    SELECT c.patient_id, p.external_id AS patient_ref, s.external_id AS session_ref, p.last_name || ', ' || p.first_name AS patient,
      y.name AS payer, y.edi_id AS payer_edi_id, k.last_name || ', ' || k.first_name AS clinician,
      o.name AS location, c.service_on, c.sent_on, c.accepted_on, c.adjudicated_on, c.expected_cents, c.owed_by, c.touched,
      b.file_name AS batch_file, b.file_sha256 AS batch_sha256, y.filing_days, s.minutes
    FROM app.claim c
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    JOIN app.clinician k ON k.practice_id = c.practice_id AND k.id = c.clinician_id
    JOIN app.location o ON o.practice_id = c.practice_id AND o.id = c.location_id
    JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
    LEFT JOIN app.claim_batch b ON b.practice_id = c.practice_id AND b.id = c.batch_id
    WHERE c.practice_id = ${practiceId} AND c.id = ${id}`.execute(tx)
  const timeline = await tx
    .selectFrom('claim_event')
    .select([
      'id',
      'on_day',
      'recorded_at',
      'kind',
      'summary',
      'detail',
      'actor',
      'file_sha256',
      'source_from',
      'source_until',
    ])
    .where('practice_id', '=', practiceId)
    .where('claim_id', '=', id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  const money = await tx
    .selectFrom('open_item')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('claim_id', '=', id)
    .executeTakeFirst()
  const lineage = await tx
    .selectFrom('claim')
    .select(['id', 'control_number', 'status', 'frequency', 'drafted_on'])
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', claim.sessionId)
    .orderBy('drafted_on')
    .orderBy('id')
    .execute()
  const priors = await sql<PriorTold>`
    SELECT y.name AS payer, d.paid_on AS "paidOn", d.paid_cents AS "paidCents", d.left_cents AS "leftCents", d.status, d.payer_claim_number AS "payerClaimNumber"
    FROM app.claim_prior d JOIN app.payer y ON y.practice_id = d.practice_id AND y.id = d.payer_id
    WHERE d.practice_id = ${practiceId} AND y.practice_id = ${practiceId} AND d.claim_id = ${id} ORDER BY d.rank`.execute(
    tx,
  )
  return { claim, about: people.rows[0] ?? null, timeline, money: money ?? null, lineage, priors: priors.rows }
}
