import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type Candidate, type Lost, unpaid } from '../types.ts'

// What waits for a person inside and around payments, and what people decided of it.

export const exceptionKinds = ['claim', 'provider', 'payment', 'file', 'acknowledgment'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

export type ExceptionRow = {
  /** `kind:subject`, with the adjustment's number behind it. */
  readonly id: string
  readonly kind: ExceptionKind
  /** The claim payment, the payment (of an adjustment too), the file or the acknowledgment that waits. */
  readonly subjectId: string
  /** The payment it stands in; null for a file and an acknowledgment. */
  readonly remittanceId: string | null
  readonly number: number | null
  readonly fileId: string
  readonly payer: string
  readonly trace: string
  readonly paidOn: PlainDate
  /** What the practice has of it: below zero where the payer took it. */
  readonly amountCents: number
  readonly about: string
  readonly why: string | null
}

export type ExceptionFilter = {
  readonly kind?: ExceptionKind | undefined
  readonly search?: string | undefined
  /** The oldest money first, unless the most is wanted first. */
  readonly sort: 'paidOn' | 'amount'
  readonly limit: number
  readonly offset: number
}

/** Everything of payments that waits for a person, the oldest money first, with how much of each kind there is. */
export async function listExceptions(tx: Tx, practiceId: string, filter: ExceptionFilter) {
  const sought = filter.search?.trim()
  const all = sql`FROM (
    SELECT 'claim:' || rc.id AS id, 'claim' AS kind, rc.id AS subject_id, rc.remittance_id, NULL::int AS number, r.file_id,
      r.payer_name, r.trace_number, r.paid_on, rc.paid_cents AS amount, rc.patient_name || ', ' || rc.control_number AS about, rc.reason
    FROM app.remittance_claim rc JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
    WHERE rc.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND rc.state = 'exception'
    UNION ALL
    SELECT 'provider:' || p.remittance_id || ':' || p.number, 'provider', p.remittance_id, p.remittance_id, p.number, r.file_id,
      r.payer_name, r.trace_number, r.paid_on, -p.amount_cents, p.reason || coalesce(', ' || p.reference, ''), p.note
    FROM app.provider_adjustment p JOIN app.remittance r ON r.practice_id = p.practice_id AND r.id = p.remittance_id
    WHERE p.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND p.state = 'exception'
    UNION ALL
    SELECT 'payment:' || r.id, 'payment', r.id, r.id, NULL::int, r.file_id, r.payer_name, r.trace_number, r.paid_on, r.amount_cents,
      'The whole payment', r.reason
    FROM app.remittance r WHERE r.practice_id = ${practiceId} AND r.state = 'exception'
    UNION ALL
    SELECT 'file:' || f.id, 'file', f.id, NULL::uuid, NULL::int, f.id, '', '', f.received_on, 0, f.name, f.reason
    FROM app.inbound_file f WHERE f.practice_id = ${practiceId} AND f.state = 'exception' AND (f.kind = 'unread' OR strpos(f.reason, ${unpaid}) > 0)
    UNION ALL
    SELECT 'acknowledgment:' || a.id, 'acknowledgment', a.id, NULL::uuid, NULL::int, f.id, '', '', a.received_on, 0, a.kind || ', ' || f.name, a.reason
    FROM app.acknowledgment a JOIN app.inbound_file f ON f.practice_id = a.practice_id AND f.sha256 = a.file_sha256
    WHERE a.practice_id = ${practiceId} AND f.practice_id = ${practiceId} AND a.state = 'exception'
  ) AS x WHERE ${sought ? sql`(x.trace_number = ${sought} OR lower(x.payer_name) LIKE ${`${sought.toLowerCase()}%`} OR lower(x.about) LIKE ${`%${sought.toLowerCase()}%`})` : sql`true`}`
  const wanted = filter.kind ? sql`AND x.kind = ${filter.kind}` : sql``
  const { rows } = await sql<ExceptionRow>`
    SELECT x.id, x.kind, x.subject_id AS "subjectId", x.remittance_id AS "remittanceId", x.number, x.file_id AS "fileId", x.payer_name AS payer,
      x.trace_number AS trace, x.paid_on AS "paidOn", x.amount AS "amountCents", x.about, x.reason AS why
    ${all} ${wanted} ORDER BY ${filter.sort === 'amount' ? sql`abs(x.amount) DESC, x.paid_on` : sql`x.paid_on, abs(x.amount) DESC`}, x.id LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(
    tx,
  )
  const kinds = await sql<{ id: ExceptionKind; count: number; cents: string }>`
    SELECT x.kind AS id, count(*)::int AS count, coalesce(sum(abs(x.amount)), 0)::text AS cents ${all} GROUP BY x.kind ORDER BY x.kind`.execute(
    tx,
  )
  const counted = kinds.rows.filter(({ id }) => filter.kind === undefined || id === filter.kind)
  return {
    total: counted.reduce((sum, row) => sum + row.count, 0),
    amountCents: counted.reduce((sum, row) => sum + Number(row.cents), 0),
    exceptions: rows,
    kinds: kinds.rows.map(({ id, count }) => ({ id, count })),
  }
}

/** The payment that a thing of it stands in. */
export type OfPayment = {
  readonly remittanceId: string
  readonly paymentState: string
  readonly paymentKey: string
  readonly payerId: string | null
  readonly payer: string
  readonly trace: string
  readonly paidOn: PlainDate
  readonly fileId: string
  readonly position: number
  /** Where it stands in its file, in bytes: the claim payment itself, or the whole payment. */
  readonly from: number
  readonly until: number
}

export type ClaimPayment = OfPayment &
  Lost & {
    readonly id: string
    readonly ordinal: number
    readonly paid: Cents
    readonly state: string
    readonly claimId: string | null
    readonly journalId: string | null
  }

/** A claim payment; locked when it is going to change, so that two people on one take turns. */
export async function findClaimPayment(
  tx: Tx,
  practiceId: string,
  id: string,
  isForUpdate = false,
): Promise<ClaimPayment | null> {
  const { rows } = await sql<ClaimPayment>`
    SELECT rc.id, rc.ordinal, rc.control_number AS "controlNumber", rc.payer_claim_number AS "payerClaimNumber", rc.patient_name AS "patientName",
      rc.service_on AS "serviceOn", rc.charge_cents AS charge, rc.paid_cents AS paid, rc.state, rc.claim_id AS "claimId", rc.journal_id AS "journalId",
      r.id AS "remittanceId", r.state AS "paymentState", r.payment_key AS "paymentKey", r.payer_id AS "payerId", r.payer_name AS payer,
      r.trace_number AS trace, r.paid_on AS "paidOn", r.file_id AS "fileId", r.position, rc.source_from AS from, rc.source_until AS until
    FROM app.remittance_claim rc JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
    WHERE rc.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND rc.id = ${id}
    ${isForUpdate ? sql`FOR NO KEY UPDATE OF rc` : sql``}`.execute(tx)
  return rows[0] ?? null
}

export type Adjustment = OfPayment & {
  readonly number: number
  readonly reason: string
  readonly reference: string | null
  readonly amount: Cents
  readonly state: string
  readonly note: string | null
  readonly journalId: string | null
}

/** A provider adjustment; locked when it is going to change. */
export async function findAdjustment(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  number: number,
  isForUpdate = false,
): Promise<Adjustment | null> {
  const { rows } = await sql<Adjustment>`
    SELECT p.number, p.reason, p.reference, p.amount_cents AS amount, p.state, p.note, p.journal_id AS "journalId",
      r.id AS "remittanceId", r.state AS "paymentState", r.payment_key AS "paymentKey", r.payer_id AS "payerId", r.payer_name AS payer,
      r.trace_number AS trace, r.paid_on AS "paidOn", r.file_id AS "fileId", r.position, r.source_from AS from, r.source_until AS until
    FROM app.provider_adjustment p JOIN app.remittance r ON r.practice_id = p.practice_id AND r.id = p.remittance_id
    WHERE p.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND p.remittance_id = ${remittanceId} AND p.number = ${number}
    ${isForUpdate ? sql`FOR NO KEY UPDATE OF p` : sql``}`.execute(tx)
  return rows[0] ?? null
}

/** The state of a payment and why, locked. */
export const lockPayment = (tx: Tx, practiceId: string, id: string) =>
  tx
    .selectFrom('remittance')
    .select(['state', 'reason'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** A kept file's state and name, locked. */
export const lockFile = (tx: Tx, practiceId: string, id: string) =>
  tx
    .selectFrom('inbound_file')
    .select(['state', 'name', 'reason'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()

export async function setFile(
  tx: Tx,
  practiceId: string,
  id: string,
  to: { readonly state: 'working' | 'set_aside'; readonly reason: string | null },
): Promise<void> {
  await tx.updateTable('inbound_file').set(to).where('practice_id', '=', practiceId).where('id', '=', id).execute()
}

export async function setClaimPayment(
  tx: Tx,
  practiceId: string,
  id: string,
  to: {
    readonly state: 'exception' | 'set_aside'
    readonly reason: string
    readonly claimId: string | null
    readonly journalId: string | null
  },
): Promise<void> {
  await tx
    .updateTable('remittance_claim')
    .set({ state: to.state, reason: to.reason, claim_id: to.claimId, journal_id: to.journalId })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
  if (to.claimId === null)
    await tx
      .updateTable('remittance_line')
      .set({ claim_line_number: null })
      .where('practice_id', '=', practiceId)
      .where('remittance_claim_id', '=', id)
      .execute()
}

export async function setAdjustment(
  tx: Tx,
  practiceId: string,
  { remittanceId, number }: Pick<Adjustment, 'remittanceId' | 'number'>,
  to: {
    readonly state: 'posted' | 'exception' | 'set_aside'
    readonly note: string
    readonly claimId: string | null
    readonly journalId: string | null
  },
): Promise<void> {
  await tx
    .updateTable('provider_adjustment')
    .set({ state: to.state, note: to.note, claim_id: to.claimId, journal_id: to.journalId })
    .where('practice_id', '=', practiceId)
    .where('remittance_id', '=', remittanceId)
    .where('number', '=', number)
    .execute()
}

/** What a decision is about: a claim payment, a provider adjustment, or the payment itself. */
export type About = {
  readonly remittanceId: string
  readonly claimPaymentId: string | null
  readonly number: number | null
}

export type Decision = {
  readonly id: string
  readonly kind: 'matched' | 'assigned' | 'set_aside'
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly journals: readonly string[]
  readonly on: PlainDate
  readonly by: string
}

/** What a person decided of it, and nobody took back. */
export async function findDecision(tx: Tx, practiceId: string, about: About): Promise<Decision | null> {
  const row = await tx
    .selectFrom('remittance_decision')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('remittance_id', '=', about.remittanceId)
    .where('remittance_claim_id', about.claimPaymentId === null ? 'is' : '=', about.claimPaymentId)
    .where('adjustment_number', about.number === null ? 'is' : '=', about.number)
    .where('undone_on', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        kind: row.kind as Decision['kind'],
        reason: row.reason,
        detail: row.detail as Decision['detail'],
        journals: row.journals,
        on: row.decided_on,
        by: row.decided_by,
      }
    : null
}

export async function saveDecision(
  tx: Tx,
  ground: Ground,
  about: About,
  decision: Omit<Decision, 'id' | 'on' | 'by'>,
): Promise<void> {
  await tx
    .insertInto('remittance_decision')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      remittance_id: about.remittanceId,
      remittance_claim_id: about.claimPaymentId,
      adjustment_number: about.number,
      kind: decision.kind,
      reason: decision.reason,
      detail: JSON.stringify(decision.detail),
      journals: [...decision.journals],
      decided_on: ground.today(),
      decided_by: ground.actor.name,
    })
    .execute()
}

export async function undoDecision(tx: Tx, ground: Ground, id: string, why: string): Promise<void> {
  await tx
    .updateTable('remittance_decision')
    .set({ undone_on: ground.today(), undone_by: ground.actor.name, undone_why: why })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}

/** The journals that stand on a claim. */
export async function journalsOfClaim(tx: Tx, practiceId: string, claimId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('posting')
    .select('journal_id')
    .distinct()
    .where('practice_id', '=', practiceId)
    .where('claim_id', '=', claimId)
    .execute()
  return new Set(rows.map((row) => row.journal_id))
}

/** Which of these journals were taken back already. */
export async function reversedAmong(tx: Tx, practiceId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('journal')
    .select('reverses_id')
    .where('practice_id', '=', practiceId)
    .where('reverses_id', 'in', [...ids])
    .execute()
  return new Set(rows.flatMap((row) => row.reverses_id ?? []))
}

const most = 400

const shortestNumber = 6

/** Sent claims that money without a match may be for: by its numbers, one cut short too, by the patient's name, by charge and day. */
export const gatherSuggested = (tx: Tx, practiceId: string, lost: Lost): Promise<Candidate[]> => {
  const lastName = lost.patientName.split(',')[0]?.trim().toLowerCase() ?? ''
  return candidates(
    tx,
    practiceId,
    sql`c.control_number = ${lost.controlNumber} OR c.payer_claim_number = ${lost.payerClaimNumber}
      OR least(length(c.control_number), length(${lost.controlNumber}::text)) >= ${shortestNumber}
        AND (starts_with(c.control_number, ${lost.controlNumber}::text) OR starts_with(${lost.controlNumber}::text, c.control_number))
      OR c.service_on BETWEEN ${lost.serviceOn}::date - 31 AND ${lost.serviceOn}::date + 31 AND lower(p.last_name) = ${lastName}
      OR c.service_on BETWEEN ${lost.serviceOn}::date - 7 AND ${lost.serviceOn}::date + 7 AND c.charge_cents = abs(${lost.charge}::bigint)`,
  )
}

/** Sent claims that a provider adjustment may be about: by the numbers in its reference, or paid over by what was taken. */
export const gatherForAdjustment = (
  tx: Tx,
  practiceId: string,
  adjustment: Pick<Adjustment, 'payerId' | 'amount'>,
  numbers: readonly string[],
): Promise<Candidate[]> =>
  candidates(
    tx,
    practiceId,
    sql`c.control_number = ANY (${numbers}::text[]) OR c.payer_claim_number = ANY (${numbers}::text[])
      OR o.payer_cents < 0 AND o.payer_cents = -(${adjustment.amount}::bigint) AND c.payer_id = ${adjustment.payerId}::uuid`,
  )

type CandidateRow = Omit<Candidate, 'patientName'> & { lastName: string; firstName: string }

async function candidates(tx: Tx, practiceId: string, condition: ReturnType<typeof sql>): Promise<Candidate[]> {
  const { rows } = await sql<CandidateRow>`
    SELECT c.id, c.control_number AS "controlNumber", c.payer_claim_number AS "payerClaimNumber", c.service_on AS "serviceOn",
      c.charge_cents AS charge, c.payer_id AS "payerId", y.name AS "payerName", c.status, coalesce(o.payer_cents, 0) AS "payerOwes",
      p.last_name AS "lastName", p.first_name AS "firstName"
    FROM app.claim c JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    LEFT JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id AND o.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND y.practice_id = ${practiceId} AND c.sent_on IS NOT NULL
      AND (${condition}) ORDER BY c.service_on DESC, c.id LIMIT ${most}`.execute(tx)
  return rows.map(({ lastName, firstName, ...row }) => ({
    ...row,
    patientName: `${lastName}, ${firstName}`,
    charge: cents(row.charge),
    payerOwes: cents(Number(row.payerOwes)),
  }))
}

/** Claims of ours by id, with whose they are: what a journal on one has to name. */
export async function findOwnClaims(tx: Tx, practiceId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .selectFrom('claim')
    .select([
      'id',
      'control_number as controlNumber',
      'patient_id as patientId',
      'payer_id as payerId',
      'clinician_id as clinicianId',
      'program_id as programId',
      'location_id as locationId',
      'status',
      'sent_on as sentOn',
    ])
    .where('practice_id', '=', practiceId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Posted payments that may be the corrected one of a payment that waits: the same payer's, under its check or trace number. */
export const postedUnderTrace = (tx: Tx, practiceId: string, remittanceId: string) =>
  tx
    .selectFrom('remittance as held')
    .innerJoin('remittance as r', (join) =>
      join
        .onRef('r.practice_id', '=', 'held.practice_id')
        .onRef('r.trace_number', '=', 'held.trace_number')
        .onRef('r.originator', '=', 'held.originator'),
    )
    .select(['r.id', 'r.amount_cents as amountCents', 'r.paid_on as paidOn', 'r.received_on as receivedOn'])
    .where('held.practice_id', '=', practiceId)
    .where('r.practice_id', '=', practiceId)
    .where('held.id', '=', remittanceId)
    .where('r.state', '=', 'posted')
    .orderBy('r.received_on')
    .execute()
