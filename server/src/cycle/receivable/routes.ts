import { z } from 'zod'
import { room, secured } from '../../ground/http.ts'
import { agingReport } from './actions.ts'
import { agingBases, agingGroups } from './types.ts'

export const receivableRoutes = room().get(
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
