import { cents, type PlainDate } from '@ballast/kernel'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { WorkItemTable } from '../../../ground/tables.ts'
import type { NewWork, Standing, Team, WorkFilter, WorkItem, WorkKind } from '../types.ts'

const itemOf = (row: Selectable<WorkItemTable>): WorkItem => ({
  id: row.id,
  kind: row.kind as WorkKind,
  subject: row.subject,
  title: row.title,
  advice: row.advice,
  link: row.link,
  patientId: row.patient_id,
  atStake: cents(row.at_stake_cents),
  dueOn: row.due_on,
  team: row.team as Team,
  ownerId: row.owner_id,
  snoozedUntil: row.snoozed_until,
  escalation: row.escalation,
  facts: row.facts as Record<string, unknown>,
  openedOn: row.opened_on,
  actedOn: row.acted_on,
  closedOn: row.closed_on,
  closedAs: row.closed_as as WorkItem['closedAs'],
  closedBy: row.closed_by,
  closedWhy: row.closed_why,
  version: row.version,
})

export type Placed = NewWork & { readonly placedTeam: Team; readonly ownerId: string | null; readonly due: PlainDate }

/** Of these, what somebody dismissed with the same cause before. */
export async function listDismissed(tx: Tx, practiceId: string, items: readonly NewWork[]): Promise<Set<string>> {
  const { rows } = await sql<{ kind: string; subject: string; cause: string }>`
    SELECT w.kind, w.subject, w.cause FROM unnest(${items.map((item) => item.kind)}::text[], ${items.map((item) => item.subject)}::text[]) AS asked (kind, subject)
    JOIN app.work_item w ON w.practice_id = ${practiceId} AND w.kind = asked.kind AND w.subject = asked.subject
    WHERE w.practice_id = ${practiceId} AND w.closed_as = 'dismissed'`.execute(tx)
  return new Set(rows.map((row) => keyOf(row)))
}

export const keyOf = (item: { readonly kind: string; readonly subject: string; readonly cause: string }): string =>
  [item.kind, item.subject, item.cause].join('\u001f')

