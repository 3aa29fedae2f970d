import { date } from '@ballast/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDb, otherPracticeId, practiceId } from '../../test/harness.ts'
import { buildApi } from '../api.ts'
import { openIdentity } from './auth.ts'
import { changing, reading } from './db.ts'
import { found, reply, room, secured } from './http.ts'
import { openLog } from './log.ts'
import { once } from './once.ts'

const minute = 60_000
const password = 'a long enough passphrase'

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)

// The login library counts in real time, so this clock is real time with an offset that a test moves.
let offset = 0
const identity = await openIdentity(fresh.machine.db, { now: () => Date.now() + offset })
const { app, routes } = await buildApi(fresh.machine, { identity, log: openLog('silent') })

// A room of the test's own: one page, one change that makes money.
let made = 0
app.route(
  '/api/trial',
  room()
    .get('/practice/:id', secured('claim.read', { param: z.object({ id: z.guid() }) }), async (c) => {
      const { ground } = c.var
      const { id } = c.req.valid('param')
      const row = await changing(ground, (tx) =>
        tx.selectFrom('practice').select('name').where('practice_id', '=', id).executeTakeFirst(),
      )
      return found(c, row)
    })
    .post(
      '/payment',
      secured('remittance.post', { idempotent: true, json: z.strictObject({ amountCents: z.int() }) }),
      (c) =>
        once(c, async () => {
          made += 1
          return { ok: true, value: { amountCents: c.req.valid('json').amountCents, made } }
        }),
    )
    .post('/refused', secured('remittance.post', { idempotent: true }), (c) =>
      once(c, async () => {
        made += 1
        return { ok: false, refusal: { kind: 'trial.closed' } }
      }),
    )
    .get('/people', secured('people.manage'), (c) => c.json({ ok: true }))
    .get('/broken', secured('claim.read'), () => {
      throw new Error('a patient named Jane Roe')
    })
    .get('/gone', secured('claim.read'), (c) => reply(c, { ok: false, refusal: { kind: 'claim.not_found' } })),
)

