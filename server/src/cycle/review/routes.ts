import type { PlainDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { myCards, seeCard } from './actions/cards.ts'
import { editClaims, editsPage } from './actions/edits.ts'
import { laborPage, measuresPage, rowsPage } from './actions/measures.ts'
import { codeItem, drawRound, reviewPage, roundPage, settleItem } from './actions/review.ts'
import { outcomes } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z.iso.date('Write the day as 2026-03-02.').transform((text) => text as PlainDate)
const draw = z.strictObject({
  kind: z.enum(['prospective', 'retrospective']),
  from: day,
  until: day,
  size: z.number().int().min(1).max(500).optional(),
})
const lines = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[0-9A-Z]{5}$/, 'A code has five characters.'),
      modifiers: z
        .array(z.string().regex(/^[0-9A-Z]{2}$/))
        .max(4)
        .default([]),
      units: z.number().int().min(1).max(99).default(1),
    }),
  )
  .max(12)

/** Every edit with its record; changes of them are the claim room's. */
export const editRoutes = room()
  .get('/', secured('claim.read', { summary: 'Every edit, what it is and what it did' }), async (c) =>
    c.json(await editsPage(c.var.ground)),
  )
  .get(
    '/:id/claims',
    secured('claim.read', { param: z.object({ id: z.string().max(5) }), summary: 'The claims an edit spoke about' }),
    async (c) => found(c, await editClaims(c.var.ground, c.req.valid('param').id)),
  )

export const reviewRoutes = room()
  .get('/', secured('review.read', { summary: 'Coding review: rounds, agreement, patterns' }), async (c) =>
    c.json(await reviewPage(c.var.ground)),
  )
  .post('/rounds', secured('review.work', { json: draw, summary: 'Draw the sample of a period' }), async (c) =>
    reply(c, await drawRound(c.var.ground, c.req.valid('json'))),
  )
  .get('/rounds/:id', secured('review.read', { ...one, summary: 'One round: what to code a second time' }), async (c) =>
    found(c, await roundPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/items/:id/code',
    secured('review.work', { ...one, json: z.strictObject({ lines }), summary: 'The blind second coding' }),
    async (c) => reply(c, await codeItem(c.var.ground, c.req.valid('param').id, c.req.valid('json').lines)),
  )
  .post(
    '/items/:id/outcome',
    secured('review.work', {
      ...one,
      json: z.strictObject({ outcome: z.enum(outcomes), remark: z.string().max(300).default('') }),
      summary: 'What a difference came to',
    }),
    async (c) => {
      const { outcome, remark } = c.req.valid('json')
      return reply(c, await settleItem(c.var.ground, c.req.valid('param').id, outcome, remark))
    },
  )
  .get('/cards', secured('note.read', { summary: "A clinician's own feedback cards" }), async (c) =>
    c.json(await myCards(c.var.ground)),
  )
  .post('/cards/:id/seen', secured('note.write', { ...one, summary: 'The clinician has read a card' }), async (c) =>
    reply(c, await seeCard(c.var.ground, c.req.valid('param').id)),
  )
  .get('/measures', secured('insight.read', { summary: 'Leading indicators of documentation and coding' }), async (c) =>
    c.json(await measuresPage(c.var.ground)),
  )
  .get(
    '/measures/:id',
    secured('insight.read', { param: z.object({ id: z.string().max(40) }), summary: 'The rows of one indicator' }),
    async (c) => found(c, await rowsPage(c.var.ground, c.req.valid('param').id)),
  )
  .get('/labor', secured('note.read', { summary: 'Who does what between a clinician and the office' }), async (c) =>
    c.json(await laborPage(c.var.ground)),
  )
