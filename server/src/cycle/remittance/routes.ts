import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { adjustmentPage, claimPaymentPage, exceptionList, filePage, heldPaymentPage } from './actions/exceptions.ts'
import { remittanceList, remittancePage } from './actions/list.ts'
import { confirmPayment } from './actions/receive-file.ts'
import {
  assignAdjustment,
  matchClaimPayment,
  readFileAgain,
  setAdjustmentAside,
  setClaimPaymentAside,
  setFileAside,
  setPaymentAside,
  undoAdjustment,
  undoClaimPayment,
  undoPayment,
} from './actions/work-exceptions.ts'
import { exceptionKinds } from './store/exceptions.ts'
import { remittanceSorts } from './store/payments.ts'

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

const why = z.string().trim().min(3, 'say why, in a few words').max(500)
const adjustment = { param: z.object({ id: z.guid(), number: z.coerce.number().int().min(1).max(10_000) }) }
const part = z.union([
  z.strictObject({ to: z.literal('claim'), claimId: z.guid(), amountCents: z.int() }),
  z.strictObject({ to: z.enum(['income', 'forward', 'refund_due']), amountCents: z.int() }),
])

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
  .get(
    '/exceptions',
    secured('remittance.read', {
      query: z.strictObject({
        kind: z.enum(exceptionKinds).optional(),
        search: z.string().max(50).optional(),
        sort: z.enum(['paidOn', 'amount']).default('paidOn'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        offset: z.coerce.number().int().min(0).default(0),
      }),
      summary: 'What of payments waits for a person, the oldest money first',
    }),
    async (c) => c.json(await exceptionList(c.var.ground, c.req.valid('query'))),
  )
  .get(
    '/files/:id',
    secured('remittance.read', { ...one, summary: 'A kept file: its name, where it stands, and its beginning' }),
    async (c) => found(c, await filePage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/files/:id/aside',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ reason: why }),
      idempotent: true,
      summary: 'Set a file that could not be read aside with the reason',
    }),
    (c) => once(c, (ground) => setFileAside(ground, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  .post(
    '/files/:id/again',
    secured('remittance.post', { ...one, idempotent: true, summary: 'Read a file again' }),
    (c) => once(c, (ground) => readFileAgain(ground, c.req.valid('param').id)),
  )
  .get(
    '/claims/:id',
    secured('remittance.read', { ...one, summary: 'A claim payment, with what it may be for and its segments' }),
    async (c) => found(c, await claimPaymentPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/claims/:id/match',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ claimId: z.guid() }),
      idempotent: true,
      summary: 'Say which claim of ours a claim payment is for',
    }),
    (c) => once(c, (ground) => matchClaimPayment(ground, c.req.valid('param').id, c.req.valid('json').claimId)),
  )
  .post(
    '/claims/:id/aside',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ reason: why, money: z.enum(['refund_due', 'unapplied']) }),
      idempotent: true,
      summary: 'Set a claim payment aside with the reason',
    }),
    (c) => once(c, (ground) => setClaimPaymentAside(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/claims/:id/undo',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ reason: why }),
      idempotent: true,
      summary: 'Take back what a person decided of a claim payment',
    }),
    (c) => once(c, (ground) => undoClaimPayment(ground, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  .get('/:id', secured('remittance.read', { ...one, summary: 'One payment with its claims' }), async (c) =>
    found(c, await remittancePage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/confirm',
    secured('remittance.post', { ...one, idempotent: true, summary: 'Post a payment that was held' }),
    (c) => once(c, (ground) => confirmPayment(ground, c.req.valid('param').id)),
  )
  .get(
    '/:id/held',
    secured('remittance.read', {
      ...one,
      summary: 'Where a payment that waits is off and by how much, and what to ask the payer',
    }),
    async (c) => found(c, await heldPaymentPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/aside',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ reason: why, correctedBy: z.guid().optional() }),
      idempotent: true,
      summary: 'Set a payment that waits aside with the reason',
    }),
    (c) => once(c, (ground) => setPaymentAside(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/:id/undo',
    secured('remittance.post', {
      ...one,
      json: z.strictObject({ reason: why }),
      idempotent: true,
      summary: 'Let a payment that was set aside wait again',
    }),
    (c) => once(c, (ground) => undoPayment(ground, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  .get(
    '/:id/provider/:number',
    secured('remittance.read', {
      ...adjustment,
      summary: 'A provider adjustment, with what it may be for and its segments',
    }),
    async (c) => {
      const { id, number } = c.req.valid('param')
      return found(c, await adjustmentPage(c.var.ground, id, number))
    },
  )
  .post(
    '/:id/provider/:number/assign',
    secured('remittance.post', {
      ...adjustment,
      json: z.strictObject({ parts: z.array(part).min(1).max(50) }),
      idempotent: true,
      summary: 'Say what a provider adjustment was taken or given for',
    }),
    (c) => {
      const { id, number } = c.req.valid('param')
      return once(c, (ground) => assignAdjustment(ground, id, number, c.req.valid('json').parts))
    },
  )
  .post(
    '/:id/provider/:number/aside',
    secured('remittance.post', {
      ...adjustment,
      json: z.strictObject({ reason: why }),
      idempotent: true,
      summary: 'Set a provider adjustment aside with the reason',
    }),
    (c) => {
      const { id, number } = c.req.valid('param')
      return once(c, (ground) => setAdjustmentAside(ground, id, number, c.req.valid('json').reason))
    },
  )
  .post(
    '/:id/provider/:number/undo',
    secured('remittance.post', {
      ...adjustment,
      json: z.strictObject({ reason: why }),
      idempotent: true,
      summary: 'Take back what a person decided of a provider adjustment',
    }),
    (c) => {
      const { id, number } = c.req.valid('param')
      return once(c, (ground) => undoAdjustment(ground, id, number, c.req.valid('json').reason))
    },
  )
