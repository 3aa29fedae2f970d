import { ok, type Result, refuse } from '@ballast/kernel'
import { z } from 'zod'
import { changing, inTransaction, reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'
import { reply, room, secured } from './ground/http.ts'

// A saved view is an address under a name: the list's filters, sort and columns are all in it, so that a colleague who opens
// it sees the same rows. Only who saved it may take it away.

const view = z.strictObject({
  list: z.string().regex(/^[a-z-]{1,40}$/),
  name: z.string().trim().min(1).max(60),
  address: z.string().max(1000),
  isShared: z.boolean(),
})

export const listViews = async (ground: Ground, list: string) => {
  const rows = await reading(ground, (tx) =>
    tx
      .selectFrom('saved_view')
      .select(['id', 'name', 'address', 'owner_id', 'owner_name', 'is_shared'])
      .where('practice_id', '=', ground.practiceId)
      .where('list', '=', list)
      .where(({ or, eb }) => or([eb('is_shared', '=', true), eb('owner_id', '=', ground.actor.id)]))
      .orderBy('name')
      .execute(),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    address: row.address,
    isShared: row.is_shared,
    isMine: row.owner_id === ground.actor.id,
    owner: row.owner_name,
  }))
}

async function saveView(ground: Ground, given: z.output<typeof view>): Promise<{ id: string }> {
  const id = ground.newId()
  await changing(ground, (tx) =>
    tx
      .insertInto('saved_view')
      .values({
        practice_id: ground.practiceId,
        id,
        list: given.list,
        name: given.name,
        address: given.address,
        owner_id: ground.actor.id,
        owner_name: ground.actor.name,
        is_shared: given.isShared,
        saved_at: ground.now(),
      })
      .execute(),
  )
  return { id }
}

const dropView = (ground: Ground, id: string): Promise<Result<{ id: string }, { kind: 'not_found' }>> =>
  inTransaction<{ id: string }, { kind: 'not_found' }>(ground, async (tx) => {
    const dropped = await tx
      .deleteFrom('saved_view')
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .where('owner_id', '=', ground.actor.id)
      .returning('id')
      .executeTakeFirst()
    return dropped ? ok({ id }) : refuse({ kind: 'not_found' })
  })

export const savedViewRoutes = room()
  .get(
    '/',
    secured('code.read', {
      query: z.strictObject({ list: view.shape.list }),
      summary: "A list's saved views: one's own and the shared ones",
    }),
    async (c) => c.json({ views: await listViews(c.var.ground, c.req.valid('query').list) }),
  )
  .post('/', secured('code.read', { json: view, summary: 'Save a view under a name' }), async (c) =>
    c.json(await saveView(c.var.ground, c.req.valid('json'))),
  )
  .delete(
    '/:id',
    secured('code.read', { param: z.object({ id: z.guid() }), summary: 'Take away a view of one’s own' }),
    async (c) => reply(c, await dropView(c.var.ground, c.req.valid('param').id)),
  )