const ours = { 'x-ballast': '1', 'content-type': 'application/json' }
const signIn = (email: string, secret: string, headers: Record<string, string> = ours) =>
  app.request('/api/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify({ email, password: secret }) })
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
const signedIn = async (email: string) => cookiesOf(await signIn(email, password))
const anonymous = async (response: Response) => ({ ...((await response.json()) as object), requestId: '' })
const me = (cookie: string) => app.request('/api/me', { headers: { cookie } })
const pay = (cookie: string, key: string, amountCents: number) =>
  app.request('/api/trial/payment', {
    method: 'POST',
    headers: { ...ours, cookie, 'idempotency-key': key },
    body: JSON.stringify({ amountCents }),
  })

beforeAll(async () => {
  for (const [id, name] of [
    [practiceId, 'Harbor Counseling'],
    [otherPracticeId, 'Elsewhere Therapy'],
  ] as const) {
    await changing(fresh.ground(id), async (tx) => {
      const place = { address_line: '1 Main St', city: 'Albany', state: 'NY', zip: '12207', phone: '5185550100' }
      const numbers = { npi: '1234567893', tax_id: '123456789', taxonomy: '101YM0800X', submitter_id: 'HARBOR' }
      await tx
        .insertInto('practice')
        .values({ practice_id: id, name, ...numbers, ...place })
        .execute()
    })
  }
  for (const [email, name, role] of [
    ['biller@harbor.test', 'Bea Biller', 'biller'],
    ['owner@harbor.test', 'Olu Owner', 'owner'],
    ['front@harbor.test', 'Fran Front', 'front_desk'],
  ] as const) {
    const personId = await identity.addPerson({ email, name, password })
    await identity.setMembership(personId, {
      practiceId,
      practiceName: 'Harbor Counseling',
      roles: [role],
      clinicianId: null,
    })
  }
})

describe('signing in', () => {
  test('opens a session whose cookie no script can read and no other site can use', async () => {
    const response = await signIn('biller@harbor.test', password)
    expect(response.status).toBe(200)
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith('ballast.session_token='))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  test('tells the person, the practice, the permissions and the practice day', async () => {
    const response = await me(await signedIn('biller@harbor.test'))
    expect(await response.json()).toMatchObject({
      person: { name: 'Bea Biller' },
      practice: { id: practiceId, name: 'Harbor Counseling' },
      roles: ['biller'],
      isDemo: false,
      today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
  })

  test('keeps only the hash of the session token', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0]
    const { rows } = await sql<{ token: string }>`select token from login.session`.execute(fresh.machine.db)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((row) => row.token)).not.toContain(token)
  })

  test('answers a wrong password and an unknown address alike', async () => {
    const answers = [
      await signIn('owner@harbor.test', 'wrong'),
      await signIn('nobody@harbor.test', 'wrong'),
      await signIn('no address', 'wrong'),
    ]
    const bodies = await Promise.all(answers.map(anonymous))
    expect(answers.map((each) => each.status)).toEqual([401, 401, 401])
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
  })

  test.each(['front@harbor.test', 'guess@harbor.test'])(
    'slows %s after five failures and locks after ten',
    async (email) => {
      offset = 0
      for (let i = 0; i < 5; i += 1) expect((await signIn(email, 'wrong')).status).toBe(401)
      const slowed = await signIn(email, password)
      expect(slowed.status).toBe(429)
      expect(Number(slowed.headers.get('retry-after'))).toBeLessThanOrEqual(2)
      for (let i = 5; i < 10; i += 1) {
        offset += 2 * minute
        expect((await signIn(email, 'wrong')).status).toBe(401)
      }
      offset += 14 * minute
      expect((await signIn(email, password)).status).toBe(429)
      offset += 2 * minute
      expect((await signIn(email, password)).status).toBe(email.startsWith('front') ? 200 : 401)
      offset = 0
    },
  )

  test('ends with signing out: the old cookie opens nothing', async () => {
    const cookie = await signedIn('biller@harbor.test')
    expect((await app.request('/api/auth/sign-out', { method: 'POST', headers: { ...ours, cookie } })).status).toBe(200)
    expect((await me(cookie)).status).toBe(401)
  })
})

describe('a new password', () => {
  const change = (cookie: string, current: string, next: string) =>
    app.request('/api/auth/password', {
      method: 'POST',
      headers: { ...ours, cookie },
      body: JSON.stringify({ current, next }),
    })

  test('needs the old one and fifteen characters, and ends every other session', async () => {
    await identity.addPerson({ email: 'changer@harbor.test', name: 'Chris Changer', password })
    const [here, elsewhere] = [await signedIn('changer@harbor.test'), await signedIn('changer@harbor.test')]
    expect((await change(here, 'not the old one', 'a brand new passphrase')).status).toBe(401)
    expect((await change(here, password, 'fourteen chars')).status).toBe(422)
    const changed = await change(here, password, 'a brand new passphrase')
    expect(changed.status).toBe(200)
    expect((await me(elsewhere)).status).toBe(401)
    expect((await me(here)).status).toBe(401)
    expect((await me(cookiesOf(changed))).status).toBe(200)
    expect((await signIn('changer@harbor.test', password)).status).toBe(401)
    expect((await signIn('changer@harbor.test', 'a brand new passphrase')).status).toBe(200)
  })
})

describe('a session', () => {
  test.each([
    { name: 'idle for fifteen minutes is still open', idle: 15 * minute - 5000, status: 200 },
    { name: 'idle for longer is closed', idle: 15 * minute + 5000, status: 401 },
  ])('$name', async ({ idle, status }) => {
    const cookie = await signedIn('biller@harbor.test')
    offset = idle
    expect((await me(cookie)).status).toBe(status)
    offset = 0
  })

  test('is kept awake by work, and not by a page that polls', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const work = () => app.request('/api/trial/gone', { headers: { cookie } })
    offset = 10 * minute
    expect((await work()).status).toBe(404)
    offset = 20 * minute
    expect((await me(cookie)).status).toBe(200)
    offset = 26 * minute
    expect((await me(cookie)).status).toBe(401)
    offset = 0
  })

  test('ends after twelve hours, however busy', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const work = () => app.request('/api/trial/gone', { headers: { cookie } })
    for (offset = 0; offset < 12 * 60 * minute; offset += 14 * minute) expect((await work()).status).toBe(404)
    offset = 12 * 60 * minute + minute
    expect((await work()).status).toBe(401)
    offset = 0
  })

  test('of a person who was disabled closes at once', async () => {
    const personId = await identity.addPerson({ email: 'leaver@harbor.test', name: 'Lee Leaver', password })
    const cookie = await signedIn('leaver@harbor.test')
    expect((await me(cookie)).status).toBe(200)
    await sql`update login.person set disabled_at = now() where id = ${personId}`.execute(fresh.machine.db)
    expect((await me(cookie)).status).toBe(401)
  })
})

