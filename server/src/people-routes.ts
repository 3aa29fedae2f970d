import type { Context } from 'hono'
import { z } from 'zod'
import { type RoomEnv, reply, room, secured } from './ground/http.ts'
import { emailSchema as email } from './ground/people.ts'
import { roles } from './ground/permissions.ts'
import { bringBack, invite, letGo, offerReset, peoplePage, setStanding, withdrawInvitation } from './people.ts'

const standing = {
  roles: z.array(z.enum(roles)).min(1, 'Choose at least one role.').max(roles.length),
  clinicianId: z.guid().nullable().default(null),
}
const one = { param: z.object({ id: z.guid() }) }

/** Where a link leads back to that is shown to the asker: the address patients know, or the one they used. Letters go by the first alone. */
const baseOf = (c: Context<RoomEnv>): string => c.var.machine.publicUrl ?? new URL(c.req.url).origin

export const peopleRoutes = room()
  .get('/', secured('people.manage', { summary: 'Who may come in, as what, and who is invited' }), async (c) =>
    c.json(await peoplePage(c.var.ground)),
  )
  .post(
    '/invitations',
    secured('people.manage', {
      json: z.strictObject({ name: z.string().trim().min(1).max(80), email, byMail: z.boolean(), ...standing }),
      summary: 'Invite somebody by a link that opens once',
    }),
    async (c) => reply(c, await invite(c.var.ground, c.req.valid('json'), baseOf(c))),
  )
  .post(
    '/invitations/withdraw',
    secured('people.manage', { json: z.strictObject({ email }), summary: 'Take an invitation back' }),
    async (c) => reply(c, await withdrawInvitation(c.var.ground, c.req.valid('json').email)),
  )
  .post(
    '/:id/standing',
    secured('people.manage', { ...one, json: z.strictObject(standing), summary: 'What somebody may do from now on' }),
    async (c) => reply(c, await setStanding(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post('/:id/let-go', secured('people.manage', { ...one, summary: 'Somebody works here no longer' }), async (c) =>
    reply(c, await letGo(c.var.ground, c.req.valid('param').id)),
  )
  .post('/:id/bring-back', secured('people.manage', { ...one, summary: 'Somebody works here again' }), async (c) =>
    reply(c, await bringBack(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/reset',
    secured('people.manage', {
      ...one,
      json: z.strictObject({ byMail: z.boolean() }),
      summary: 'A link with which somebody chooses a new password',
    }),
    async (c) =>
      reply(c, await offerReset(c.var.ground, c.req.valid('param').id, c.req.valid('json').byMail, baseOf(c))),
  )
