import { z } from 'zod'
import { room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { agingReport, writeOff, writeOffChoices } from './actions.ts'
import { agingBases, agingGroups, writeOffReasons } from './types.ts'

export const receivableRoutes = room()
  .get(
    '/aging',
    secured('receivable.read', {
      query: z.strictObject({ base: z.enum(agingBases).default('service'), by: z.enum(agingGroups).default('payer') }),
      summary: 'What is owed, by whom and how old; every base adds up to one total',
    }),
    async (c) => {
      const { base, by } = c.req.valid('query')
      return c.json(await agingReport(c.var.ground, base, by))
    },
  )
  .get('/write-off-reasons', secured('receivable.read', { summary: 'Why money may be given up' }), (c) =>
    c.json({ reasons: writeOffChoices() }),
  )
  .post(
    '/claims/:id/write-off',
    secured('write-off.approve', {
      param: z.object({ id: z.guid() }),
      json: z.strictObject({
        owedBy: z.enum(['payer', 'patient']),
        reason: z.enum(writeOffReasons),
        note: z.string().max(500),
      }),
      idempotent: true,
      summary: 'Give up what is still owed on a claim',
    }),
    (c) => once(c, (ground) => writeOff(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
