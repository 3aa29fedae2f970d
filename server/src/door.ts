import type { PlainDate, Result } from '@ballast/kernel'
import type { Context } from 'hono'
import type { Visitor } from './ground/auth.ts'
import { reading } from './ground/db.ts'
import { type Ground, groundFor, system } from './ground/ground.ts'
import { problem, type RoomEnv, reply, room, secured } from './ground/http.ts'
import { permissionsFor } from './ground/permissions.ts'

// What stands at the door: who is there, whether this is a demo, and how a demo's calendar moves.

/** A demo practice whose world lives in this process: how far its year is, the way to its next day, and who may come in. */
export type DemoDoor = {
  readonly practiceId: string
  readonly logins: readonly { readonly email: string; readonly role: string }[]
  readonly password: string
  /** Null until its world has begun. */
  progress(): {
    readonly from: PlainDate
    readonly until: PlainDate
    readonly lived: PlainDate | null
    readonly isFilling: boolean
  } | null
  /** Lives one day; refused while another is being lived, and after the world's last. */
  step(): Promise<Result<{ today: PlainDate }, { kind: 'demo.busy' | 'demo.over'; message: string }>>
}

const standing = (ground: Ground) =>
  reading(ground, (tx) =>
    tx
      .selectFrom('practice')
      .select(['practice_id', 'name', 'time_zone', 'is_demo'])
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirst(),
  )

/** Who somebody is, where, and what they may do there. */
export async function meOf(c: Context<RoomEnv>, visitor: Visitor, demo: DemoDoor | null) {
  const member = c.var.identity.chosen(visitor, c.req.raw.headers)
  const ground = member && (await groundFor(c.var.machine, member.practiceId, system('me')))
  const practice = ground && (await standing(ground))
  const roles = member?.roles ?? []
  return {
    person: { id: visitor.personId, name: visitor.name, email: visitor.email },
    practice: practice ? { id: practice.practice_id, name: practice.name, timeZone: practice.time_zone } : null,
    practices: visitor.memberships.map(({ practiceId, practiceName }) => ({ id: practiceId, name: practiceName })),
    roles,
    permissions: [...permissionsFor(roles)],
    today: ground?.today() ?? null,
    isDemo: practice?.is_demo ?? false,
    demo: demo && demo.practiceId === practice?.practice_id ? demo.progress() : null,
  }
}

export const entranceRoutes = (demo: DemoDoor | null) =>
  room()
    .get(
      '/me',
      secured('signed-in', { summary: 'Who is signed in, where, and what they may do', polls: true }),
      async (c) => {
        const visitor = c.var.visitor
        if (!visitor) return problem(c, { kind: 'unauthenticated' })
        return c.json(await meOf(c, visitor, demo))
      },
    )
    .get(
      '/door',
      secured('anyone', { summary: 'Who is signed in, if anybody is; a demo says how to come in', polls: true }),
      async (c) => {
        const visitor = await c.var.identity.visitor(c.req.raw.headers, { polls: true })
        return c.json({
          me: visitor && (await meOf(c, visitor, demo)),
          demo: demo && { logins: demo.logins, password: demo.password },
        })
      },
    )
    .post('/demo/next-day', secured('day.step', { summary: "Live the demo practice's next day" }), async (c) => {
      if (!demo || demo.practiceId !== c.var.ground.practiceId) return problem(c, { kind: 'not_found' })
      return reply(c, await demo.step())
    })
