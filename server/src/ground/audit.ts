import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { sha256 } from './files.ts'
import type { Ground } from './ground.ts'

// The audit trail is a chain: each row's hash covers the row before it. The head is kept apart, so that a missing tail
// shows as well as a changed row.

const chainStart = '0'.repeat(64)

export type AuditEntry = {
  readonly action: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, unknown>>
}

function hashOf(
  previous: string,
  practiceId: string,
  seq: number,
  at: string,
  actor: string,
  entry: { action: string; subject: string; detail: string },
): string {
  return sha256([previous, practiceId, seq, at, actor, entry.action, entry.subject, entry.detail].join('\u001f'))
}

/** JSON with its keys in order, so that the same detail always hashes alike. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

/** Adds to the trail, in the transaction of what it tells of. */
export async function audit(tx: Tx, ground: Ground, entry: AuditEntry): Promise<void> {
  const practice_id = ground.practiceId
  await tx
    .insertInto('audit_head')
    .values({ practice_id, seq: 0, hash: chainStart })
    .onConflict((oc) => oc.column('practice_id').doNothing())
    .execute()
  const head = await tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('practice_id', '=', practice_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const seq = head.seq + 1
  const at = ground.now()
  const detail = canonicalJson(entry.detail ?? {})
  const hash = hashOf(head.hash, practice_id, seq, at, ground.actor.id, { ...entry, detail })
  await tx
    .insertInto('audit_event')
    .values({
      practice_id,
      seq,
      at,
      actor: ground.actor.id,
      action: entry.action,
      subject: entry.subject,
      detail,
      previous: head.hash,
      hash,
    })
    .execute()
  await tx.updateTable('audit_head').set({ seq, hash }).where('practice_id', '=', practice_id).execute()
}

/** The first row at which the chain is broken, or null when it holds up to its head. */
export async function brokenAt(tx: Tx, practiceId: string): Promise<number | null> {
  let previous = chainStart
  let seq = 0
  for (;;) {
    const rows = await tx
      .selectFrom('audit_event')
      .selectAll()
      .select(sql<string>`detail::text`.as('detail_text'))
      .where('practice_id', '=', practiceId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(5000)
      .execute()
    for (const row of rows) {
      const detail = canonicalJson(row.detail)
      const hash = hashOf(previous, practiceId, row.seq, row.at, row.actor, {
        action: row.action,
        subject: row.subject,
        detail,
      })
      if (row.seq !== seq + 1 || row.previous !== previous || row.hash !== hash) return row.seq
      previous = hash
      seq = row.seq
    }
    if (rows.length === 0) break
  }
  const head = await tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('practice_id', '=', practiceId)
    .executeTakeFirst()
  return (head?.seq ?? 0) === seq && (head?.hash ?? chainStart) === previous ? null : seq + 1
}
