import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { actOn, escalate, teamTerms, worthOf } from '../rules.ts'
import { listBatch, listEvents, saveEvents } from '../store/events.ts'
import * as store from '../store/items.ts'
import { listTeams } from '../store/terms.ts'
import type { Standing, WorkAct, WorkFilter, WorkItem } from '../types.ts'

export const workPage = (ground: Ground, filter: WorkFilter) =>
  reading(ground, async (tx) => ({
    today: ground.today(),
    ...(await store.listItems(tx, ground.practiceId, filter, ground.today())),
  }))

export const queueCounts = (ground: Ground) =>
  reading(ground, (tx) => store.countQueues(tx, ground.practiceId, ground.today()))

export const workItem = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const item = await store.findItem(tx, ground.practiceId, id)
    return item && { ...item, events: await listEvents(tx, ground.practiceId, id) }
  })

export type ActRefusal = { kind: 'worklist.not_found' } | { kind: 'worklist.invalid'; message: string }

export type Acted = {
  /** What to undo it by; null for a look ahead, and when nothing changed. */
  readonly batchId: string | null
  readonly changed: { readonly count: number; readonly atStake: number }
  readonly skipped: readonly { readonly id: string; readonly title: string; readonly why: string }[]
}

/** Does one thing to one or many items, or only says what it would do. */
export function actOnWork(
  ground: Ground,
  ids: readonly string[],
  act: WorkAct,
  isPreview: boolean,
): Promise<Result<Acted, ActRefusal>> {
  return inTransaction<Acted, ActRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    if (act.do === 'assign' && act.ownerId !== null) {
      const people = await colleaguesOf(tx, practiceId)
      if (!people.some((person) => person.id === act.ownerId))
        return refuse({ kind: 'worklist.invalid', message: 'Nobody by that id works here.' })
    }
    const items = await store.lockItems(tx, practiceId, ids)
    if (items.length === 0) return refuse({ kind: 'worklist.not_found' })
    const replaced = act.do === 'reopen' ? await store.listReplaced(tx, practiceId, ids) : new Set<string>()
    const changes: { item: WorkItem; to: Standing }[] = []
    const skipped: { id: string; title: string; why: string }[] = []
    for (const item of items) {
      const end = replaced.has(item.id)
        ? { skip: 'It has come back by itself as another item.' }
        : actOn(item, act, ground.today(), ground.actor.name)
      if ('skip' in end) skipped.push({ id: item.id, title: item.title, why: end.skip })
      else changes.push({ item, to: end.to })
    }
    const changed = worthOf(changes.map(({ item }) => item))
    if (isPreview || changes.length === 0) return ok({ batchId: null, changed, skipped })
    const batchId = ground.newId()
    const note = 'why' in act ? (act.why ?? null) : 'until' in act ? act.until : null
    await write(tx, ground, batchId, act.do, note, changes)
    await audit(tx, ground, {
      action: `worklist.${act.do}`,
      subject: batchId,
      detail: { items: changes.length, ...(changes.length === 1 ? { item: changes[0]?.item.id } : {}) },
    })
    return ok({ batchId, changed, skipped })
  })
}

async function write(
  tx: Parameters<typeof store.setStandings>[0],
  ground: Ground,
  batchId: string,
  action: string,
  note: string | null,
  changes: readonly { readonly item: WorkItem; readonly to: Standing }[],
): Promise<void> {
  await store.setStandings(
    tx,
    ground,
    changes.map(({ item, to }) => ({ id: item.id, to })),
  )
  await saveEvents(
    tx,
    ground,
    batchId,
    changes.map(({ item }) => ({ item, action, note, before: standingOf(item) })),
  )
}

const standingOf = (item: WorkItem): Standing => ({
  team: item.team,
  ownerId: item.ownerId,
  snoozedUntil: item.snoozedUntil,
  escalation: item.escalation,
  closedOn: item.closedOn,
  closedAs: item.closedAs,
  closedBy: item.closedBy,
  closedWhy: item.closedWhy,
})

/** Gives back what a batch changed, item by item; one that changed since is left alone. */
export function undoWork(ground: Ground, batchId: string): Promise<Result<Acted, ActRefusal>> {
  return inTransaction<Acted, ActRefusal>(ground, async (tx) => {
    const batch = await listBatch(tx, ground.practiceId, batchId)
    if (batch.length === 0) return refuse({ kind: 'worklist.not_found' })
    const ids = batch.map((event) => event.itemId)
    const items = new Map((await store.lockItems(tx, ground.practiceId, ids)).map((item) => [item.id, item]))
    const replaced = await store.listReplaced(tx, ground.practiceId, ids)
    const changes: { item: WorkItem; to: Standing }[] = []
    const skipped: { id: string; title: string; why: string }[] = []
    for (const { itemId, before, versionAfter } of batch) {
      const item = items.get(itemId)
      if (!item) continue
      if (item.version !== versionAfter)
        skipped.push({ id: item.id, title: item.title, why: 'It was changed again since.' })
      else if (before.closedOn === null && replaced.has(item.id))
        skipped.push({ id: item.id, title: item.title, why: 'It has come back by itself as another item.' })
      else changes.push({ item, to: before })
    }
    const changed = worthOf(changes.map(({ item }) => item))
    if (changes.length === 0) return ok({ batchId: null, changed, skipped })
    const undoId = ground.newId()
    await write(tx, ground, undoId, 'undo', null, changes)
    await audit(tx, ground, {
      action: 'worklist.undo',
      subject: undoId,
      detail: { batch: batchId, items: changes.length },
    })
    return ok({ batchId: undoId, changed, skipped })
  })
}

/** The morning's look: what nobody acted on goes to the fallback owner, and then up. Returns how many went. */
export async function escalateWork(ground: Ground): Promise<number> {
  const result = await inTransaction<number, never>(ground, async (tx) => {
    const terms = teamTerms(await listTeams(tx, ground.practiceId))
    const changes = (await store.listWaiting(tx, ground.practiceId, ground.today())).flatMap((item) => {
      const its = terms.get(item.team)
      const to = its ? escalate(item, its, ground.today()) : null
      return to ? [{ item, to: { ...standingOf(item), ...to } }] : []
    })
    if (changes.length > 0) await write(tx, ground, ground.newId(), 'escalate', null, changes)
    return ok(changes.length)
  })
  return result.ok ? result.value : 0
}
