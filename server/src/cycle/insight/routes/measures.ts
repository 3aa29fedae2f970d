import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { reply, room, secured } from '../../../ground/http.ts'
import { home } from '../actions/home.ts'
import { finishFix, openFix, originMap } from '../actions/origins.ts'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .transform((text, context) => {
    const read = parseDate(text)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
    return z.NEVER
  })

export const insightRoutes = room()
  .get('/home', secured('insight.read', { summary: 'Queues, the cycle at a glance, and the measures' }), async (c) =>
    c.json(await home(c.var.ground)),
  )
  .get(
    '/origins',
    secured('denial.read', {
      query: z.strictObject({ from: day.optional(), until: day.optional() }),
      summary: 'Where denials are born: datum, step, team and checklist item, with fixes before and after',
    }),
    async (c) => {
      const { from, until } = c.req.valid('query')
      return c.json(await originMap(c.var.ground, from ?? null, until ?? null))
    },
  )
  .post(
    '/origins/fixes',
    secured('denial.work', {
      json: z.strictObject({ element: z.string().max(60), what: z.string().trim().min(5).max(500) }),
      summary: 'Open a fix where denials are born',
    }),
    async (c) => reply(c, await openFix(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/origins/fixes/:id/done',
    secured('denial.work', { param: z.object({ id: z.guid() }), summary: 'The fix is in place' }),
    async (c) => reply(c, await finishFix(c.var.ground, c.req.valid('param').id)),
  )
