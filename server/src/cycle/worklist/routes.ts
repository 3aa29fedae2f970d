import { cents, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { changeTerms, workTerms } from './actions/terms.ts'
import { actOnWork, queueCounts, undoWork, workItem, workPage } from './actions/work.ts'
import { teams } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .transform((text, context) => {
    const read = parseDate(text)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
    return z.NEVER
  })
const count = z.coerce.number().int().min(0)
const text = z.string().trim().min(1).max(1000)
const team = z.enum(teams)

const filter = z.strictObject({
  state: z.enum(['open', 'snoozed', 'closed', 'all']).optional(),
  kind: z.string().max(60).optional(),
  team: z.string().max(200).optional(),
  owner: z.string().max(100).optional(),
  due: z.enum(['overdue', 'week']).optional(),
  patient: z.guid().optional(),
  search: z.string().max(100).optional(),
  atLeast: count.optional(),
  sort: z.enum(['due', 'amount', 'age']).optional(),
  limit: count.max(1000).optional(),
  offset: count.optional(),
})

const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('assign'), ownerId: z.string().nullable(), team: team.optional() }),
  z.strictObject({ do: z.literal('snooze'), until: day, why: text.optional() }),
  z.strictObject({ do: z.literal('done'), why: text.optional() }),
  z.strictObject({ do: z.literal('dismiss'), why: text }),
  z.strictObject({ do: z.literal('reopen') }),
  z.strictObject({ do: z.literal('note'), why: text }),
])

const terms = z.discriminatedUnion('set', [
  z.strictObject({
    set: z.literal('team'),
    team,
    fallbackOwnerId: z.string().nullable(),
    escalateTo: team.nullable(),
    escalateAfterDays: z.number().int().min(1).max(90).nullable(),
  }),
  z.strictObject({
    set: z.literal('rules'),
    rules: z
      .array(
        z.strictObject({
          kind: z.string().min(1).max(60),
          atLeast: z.number().int().min(0).transform(cents),
          team: team.nullable(),
          ownerId: z.string().nullable(),
        }),
      )
      .max(100),
  }),
  z.strictObject({ set: z.literal('leave'), personId: z.string(), from: day, until: day }),
  z.strictObject({ set: z.literal('back'), personId: z.string(), from: day }),
])

export const worklistRoutes = room()
  .get(
    '/',
    secured('worklist.read', { query: filter, summary: 'What waits for a person, next thing first' }),
    async (c) => c.json(await workPage(c.var.ground, c.req.valid('query'))),
  )
  .get('/queues', secured('worklist.read', { polls: true, summary: 'Every queue with what waits in it' }), async (c) =>
    c.json({ queues: await queueCounts(c.var.ground) }),
  )
  .get('/terms', secured('worklist.read', { summary: 'People, teams, kinds of work, rules and leaves' }), async (c) =>
    c.json(await workTerms(c.var.ground)),
  )
  .post('/terms', secured('people.manage', { json: terms, summary: 'Change how work finds its person' }), async (c) =>
    reply(c, await changeTerms(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/act',
    secured('worklist.work', {
      json: z.strictObject({ ids: z.array(z.guid()).min(1).max(1000), act, preview: z.boolean().optional() }),
      summary: 'Assign, snooze, finish, dismiss, reopen or note items; or only say what that would change',
    }),
    async (c) => {
      const { ids, act: what, preview } = c.req.valid('json')
      return reply(c, await actOnWork(c.var.ground, ids, what, preview === true))
    },
  )
  .post(
    '/undo',
    secured('worklist.work', { json: z.strictObject({ batchId: z.guid() }), summary: 'Undo what a batch changed' }),
    async (c) => reply(c, await undoWork(c.var.ground, c.req.valid('json').batchId)),
  )
  .get('/:id', secured('worklist.read', { ...one, summary: 'One item with everything done to it' }), async (c) =>
    found(c, await workItem(c.var.ground, c.req.valid('param').id)),
  )
