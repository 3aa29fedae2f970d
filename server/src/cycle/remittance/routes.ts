import { z } from 'zod'
import { found, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { remittanceList, remittancePage } from './actions/list.ts'
import { confirmPayment } from './actions/receive-file.ts'

const one = { param: z.object({ id: z.guid() }) }

export const remittanceRoutes = room()
  .get(
    '/',
    secured('remittance.read', {
      query: z.strictObject({ state: z.string().optional(), search: z.string().max(50).optional() }),
      summary: 'Payments, newest first',
    }),
    async (c) => {
      const { state, search } = c.req.valid('query')
      return c.json({ remittances: await remittanceList(c.var.ground, { state, search }) })
    },
  )
  .get('/:id', secured('remittance.read', { ...one, summary: 'One payment with its claims' }), async (c) =>
    found(c, await remittancePage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/confirm',
    secured('remittance.post', { ...one, idempotent: true, summary: 'Post a payment that was held' }),
    (c) => once(c, (ground) => confirmPayment(ground, c.req.valid('param').id)),
  )
