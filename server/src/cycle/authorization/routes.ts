import { addMonths, date, type PlainDate } from '@ballast/kernel'
import { z } from 'zod'
import { sha256 } from '../../ground/files.ts'
import { groundFor, system } from '../../ground/ground.ts'
import { found, problem, reply, room, secured } from '../../ground/http.ts'
import { enterDecision, matchAnswer, setAnswerAside } from './actions/answers.ts'
import {
  calendarPage,
  continuityPage,
  feedText,
  patientPage,
  requestList,
  requestPage,
  waitingAnswers,
} from './actions/pages.ts'
import { answerRequest, moveRequest, openRequest, saveFeed, sendRequest } from './actions/requests.ts'
import { channels, requestKinds } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .pipe(z.iso.date())
  .transform((text) => date(text))
const codes = z.array(z.string().regex(/^[A-Z0-9]{5}$/, 'expected a code of five characters')).max(20)
const diagnoses = z
  .array(z.string().regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/, 'expected a diagnosis such as F41.1'))
  .max(12)
const outcomes = [
  'approved',
  'partial',
  'denied',
  'pended',
  'modified',
  'cancelled',
  'contact',
  'not_required',
  'rejected',
] as const
const short = z.string().trim().max(300)
const long = z.string().trim().max(2000)

const asked = z.strictObject({
  patientId: z.guid(),
  clinicianId: z.guid(),
  programId: z.guid(),
  kind: z.enum(requestKinds).default('initial'),
  codes,
  units: z.number().int().min(1).max(999),
  perWeek: z.number().int().min(1).max(7).default(1),
  from: day,
  until: day,
  diagnoses: diagnoses.default([]),
  urgency: z.enum(['standard', 'urgent']).default('standard'),
  channel: z.enum(channels).default('278'),
  retroReason: short.min(3).nullable().default(null),
  renewsGrantId: z.guid().nullable().default(null),
})

const clinical = z.strictObject({
  version: z.number().int(),
  update: z.strictObject({
    diagnoses: diagnoses.optional(),
    symptoms: long.optional(),
    progress: long.optional(),
    goals: long.optional(),
    risk: z.enum(['none', 'low', 'moderate', 'high']).optional(),
    riskPlan: long.optional(),
    perWeek: z.number().int().min(0).max(7).optional(),
    visits: z.number().int().min(0).max(999).optional(),
    plannedEnd: long.optional(),
    measures: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(30),
          score: z.number().min(0).max(999),
          on: z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}$/)
            .pipe(z.iso.date()),
        }),
      )
      .max(10)
      .optional(),
  }),
})

const decision = z.strictObject({
  outcome: z.enum(outcomes),
  number: z.string().trim().min(1).max(50).nullable().default(null),
  from: day.nullable().default(null),
  until: day.nullable().default(null),
  units: z.number().int().min(1).max(999).nullable().default(null),
  codes: codes.default([]),
  message: short.nullable().default(null),
  source: z.enum(['portal', 'phone', 'fax', 'letter']),
})

const feedToken = z.strictObject({ token: z.string().regex(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{20,64}$/) })

