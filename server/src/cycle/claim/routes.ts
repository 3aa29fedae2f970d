import { parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, problem, reply, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { changesPage, decideChange, proposeChange } from './actions/change-edit.ts'
import { batchesPage, claimCounts, claimPage, claimsPage, enrollmentWaits } from './actions/page.ts'
import { payerTerms, setPayerTerm } from './actions/payer-terms.ts'
import { batchClaims, unsendBatch } from './actions/send.ts'
import { sourceFile, sourceOf } from './actions/source.ts'
import { sentFiles, setAcknowledgmentAside } from './actions/watch-batches.ts'
import { correctClaim, holdClaim, releaseClaim, reviseClaim, voidClaim } from './actions/work.ts'

const one = { param: z.object({ id: z.guid() }) }
const event = { param: z.object({ id: z.guid(), event: z.guid() }) }
// Long enough to see that it was the wrong button, short enough to make today's file.
const secondThoughts = 60
const version = z.number().int().optional()
const day = z.string().refine((text) => parseDate(text) !== null, 'expected a day such as 2026-03-02')
const page = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).default(0),
}

const filter = z.strictObject({
  status: z.string().optional(),
  payer: z.guid().optional(),
  clinician: z.guid().optional(),
  program: z.guid().optional(),
  location: z.guid().optional(),
  patient: z.guid().optional(),
  from: day.optional(),
  until: day.optional(),
  search: z.string().max(80).optional(),
  sort: z.enum(['service_on', 'charge', 'status', 'patient', 'payer']).default('service_on'),
  order: z.enum(['asc', 'desc']).default('desc'),
  ...page,
})
const change = z.strictObject({
  diagnoses: z.array(z.string().min(3).max(8)).min(1).max(12).optional(),
  authorizationNumber: z.string().max(50).nullable().optional(),
  version,
})
const reason = z.strictObject({ reason: z.string().max(500), version })