/** Opens items, or brings those that are open up to date. What has another cause than before wakes up. */
export async function saveItems(tx: Tx, ground: Ground, items: readonly Placed[]): Promise<void> {
  const today = ground.today()
  await tx
    .insertInto('work_item')
    .values(
      items.map((item) => ({
        practice_id: ground.practiceId,
        id: ground.newId(),
        kind: item.kind,
        subject: item.subject,
        cause: item.cause,
        title: item.title,
        advice: item.advice,
        link: item.link,
        patient_id: item.patientId ?? null,
        at_stake_cents: item.atStake ?? 0,
        due_on: item.due,
        team: item.placedTeam,
        owner_id: item.ownerId,
        facts: JSON.stringify(item.facts ?? {}),
        opened_on: today,
        acted_on: today,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['practice_id', 'kind', 'subject'])
        .where('closed_on', 'is', null)
        .doUpdateSet((eb) => ({
          cause: eb.ref('excluded.cause'),
          title: eb.ref('excluded.title'),
          advice: eb.ref('excluded.advice'),
          link: eb.ref('excluded.link'),
          at_stake_cents: eb.ref('excluded.at_stake_cents'),
          facts: eb.ref('excluded.facts'),
          due_on: sql<PlainDate>`CASE WHEN work_item.cause = excluded.cause THEN least(work_item.due_on, excluded.due_on) ELSE excluded.due_on END`,
          snoozed_until: sql<PlainDate | null>`CASE WHEN work_item.cause = excluded.cause THEN work_item.snoozed_until END`,
          version: sql<number>`work_item.version + 1`,
        }))
        .where(
          sql<SqlBool>`(work_item.cause, work_item.title, work_item.advice, work_item.at_stake_cents, work_item.facts) IS DISTINCT FROM (excluded.cause, excluded.title, excluded.advice, excluded.at_stake_cents, excluded.facts)`,
        ),
    )
    .execute()
}

/** Closes open items whose cause is gone: those of these kinds about these subjects, but for the ones that still stand. */
export async function closeGone(
  tx: Tx,
  ground: Ground,
  kinds: readonly WorkKind[],
  subjects: readonly string[],
  standing: readonly { readonly kind: string; readonly subject: string }[],
  why: string,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    UPDATE app.work_item w SET closed_on = ${ground.today()}, closed_as = 'gone', closed_why = ${why}, version = w.version + 1
    WHERE w.practice_id = ${ground.practiceId} AND w.closed_on IS NULL AND w.kind = ANY (${[...kinds]}::text[]) AND w.subject = ANY (${[...subjects]}::text[])
      AND NOT EXISTS (SELECT FROM unnest(${standing.map((one) => one.kind)}::text[], ${standing.map((one) => one.subject)}::text[]) AS s (kind, subject)
        WHERE s.kind = w.kind AND s.subject = w.subject)
    RETURNING w.id`.execute(tx)
  return rows.length
}

function matching(tx: Tx, practiceId: string, filter: WorkFilter, today: PlainDate) {
  const state = filter.state ?? 'open'
  const asleep = sql<SqlBool>`coalesce(snoozed_until > ${today}::date, false)`
  let query = tx.selectFrom('work_item').where('practice_id', '=', practiceId)
  if (state === 'closed') query = query.where('closed_on', 'is not', null)
  else if (state !== 'all') query = query.where('closed_on', 'is', null)
  if (state === 'open') query = query.where(sql<SqlBool>`NOT ${asleep}`)
  if (state === 'snoozed') query = query.where(asleep)
  if (filter.kind)
    query = filter.kind.endsWith('.')
      ? query.where(sql<SqlBool>`left(kind, ${filter.kind.length}) = ${filter.kind}`)
      : query.where('kind', '=', filter.kind)
  if (filter.team) query = query.where('team', 'in', filter.team.split(','))
  if (filter.owner === 'nobody') query = query.where('owner_id', 'is', null)
  else if (filter.owner) query = query.where('owner_id', '=', filter.owner)
  if (filter.due === 'overdue') query = query.where('due_on', '<', today)
  if (filter.due === 'week') query = query.where(sql<SqlBool>`due_on <= ${today}::date + 7`)
  if (filter.patient) query = query.where('patient_id', '=', filter.patient)
  if (filter.search) query = query.where(sql<SqlBool>`position(lower(${filter.search}) IN lower(title)) > 0`)
  if (filter.atLeast) query = query.where('at_stake_cents', '>=', filter.atLeast)
  return query
}

/** A page of a queue, the next thing first: what went up, then by last day, then by dollars. */
export async function listItems(tx: Tx, practiceId: string, filter: WorkFilter, today: PlainDate) {
  const query = matching(tx, practiceId, filter, today)
  const whole = await query
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      sql<string>`coalesce(sum(at_stake_cents), 0)::text`.as('cents'),
      fn.min('opened_on').as('oldest'),
    ])
    .executeTakeFirstOrThrow()
  const first = filter.sort ?? 'due'
  const ordered =
    first === 'amount'
      ? query.orderBy('at_stake_cents', 'desc').orderBy('due_on')
      : first === 'age'
        ? query.orderBy('opened_on').orderBy('due_on')
        : query.orderBy('escalation', 'desc').orderBy('due_on').orderBy('at_stake_cents', 'desc')
  const rows = await ordered
    .selectAll()
    .orderBy('id')
    .limit(filter.limit ?? 200)
    .offset(filter.offset ?? 0)
    .execute()
  return {
    total: Number(whole.count),
    atStake: Number(whole.cents),
    oldest: whole.oldest,
    items: rows.map(itemOf),
  }
}

export async function findItem(tx: Tx, practiceId: string, id: string): Promise<WorkItem | null> {
  const row = await tx
    .selectFrom('work_item')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? itemOf(row) : null
}

/** Items about to be changed, held until that is done. */
export async function lockItems(tx: Tx, practiceId: string, ids: readonly string[]): Promise<WorkItem[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('work_item')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(itemOf)
}

/** Open items nobody has asleep, for the morning's look at who acted. */
export async function listWaiting(tx: Tx, practiceId: string, today: PlainDate): Promise<WorkItem[]> {
  const rows = await tx
    .selectFrom('work_item')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('closed_on', 'is', null)
    .where('acted_on', '<', today)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(itemOf)
}

/** Of these, the ones whose cause is open again as another item. */
export async function listReplaced(tx: Tx, practiceId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT w.id FROM app.work_item w JOIN app.work_item o ON o.practice_id = w.practice_id AND o.kind = w.kind AND o.subject = w.subject AND o.id <> w.id
    WHERE w.practice_id = ${practiceId} AND o.practice_id = ${practiceId} AND o.closed_on IS NULL AND w.id = ANY (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

export type Change = { readonly id: string; readonly to: Standing }

/** Writes where items stand now, all in one statement. */
export async function setStandings(tx: Tx, ground: Ground, changes: readonly Change[]): Promise<void> {
  const rows = changes.map(({ id, to }) => ({
    id,
    team: to.team,
    owner_id: to.ownerId,
    snoozed_until: to.snoozedUntil,
    escalation: to.escalation,
    closed_on: to.closedOn,
    closed_as: to.closedAs,
    closed_by: to.closedBy,
    closed_why: to.closedWhy,
  }))
  await sql`
    UPDATE app.work_item w SET team = n.team, owner_id = n.owner_id, snoozed_until = n.snoozed_until, escalation = n.escalation, closed_on = n.closed_on,
      closed_as = n.closed_as, closed_by = n.closed_by, closed_why = n.closed_why, acted_on = ${ground.today()}, version = w.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (id uuid, team text, owner_id text, snoozed_until date, escalation integer,
      closed_on date, closed_as text, closed_by text, closed_why text)
    WHERE w.practice_id = ${ground.practiceId} AND w.id = n.id`.execute(tx)
}

export type QueueCount = {
  readonly kind: WorkKind
  readonly team: Team
  readonly count: number
  readonly atStake: number
  readonly oldest: PlainDate | null
  readonly due: PlainDate | null
}

/** Every queue with what waits in it. */
export async function countQueues(tx: Tx, practiceId: string, today: PlainDate): Promise<QueueCount[]> {
  const { rows } = await sql<QueueCount & { cents: string }>`
    SELECT kind, team, count(*)::int AS count, sum(at_stake_cents)::text AS cents, min(opened_on) AS oldest, min(due_on) AS due
    FROM app.work_item WHERE practice_id = ${practiceId} AND closed_on IS NULL AND NOT coalesce(snoozed_until > ${today}::date, false)
    GROUP BY kind, team ORDER BY min(due_on), kind, team`.execute(tx)
  return rows.map(({ cents: total, ...row }) => ({ ...row, atStake: Number(total) }))
}
