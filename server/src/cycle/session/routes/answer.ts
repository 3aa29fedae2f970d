import { z } from 'zod'
import { found, networkOf, problem, reply, room, secured } from '../../../ground/http.ts'
import { type Meter, meter } from '../../../ground/meter.ts'
import { answerReminder, reminderPage } from '../actions/remind.ts'
import { reminderAnswers } from '../types.ts'

// Where a reminded patient answers. The token stands in the query and the body, which are never logged.

const token = z.string().max(64)
const knocksAMinute = 30

/** Reminders' own door: nobody signs in, each network knocks so often and no more. */
export function reminderRoutes() {
  let door: Meter | null = null
  return room()
    .use(async (c, next) => {
      door ??= meter(knocksAMinute, 60, c.var.machine.clock)
      const taken = door.take(networkOf(c.env))
      if (taken.ok) return next()
      c.header('retry-after', String(taken.retryAfterSeconds))
      return problem(c, { kind: 'reminder.too_many', message: 'Too many tries. Wait a minute, then try again.' })
    })
    .get('/', secured('anyone', { query: z.strictObject({ token }), summary: 'What a reminder asks' }), async (c) =>
      found(c, await reminderPage(c.var.machine, c.req.valid('query').token)),
    )
    .post(
      '/',
      secured('anyone', {
        json: z.strictObject({ token, answer: z.enum(reminderAnswers) }),
        summary: 'Answer a reminder, once',
      }),
      async (c) => {
        const { token: given, answer } = c.req.valid('json')
        return reply(c, await answerReminder(c.var.machine, given, answer))
      },
    )
}