export const claimRoutes = room()
  .get('/', secured('claim.read', { query: filter, summary: 'Claims, filtered, sorted and paged' }), async (c) => {
    const { order, ...rest } = c.req.valid('query')
    return c.json(await claimsPage(c.var.ground, { ...rest, descending: order === 'desc' }))
  })
  .get('/counts', secured('claim.read', { summary: 'How many claims stand in each status' }), async (c) =>
    c.json(await claimCounts(c.var.ground)),
  )
  .get(
    '/waiting-for-enrollment',
    secured('claim.read', {
      summary: 'Claims held because a payer does not know the clinician, with their worth and last day',
    }),
    async (c) => c.json({ waiting: await enrollmentWaits(c.var.ground) }),
  )
  .get(
    '/payers/:id/terms',
    secured('practice.read', { ...one, summary: "A payer's terms as the edits read them, and who says each" }),
    async (c) => found(c, await payerTerms(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/payers/:id/terms',
    secured('practice.set', {
      ...one,
      json: z.strictObject({
        name: z.string().max(60),
        // Empty takes back what was said.
        text: z.string().trim().max(500),
        source: z.string().trim().max(300),
      }),
      summary: "Say a payer's term, with where it is written",
    }),
    async (c) => reply(c, await setPayerTerm(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get('/batches', secured('claim.read', { query: z.strictObject(page), summary: 'Files sent' }), async (c) => {
    const { limit, offset } = c.req.valid('query')
    return c.json(await batchesPage(c.var.ground, limit, offset))
  })
  .get(
    '/files',
    secured('claim.read', {
      query: z.strictObject(page),
      summary: 'Files that left, with what came back on each and what is late',
    }),
    async (c) => {
      const { limit, offset } = c.req.valid('query')
      return c.json(await sentFiles(c.var.ground, limit, offset))
    },
  )
  .post(
    '/acknowledgments/:id/aside',
    secured('claim.work', {
      ...one,
      json: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
      idempotent: true,
      summary: 'Set an acknowledgment that none of our files explains aside',
    }),
    (c) => once(c, (ground) => setAcknowledgmentAside(ground, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  .post('/batches', secured('claim.work', { idempotent: true, summary: 'Send every ready claim' }), (c) =>
    once(c, async (ground) => ({ ok: true as const, value: { batches: await batchClaims(ground, secondThoughts) } })),
  )
  .post(
    '/batches/:id/unsend',
    secured('claim.work', { ...one, summary: 'Take back a file that has not left yet' }),
    async (c) => reply(c, await unsendBatch(c.var.ground, c.req.valid('param').id)),
  )
  .get('/:id', secured('claim.read', { ...one, summary: 'One claim, its timeline and its money' }), async (c) =>
    found(c, await claimPage(c.var.ground, c.req.valid('param').id)),
  )
  .get(
    '/:id/events/:event/source',
    secured('claim.read', { ...event, summary: 'The segments of the file behind a step of a claim' }),
    async (c) => {
      const { id, event: step } = c.req.valid('param')
      return found(c, await sourceOf(c.var.ground, id, step))
    },
  )
  .get(
    '/:id/events/:event/file',
    secured('claim.read', { ...event, summary: 'The file behind a step of a claim, byte for byte' }),
    async (c) => {
      const { id, event: step } = c.req.valid('param')
      const file = await sourceFile(c.var.ground, id, step)
      if (!file) return problem(c, { kind: 'not_found' })
      const name = (file.name ?? `${file.sha256.slice(0, 12)}.edi`).replaceAll(/[^\w.-]/g, '_')
      return c.body(Buffer.from(file.bytes), 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${name}"`,
      })
    },
  )
  .post(
    '/:id/revise',
    secured('claim.work', { ...one, json: change, summary: 'Change a claim that has not gone' }),
    async (c) => {
      const { version: seen, ...changed } = c.req.valid('json')
      return reply(c, await reviseClaim(c.var.ground, c.req.valid('param').id, changed, seen))
    },
  )
  .post(
    '/:id/release',
    secured('claim.release', { ...one, json: reason, summary: 'Let a held claim go' }),
    async (c) => {
      const body = c.req.valid('json')
      return reply(c, await releaseClaim(c.var.ground, c.req.valid('param').id, body.reason, body.version))
    },
  )
  .post('/:id/hold', secured('claim.work', { ...one, json: reason, summary: 'Keep a ready claim here' }), async (c) => {
    const body = c.req.valid('json')
    return reply(c, await holdClaim(c.var.ground, c.req.valid('param').id, body.reason, body.version))
  })
  .post('/:id/void', secured('claim.work', { ...one, json: reason, summary: 'Take a claim back' }), async (c) => {
    const body = c.req.valid('json')
    return reply(c, await voidClaim(c.var.ground, c.req.valid('param').id, body.reason, body.version))
  })
  .post(
    '/:id/correct',
    secured('claim.work', {
      ...one,
      json: z.strictObject({ ...change.shape, asNew: z.boolean().optional() }),
      summary: 'Send a rejected or denied claim again',
    }),
    async (c) => {
      const { version: seen, ...changed } = c.req.valid('json')
      return reply(c, await correctClaim(c.var.ground, c.req.valid('param').id, changed, seen))
    },
  )

const proposed = z.strictObject({
  kind: z.enum(['severity', 'practice', 'payer']),
  rule: z.string().max(5).optional(),
  payerId: z.guid().optional(),
  name: z.string().max(60).optional(),
  value: z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(40)).max(200)]),
  source: z.string().max(300),
  from: day.optional(),
  until: day.optional(),
})

/** Changes of what the edits go by, tried on the practice's own claims before they may stop one. */
export const editChangeRoutes = room()
  .get(
    '/',
    secured('claim.read', { summary: 'Changes of edits and payer parameters, with what trying them showed' }),
    async (c) => c.json(await changesPage(c.var.ground)),
  )
  .post(
    '/',
    secured('claim.release', { json: proposed, summary: 'Propose a change; it is tried on the last 90 days' }),
    async (c) => reply(c, await proposeChange(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/:id/decision',
    secured('practice.set', {
      ...one,
      json: z.strictObject({ isApplied: z.boolean() }),
      summary: 'Let a tried change take hold, or withdraw it',
    }),
    async (c) => reply(c, await decideChange(c.var.ground, c.req.valid('param').id, c.req.valid('json').isApplied)),
  )