describe('what another site sends is refused', () => {
  test.each([
    { name: 'a form post, without our header', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { name: 'our header from another origin', headers: { ...ours, origin: 'https://evil.test' } },
    { name: 'a null origin', headers: { ...ours, origin: 'null' } },
    { name: 'a browser that says cross-site', headers: { ...ours, 'sec-fetch-site': 'cross-site' } },
  ])('$name', async ({ headers }) => {
    const cookie = await signedIn('biller@harbor.test')
    for (const { method, path } of routes.filter((route) => route.method !== 'GET')) {
      const response = await app.request(path, {
        method,
        headers: { ...headers, cookie } as Record<string, string>,
        body: '{}',
      })
      expect([path, response.status]).toEqual([path, 403])
    }
  })

  test('our own origin is let in', async () => {
    const response = await signIn('owner@harbor.test', password, {
      ...ours,
      origin: 'http://localhost',
      host: 'localhost',
    })
    expect(response.status).toBe(200)
  })
})

describe('who may see what', () => {
  test('nobody without a session opens a practice page', async () => {
    for (const { method, path } of routes.filter(({ access }) => access !== 'anyone')) {
      const response = await app.request(path, { method, headers: ours, ...(method === 'GET' ? {} : { body: '{}' }) })
      expect([path, response.status]).toEqual([path, 401])
    }
  })

  test('another practice is not found, and answers as a missing record does', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const get = (path: string, practice: string) => app.request(path, { headers: { cookie, 'x-practice': practice } })
    const theirs = await get(`/api/trial/practice/${otherPracticeId}`, practiceId)
    const missing = await get('/api/trial/practice/0190a000-0000-7000-8000-00000000dead', practiceId)
    const elsewhere = await get(`/api/trial/practice/${otherPracticeId}`, otherPracticeId)
    const malformed = await get('/api/trial/practice/1%20or%201=1', practiceId)
    const shapes = await Promise.all([theirs, missing, elsewhere, malformed].map(anonymous))
    expect([theirs, missing, elsewhere, malformed].map((r) => r.status)).toEqual([404, 404, 404, 404])
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
    expect((await get(`/api/trial/practice/${practiceId}`, practiceId)).status).toBe(200)
  })

  test('a role without the permission is refused, and taking the role away works on the next request', async () => {
    const cookie = await signedIn('owner@harbor.test')
    const people = () => app.request('/api/trial/people', { headers: { cookie } })
    expect((await people()).status).toBe(200)
    const personId = await identity.addPerson({ email: 'owner@harbor.test', name: '', password })
    const membership = { practiceId, practiceName: 'Harbor Counseling', clinicianId: null }
    await identity.setMembership(personId, { ...membership, roles: ['biller'] })
    expect((await people()).status).toBe(403)
    const denied = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('audit_event')
        .select(['actor', 'action', 'subject'])
        .where('practice_id', '=', practiceId)
        .execute(),
    )
    expect(denied.at(-1)).toEqual({ actor: personId, action: 'denied', subject: 'GET /api/trial/people' })
    await identity.setMembership(personId, { ...membership, roles: ['owner'] })
  })
})

describe('money is made once', () => {
  test('the same key and request give the first answer again', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const first = await pay(cookie, 'key-00000001', 12_500)
    const again = await pay(cookie, 'key-00000001', 12_500)
    expect(first.status).toBe(200)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await again.json()).toEqual(await first.json())
    expect(made).toBe(1)
  })

  test('ten presses at once make one payment', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const before = made
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(cookie, 'key-00000002', 100)))
    expect(answers.map((each) => each.status)).toEqual(Array(10).fill(200))
    expect(made).toBe(before + 1)
  })

  test('the same key with another amount is refused', async () => {
    const cookie = await signedIn('biller@harbor.test')
    await pay(cookie, 'key-00000003', 100)
    expect((await pay(cookie, 'key-00000003', 200)).status).toBe(422)
  })

  test('without a key it is refused', async () => {
    const cookie = await signedIn('biller@harbor.test')
    expect((await pay(cookie, '', 100)).status).toBe(422)
  })

  test('a refusal keeps no key, so that it may be tried again', async () => {
    const cookie = await signedIn('biller@harbor.test')
    const send = () =>
      app.request('/api/trial/refused', {
        method: 'POST',
        headers: { ...ours, cookie, 'idempotency-key': 'key-00000004' },
        body: '{}',
      })
    expect([(await send()).status, (await send()).status]).toEqual([409, 409])
  })
})

describe('what every answer carries', () => {
  test('no cache, no frame, and a request id', async () => {
    const { headers } = await app.request('/api/health')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a failure says nothing of what it was working on', async () => {
    const response = await app.request('/api/trial/broken', {
      headers: { cookie: await signedIn('biller@harbor.test') },
    })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('Jane')
  })

  test('an unknown field is named', async () => {
    const response = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: ours,
      body: JSON.stringify({ email: 'a@b.test', password: 'x', role: 'owner' }),
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('role')
  })

  test('a body over its limit is refused', async () => {
    const response = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { ...ours, 'content-length': String(2_000_000) },
      body: 'x'.repeat(2_000_000),
    })
    expect(response.status).toBe(413)
  })
})
