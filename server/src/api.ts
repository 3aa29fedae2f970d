import type { Hono } from 'hono'
import { z } from 'zod'
import { codeRoutes } from './codes.ts'
import { authorizationRoutes } from './cycle/authorization/routes.ts'
import { claimRoutes, editChangeRoutes } from './cycle/claim/routes.ts'
import { denialRoutes } from './cycle/denial/routes.ts'
import { eligibilityRoutes } from './cycle/eligibility/routes.ts'
import { auditRoutes, leakageRoutes } from './cycle/insight/routes/audit.ts'
import { insightRoutes } from './cycle/insight/routes/measures.ts'
import { intakeRoutes } from './cycle/intake/routes.ts'
import { noteRoutes } from './cycle/note/routes.ts'
import { practiceRoutes } from './cycle/practice/routes.ts'
import { receivableRoutes } from './cycle/receivable/routes.ts'
import { remittanceRoutes } from './cycle/remittance/routes.ts'
import { editRoutes, reviewRoutes } from './cycle/review/routes.ts'
import { reminderRoutes } from './cycle/session/routes/answer.ts'
import { sessionRoutes } from './cycle/session/routes/sessions.ts'
import { wellbeingRoutes } from './cycle/wellbeing/routes.ts'
import { worklistRoutes } from './cycle/worklist/routes.ts'
import { type DemoDoor, entranceRoutes } from './door.ts'
import { type Identity, openIdentity } from './ground/auth.ts'
import type { Machine } from './ground/ground.ts'
import { aroundEveryRequest, declaredRoutes, networkOf, problem, type RoomEnv, room, secured } from './ground/http.ts'
import { type Log, openLog } from './ground/log.ts'
import { openApiDocument } from './ground/openapi.ts'
import { importRoutes } from './import-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { savedViewRoutes } from './saved-views.ts'
import { searchRoutes } from './search.ts'

/** Every room's routes under its address: a room is mounted here and nowhere else. */
const apiRoutes = (demo: DemoDoor | null) =>
  room()
    .route('/', doorRoutes)
    .route('/', entranceRoutes(demo))
    .route('/notes', noteRoutes)
    .route('/edits/changes', editChangeRoutes)
    .route('/edits', editRoutes)
    .route('/review', reviewRoutes)
    .route('/authorizations', authorizationRoutes)
    .route('/practices', practiceRoutes)
    .route('/intake', intakeRoutes)
    .route('/sessions', sessionRoutes)
    .route('/reminder', reminderRoutes())
    .route('/link', linkRoutes())
    .route('/claims', claimRoutes)
    .route('/remittances', remittanceRoutes)
    .route('/denials', denialRoutes)
    .route('/receivable', receivableRoutes)
    .route('/insight', insightRoutes)
    .route('/insight', leakageRoutes)
    .route('/audit', auditRoutes)
    .route('/import', importRoutes)
    .route('/codes', codeRoutes)
    .route('/search', searchRoutes)
    .route('/views', savedViewRoutes)
    .route('/people', peopleRoutes)
    .route('/worklist', worklistRoutes)
    .route('/wellbeing', wellbeingRoutes)
    .route('/eligibility', eligibilityRoutes)

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
      const network = networkOf(c.env)
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

export type Api = ReturnType<typeof apiRoutes>

export type ApiOptions = { readonly identity?: Identity; readonly log?: Log; readonly demo?: DemoDoor }

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
  app.route('/api', apiRoutes(options.demo ?? null))
  app.get('/api/openapi.json', secured('anyone', { summary: 'This document' }), (c) => c.json(document))
  const routes = declaredRoutes(app)
  const document: object = openApiDocument(routes)
  return { app, identity, routes, document }
}
