import { addDays, addMonths, date } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../../ground/http.ts'
import { once } from '../../../ground/once.ts'
import { services } from '../../coding/types.ts'
import {
  book,
  cancelVisit,
  checkBooking,
  moveVisit,
  restoreVisit,
  schedulePage,
  visitPage,
} from '../actions/booking.ts'
import { decideFee, fillFreed, joinWaitlist, leaveWaitlist, missedPage, setPolicy } from '../actions/missed.ts'
import { arrive, attend, todayPage } from '../actions/today.ts'
import { cancelledBy } from '../types.ts'

const one = { param: z.object({ id: z.guid() }) }
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .pipe(z.iso.date())
  .transform((text) => date(text))
const time = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'expected a time such as 14:05')
const reason = z.string().trim().min(3).max(300).nullable().default(null)
const modality = z.enum(['in_person', 'video', 'audio'])

const booking = z.strictObject({
  patientId: z.guid(),
  clinicianId: z.guid(),
  locationId: z.guid().optional(),
  programId: z.guid().optional(),
  on: day,
  start: time,
  minutes: z.number().int().min(5).max(480),
  service: z.enum(services),
  modality: modality.default('in_person'),
  times: z.number().int().min(1).max(52).default(1),
  everyWeeks: z.number().int().min(1).max(8).default(1),
  reason,
})

export const sessionRoutes = room()
  .get(
    '/schedule',
    secured('session.read', {
      query: z.strictObject({ from: day.optional(), until: day.optional(), clinician: z.guid().optional() }),
      summary: 'The calendar between two days, and who and what can be booked',
    }),
    async (c) => {
      const { ground } = c.var
      const query = c.req.valid('query')
      const from = query.from ?? ground.today()
      const until = query.until ?? addDays(from, 6)
      // A clinician sees the own calendar; who books sees every one.
      const own =
        c.var.permissions.has('session.work') || c.var.permissions.has('claim.read')
          ? null
          : (ground.actor.clinicianId ?? ground.newId())
      return c.json(await schedulePage(ground, from, until, own ?? query.clinician ?? null))
    },
  )
  .get(
    '/today',
    secured('session.work', {
      query: z.strictObject({ day: day.optional() }),
      summary: 'The front desk’s day, one line a patient',
    }),
    async (c) => c.json(await todayPage(c.var.ground, c.req.valid('query').day ?? c.var.ground.today())),
  )
  .post(
    '/:id/arrive',
    secured('session.work', {
      ...one,
      json: z.strictObject({ isHere: z.boolean().default(true) }),
      summary: 'Check a patient in',
    }),
    async (c) => reply(c, await arrive(c.var.ground, c.req.valid('param').id, c.req.valid('json').isHere)),
  )
  .post(
    '/:id/attendance',
    secured('session.work', {
      ...one,
      json: z.strictObject({ version: z.number().int(), status: z.enum(['booked', 'kept', 'no_show', 'late_cancel']) }),
      summary: 'Say whether the patient came',
    }),
    async (c) => {
      const { status, version } = c.req.valid('json')
      return reply(c, await attend(c.var.ground, c.req.valid('param').id, status, version))
    },
  )
  .post('/check', secured('session.work', { json: booking, summary: 'What to know before booking' }), async (c) =>
    reply(c, await checkBooking(c.var.ground, c.req.valid('json'))),
  )
  .post('/', secured('session.work', { json: booking, summary: 'Book a visit or a weekly series' }), async (c) =>
    reply(c, await book(c.var.ground, c.req.valid('json'))),
  )
  .get(
    '/missed',
    secured('session.work', {
      query: z.strictObject({ from: day.optional(), until: day.optional() }),
      summary: 'Missed visits, what may be charged and why, and how evenly it was',
    }),
    async (c) => {
      const query = c.req.valid('query')
      const until = query.until ?? c.var.ground.today()
      return c.json(await missedPage(c.var.ground, query.from ?? addMonths(until, -3), until))
    },
  )
  .get('/:id', secured('session.work', { ...one, summary: 'One visit with its history' }), async (c) =>
    found(c, await visitPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/move',
    secured('session.work', {
      ...one,
      json: z.strictObject({
        version: z.number().int(),
        on: day,
        start: time,
        minutes: z.number().int().min(5).max(480),
        clinicianId: z.guid(),
        modality,
        reason,
      }),
      summary: 'Move a visit, or hold it another way',
    }),
    async (c) => reply(c, await moveVisit(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/:id/cancel',
    secured('session.work', {
      ...one,
      json: z.strictObject({
        version: z.number().int(),
        by: z.enum(cancelledBy),
        reason: z.string().trim().min(3).max(300),
        isLate: z.boolean().default(false),
        forWantOfAuthorization: z.boolean().default(false),
        wholeSeries: z.boolean().default(false),
      }),
      summary: 'Call a visit off',
    }),
    async (c) => reply(c, await cancelVisit(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/:id/restore',
    secured('session.work', {
      ...one,
      json: z.strictObject({ version: z.number().int() }),
      summary: 'Undo a cancellation',
    }),
    async (c) => reply(c, await restoreVisit(c.var.ground, c.req.valid('param').id, c.req.valid('json').version)),
  )
  .post(
    '/:id/fee',
    secured('session.work', {
      ...one,
      json: z.strictObject({ outcome: z.enum(['charged', 'waived']), reason: z.string().trim().min(3).max(300) }),
      idempotent: true,
      summary: 'Charge a missed visit as the policy says, or waive it with a reason',
    }),
    (c) => once(c, (ground) => decideFee(ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/missed/policy',
    secured('practice.set', {
      json: z.strictObject({
        feeCents: z.number().int().min(0).max(50_000),
        lateCancelFeeCents: z.number().int().min(0).max(50_000),
        noticeHours: z.number().int().min(0).max(168),
        freeMisses: z.number().int().min(0).max(10),
        windowMonths: z.number().int().min(1).max(36),
      }),
      summary: 'The missed visit policy, from today on',
    }),
    async (c) => reply(c, await setPolicy(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/waitlist',
    secured('session.work', {
      json: z.strictObject({
        patientId: z.guid(),
        clinicianId: z.guid().nullable().default(null),
        service: z.enum(services).default('individual_therapy'),
        weekdays: z.array(z.number().int().min(0).max(6)).max(7).default([]),
        fromTime: time.default('00:00'),
        untilTime: z
          .string()
          .regex(/^([01]\d|2[0-4]):[0-5]\d$/)
          .default('24:00'),
        telehealthOnly: z.boolean().default(false),
      }),
      summary: 'Put a patient on the waitlist',
    }),
    async (c) => reply(c, await joinWaitlist(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/waitlist/:id/leave',
    secured('session.work', { ...one, summary: 'Take a patient off the waitlist' }),
    async (c) => reply(c, await leaveWaitlist(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/refill',
    secured('session.work', {
      ...one,
      json: z.strictObject({ entryId: z.guid(), reason }),
      summary: 'Give a freed hour to somebody who waits',
    }),
    async (c) => {
      const { entryId, reason: why } = c.req.valid('json')
      return reply(c, await fillFreed(c.var.ground, c.req.valid('param').id, entryId, why))
    },
  )
