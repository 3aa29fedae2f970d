import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { remittanceList, remittancePage } from './actions/list.ts'
import { confirmPayment } from './actions/receive-file.ts'
import { remittanceSorts } from './store.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z.string().refine((text) => parseDate(text) !== null, 'expected a day such as 2026-03-02')
const filter = z.strictObject({
  state: z.string().max(20).optional(),
  search: z.string().max(50).optional(),
  from: day.optional(),
  until: day.optional(),
  sort: z.enum(remittanceSorts).default('paidOn'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).default(0),
})

export const remittanceRoutes = room()
  .get(
    '/',
    secured('remittance.read', {
      query: filter,
      summary: 'Payments, filtered, sorted and paged, with how many wait for what',
    }),
    async (c) => {
      const { order, ...rest } = c.req.valid('query')
      return c.json(await remittanceList(c.var.ground, { ...rest, descending: order === 'desc' }))
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
