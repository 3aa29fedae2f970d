import { cents, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { agreeCost } from './actions/agree.ts'
import { answerLimit } from './actions/answer-limit.ts'
import { askNow } from './actions/ask.ts'
import { checklistPage, markStep, patientChecklist, wordStep } from './actions/checklist.ts'
import { answerPage, costPage, coverageList, coveragePage, sweepList, unusedAnswers } from './actions/page.ts'
import { decide, recordCall } from './actions/say.ts'
import { sweepCoverages } from './actions/sweep.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .transform((text, context) => {
    const read = parseDate(text)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
    return z.NEVER
  })

const call = z.strictObject({
  spokeWith: z.string().trim().min(1, 'Who said it?').max(100),
  reference: z.string().trim().max(60).nullable(),
  on: day,
  isActive: z.boolean().nullable(),
  facts: z.record(z.string().max(40), z.union([z.number(), z.string().max(300), z.boolean()])),
  note: z.string().trim().max(1000).nullable(),
})
const decision = z.discriminatedUnion('decide', [
  z.strictObject({ decide: z.literal('holder'), payerId: z.guid().nullable() }),
  z.strictObject({ decide: z.literal('order') }),
])

const person = z.string().trim().min(2, 'Who said it?').max(100)
const limitAnswer = z.discriminatedUnion('choice', [
  z.strictObject({
    choice: z.literal('private'),
    signedBy: person,
    signedAs: z.enum(['patient', 'parent', 'guardian', 'representative']).default('patient'),
    method: z.enum(['screen', 'paper']),
    fee: z.number().int().min(0).max(1_000_000).transform(cents).nullable().default(null),
  }),
  z.strictObject({ choice: z.literal('called_off'), saidBy: person }),
  z.strictObject({
    choice: z.literal('asked_plan'),
    saidBy: person,
    followUpOn: day,
    note: z.string().trim().max(500).nullable().default(null),
  }),
])
const agreement = z.strictObject({
  visitsPerMonth: z.number().int().min(1).max(31),
  monthlyCents: z.number().int().min(0).nullable(),
  agreedBy: z.string().trim().min(1).max(100),
  how: z.enum(['in_person', 'by_phone', 'in_writing']),
})
const mark = z.strictObject({
  stepId: z.string().max(10),
  patientId: z.guid(),
  visitOn: day.nullable(),
  state: z.enum(['done', 'not_needed', 'undone']),
  note: z.string().trim().max(500).nullable(),
})
const wording = z.strictObject({
  title: z.string().trim().min(1).max(200),
  jobAid: z.string().trim().max(4000),
  personId: z.string().nullable(),
  isUsed: z.boolean(),
})

export const eligibilityRoutes = room()
  .get(
    '/checklist',
    secured('intake.read', { summary: 'Every step with its wording, versions and marks' }),
    async (c) => c.json(await checklistPage(c.var.ground)),
  )
  .post('/checklist/marks', secured('intake.work', { json: mark, summary: 'Mark a step for a patient' }), async (c) =>
    reply(c, await markStep(c.var.ground, c.req.valid('json'))),
  )
  .get(
    '/checklist/patients/:id',
    secured('intake.read', {
      ...one,
      query: z.strictObject({ on: day.optional() }),
      summary: "A patient's checklist for a visit",
    }),
    async (c) =>
      found(c, await patientChecklist(c.var.ground, c.req.valid('param').id, c.req.valid('query').on ?? null)),
  )
  .put(
    '/checklist/steps/:step',
    secured('practice.set', {
      param: z.object({ step: z.string().max(60) }),
      json: wording,
      summary: "Word a step the practice's own way",
    }),
    async (c) => reply(c, await wordStep(c.var.ground, c.req.valid('param').step, c.req.valid('json'))),
  )
  .post(
    '/:id/agreements',
    secured('intake.work', { ...one, json: agreement, summary: 'Keep what a patient agreed that care will cost' }),
    async (c) => reply(c, await agreeCost(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/:id/limit',
    secured('intake.work', {
      ...one,
      json: limitAnswer,
      summary:
        'How it goes on beyond the plan’s visits: paid alone by signature, called off, or the plan asked for more',
    }),
    async (c) => reply(c, await answerLimit(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get(
    '/',
    secured('intake.read', {
      query: z.strictObject({
        search: z.string().max(100).optional(),
        state: z.enum(['unchecked', 'inactive', 'held-elsewhere', 'changed']).optional(),
        limit: z.coerce.number().int().min(1).max(1000).optional(),
        offset: z.coerce.number().int().min(0).optional(),
      }),
      summary: 'Coverages with what was last heard of each',
    }),
    async (c) => c.json(await coverageList(c.var.ground, c.req.valid('query'))),
  )
  .get(
    '/sweeps',
    secured('intake.read', { polls: true, summary: 'The last sweeps and how far each has come' }),
    async (c) => c.json(await sweepList(c.var.ground)),
  )
  .post('/sweeps', secured('intake.work', { summary: 'Ask about every coverage that is due, now' }), async (c) =>
    c.json({ sweep: await sweepCoverages(c.var.ground) }),
  )
  .get('/unused', secured('intake.read', { summary: 'Answers that wait for a person or were set aside' }), async (c) =>
    c.json(await unusedAnswers(c.var.ground)),
  )
  .get('/answers/:id', secured('intake.read', { ...one, summary: 'One answer as it came, explained' }), async (c) =>
    found(c, await answerPage(c.var.ground, c.req.valid('param').id)),
  )
  .get(
    '/:id',
    secured('intake.read', {
      ...one,
      query: z.strictObject({ on: day.optional() }),
      summary: 'What is known of a coverage, and what to do',
    }),
    async (c) => found(c, await coveragePage(c.var.ground, c.req.valid('param').id, c.req.valid('query').on ?? null)),
  )
  .get(
    '/:id/cost',
    secured('intake.read', {
      ...one,
      query: z.strictObject({ visits: z.coerce.number().int().min(1).max(31).optional() }),
      summary: 'What regular care will cost the patient, month by month',
    }),
    async (c) => found(c, await costPage(c.var.ground, c.req.valid('param').id, c.req.valid('query').visits ?? 4)),
  )
  .post(
    '/:id/ask',
    secured('intake.work', { ...one, json: z.strictObject({ on: day.optional() }), summary: 'Ask the plan now' }),
    async (c) => reply(c, await askNow(c.var.ground, c.req.valid('param').id, c.req.valid('json').on ?? null)),
  )
  .post(
    '/:id/calls',
    secured('intake.work', { ...one, json: call, summary: 'Write down what the payer said by phone' }),
    async (c) => reply(c, await recordCall(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/:id/decide',
    secured('intake.work', {
      ...one,
      json: decision,
      summary: 'Say who holds mental health, or that the order was confirmed',
    }),
    async (c) => reply(c, await decide(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
