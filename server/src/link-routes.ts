import type { Context } from 'hono'
import { z } from 'zod'
import { setUpFirst } from './first-start.ts'
import { networkOf, problem, type RoomEnv, reply, room, secured } from './ground/http.ts'
import { type Meter, meter } from './ground/meter.ts'
import { emailSchema as email } from './ground/people.ts'
import { join, lookAtLink, resetPassword } from './people.ts'

// Where somebody stands who has a link and no password. What the link carries comes in the body, never in an address: it is
// in no log, no history and no referrer.

const token = z.string().max(64)
const password = z.string().max(300)
const words = (most: number) => z.string().trim().min(1, 'Please fill this in.').max(most)
const knocksAMinute = 30

const practice = z.strictObject({
  name: words(60),
  npi: words(20),
  taxId: words(20),
  taxonomy: words(20).toUpperCase(),
  address: words(55),
  city: words(30),
  state: words(2).toUpperCase(),
  zip: words(10),
  phone: words(30),
  timeZone: words(60),
})

/** Comes in with the password that was just chosen; where that waits its turn, the page asks for it. */
async function signInNow(c: Context<RoomEnv>, who: { email: string; password: string }): Promise<void> {
  const entry = await c.var.identity.signIn(who, c.req.raw.headers, networkOf(c.env))
  if (entry.ok) for (const cookie of entry.value.cookies) c.header('set-cookie', cookie, { append: true })
}

export function linkRoutes() {
  let door: Meter | null = null
  return room()
    .use(async (c, next) => {
      door ??= meter(knocksAMinute, 60, c.var.machine.clock)
      const taken = door.take(networkOf(c.env))
      if (taken.ok) return next()
      c.header('retry-after', String(taken.retryAfterSeconds))
      return problem(c, { kind: 'link.too_many', message: 'Too many tries. Wait a minute, then try again.' })
    })
    .post(
      '/look',
      secured('anyone', { json: z.strictObject({ token }), summary: 'What a link opens, without opening it' }),
      async (c) => reply(c, await lookAtLink(c.var.machine, c.req.valid('json').token)),
    )
    .post(
      '/set-up',
      secured('anyone', {
        json: z.strictObject({
          token,
          practice,
          owner: z.strictObject({ name: words(80), email, password }),
        }),
        summary: 'Name the practice and its first owner, once, with the link of the first start',
      }),
      async (c) => {
        const { token: given, ...entry } = c.req.valid('json')
        const done = await setUpFirst(c.var.machine, given, entry)
        if (done.ok) await signInNow(c, entry.owner)
        return reply(c, done)
      },
    )
    .post(
      '/join',
      secured('anyone', {
        json: z.strictObject({ token, name: words(80), password }),
        summary: 'Come to work for a practice, with the link of an invitation',
      }),
      async (c) => {
        const entry = c.req.valid('json')
        const from = { headers: c.req.raw.headers, network: networkOf(c.env) }
        const done = await join(c.var.machine, c.var.identity, entry, from)
        if (done.ok) await signInNow(c, { email: done.value.email, password: entry.password })
        return reply(c, done)
      },
    )
    .post(
      '/reset',
      secured('anyone', {
        json: z.strictObject({ token, password }),
        summary: 'Choose a new password, with the link that somebody who may made',
      }),
      async (c) => {
        const entry = c.req.valid('json')
        const done = await resetPassword(c.var.machine, entry)
        if (done.ok) await signInNow(c, { email: done.value.email, password: entry.password })
        return reply(c, done)
      },
    )
}
