import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { agreementsPage, findPatients, rewriteAgreement, signAgreement, withdrawAgreement } from './actions/checkin.ts'
import { duplicatesPage, keepApart, mergePatients, undoMerge } from './actions/merge.ts'
import { agreementKinds } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const kind = z.enum(agreementKinds)
const name = z.string().trim().min(2).max(120)

export const intakeRoutes = room()
  .get(
    '/patients',
    secured('intake.read', {
      query: z.strictObject({ search: z.string().max(100).default('') }),
      summary: 'Patients by the beginning of a name or by number',
    }),
    async (c) => c.json({ patients: await findPatients(c.var.ground, c.req.valid('query').search) }),
  )
  .get('/agreements', secured('intake.read', { summary: 'The words of each agreement, every version' }), async (c) =>
    c.json(await agreementsPage(c.var.ground, null)),
  )
  .post(
    '/agreements/:kind',
    secured('practice.set', {
      param: z.object({ kind: z.string().max(40) }),
      json: z.strictObject({ title: name, body: z.string().trim().min(20).max(10_000) }),
      summary: 'New words for an agreement',
    }),
    async (c) => reply(c, await rewriteAgreement(c.var.ground, c.req.valid('param').kind, c.req.valid('json'))),
  )
  .get(
    '/patients/:id/agreements',
    secured('intake.read', { ...one, summary: 'What a patient has signed' }),
    async (c) => found(c, await agreementsPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/patients/:id/agreements',
    secured('intake.work', {
      ...one,
      json: z.strictObject({
        kind,
        signedBy: name,
        signedAs: z.enum(['patient', 'parent', 'guardian', 'representative']).default('patient'),
        method: z.enum(['screen', 'paper', 'spoken']).default('screen'),
      }),
      summary: 'Sign the newest words of an agreement',
    }),
    async (c) => reply(c, await signAgreement(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/patients/:id/agreements/withdraw',
    secured('intake.work', { ...one, json: z.strictObject({ kind }), summary: 'Take an agreement back' }),
    async (c) => reply(c, await withdrawAgreement(c.var.ground, c.req.valid('param').id, c.req.valid('json').kind)),
  )
  .get('/duplicates', secured('intake.work', { summary: 'Records that may be one person' }), async (c) =>
    c.json(await duplicatesPage(c.var.ground)),
  )
  .post(
    '/duplicates/merge',
    secured('intake.work', {
      json: z.strictObject({ keptId: z.guid(), mergedId: z.guid(), reason: z.string().trim().min(3).max(300) }),
      summary: 'Put two records of one person together',
    }),
    async (c) => reply(c, await mergePatients(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/duplicates/apart',
    secured('intake.work', {
      json: z.strictObject({ a: z.guid(), b: z.guid() }),
      summary: 'Say that two records are two people',
    }),
    async (c) => reply(c, await keepApart(c.var.ground, c.req.valid('json').a, c.req.valid('json').b)),
  )
  .post('/merges/:id/undo', secured('intake.work', { ...one, summary: 'Take a merge apart again' }), async (c) =>
    reply(c, await undoMerge(c.var.ground, c.req.valid('param').id)),
  )