export const authorizationRoutes = room()
  .get(
    '/calendar',
    secured('authorization.read', {
      query: z.strictObject({ clinician: z.guid().optional() }),
      summary: 'Live authorizations with their four numbers, predicted lapse and renewal window',
    }),
    async (c) => c.json(await calendarPage(c.var.ground, { clinicianId: c.req.valid('query').clinician })),
  )
  .get(
    '/patients/:id',
    secured('authorization.read', {
      ...one,
      summary: 'A patient’s authorizations, and which one each visit uses and why',
    }),
    async (c) => found(c, await patientPage(c.var.ground, c.req.valid('param').id)),
  )
  .get(
    '/requests',
    secured('authorization.read', {
      query: z.strictObject({
        status: z.string().max(200).optional(),
        patient: z.guid().optional(),
        clinician: z.guid().optional(),
      }),
      summary: 'Requests for authorization by what is due first',
    }),
    async (c) => {
      const { status, patient, clinician } = c.req.valid('query')
      return c.json(
        await requestList(c.var.ground, { statuses: status?.split(','), patientId: patient, clinicianId: clinician }),
      )
    },
  )
  .post('/requests', secured('authorization.work', { json: asked, summary: 'Open a request' }), async (c) =>
    reply(c, await openRequest(c.var.ground, c.req.valid('json'))),
  )
  .get(
    '/mine',
    secured('authorization.answer', { summary: 'What a clinician is asked for, before the payer is' }),
    async (c) => {
      const clinicianId = c.var.ground.actor.clinicianId ?? null
      if (clinicianId === null) return c.json({ today: c.var.ground.today(), requests: [] })
      return c.json(
        await requestList(c.var.ground, { clinicianId, statuses: ['draft', 'ready', 'pended', 'contact', 'rejected'] }),
      )
    },
  )
  .get('/mine/:id', secured('authorization.answer', { ...one, summary: 'One request to answer' }), async (c) =>
    found(c, await requestPage(c.var.ground, c.req.valid('param').id, c.var.ground.actor.clinicianId ?? 'none')),
  )
  .post(
    '/mine/:id/answer',
    secured('authorization.answer', { ...one, json: clinical, summary: 'The clinician’s update for a renewal' }),
    async (c) => {
      const { update, version } = c.req.valid('json')
      const own = c.var.ground.actor.clinicianId ?? 'none'
      return reply(c, await answerRequest(c.var.ground, c.req.valid('param').id, update as object, version, own))
    },
  )
  .get('/requests/:id', secured('authorization.read', { ...one, summary: 'One request, whole' }), async (c) =>
    found(c, await requestPage(c.var.ground, c.req.valid('param').id, null)),
  )
  .post(
    '/requests/:id/answer',
    secured('authorization.work', { ...one, json: clinical, summary: 'The clinical update, entered for a clinician' }),
    async (c) => {
      const { update, version } = c.req.valid('json')
      return reply(c, await answerRequest(c.var.ground, c.req.valid('param').id, update as object, version, null))
    },
  )
  .post(
    '/requests/:id/send',
    secured('authorization.work', {
      ...one,
      json: z.strictObject({ channel: z.enum(channels).optional() }),
      summary: 'Send a request by 278, or record that its packet went out',
    }),
    async (c) => reply(c, await sendRequest(c.var.ground, c.req.valid('param').id, c.req.valid('json').channel)),
  )
  .post(
    '/requests/:id/decision',
    secured('authorization.work', { ...one, json: decision, summary: 'Enter what the payer decided' }),
    async (c) => reply(c, await enterDecision(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/requests/:id/move',
    secured('authorization.work', {
      ...one,
      json: z.strictObject({ to: z.enum(['cancelled', 'draft']), reason: short.min(3) }),
      summary: 'Call a request off, or have it answered again',
    }),
    async (c) => {
      const { to, reason } = c.req.valid('json')
      return reply(c, await moveRequest(c.var.ground, c.req.valid('param').id, to, reason))
    },
  )
  .get(
    '/answers',
    secured('authorization.read', { summary: 'Answers of payers that name no request of ours' }),
    async (c) => c.json(await waitingAnswers(c.var.ground)),
  )
  .post(
    '/answers/:id/match',
    secured('authorization.work', {
      ...one,
      json: z.strictObject({ requestId: z.guid() }),
      summary: 'Say which request an answer is for',
    }),
    async (c) => reply(c, await matchAnswer(c.var.ground, c.req.valid('param').id, c.req.valid('json').requestId)),
  )
  .post(
    '/answers/:id/aside',
    secured('authorization.work', {
      ...one,
      json: z.strictObject({ reason: short.min(3) }),
      summary: 'Put an answer aside with a reason',
    }),
    async (c) => reply(c, await setAnswerAside(c.var.ground, c.req.valid('param').id, c.req.valid('json').reason)),
  )
  .get(
    '/continuity',
    secured('authorization.read', {
      query: z.strictObject({ from: day.optional(), until: day.optional() }),
      summary: 'Episodes with uninterrupted authorization, and each gap with its cause and owner',
    }),
    async (c) => {
      const query = c.req.valid('query')
      const until: PlainDate = query.until ?? c.var.ground.today()
      return c.json(await continuityPage(c.var.ground, query.from ?? addMonths(until, -3), until))
    },
  )
  .post(
    '/feed',
    secured('authorization.read', { summary: 'A new private calendar address; the old one stops' }),
    async (c) => {
      const word = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
      await saveFeed(c.var.ground, sha256(word))
      return c.json({ path: `/api/authorizations/calendar.ics?token=${c.var.ground.practiceId}.${word}` })
    },
  )
  .get(
    '/calendar.ics',
    secured('anyone', { query: feedToken, summary: 'Due days for a calendar program, by its private address' }),
    async (c) => {
      const [practiceId = '', word = ''] = c.req.valid('query').token.split('.')
      const ground = await groundFor(c.var.machine, practiceId, system('calendar feed'))
      const text = await feedText(ground, sha256(word))
      if (text === null) return problem(c, { kind: 'not_found' })
      return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
    },
  )
