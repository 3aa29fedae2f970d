import { createHash } from 'node:crypto'
import { type Account, type Cents, cents, latest, type PlainDate, type Transfer } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from './db.ts'
import type { Ground } from './ground.ts'

// The ledger: journals of postings, each journal summing to zero, written once and never changed; a correction is a
// reversal. What is owed on a claim, and on a visit beside any claim, is kept beside it, in the same transaction, so that no
// page adds up history.

/** Whose and what a transfer is about. */
export type Dimensions = {
  readonly claimId?: string | null
  readonly claimLine?: number | null
  /** The visit. What names no claim is owed on it; what touches a patient's debt names one of the two. */
  readonly sessionId?: string | null
  readonly patientId?: string | null
  readonly payerId?: string | null
  readonly clinicianId?: string | null
  readonly programId?: string | null
  readonly locationId?: string | null
}

export type JournalEntry = {
  /** Given when the same event must never post twice: the primary key then refuses the second. */
  readonly id?: string
  readonly effectiveOn: PlainDate
  readonly kind: string
  readonly why: string
  readonly reversesId?: string | null
  readonly source?: Readonly<Record<string, unknown>>
  readonly dimensions: Dimensions
  readonly transfers: readonly Transfer[]
}

/** An id that the same words always give: uuid version 5 over the practice and the words. */
export function deterministicId(practiceId: string, ...words: readonly string[]): string {
  const hash = createHash('sha1')
    .update([practiceId, ...words].join('\u001f'))
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** Writes journals: one INSERT for them, one for all their postings, and the items they touch. */
export async function record(tx: Tx, ground: Ground, entries: readonly JournalEntry[]): Promise<string[]> {
  const full = entries
    .filter((entry) => entry.transfers.length > 0)
    .map((entry) => ({ ...entry, id: entry.id ?? ground.newId() }))
  if (full.length === 0) return []
  const recorded_at = ground.now()
  const practice_id = ground.practiceId
  for (let at = 0; at < full.length; at += 500) {
    const part = full.slice(at, at + 500)
    await tx
      .insertInto('journal')
      .values(
        part.map((entry) => ({
          practice_id,
          id: entry.id,
          effective_on: entry.effectiveOn,
          recorded_at,
          kind: entry.kind,
          why: entry.why,
          actor: ground.actor.id,
          reverses_id: entry.reversesId ?? null,
          source: JSON.stringify(entry.source ?? {}),
        })),
      )
      .execute()
    await insertPostings(tx, practice_id, recorded_at, part)
  }
  await keepOpenItems(tx, practice_id, full)
  await keepVisitItems(tx, practice_id, full)
  return full.map((entry) => entry.id)
}

type FullEntry = JournalEntry & { readonly id: string }

/** One INSERT of arrays: its text does not grow with the postings. */
async function insertPostings(
  tx: Tx,
  practiceId: string,
  recordedAt: string,
  entries: readonly FullEntry[],
): Promise<void> {
  const columns = {
    journal: [] as string[],
    number: [] as number[],
    account: [] as string[],
    amount: [] as number[],
    on: [] as string[],
    why: [] as string[],
    claim: [] as (string | null)[],
    line: [] as (number | null)[],
    patient: [] as (string | null)[],
    payer: [] as (string | null)[],
    clinician: [] as (string | null)[],
    program: [] as (string | null)[],
    location: [] as (string | null)[],
    session: [] as (string | null)[],
  }
  for (const entry of entries) {
    let number = 0
    const { dimensions } = entry
    const push = (account: Account, amount: number, why: string): void => {
      number += 1
      columns.journal.push(entry.id)
      columns.number.push(number)
      columns.account.push(account)
      columns.amount.push(amount)
      columns.on.push(entry.effectiveOn)
      columns.why.push(why)
      columns.claim.push(dimensions.claimId ?? null)
      columns.line.push(dimensions.claimLine ?? null)
      columns.patient.push(dimensions.patientId ?? null)
      columns.payer.push(dimensions.payerId ?? null)
      columns.clinician.push(dimensions.clinicianId ?? null)
      columns.program.push(dimensions.programId ?? null)
      columns.location.push(dimensions.locationId ?? null)
      columns.session.push(dimensions.sessionId ?? null)
    }
    for (const transfer of entry.transfers) {
      push(transfer.from, -transfer.amount, transfer.why)
      push(transfer.into, transfer.amount, transfer.why)
    }
  }
  await sql`
    INSERT INTO app.posting (practice_id, journal_id, number, account, amount_cents, effective_on, recorded_at, why,
      claim_id, claim_line, patient_id, payer_id, clinician_id, program_id, location_id, session_id)
    SELECT ${practiceId}::uuid, j, n, a, c, e, ${recordedAt}::timestamptz, w, cl, ln, pt, py, cn, pg, lo, se
    FROM unnest(${columns.journal}::uuid[], ${columns.number}::int[], ${columns.account}::text[], ${columns.amount}::bigint[],
      ${columns.on}::date[], ${columns.why}::text[], ${columns.claim}::uuid[], ${columns.line}::int[], ${columns.patient}::uuid[],
      ${columns.payer}::uuid[], ${columns.clinician}::uuid[], ${columns.program}::uuid[], ${columns.location}::uuid[],
      ${columns.session}::uuid[])
      AS row (j, n, a, c, e, w, cl, ln, pt, py, cn, pg, lo, se)
    RETURNING number`.execute(tx)
}

type ItemDelta = {
  charge: number
  payer: number
  patient: number
  unapplied: number
  payerPaid: number
  patientPaid: number
  contractual: number
  writtenOff: number
  responsibilityOn: PlainDate | null
  on: PlainDate
}

/** What transfers do to the items they stand on, in the order of their ids, so that two writers never wait for each other. */
function deltasOf(
  entries: readonly FullEntry[],
  itemOf: (dimensions: Dimensions) => string | null | undefined,
): [id: string, delta: ItemDelta][] {
  const deltas = new Map<string, ItemDelta>()
  for (const entry of entries) {
    const item = itemOf(entry.dimensions)
    if (!item) continue
    const delta = deltas.get(item) ?? {
      charge: 0,
      payer: 0,
      patient: 0,
      unapplied: 0,
      payerPaid: 0,
      patientPaid: 0,
      contractual: 0,
      writtenOff: 0,
      responsibilityOn: null,
      on: entry.effectiveOn,
    }
    deltas.set(item, delta)
    delta.on = latest([entry.effectiveOn, delta.on]) ?? delta.on
    for (const { from, into, amount } of entry.transfers) {
      const signed = (account: Account): number => (into === account ? amount : 0) - (from === account ? amount : 0)
      const toCash = signed('cash')
      delta.payer += signed('payer')
      delta.patient += signed('patient')
      delta.unapplied -= signed('unapplied')
      delta.contractual += signed('contractual')
      delta.writtenOff += signed('written-off')
      delta.charge -= signed('income')
      if (from === 'payer' || into === 'payer') delta.payerPaid += toCash
      if (from === 'patient' || into === 'patient' || from === 'unapplied' || into === 'unapplied')
        delta.patientPaid += toCash
      if (into === 'patient' && delta.responsibilityOn === null) delta.responsibilityOn = entry.effectiveOn
    }
  }
  return [...deltas].sort(([a], [b]) => (a < b ? -1 : 1))
}

async function keepOpenItems(tx: Tx, practiceId: string, entries: readonly FullEntry[]): Promise<void> {
  const deltas = deltasOf(entries, ({ claimId }) => claimId)
  if (deltas.length === 0) return
  const of = <T>(pick: (delta: ItemDelta) => T): T[] => deltas.map(([, delta]) => pick(delta))
  await sql`
    INSERT INTO app.open_item AS item (practice_id, claim_id, charge_cents, payer_cents, patient_cents, unapplied_cents,
      payer_paid_cents, patient_paid_cents, contractual_cents, written_off_cents, responsibility_on, last_posted_on, is_open)
    SELECT ${practiceId}::uuid, cl, ch, py, pt, un, pp, tp, co, wo, ro, lo, py <> 0 OR pt <> 0 OR un <> 0
    FROM unnest(${deltas.map(([claim]) => claim)}::uuid[], ${of((d) => d.charge)}::bigint[], ${of((d) => d.payer)}::bigint[],
      ${of((d) => d.patient)}::bigint[], ${of((d) => d.unapplied)}::bigint[], ${of((d) => d.payerPaid)}::bigint[],
      ${of((d) => d.patientPaid)}::bigint[], ${of((d) => d.contractual)}::bigint[], ${of((d) => d.writtenOff)}::bigint[],
      ${of((d) => d.responsibilityOn)}::date[], ${of((d) => d.on)}::date[])
      AS row (cl, ch, py, pt, un, pp, tp, co, wo, ro, lo)
    ON CONFLICT (practice_id, claim_id) DO UPDATE SET
      charge_cents = item.charge_cents + excluded.charge_cents,
      payer_cents = item.payer_cents + excluded.payer_cents,
      patient_cents = item.patient_cents + excluded.patient_cents,
      unapplied_cents = item.unapplied_cents + excluded.unapplied_cents,
      payer_paid_cents = item.payer_paid_cents + excluded.payer_paid_cents,
      patient_paid_cents = item.patient_paid_cents + excluded.patient_paid_cents,
      contractual_cents = item.contractual_cents + excluded.contractual_cents,
      written_off_cents = item.written_off_cents + excluded.written_off_cents,
      responsibility_on = coalesce(item.responsibility_on, excluded.responsibility_on),
      last_posted_on = greatest(item.last_posted_on, excluded.last_posted_on),
      is_open = item.payer_cents + excluded.payer_cents <> 0 OR item.patient_cents + excluded.patient_cents <> 0
        OR item.unapplied_cents + excluded.unapplied_cents <> 0`.execute(tx)
}

async function keepVisitItems(tx: Tx, practiceId: string, entries: readonly FullEntry[]): Promise<void> {
  const deltas = deltasOf(entries, ({ claimId, sessionId }) => (claimId ? null : sessionId))
  if (deltas.length === 0) return
  const of = <T>(pick: (delta: ItemDelta) => T): T[] => deltas.map(([, delta]) => pick(delta))
  await sql`
    INSERT INTO app.visit_item AS item (practice_id, session_id, charge_cents, patient_cents, unapplied_cents, paid_cents,
      written_off_cents, responsibility_on, last_posted_on, is_open)
    SELECT ${practiceId}::uuid, se, ch, pt, un, pd, wo, ro, lo, pt <> 0 OR un <> 0
    FROM unnest(${deltas.map(([session]) => session)}::uuid[], ${of((d) => d.charge)}::bigint[], ${of((d) => d.patient)}::bigint[],
      ${of((d) => d.unapplied)}::bigint[], ${of((d) => d.patientPaid)}::bigint[], ${of((d) => d.writtenOff)}::bigint[],
      ${of((d) => d.responsibilityOn)}::date[], ${of((d) => d.on)}::date[])
      AS row (se, ch, pt, un, pd, wo, ro, lo)
    ON CONFLICT (practice_id, session_id) DO UPDATE SET
      charge_cents = item.charge_cents + excluded.charge_cents,
      patient_cents = item.patient_cents + excluded.patient_cents,
      unapplied_cents = item.unapplied_cents + excluded.unapplied_cents,
      paid_cents = item.paid_cents + excluded.paid_cents,
      written_off_cents = item.written_off_cents + excluded.written_off_cents,
      responsibility_on = coalesce(item.responsibility_on, excluded.responsibility_on),
      last_posted_on = greatest(item.last_posted_on, excluded.last_posted_on),
      is_open = item.patient_cents + excluded.patient_cents <> 0 OR item.unapplied_cents + excluded.unapplied_cents <> 0`.execute(
    tx,
  )
}

/**
 * Takes a journal back by its mirror image; refused by the key when it was taken back before. From today on, unless the day is
 * named from which it never was so.
 */
export async function reverse(
  tx: Tx,
  ground: Ground,
  journalId: string,
  why: string,
  effectiveOn: PlainDate = ground.today(),
): Promise<string> {
  const postings = await tx
    .selectFrom('posting')
    .selectAll()
    .where('practice_id', '=', ground.practiceId)
    .where('journal_id', '=', journalId)
    .orderBy('number')
    .execute()
  const transfers: Transfer[] = []
  for (let i = 0; i + 1 < postings.length; i += 2) {
    const from = postings[i]
    const into = postings[i + 1]
    if (from && into)
      transfers.push({
        from: into.account as Account,
        into: from.account as Account,
        amount: cents(into.amount_cents),
        why: `reversal: ${into.why}`,
      })
  }
  const first = postings[0]
  const [id] = await record(tx, ground, [
    {
      effectiveOn,
      kind: 'reversal',
      why,
      reversesId: journalId,
      dimensions: {
        claimId: first?.claim_id ?? null,
        sessionId: first?.session_id ?? null,
        patientId: first?.patient_id ?? null,
        payerId: first?.payer_id ?? null,
        clinicianId: first?.clinician_id ?? null,
        programId: first?.program_id ?? null,
        locationId: first?.location_id ?? null,
      },
      transfers,
    },
  ])
  if (id === undefined) throw new Error(`journal ${journalId} has no postings`)
  return id
}

/** Balances by account; `asOf` by effective date, `recordedBy` as the books stood at an instant. */
export async function balances(
  tx: Tx,
  practiceId: string,
  at: { readonly asOf?: PlainDate; readonly recordedBy?: string; readonly claimId?: string } = {},
): Promise<Map<Account, Cents>> {
  let query = tx
    .selectFrom('posting')
    .select(({ fn }) => ['account', fn.sum<string>('amount_cents').as('total')])
    .where('practice_id', '=', practiceId)
    .groupBy('account')
  if (at.asOf) query = query.where('effective_on', '<=', at.asOf)
  if (at.recordedBy) query = query.where('recorded_at', '<=', at.recordedBy)
  if (at.claimId) query = query.where('claim_id', '=', at.claimId)
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.account as Account, cents(Number(row.total))]))
}
