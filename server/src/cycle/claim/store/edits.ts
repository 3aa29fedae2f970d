import { addDays, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { EditFinding } from '../types.ts'

/** Keeps what the edits say of claims now: new findings are hits, hits no longer found are fixed. */
export async function keepHits(
  tx: Tx,
  ground: Ground,
  claims: readonly { readonly id: string; readonly findings: readonly EditFinding[] }[],
): Promise<void> {
  const { practiceId } = ground
  const today = ground.today()
  const hits = claims.flatMap(({ id, findings }) =>
    [...new Map(findings.toReversed().map((finding) => [finding.rule, finding])).values()].map((finding) => ({
      id,
      ...finding,
    })),
  )
  await sql`
    UPDATE app.edit_hit SET state = 'fixed', settled_on = ${today}::date, settled_by = ${ground.actor.name}
    WHERE practice_id = ${practiceId} AND claim_id = ANY (${claims.map((claim) => claim.id)}::uuid[]) AND state = 'open'
      AND (claim_id, rule) NOT IN (
        SELECT found.claim_id, found.rule
        FROM unnest(${hits.map((hit) => hit.id)}::uuid[], ${hits.map((hit) => hit.rule)}::text[]) AS found (claim_id, rule))`.execute(
    tx,
  )
  if (hits.length === 0) return
  await tx
    .insertInto('edit_hit')
    .values(
      hits.map(({ id, rule, severity, message }) => ({
        practice_id: practiceId,
        claim_id: id,
        rule,
        severity,
        message,
        found_on: today,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['practice_id', 'claim_id', 'rule']).doUpdateSet((eb) => ({
        severity: eb.ref('excluded.severity'),
        message: eb.ref('excluded.message'),
        state: eb.case().when('edit_hit.state', '=', 'fixed').then('open').else(eb.ref('edit_hit.state')).end(),
      })),
    )
    .execute()
}

/** What stopped a claim was let go by somebody, for a reason. */
export async function releaseHits(tx: Tx, ground: Ground, claimId: string, reason: string): Promise<void> {
  await tx
    .updateTable('edit_hit')
    .set({
      state: 'released',
      settled_on: ground.today(),
      settled_by: ground.actor.name,
      reason,
      role: ground.actor.roles.join(', '),
    })
    .where('practice_id', '=', ground.practiceId)
    .where('claim_id', '=', claimId)
    .where('severity', '=', 'stop')
    .where('state', '=', 'open')
    .execute()
}

export type EditChange = {
  readonly id: string
  readonly kind: 'severity' | 'practice' | 'payer'
  readonly rule: string | null
  readonly payerId: string | null
  readonly payer: string | null
  readonly name: string
  readonly value: unknown
  readonly before: unknown
  readonly source: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly state: string
  readonly tried: unknown
  readonly proposedBy: string
  readonly proposedOn: PlainDate
  readonly decidedBy: string | null
  readonly decidedOn: PlainDate | null
}

const columns = sql`c.id, c.kind, c.rule, c.payer_id AS "payerId", y.name AS payer, c.name, c.value, c.before, c.source, c.from_on AS "from",
  c.until_on AS until, c.state, c.tried, c.proposed_by AS "proposedBy", c.proposed_on AS "proposedOn", c.decided_by AS "decidedBy",
  c.decided_on AS "decidedOn"`

export async function listChanges(tx: Tx, practiceId: string): Promise<EditChange[]> {
  const { rows } = await sql<EditChange>`
    SELECT ${columns} FROM app.edit_change c LEFT JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE c.practice_id = ${practiceId} ORDER BY c.proposed_on DESC, c.id DESC LIMIT 200`.execute(tx)
  return rows
}

export async function findChange(tx: Tx, practiceId: string, id: string): Promise<EditChange | null> {
  const { rows } = await sql<EditChange>`
    SELECT ${columns} FROM app.edit_change c LEFT JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE c.practice_id = ${practiceId} AND c.id = ${id} FOR UPDATE OF c`.execute(tx)
  return rows[0] ?? null
}

export async function listDue(tx: Tx, practiceId: string, today: PlainDate): Promise<EditChange[]> {
  const { rows } = await sql<EditChange>`
    SELECT ${columns} FROM app.edit_change c LEFT JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE c.practice_id = ${practiceId}
      AND (c.state = 'approved' AND c.from_on <= ${today}::date OR c.state = 'applied' AND c.until_on < ${today}::date)
    ORDER BY c.from_on, c.id FOR UPDATE OF c`.execute(tx)
  return rows
}

export async function saveChange(
  tx: Tx,
  ground: Ground,
  change: {
    kind: string
    rule: string | null
    payerId: string | null
    name: string
    value: unknown
    source: string
    from: PlainDate
    until: PlainDate | null
  },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('edit_change')
    .values({
      practice_id: ground.practiceId,
      id,
      kind: change.kind,
      rule: change.rule,
      payer_id: change.payerId,
      name: change.name,
      value: JSON.stringify(change.value),
      source: change.source,
      from_on: change.from,
      until_on: change.until,
      state: 'trying',
      proposed_by: ground.actor.name,
      proposed_on: ground.today(),
    })
    .execute()
  return id
}

export async function setChange(
  tx: Tx,
  practiceId: string,
  id: string,
  what: { state?: string; tried?: unknown; before?: unknown; decidedBy?: string; decidedOn?: PlainDate },
): Promise<void> {
  await tx
    .updateTable('edit_change')
    .set({
      ...(what.state === undefined ? {} : { state: what.state }),
      ...(what.tried === undefined ? {} : { tried: JSON.stringify(what.tried) }),
      ...(what.before === undefined ? {} : { before: JSON.stringify(what.before) }),
      ...(what.decidedBy === undefined ? {} : { decided_by: what.decidedBy }),
      ...(what.decidedOn === undefined ? {} : { decided_on: what.decidedOn }),
    })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

/** Claims of the last days that were not taken back, oldest first; of one payer or of all. */
export async function listTryable(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  days: number,
  payerId: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM app.claim WHERE practice_id = ${practiceId} AND status <> 'void' AND service_on >= ${addDays(today, -days)}::date
      ${payerId === null ? sql`` : sql`AND payer_id = ${payerId}`} ORDER BY service_on, id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What was paid on claims, so that a claim that would have been stopped can be seen to have been paid. */
export async function paidOf(tx: Tx, practiceId: string, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('open_item')
    .select(['claim_id', 'payer_paid_cents'])
    .where('practice_id', '=', practiceId)
    .where('claim_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.claim_id, row.payer_paid_cents]))
}
