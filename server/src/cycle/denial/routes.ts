import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { denialList, denialPage, rootCauses, workDenial } from './actions.ts'
import { denialSorts } from './store.ts'

const one = { param: z.object({ id: z.guid() }) }
const filter = z.strictObject({
  category: z.string().max(60).optional(),
  state: z.enum(['open', 'working', 'appealed', 'resubmitted', 'closed', 'all']).optional(),
  search: z.string().max(80).optional(),
  sort: z.enum(denialSorts).default('deadline'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(5000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
})
const work = z.strictObject({
  version: z.number().int(),
  note: z.string().max(4000).optional(),
  state: z.enum(['open', 'working', 'appealed', 'resubmitted', 'closed']).optional(),
  outcome: z.string().max(300).optional(),
  followUpOn: z
    .string()
    .transform((text) => parseDate(text))
    .nullable()
    .optional(),
  category: z.string().optional(),
  reason: z.string().max(500).optional(),
})

export const denialRoutes = room()
  .get(
    '/',
    secured('denial.read', {
      query: filter,
      summary: 'Denials by deadline and dollars, filtered, sorted and paged, with counts by root cause and state',
    }),
    async (c) => {
      const { order, ...rest } = c.req.valid('query')
      return c.json(await denialList(c.var.ground, { ...rest, descending: order === 'desc' }))
    },
  )
  .get('/root-causes', secured('denial.read', { summary: 'All root causes' }), (c) => c.json({ causes: rootCauses() }))
  .get('/:id', secured('denial.read', { ...one, summary: 'One denial with its next steps' }), async (c) =>
    found(c, await denialPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/work',
    secured('denial.work', { ...one, json: work, summary: 'A note, a new state, a date, another root cause' }),
    async (c) => reply(c, await workDenial(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
