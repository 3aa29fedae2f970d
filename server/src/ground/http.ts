import { randomUUID } from 'node:crypto'
import { lookup, type Result } from '@ballast/kernel'
import { type Context, Hono, type MiddlewareHandler, type TypedResponse } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { z } from 'zod'
import { audit } from './audit.ts'
import type { Identity, Visitor } from './auth.ts'
import { changing } from './db.ts'
import { type Ground, groundFor, type Machine } from './ground.ts'
import type { Log } from './log.ts'
import { type Permission, permissionsFor } from './permissions.ts'

// OpenEMR's worst holes were routes that forgot to ask for permission. Here a route that names no permission
// stops the program from starting, so forgetting is not a hole but a crash on the author's machine.

export type RoomEnv = {
  Variables: {
    requestId: string
    machine: Machine
    identity: Identity
    visitor: Visitor | null
    ground: Ground
    permissions: ReadonlySet<Permission>
  }
}

/** `anyone` needs no session, `signed-in` no practice; everything else is a permission in the chosen practice. */
export type Access = Permission | 'anyone' | 'signed-in'

type Schemas = { query?: z.ZodType; json?: z.ZodType; param?: z.ZodType }

export type Demand = Schemas & {
  readonly summary?: string
  /** Most bytes a request may bring; a megabyte unless the route takes files. */
  readonly maxBytes?: number
  /** The shape of the answer, for the OpenAPI document. */
  readonly returns?: z.ZodType
  /** Makes money or files: an Idempotency-Key must come with it; answer through `once`. */
  readonly idempotent?: boolean
  /** A page that asks by itself: it does not keep an idle session awake. */
  readonly polls?: boolean
}

type Inputs<D extends Schemas> = {
  in: {
    [K in 'query' | 'json' | 'param' as D[K] extends z.ZodType ? K : never]: D[K] extends z.ZodType
      ? z.input<D[K]>
      : never
  }
  out: {
    [K in 'query' | 'json' | 'param' as D[K] extends z.ZodType ? K : never]: D[K] extends z.ZodType
      ? z.output<D[K]>
      : never
  }
}

export type Problem<R> = R & { type: string; status: number; requestId: string }
export type RefusalStatus = 401 | 403 | 404 | 409 | 413 | 422 | 429

const statusOfKind = lookup<RefusalStatus>({
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  invalid: 422,
  unreadable: 422,
  too_many: 429,
})

/** A room's `claim.not_found` is a `not_found`; a kind without a row is work in the wrong state, a conflict. */
export function statusOf(kind: string): RefusalStatus {
  return statusOfKind[kind] ?? statusOfKind[kind.slice(kind.lastIndexOf('.') + 1)] ?? 409
}

type Answer<T, R extends { kind: string }> =
  | (Response & TypedResponse<T, 200, 'json'>)
  | (Response & TypedResponse<Problem<R>, RefusalStatus, 'json'>)

/** The only place a refusal becomes a status code. */
export function reply<T, R extends { kind: string }>(c: Context, result: Result<T, R>): Answer<T, R> {
  if (result.ok) return c.json(result.value as object, 200) as unknown as Response & TypedResponse<T, 200, 'json'>
  return problem(c, result.refusal)
}

/** A refusal as RFC 9457's problem document: the refusal itself, and what the web adds. */
export function problem<R extends { kind: string }>(c: Context, refusal: R) {
  const status = statusOf(refusal.kind)
  const document = { ...refusal, type: `/problems/${refusal.kind}`, status, requestId: c.get('requestId') }
  const response = c.json(document, status, { 'content-type': 'application/problem+json' })
  return response as unknown as Response & TypedResponse<Problem<R>, RefusalStatus, 'json'>
}

/** A found record, or the one answer for a missing and for somebody else's. */
export function found<T>(c: Context, value: T | null | undefined): Answer<T, { kind: 'not_found' }> {
  return reply(
    c,
    value === null || value === undefined ? { ok: false, refusal: { kind: 'not_found' } } : { ok: true, value },
  )
}

