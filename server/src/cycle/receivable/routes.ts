import { firstOfMonth, lastOfMonth, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { agingItems, agingReport } from './actions/aging.ts'
import { addCard, cardsPage, collectByCard, withdrawCard } from './actions/card.ts'
import { collectPayment, deskBalances } from './actions/collect.ts'
import { patientAccount } from './actions/patient.ts'
import { statementOf } from './actions/statement.ts'
import { giveSuperbill, superbillOf } from './actions/superbill.ts'
import { writeOff, writeOffChoices, writeOffVisit } from './actions/write-off.ts'
import { buckets, noPlan } from './store/aging.ts'
import { agingBases, agingGroups, givenHow, writeOffReasons } from './types.ts'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .transform((text, context) => {
    const read = parseDate(text)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
    return z.NEVER
  })
const base = z.enum(agingBases).default('service')
const by = z.enum(agingGroups).default('payer')

export const receivableRoutes = room()
  .get(
    '/aging',
    secured('receivable.read', {
      query: z.strictObject({ base, by }),
      summary: 'What is owed, by whom and how old; every base adds up to one total',
    }),
    async (c) => {
      const query = c.req.valid('query')
      return c.json(await agingReport(c.var.ground, query.base, query.by))
    },
  )
  .get(
    '/items',
    secured('receivable.read', {
      query: z.strictObject({
        base,
        by,
        id: z.union([z.guid(), z.literal(noPlan.id)]).optional(),
        owedBy: z.enum(['payer', 'patient']).optional(),
        bucket: z.enum(buckets).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        offset: z.coerce.number().int().min(0).default(0),
      }),
      summary: 'The open items behind a cell of the aging',
    }),
    async (c) => c.json(await agingItems(c.var.ground, c.req.valid('query'))),
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
  .post(
    '/visits/:id/write-off',
    secured('write-off.approve', {
      param: z.object({ id: z.guid() }),
      json: z.strictObject({ reason: z.enum(writeOffReasons), note: z.string().max(500) }),
      idempotent: true,
      summary: 'Give up what a patient still owes on a visit that no claim carries',
    }),
    (c) => once(c, (ground) => writeOffVisit(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get(
    '/patients/:id',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      summary: 'What a patient’s account owes, visit by visit, and which part is whose',
    }),
    async (c) => found(c, await patientAccount(c.var.ground, c.req.valid('param').id)),
  )
  .get(
    '/patients/:id/statement',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      query: z.strictObject({ guarantor: z.guid().optional() }),
      summary: 'A statement for whoever answers for a patient: their own part of each visit',
    }),
    async (c) =>
      found(c, await statementOf(c.var.ground, c.req.valid('param').id, c.req.valid('query').guarantor ?? null)),
  )
  .get(
    '/patients/:id/superbill',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      query: z.strictObject({ from: day.optional(), until: day.optional() }),
      summary:
        'What a patient out of network gives their plan to be paid back: visits of these days, and what was given before',
    }),
    async (c) => {
      const today = c.var.ground.today()
      const { from = firstOfMonth(today), until = lastOfMonth(today) } = c.req.valid('query')
      return found(c, await superbillOf(c.var.ground, c.req.valid('param').id, from, until))
    },
  )
  .post(
    '/patients/:id/superbills',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      json: z.strictObject({
        coverageId: z.guid(),
        from: day,
        until: day,
        givenTo: z.string().trim().min(2).max(120),
        how: z.enum(givenHow),
      }),
      idempotent: true,
      summary: 'Keep that a superbill was given: to whom, how and what it said',
    }),
    (c) => once(c, (ground) => giveSuperbill(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get(
    '/desk',
    secured('payment.collect', {
      query: z.strictObject({
        patients: z.string().max(20_000).default(''),
        sessions: z.string().max(20_000).default(''),
      }),
      summary: 'What patients owe, and what was taken for these visits',
    }),
    async (c) => {
      const { patients, sessions } = c.req.valid('query')
      const ids = (text: string): string[] => text.split(',').filter((id) => z.guid().safeParse(id).success)
      return c.json(await deskBalances(c.var.ground, ids(patients), ids(sessions)))
    },
  )
  .post(
    '/desk/payments',
    secured('payment.collect', {
      json: z.strictObject({
        sessionId: z.guid(),
        amount: z.number().int().min(1).max(1_000_000),
        method: z.enum(['card', 'cash', 'check', 'other']).default('card'),
      }),
      idempotent: true,
      summary: 'Take a patient’s payment for a visit, in cents',
    }),
    (c) => once(c, (ground) => collectPayment(ground, c.req.valid('json'))),
  )
  .post(
    '/desk/card-payments',
    secured('payment.collect', {
      json: z.strictObject({
        sessionId: z.guid(),
        cardId: z.guid(),
        amount: z.number().int().min(1).max(1_000_000),
      }),
      idempotent: true,
      summary: 'Charge a card on file for a visit, in cents, and post it once',
    }),
    // Not by `once`: what is asked of the processor is written down before it is asked, and by its key it is known again.
    async (c) =>
      reply(
        c,
        await collectByCard(c.var.ground, { ...c.req.valid('json'), key: c.req.header('idempotency-key') ?? '' }),
      ),
  )
  .get(
    '/patients/:id/cards',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      summary: 'Cards on file, the consent to each, and the words that are signed for one',
    }),
    async (c) => found(c, await cardsPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/patients/:id/cards',
    secured('payment.collect', {
      param: z.object({ id: z.guid() }),
      json: z.strictObject({
        token: z.string().trim().min(6).max(255),
        brand: z.string().trim().min(2).max(40),
        lastFour: z.string().regex(/^\d{4}$/, 'expected the last four digits alone'),
        expires: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'expected a month such as 2027-09'),
        holder: z.string().trim().min(2).max(120),
        signedBy: z.string().trim().min(2).max(120),
        signedAs: z.enum(['patient', 'parent', 'guardian', 'representative']).default('patient'),
        method: z.enum(['screen', 'paper', 'spoken']).default('screen'),
      }),
      idempotent: true,
      summary: 'Keep a card by its token, with the consent signed for it',
    }),
    (c) => once(c, (ground) => addCard(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/cards/:id/withdraw',
    secured('payment.collect', { param: z.object({ id: z.guid() }), summary: 'Take a card off file' }),
    async (c) => reply(c, await withdrawCard(c.var.ground, c.req.valid('param').id)),
  )
