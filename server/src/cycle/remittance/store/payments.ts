import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type {
  OwnClaim,
  RemittedAdjustment,
  RemittedClaim,
  RemittedPayment,
  RemittedProviderAdjustment,
} from '../types.ts'

export type InboundFile = {
  readonly id: string
  readonly state: string
  readonly sha256: string
  readonly name: string
  readonly receivedOn: PlainDate
}

/** Writes down that a file came; null when the same bytes came before. */
export async function saveInbound(
  tx: Tx,
  ground: Ground,
  file: { name: string; sha256: string; kind: string },
): Promise<string | null> {
  const row = await tx
    .insertInto('inbound_file')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      sha256: file.sha256,
      name: file.name,
      kind: file.kind,
      state: 'working',
      received_at: ground.now(),
      received_on: ground.today(),
    })
    .onConflict((oc) => oc.columns(['practice_id', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function findInbound(tx: Tx, practiceId: string, id: string): Promise<InboundFile | null> {
  const row = await tx
    .selectFrom('inbound_file')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { id: row.id, state: row.state, sha256: row.sha256, name: row.name, receivedOn: row.received_on } : null
}

export async function closeInbound(
  tx: Tx,
  practiceId: string,
  id: string,
  end: { kind: string; state: string; reason: string | null; flaws: unknown; transactions: number },
): Promise<void> {
  await tx
    .updateTable('inbound_file')
    .set({
      kind: end.kind,
      state: end.state,
      reason: end.reason,
      flaws: JSON.stringify(end.flaws),
      transactions: end.transactions,
    })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

/** Hands a file that is still being read to a person. */
export async function holdInbound(tx: Tx, practiceId: string, id: string, reason: string): Promise<void> {
  await tx
    .updateTable('inbound_file')
    .set({ state: 'exception', reason })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .where('state', '=', 'working')
    .execute()
}

export async function unfinishedBefore(tx: Tx, practiceId: string, day: PlainDate): Promise<string[]> {
  const rows = await tx
    .selectFrom('inbound_file')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('state', '=', 'working')
    .where('received_on', '<', day)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Payments received before a day whose posting was begun and not ended, of files that are read to their end. */
export async function unpostedBefore(tx: Tx, practiceId: string, day: PlainDate): Promise<string[]> {
  const rows = await tx
    .selectFrom('remittance')
    .innerJoin('inbound_file', (join) =>
      join
        .onRef('inbound_file.practice_id', '=', 'remittance.practice_id')
        .onRef('inbound_file.id', '=', 'remittance.file_id'),
    )
    .select('remittance.id')
    .where('remittance.practice_id', '=', practiceId)
    .where('inbound_file.practice_id', '=', practiceId)
    .where('remittance.state', '=', 'working')
    .where('inbound_file.state', '<>', 'working')
    .where('remittance.received_on', '<', day)
    .orderBy('remittance.id')
    .execute()
  return rows.map((row) => row.id)
}

export async function payerIdOf(tx: Tx, practiceId: string, ediId: string | null): Promise<string | null> {
  if (ediId === null) return null
  const row = await tx
    .selectFrom('payer')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('edi_id', '=', ediId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** A payment of a file as it stands so far; null before its first posting. */
export async function findRemittance(
  tx: Tx,
  practiceId: string,
  fileId: string,
  position: number,
): Promise<{ id: string; state: string } | null> {
  const row = await tx
    .selectFrom('remittance')
    .select(['id', 'state'])
    .where('practice_id', '=', practiceId)
    .where('file_id', '=', fileId)
    .where('position', '=', position)
    // Whoever sets it aside meanwhile comes before or after, never between.
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function saveRemittance(
  tx: Tx,
  ground: Ground,
  fileId: string,
  payment: RemittedPayment,
  about: { key: string; payerId: string | null; state: string; reason: string | null },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('remittance')
    .values({
      practice_id: ground.practiceId,
      id,
      file_id: fileId,
      payment_key: about.key,
      position: payment.position,
      payer_id: about.payerId,
      payer_name: payment.payerName,
      trace_number: payment.trace,
      originator: payment.originator,
      method: payment.method,
      paid_on: payment.paidOn,
      received_on: ground.today(),
      amount_cents: payment.amount,
      claim_count: payment.claims.length,
      state: about.state,
      reason: about.reason,
      source_from: payment.source.from,
      source_until: payment.source.until,
    })
    .execute()
  return id
}

export async function setRemittance(
  tx: Tx,
  practiceId: string,
  id: string,
  state: string,
  reason: string | null,
): Promise<void> {
  await tx
    .updateTable('remittance')
    .set({ state, reason })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

/** Takes the payment's identity; false when another remittance holds it. */
export async function passGate(tx: Tx, practiceId: string, key: string, remittanceId: string): Promise<boolean> {
  const row = await tx
    .insertInto('payment_gate')
    .values({ practice_id: practiceId, payment_key: key, remittance_id: remittanceId })
    .onConflict((oc) => oc.columns(['practice_id', 'payment_key']).doNothing())
    .returning('remittance_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Who holds a payment's identity. */
export async function gateHolder(
  tx: Tx,
  practiceId: string,
  key: string,
): Promise<{ remittanceId: string; fileName: string; receivedOn: PlainDate } | null> {
  const row = await tx
    .selectFrom('payment_gate')
    .innerJoin('remittance', (join) =>
      join
        .onRef('remittance.practice_id', '=', 'payment_gate.practice_id')
        .onRef('remittance.id', '=', 'payment_gate.remittance_id'),
    )
    .innerJoin('inbound_file', (join) =>
      join
        .onRef('inbound_file.practice_id', '=', 'remittance.practice_id')
        .onRef('inbound_file.id', '=', 'remittance.file_id'),
    )
    .select(['remittance.id', 'inbound_file.name', 'inbound_file.received_on'])
    .where('payment_gate.practice_id', '=', practiceId)
    .where('remittance.practice_id', '=', practiceId)
    .where('inbound_file.practice_id', '=', practiceId)
    .where('payment_gate.payment_key', '=', key)
    .executeTakeFirst()
  return row ? { remittanceId: row.id, fileName: row.name, receivedOn: row.received_on } : null
}

/** Another payment of the same payer under the same check or trace number, posted or being posted. */
export async function sameTrace(
  tx: Tx,
  practiceId: string,
  payment: RemittedPayment,
  key: string,
): Promise<{ amount: Cents; paidOn: PlainDate } | null> {
  const row = await tx
    .selectFrom('remittance')
    .select(['amount_cents', 'paid_on'])
    .where('practice_id', '=', practiceId)
    .where('trace_number', '=', payment.trace)
    .where('originator', '=', payment.originator)
    .where('payment_key', '<>', key)
    .where('state', 'in', ['posted', 'working'])
    .where('amount_cents', '<>', 0)
    .orderBy('paid_on', 'desc')
    .executeTakeFirst()
  return row ? { amount: cents(row.amount_cents), paidOn: row.paid_on } : null
}

/** Takes turns on deciding what a payment is, so that two files with the same one never both find it new. */
export async function takeTurn(tx: Tx, practiceId: string): Promise<void> {
  await tx.selectFrom('practice').select('practice_id').where('practice_id', '=', practiceId).forNoKeyUpdate().execute()
}

/** Takes turns on posting a payment; false when another worker has brought it to its end. */
export async function holdWorking(tx: Tx, practiceId: string, remittanceId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('remittance')
    .select('state')
    .where('practice_id', '=', practiceId)
    .where('id', '=', remittanceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row?.state === 'working'
}

/** Which of these ordinals of a payment are written already. */
export async function writtenOrdinals(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  ordinals: readonly number[],
): Promise<Set<number>> {
  const rows = await tx
    .selectFrom('remittance_claim')
    .select('ordinal')
    .where('practice_id', '=', practiceId)
    .where('remittance_id', '=', remittanceId)
    .where('ordinal', '>=', Math.min(...ordinals))
    .where('ordinal', '<=', Math.max(...ordinals))
    .execute()
  return new Set(rows.map((row) => row.ordinal))
}

export type MatchableClaim = OwnClaim & {
  /** Which payer in turn has it. */
  readonly rank: number
  readonly patientId: string
  readonly payerId: string
  readonly clinicianId: string
  readonly programId: string
  readonly locationId: string
  readonly status: string
  /** The patient owes a claim filed as a courtesy: its plan pays the patient. */
  readonly owedBy: 'payer' | 'patient'
}

/** Our claims that remitted ones may mean: by either number, or by service day and charge. */
export async function gatherCandidates(
  tx: Tx,
  practiceId: string,
  remitted: readonly RemittedClaim[],
): Promise<MatchableClaim[]> {
  const numbers = [...new Set(remitted.map((claim) => claim.controlNumber))]
  const payerNumbers = [...new Set(remitted.map((claim) => claim.payerClaimNumber).filter((n) => n !== null))]
  const found = await matchable(
    tx,
    practiceId,
    sql`(c.control_number = ANY (${numbers}::text[]) OR c.payer_claim_number = ANY (${payerNumbers}::text[]))`,
  )
  const known = new Set(found.flatMap((claim) => [claim.controlNumber, claim.payerClaimNumber]))
  const lost = remitted.filter(
    (claim) => !known.has(claim.controlNumber) && !known.has(claim.payerClaimNumber) && claim.serviceOn !== null,
  )
  if (lost.length === 0) return found
  const days = [...new Set(lost.map((claim) => claim.serviceOn))]
  const more = await matchable(
    tx,
    practiceId,
    sql`c.service_on = ANY (${days}::date[]) AND c.status IN ('sent', 'accepted', 'denied', 'paid')`,
  )
  const ids = new Set(found.map((claim) => claim.id))
  return [...found, ...more.filter((claim) => !ids.has(claim.id))]
}

type MatchableRow = {
  id: string
  control_number: string
  payer_claim_number: string | null
  service_on: PlainDate
  charge_cents: number
  status: string
  patient_id: string
  payer_id: string
  clinician_id: string
  program_id: string
  location_id: string
  owed_by: 'payer' | 'patient'
  rank: number
  last_name: string
  first_name: string
  lines: { number: number; reference: string; code: string; charge: number }[]
}

/** One claim of ours as posting needs it; none where there is no such claim. */
export const findMatchable = (tx: Tx, practiceId: string, claimId: string): Promise<MatchableClaim[]> =>
  matchable(tx, practiceId, sql`c.id = ${claimId}`)

async function matchable(tx: Tx, practiceId: string, condition: ReturnType<typeof sql>): Promise<MatchableClaim[]> {
  const { rows } = await sql<MatchableRow>`
    SELECT c.id, c.control_number, c.payer_claim_number, c.service_on, c.charge_cents, c.status, c.patient_id, c.payer_id,
      c.clinician_id, c.program_id, c.location_id, c.owed_by, c.rank, p.last_name, p.first_name,
      (SELECT jsonb_agg(jsonb_build_object('number', l.number, 'reference', l.reference, 'code', l.code, 'charge', l.charge_cents) ORDER BY l.number)
        FROM app.claim_line l WHERE l.practice_id = ${practiceId} AND l.claim_id = c.id) AS lines
    FROM app.claim c JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    WHERE c.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND ${condition}`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    controlNumber: row.control_number,
    payerClaimNumber: row.payer_claim_number,
    patientName: `${row.last_name}, ${row.first_name}`,
    serviceOn: row.service_on,
    charge: cents(row.charge_cents),
    lines: (row.lines ?? []).map((line) => ({ ...line, charge: cents(line.charge) })),
    patientId: row.patient_id,
    payerId: row.payer_id,
    clinicianId: row.clinician_id,
    programId: row.program_id,
    locationId: row.location_id,
    status: row.status,
    owedBy: row.owed_by,
    rank: row.rank,
  }))
}

export type ClaimToSave = {
  readonly id: string
  readonly remitted: RemittedClaim
  readonly claimId: string | null
  readonly state: string
  readonly reason: string | null
  readonly journalId: string | null
  readonly allowed: Cents
  readonly lineNumbers: ReadonlyMap<number, number | null>
  readonly effectOf: (adjustment: RemittedAdjustment) => string
}

/** Writes remitted claims with their lines and adjustments: one INSERT a table, whatever their number. */
export async function saveClaims(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  claims: readonly ClaimToSave[],
): Promise<void> {
  const of = <T>(pick: (claim: ClaimToSave) => T): T[] => claims.map(pick)
  await sql`
    INSERT INTO app.remittance_claim (practice_id, id, remittance_id, ordinal, control_number, payer_claim_number, status, patient_name,
      service_on, charge_cents, paid_cents, patient_responsibility_cents, allowed_cents, claim_id, state, reason, journal_id, source_from, source_until)
    SELECT ${practiceId}::uuid, i, ${remittanceId}::uuid, o, cn, pn, st, nm, so, ch, pd, pr, al, cl, sa, re, jo, sf, su
    FROM unnest(${of((c) => c.id)}::uuid[], ${of((c) => c.remitted.ordinal)}::int[], ${of((c) => c.remitted.controlNumber)}::text[],
      ${of((c) => c.remitted.payerClaimNumber)}::text[], ${of((c) => c.remitted.status)}::text[], ${of((c) => c.remitted.patientName)}::text[],
      ${of((c) => c.remitted.serviceOn)}::date[], ${of((c) => c.remitted.charge)}::bigint[], ${of((c) => c.remitted.paid)}::bigint[],
      ${of((c) => c.remitted.patientResponsibility)}::bigint[], ${of((c) => c.allowed)}::bigint[], ${of((c) => c.claimId)}::uuid[],
      ${of((c) => c.state)}::text[], ${of((c) => c.reason)}::text[], ${of((c) => c.journalId)}::uuid[],
      ${of((c) => c.remitted.source.from)}::bigint[], ${of((c) => c.remitted.source.until)}::bigint[])
      AS row (i, o, cn, pn, st, nm, so, ch, pd, pr, al, cl, sa, re, jo, sf, su)
    RETURNING ordinal`.execute(tx)
  const lines = claims.flatMap((claim) => claim.remitted.lines.map((line) => ({ claim, line })))
  if (lines.length > 0)
    await tx
      .insertInto('remittance_line')
      .values(
        lines.map(({ claim, line }) => ({
          practice_id: practiceId,
          remittance_claim_id: claim.id,
          number: line.number,
          claim_line_number: claim.lineNumbers.get(line.number) ?? null,
          reference: line.reference,
          code: line.code,
          modifiers: [...line.modifiers],
          units: line.units,
          service_on: line.serviceOn,
          charge_cents: line.charge,
          paid_cents: line.paid,
          allowed_cents: line.allowed,
          remarks: [...line.remarks],
        })),
      )
      .execute()
  const adjustments = claims.flatMap((claim) => [
    ...claim.remitted.adjustments.map((adjustment, i) => ({ claim, line: 0, number: i + 1, adjustment })),
    ...claim.remitted.lines.flatMap((line) =>
      line.adjustments.map((adjustment, i) => ({ claim, line: line.number, number: i + 1, adjustment })),
    ),
  ])
  const col = <T>(pick: (row: (typeof adjustments)[number]) => T): T[] => adjustments.map(pick)
  if (adjustments.length > 0)
    await sql`
      INSERT INTO app.remittance_adjustment (practice_id, remittance_claim_id, line_number, number, group_code, reason, amount_cents, effect)
      SELECT ${practiceId}::uuid, rc, ln, n, g, r, a, e
      FROM unnest(${col((r) => r.claim.id)}::uuid[], ${col((r) => r.line)}::int[], ${col((r) => r.number)}::int[], ${col((r) => r.adjustment.group)}::text[],
        ${col((r) => r.adjustment.reason)}::text[], ${col((r) => r.adjustment.amount)}::bigint[], ${col((r) => r.claim.effectOf(r.adjustment))}::text[])
        AS row (rc, ln, n, g, r, a, e)
      RETURNING number`.execute(tx)
}

/** Writes what became of claims whose rows are there: whose they are now, line by line. */
export async function placeClaims(tx: Tx, practiceId: string, claims: readonly ClaimToSave[]): Promise<void> {
  for (const claim of claims) {
    await tx
      .updateTable('remittance_claim')
      .set({ claim_id: claim.claimId, state: claim.state, reason: claim.reason, journal_id: claim.journalId })
      .where('practice_id', '=', practiceId)
      .where('id', '=', claim.id)
      .execute()
    for (const { number } of claim.remitted.lines)
      await tx
        .updateTable('remittance_line')
        .set({ claim_line_number: claim.lineNumbers.get(number) ?? null })
        .where('practice_id', '=', practiceId)
        .where('remittance_claim_id', '=', claim.id)
        .where('number', '=', number)
        .execute()
    const adjustments = [...claim.remitted.adjustments, ...claim.remitted.lines.flatMap((line) => line.adjustments)]
    for (const adjustment of adjustments)
      await tx
        .updateTable('remittance_adjustment')
        .set({ effect: claim.effectOf(adjustment) })
        .where('practice_id', '=', practiceId)
        .where('remittance_claim_id', '=', claim.id)
        .where('group_code', '=', adjustment.group)
        .where('reason', '=', adjustment.reason)
        .execute()
  }
}

/** Closes what waited because it did not add up, or looked like another, when the very same payment came right and was posted. */
export async function closeCorrected(tx: Tx, practiceId: string, postedId: string): Promise<void> {
  await sql`
    UPDATE app.remittance AS held SET state = 'set_aside', reason = 'Corrected by the payment in ' || f.name || ', received ' || posted.received_on || '.'
    FROM app.remittance posted JOIN app.inbound_file f ON f.practice_id = posted.practice_id AND f.id = posted.file_id
    WHERE held.practice_id = ${practiceId} AND posted.practice_id = ${practiceId} AND f.practice_id = ${practiceId} AND posted.id = ${postedId}
      AND held.payment_key = posted.payment_key AND held.state = 'exception' AND held.id <> posted.id`.execute(tx)
}

/** What each claim's patient owes, and what money of theirs waits on it. */
export async function waitingMoney(
  tx: Tx,
  practiceId: string,
  claimIds: readonly string[],
): Promise<{ claimId: string; patient: Cents; unapplied: Cents }[]> {
  if (claimIds.length === 0) return []
  const rows = await tx
    .selectFrom('open_item')
    .select(['claim_id', 'patient_cents', 'unapplied_cents'])
    .where('practice_id', '=', practiceId)
    .where('claim_id', 'in', [...claimIds])
    .where('patient_cents', '>', 0)
    .where('unapplied_cents', '>', 0)
    .execute()
  return rows.map((row) => ({
    claimId: row.claim_id,
    patient: cents(row.patient_cents),
    unapplied: cents(row.unapplied_cents),
  }))
}

export async function saveProviderAdjustments(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  rows: readonly (RemittedProviderAdjustment & { state: string; note: string | null; claimId: string | null })[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('provider_adjustment')
    .values(
      rows.map((row) => ({
        practice_id: practiceId,
        remittance_id: remittanceId,
        number: row.number,
        reason: row.reason,
        reference: row.reference,
        amount_cents: row.amount,
        claim_id: row.claimId,
        state: row.state,
        note: row.note,
      })),
    )
    .execute()
}

/** A payment with the file it came in, and whether it waits for a person. */
export async function findHeld(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
): Promise<{ file: InboundFile; position: number; state: string } | null> {
  const row = await tx
    .selectFrom('remittance')
    .select(['file_id', 'position', 'state'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', remittanceId)
    .executeTakeFirst()
  const file = row ? await findInbound(tx, practiceId, row.file_id) : null
  return row && file ? { file, position: row.position, state: row.state } : null
}

export const remittanceSorts = ['paidOn', 'receivedOn', 'payer', 'amount', 'claims'] as const

export type RemittanceFilter = {
  /** A payment's own state, or what waits inside a posted one: `unmatched` claims, `provider` adjustments. */
  readonly state?: string | undefined
  readonly search?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly sort: (typeof remittanceSorts)[number]
  readonly descending: boolean
  readonly limit: number
  readonly offset: number
}

const sortColumns: Readonly<Record<RemittanceFilter['sort'], string>> = {
  paidOn: 'r.paid_on',
  receivedOn: 'r.received_on',
  payer: 'r.payer_name',
  amount: 'r.amount_cents',
  claims: 'r.claim_count',
}

export type RemittanceRow = {
  readonly id: string
  readonly payer: string
  readonly trace: string
  readonly method: string
  readonly paidOn: PlainDate
  readonly receivedOn: PlainDate
  readonly amountCents: number
  readonly claims: number
  readonly state: string
  readonly why: string | null
  readonly unmatched: number
  readonly provider: number
}

/** Payments as filtered, sorted and paged, with their number and sum and how many wait for what. */
export async function listRemittances(tx: Tx, practiceId: string, filter: RemittanceFilter) {
  const waits = sql`FROM (
    SELECT x.*,
      (SELECT count(*)::int FROM app.remittance_claim rc WHERE rc.practice_id = ${practiceId} AND rc.remittance_id = x.id AND rc.state = 'exception') AS unmatched,
      (SELECT count(*)::int FROM app.provider_adjustment pa WHERE pa.practice_id = ${practiceId} AND pa.remittance_id = x.id AND pa.state = 'exception') AS provider
    FROM app.remittance x
    WHERE x.practice_id = ${practiceId}
      ${filter.search ? sql`AND (x.trace_number = ${filter.search.trim()} OR lower(x.payer_name) LIKE ${`${filter.search.trim().toLowerCase()}%`})` : sql``}
      ${filter.from ? sql`AND x.paid_on >= ${filter.from}::date` : sql``}
      ${filter.until ? sql`AND x.paid_on <= ${filter.until}::date` : sql``}
  ) AS r`
  const { state } = filter
  const wanted =
    state === 'unmatched'
      ? sql`WHERE r.unmatched > 0`
      : state === 'provider'
        ? sql`WHERE r.provider > 0`
        : state
          ? sql`WHERE r.state = ${state}`
          : sql``
  const order = sql.raw(filter.descending ? 'DESC' : 'ASC')
  const remittances = await sql<RemittanceRow>`
    SELECT r.id, r.payer_name AS payer, r.trace_number AS trace, r.method, r.paid_on AS "paidOn", r.received_on AS "receivedOn",
      r.amount_cents AS "amountCents", r.claim_count AS claims, r.state, r.reason AS why, r.unmatched, r.provider
    ${waits} ${wanted} ORDER BY ${sql.raw(sortColumns[filter.sort])} ${order}, r.id DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(tx)
  const sums = await sql<{ total: number; cents: string }>`
    SELECT count(*)::int AS total, coalesce(sum(r.amount_cents), 0)::text AS cents ${waits} ${wanted}`.execute(tx)
  const states = await sql<{ id: string; count: number }>`
    SELECT r.state AS id, count(*)::int AS count ${waits} GROUP BY r.state
    UNION ALL SELECT 'unmatched', count(*)::int ${waits} WHERE r.unmatched > 0
    UNION ALL SELECT 'provider', count(*)::int ${waits} WHERE r.provider > 0`.execute(tx)
  return {
    total: sums.rows[0]?.total ?? 0,
    amountCents: Number(sums.rows[0]?.cents ?? 0),
    remittances: remittances.rows,
    states: states.rows,
  }
}

/** Payments by their check or transfer number, or by their amount; newest first. */
export function searchRemittances(
  tx: Tx,
  practiceId: string,
  sought: { readonly number: string | null; readonly amount: Cents | null },
  most: number,
) {
  return tx
    .selectFrom('remittance')
    .select(['id', 'payer_name as payer', 'trace_number as trace', 'paid_on as paidOn', 'amount_cents as amountCents'])
    .where('practice_id', '=', practiceId)
    .where(({ or, eb }) =>
      or([
        ...(sought.number === null ? [] : [eb('trace_number', '=', sought.number)]),
        ...(sought.amount === null ? [] : [eb('amount_cents', '=', sought.amount)]),
      ]),
    )
    .orderBy('paid_on', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

/** One payment with its claims, their lines and adjustments, and its provider adjustments. */
export async function findRemittancePage(tx: Tx, practiceId: string, id: string) {
  const remittance = await tx
    .selectFrom('remittance as r')
    .innerJoin('inbound_file as f', (join) =>
      join.onRef('f.practice_id', '=', 'r.practice_id').onRef('f.id', '=', 'r.file_id'),
    )
    .select([
      'r.id',
      'r.payer_name as payer',
      'r.trace_number as trace',
      'r.originator',
      'r.method',
      'r.paid_on as paidOn',
      'r.received_on as receivedOn',
      'r.amount_cents as amountCents',
      'r.state',
      'r.reason',
      'f.name as fileName',
      'f.sha256 as fileSha256',
    ])
    .where('r.practice_id', '=', practiceId)
    .where('f.practice_id', '=', practiceId)
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!remittance) return null
  const claims = await tx
    .selectFrom('remittance_claim as rc')
    .select([
      'rc.id',
      'rc.ordinal',
      'rc.control_number as controlNumber',
      'rc.payer_claim_number as payerClaimNumber',
      'rc.status',
      'rc.patient_name as patient',
      'rc.service_on as serviceOn',
      'rc.charge_cents as chargeCents',
      'rc.paid_cents as paidCents',
      'rc.allowed_cents as allowedCents',
      'rc.patient_responsibility_cents as patientCents',
      'rc.claim_id as claimId',
      'rc.state',
      'rc.reason',
    ])
    .where('rc.practice_id', '=', practiceId)
    .where('rc.remittance_id', '=', id)
    .orderBy('rc.ordinal')
    .execute()
  const adjustments = await tx
    .selectFrom('remittance_adjustment as a')
    .innerJoin('remittance_claim as rc', (join) =>
      join.onRef('rc.practice_id', '=', 'a.practice_id').onRef('rc.id', '=', 'a.remittance_claim_id'),
    )
    .select([
      'a.remittance_claim_id as remittanceClaimId',
      'a.line_number as line',
      'a.group_code as group',
      'a.reason',
      'a.amount_cents as amountCents',
      'a.effect',
    ])
    .where('a.practice_id', '=', practiceId)
    .where('rc.practice_id', '=', practiceId)
    .where('rc.remittance_id', '=', id)
    .orderBy('a.line_number')
    .orderBy('a.number')
    .execute()
  const provider = await tx
    .selectFrom('provider_adjustment')
    .select(['number', 'reason', 'reference', 'amount_cents as amountCents', 'state', 'note'])
    .where('practice_id', '=', practiceId)
    .where('remittance_id', '=', id)
    .orderBy('number')
    .execute()
  const decided = await tx
    .selectFrom('remittance_decision')
    .select(['remittance_claim_id as claimPaymentId', 'adjustment_number as number'])
    .where('practice_id', '=', practiceId)
    .where('remittance_id', '=', id)
    .where('undone_on', 'is', null)
    .execute()
  const byClaim = Map.groupBy(adjustments, (row) => row.remittanceClaimId)
  return {
    ...remittance,
    /** Whether a person decided what became of it: then it can be undone. */
    isDecided: decided.some((one) => one.claimPaymentId === null && one.number === null),
    claims: claims.map((claim) => ({
      ...claim,
      adjustments: byClaim.get(claim.id) ?? [],
      isDecided: decided.some((one) => one.claimPaymentId === claim.id),
    })),
    provider: provider.map((row) => ({ ...row, isDecided: decided.some((one) => one.number === row.number) })),
  }
}