const demands = new WeakMap<object, { access: Access; demand: Demand }>()

/** What a handler declared, when it is the work of `secured`. */
export const demandOf = (handler: object) => demands.get(handler)

export const room = () => new Hono<RoomEnv>()

const megabyte = 1024 * 1024

/** Stands before every handler: who may come, and what they must bring. */
export function secured<const D extends Demand, P extends string>(
  access: Access,
  demand: D = {} as D,
): MiddlewareHandler<RoomEnv, P, Inputs<D>> {
  const limit = bodyLimit({
    maxSize: demand.maxBytes ?? megabyte,
    onError: (c) => problem(c, { kind: 'too_large', maxBytes: demand.maxBytes ?? megabyte }),
  })
  const middleware: MiddlewareHandler<RoomEnv, P, Inputs<D>> = async (c, next) => {
    const refusal = await refusalOf(c, access, demand)
    if (refusal) return problem(c, refusal)
    return limit(c, async () => {
      const invalid = await validate(c, demand)
      if (invalid) c.res = problem(c, invalid)
      else await next()
    })
  }
  demands.set(middleware, { access, demand })
  return middleware
}

async function refusalOf(c: Context<RoomEnv>, access: Access, demand: Demand) {
  if (access === 'anyone') return null
  const visitor = await c.var.identity.visitor(c.req.raw.headers, { polls: demand.polls ?? false })
  if (!visitor) return { kind: 'unauthenticated', message: 'Sign in to go on.' }
  c.set('visitor', visitor)
  if (access === 'signed-in') return null

  const standing = c.var.identity.chosen(visitor, c.req.raw.headers)
  if (!standing) return { kind: 'not_found' }
  const { roles, clinicianId } = standing
  const actor = { id: visitor.personId, name: visitor.name, kind: 'person' as const, roles, clinicianId }
  const ground = await groundFor(c.var.machine, standing.practiceId, actor)
  const allowed = permissionsFor(standing.roles)
  if (!allowed.has(access)) {
    const subject = `${c.req.method} ${c.req.path}`
    await changing(ground, (tx) => audit(tx, ground, { action: 'denied', subject, detail: { permission: access } }))
    return { kind: 'forbidden', permission: access, message: 'Ask a practice manager for this.' }
  }
  c.set('permissions', allowed)
  c.set('ground', ground)
  if (demand.idempotent && !validKey(c.req.header('idempotency-key'))) {
    return {
      kind: 'idempotency.invalid',
      message: 'Send an Idempotency-Key header: 8 to 100 letters, digits or dashes.',
    }
  }
  return null
}

const validKey = (key: string | undefined) => key !== undefined && /^[A-Za-z0-9_-]{8,100}$/.test(key)

async function validate(c: Context, demand: Demand) {
  // An id with a zero character is nobody's.
  if (zeroAt(c.req.param()) !== null) return { kind: 'not_found' }
  if (demand.param) {
    const parsed = demand.param.safeParse(c.req.param())
    // A malformed id is nobody's record: the same answer as a missing one.
    if (!parsed.success) return { kind: 'not_found' }
    c.req.addValidatedData('param', parsed.data as object)
  }
  if (demand.query) {
    const queries = Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length > 1 ? values : values[0],
    ])
    const query = Object.fromEntries(queries)
    const zero = zeroAt(query)
    if (zero !== null) return unstorable('query', zero)
    const parsed = demand.query.safeParse(query)
    if (!parsed.success) return invalid('query', parsed.error)
    c.req.addValidatedData('query', parsed.data as object)
  }
  if (demand.json) {
    const body = await c.req.json().catch(() => undefined)
    if (body === undefined) return { kind: 'invalid', in: 'body', message: 'The body is not JSON.', fields: [] }
    const zero = zeroAt(body)
    if (zero !== null) return unstorable('body', zero)
    const parsed = demand.json.safeParse(body)
    if (!parsed.success) return invalid('body', parsed.error)
    c.req.addValidatedData('json', parsed.data as object)
  }
  return null
}

