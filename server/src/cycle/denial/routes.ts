import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { denialList, denialPage, rootCauses, workDenial } from './actions.ts'

const one = { param: z.object({ id: z.guid() }) }
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
      query: z.strictObject({ category: z.string().optional(), state: z.string().optional() }),
      summary: 'Denials by deadline and dollars',
    }),
    async (c) => {
      const { category, state } = c.req.valid('query')
      return c.json({ denials: await denialList(c.var.ground, { category, state }) })
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
