import type { Hono } from 'hono'
import { z } from 'zod'
import { codeRoutes } from './codes.ts'
import { claimRoutes, editChangeRoutes } from './cycle/claim/routes.ts'
import { denialRoutes } from './cycle/denial/routes.ts'
import { eligibilityRoutes } from './cycle/eligibility/routes.ts'
import { insightRoutes } from './cycle/insight/routes.ts'
import { noteRoutes } from './cycle/note/routes.ts'
import { receivableRoutes } from './cycle/receivable/routes.ts'
import { remittanceRoutes } from './cycle/remittance/routes.ts'
import { editRoutes, reviewRoutes } from './cycle/review/routes.ts'
import { worklistRoutes } from './cycle/worklist/routes.ts'
import { type Identity, openIdentity } from './ground/auth.ts'
import { reading } from './ground/db.ts'
import { type Ground, groundFor, type Machine, system } from './ground/ground.ts'
import { aroundEveryRequest, declaredRoutes, problem, type RoomEnv, reply, room, secured } from './ground/http.ts'
import { type Log, openLog } from './ground/log.ts'
import { openApiDocument } from './ground/openapi.ts'
import { permissionsFor } from './ground/permissions.ts'
import { importRoutes } from './import-routes.ts'

/** Every room's routes under its address: a room is mounted here and nowhere else. */
const apiRoutes = () =>
  room()
    .route('/', doorRoutes)
    .route('/notes', noteRoutes)
    .route('/edits/changes', editChangeRoutes)
    .route('/edits', editRoutes)
    .route('/review', reviewRoutes)
    .route('/claims', claimRoutes)
    .route('/remittances', remittanceRoutes)
    .route('/denials', denialRoutes)
    .route('/receivable', receivableRoutes)
    .route('/insight', insightRoutes)
    .route('/import', importRoutes)
    .route('/codes', codeRoutes)
    .route('/worklist', worklistRoutes)
    .route('/eligibility', eligibilityRoutes)

const standing = (ground: Ground) =>
  reading(ground, (tx) =>
    tx
      .selectFrom('practice')
      .select(['practice_id', 'name', 'time_zone', 'is_demo'])
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirst(),
  )

const doorRoutes = room()
  .get('/health', secured('anyone', { summary: 'Whether the server and its database answer' }), async (c) => {
    await c.var.machine.pool.query('SELECT 1')
    return c.json({ ok: true })
  })
  .post(
    '/auth/sign-in/email',
    secured('anyone', {
      summary: 'Sign in',
      json: z.strictObject({ email: z.string().max(254), password: z.string().max(256) }),
    }),
    async (c) => {
      const network = addressOf(c.env)
      const result = await c.var.identity.signIn(c.req.valid('json'), c.req.raw.headers, network)
      if (!result.ok) {
        if (result.refusal.kind === 'sign_in.too_many')
          c.header('retry-after', String(result.refusal.retryAfterSeconds))
        return problem(c, result.refusal)
      }
      for (const cookie of result.value.cookies) c.header('set-cookie', cookie, { append: true })
      return c.json({ ok: true })
    },
  )
  .post('/auth/sign-out', secured('signed-in', { summary: 'Sign out' }), async (c) => {
    const { cookies } = await c.var.identity.signOut(c.req.raw.headers)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.json({ ok: true })
  })
  .post(
    '/auth/password',
    secured('signed-in', {
      summary: 'Change the password',
      json: z.strictObject({ current: z.string().max(256), next: z.string().max(256) }),
    }),
    async (c) => {
      const result = await c.var.identity.changePassword(c.req.valid('json'), c.req.raw.headers)
      if (!result.ok) return problem(c, result.refusal)
      for (const cookie of result.value.cookies) c.header('set-cookie', cookie, { append: true })
      return c.json({ ok: true })
    },
  )
  .post(
    '/practice',
    secured('signed-in', { summary: 'Choose the practice to work in', json: z.strictObject({ practiceId: z.guid() }) }),
    (c) => {
      const { practiceId } = c.req.valid('json')
      const member = c.var.visitor?.memberships.find((membership) => membership.practiceId === practiceId)
      if (!member) return problem(c, { kind: 'not_found' })
      c.header('set-cookie', `ballast_practice=${practiceId}; Path=/; HttpOnly; SameSite=Lax`, { append: true })
      return c.json({ ok: true })
    },
  )
  .get(
    '/me',
    secured('signed-in', { summary: 'Who is signed in, where, and what they may do', polls: true }),
    async (c) => {
      const visitor = c.var.visitor
      if (!visitor) return problem(c, { kind: 'unauthenticated' })
      const member = c.var.identity.chosen(visitor, c.req.raw.headers)
      const ground = member && (await groundFor(c.var.machine, member.practiceId, system('me')))
      const practice = ground && (await standing(ground))
      const roles = member?.roles ?? []
      return reply(c, {
        ok: true as const,
        value: {
          person: { id: visitor.personId, name: visitor.name, email: visitor.email },
          practice: practice ? { id: practice.practice_id, name: practice.name, timeZone: practice.time_zone } : null,
          practices: visitor.memberships.map(({ practiceId, practiceName }) => ({
            id: practiceId,
            name: practiceName,
          })),
          roles,
          permissions: [...permissionsFor(roles)],
          today: ground?.today() ?? null,
          isDemo: practice?.is_demo ?? false,
        },
      })
    },
  )

/** The network a request came from, which the Node adapter puts beside it. */
const addressOf = (env: unknown): string => {
  const bindings = env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return bindings?.incoming?.socket?.remoteAddress ?? 'local'
}

export type Api = ReturnType<typeof apiRoutes>

export type ApiOptions = { readonly identity?: Identity; readonly log?: Log }

export type BuiltApi = {
  readonly app: Hono<RoomEnv>
  readonly identity: Identity
  readonly routes: ReturnType<typeof declaredRoutes>
  readonly document: object
}

/** The whole HTTP side over one machine; refuses to build when a route declares no permission. */
export async function buildApi(machine: Machine, options: ApiOptions = {}): Promise<BuiltApi> {
  const identity = options.identity ?? (await openIdentity(machine.db, { now: machine.clock }))
  const app = aroundEveryRequest(machine, identity, options.log ?? openLog())
  app.route('/api', apiRoutes())
  app.get('/api/openapi.json', secured('anyone', { summary: 'This document' }), (c) => c.json(document))
  const routes = declaredRoutes(app)
  const document: object = openApiDocument(routes)
  return { app, identity, routes, document }
}