const invalid = (place: string, error: z.ZodError) => ({
  kind: 'invalid',
  in: place,
  message: `The ${place} is not as expected.`,
  fields: error.issues.map(({ path, message }) => ({ at: path.join('.'), message })),
})

/** Where a text holds a zero character, which PostgreSQL cannot keep; null when none does. */
function zeroAt(value: unknown, at = ''): string | null {
  if (typeof value === 'string') return value.includes('\0') ? at : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, inner] of Object.entries(value)) {
    const found = name.includes('\0') ? at : zeroAt(inner, at === '' ? name : `${at}.${name}`)
    if (found !== null) return found
  }
  return null
}

const unstorable = (place: string, at: string) => ({
  kind: 'invalid',
  in: place,
  message: `The ${place} is not as expected.`,
  fields: [{ at, message: 'this text holds a zero character, which cannot be kept' }],
})

/** The network a request came from, which the Node adapter puts beside it. */
export const networkOf = (env: unknown): string => {
  const bindings = env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return bindings?.incoming?.socket?.remoteAddress ?? 'local'
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What wraps every request: its id, its headers, its log line, and the refusal of what another site sent. */
export function aroundEveryRequest(machine: Machine, identity: Identity, log: Log) {
  const app = room()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
    }),
  )
  app.use(async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('machine', machine)
    c.set('identity', identity)
    c.set('visitor', null)
    c.header('x-request-id', requestId)
    const startedAt = performance.now()
    await next()
    // Paths hold opaque ids only; queries may hold a name someone searched for, so they are never logged.
    const milliseconds = Math.round(performance.now() - startedAt)
    log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, milliseconds }, 'request')
  })
  app.use('/api/*', async (c, next) => {
    if (!safeMethods.has(c.req.method) && isForeign(c)) {
      return problem(c, { kind: 'cross_origin.forbidden', message: 'This request did not come from a Ballast page.' })
    }
    await next()
    c.header('cache-control', 'no-store')
  })
  app.onError((error, c) => {
    const requestId = c.get('requestId')
    if (isAway(error)) {
      log.warn({ requestId, code: (error as { code?: string }).code ?? error.name }, 'the database does not answer')
      const message = 'The database does not answer just now. Try again in a moment.'
      const away = { kind: 'unavailable', type: '/problems/unavailable', status: 503, requestId, message }
      const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'retry-after': '2' }
      return c.json(away, 503, headers)
    }
    log.error({ requestId, name: error.name, stack: framesOf(error) }, 'request failed')
    const document = { kind: 'broken', type: '/problems/broken', status: 500, requestId }
    return c.json(document, 500, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  })
  app.notFound((c) => problem(c, { kind: 'not_found' }))
  return app
}

const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '53300', '40001', '40P01'])

/** Trouble that passes by itself: the database is gone, starting, full, or let somebody else go first. */
function isAway(error: Error & { code?: string }): boolean {
  const code = error.code ?? ''
  if (awayCodes.has(code) || code.startsWith('57P') || code.startsWith('08')) return true
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/.test(
    error.message,
  )
}

// A database error's message may quote a row; its frames never do.
const framesOf = (error: Error) => (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))

/** A form on another site can send our cookie but neither our header nor our origin. */
function isForeign(c: Context): boolean {
  if (c.req.header('x-ballast') === undefined) return true
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return !URL.canParse(origin) || new URL(origin).host !== host
}

type Routed = { routes: readonly { method: string; path: string; handler: object }[] }

/** Every method and path with what it demands; throws on one that demands nothing. */
export function declaredRoutes(app: Routed) {
  const declared = new Map<string, { method: string; path: string; access: Access; demand: Demand }>()
  const named = new Set<string>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    const name = `${method} ${path}`
    named.add(name)
    const found = demandOf(handler)
    if (found) declared.set(name, { method, path, ...found })
  }
  const bare = [...named].filter((name) => !declared.has(name))
  if (bare.length > 0) throw new Error(`routes without secured(permission): ${bare.join(', ')}`)
  return [...declared.values()]
}
