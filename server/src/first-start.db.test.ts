import { date } from '@ballast/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../test/harness.ts'
import { csvOf, tidewater } from '../test/planted.ts'
import { type BuiltApi, buildApi } from './api.ts'
import { bringPractice, holds, makeSetUpLink, resetByCommand } from './first-start.ts'
import { openIdentity } from './ground/auth.ts'
import { setToday } from './ground/clock.ts'
import { openLog } from './ground/log.ts'

// An empty installation, a link, and the person who started it: they must come in, and nobody else may.

const practice = {
  name: 'Tidewater Counseling',
  npi: '1234567893',
  taxId: '99-0000017',
  taxonomy: '261QM0801X',
  address: '12 Quay Street',
  city: 'Ellery Point',
  state: 'VA',
  zip: '23901-0012',
  phone: '(804) 555-0100',
  timeZone: 'America/New_York',
}
const owner = { name: 'Ora Linden', email: 'Ora@tidewater.test', password: 'seven gulls above the quay' }
const day = 24 * 60 * 60_000

let fresh: Fresh
let api: BuiltApi
let now: number
let token: string
beforeEach(async () => {
  fresh = await freshDb({ today: date('2026-03-20') })
  now = Date.parse('2026-03-20T12:00:00Z')
  fresh = { ...fresh, machine: { ...fresh.machine, clock: () => now } }
  const identity = await openIdentity(fresh.machine.db, { now: () => now })
  api = await buildApi(fresh.machine, { identity, log: openLog('silent') })
  token = await makeSetUpLink(fresh.machine)
})
afterEach(() => fresh.drop())

const send = (path: string, body: object, cookie = '') =>
  api.app.request(`/api${path}`, {
    method: 'POST',
    headers: { 'x-ballast': '1', 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
const setUp = (change: { practice?: object; owner?: object; token?: string } = {}) =>
  send('/link/set-up', {
    token: change.token ?? token,
    practice: { ...practice, ...change.practice },
    owner: { ...owner, ...change.owner },
  })
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
const said = async (response: Response) => (await response.json()) as Record<string, unknown>
const problemOf = async (response: Response) => ({ status: response.status, kind: (await said(response)).kind })

describe('the first start', () => {
  test('names the practice and its owner, who is then signed in and may do everything', async () => {
    expect(await holds(fresh.machine)).toBe('nothing')
    expect(await said(await send('/link/look', { token }))).toMatchObject({ kind: 'set-up' })
    const done = await setUp()
    expect(done.status).toBe(200)
    const me = await said(await api.app.request('/api/me', { headers: { cookie: cookieOf(done) } }))
    expect(me).toMatchObject({
      person: { name: 'Ora Linden', email: 'ora@tidewater.test' },
      practice: { name: 'Tidewater Counseling', timeZone: 'America/New_York' },
      roles: ['owner'],
      isDemo: false,
    })
    expect(await holds(fresh.machine)).toBe('practice')
    const { rows } = await fresh.ownerPool.query('SELECT tax_id, phone, zip, submitter_id FROM app.practice')
    expect(rows).toEqual([{ tax_id: '990000017', phone: '8045550100', zip: '239010012', submitter_id: '990000017' }])
    const trail = await fresh.ownerPool.query("SELECT actor FROM app.audit_event WHERE action = 'practice.set-up'")
    expect(trail.rows).toHaveLength(1)
  })

  test('the link is kept as a hash alone', async () => {
    const { rows } = await fresh.ownerPool.query('SELECT t::text AS text FROM login.link t')
    expect(rows).toHaveLength(1)
    expect(rows[0].text).not.toContain(token)
  })

  test('the link opens once, and another that was printed before opens no more either', async () => {
    const earlier = await makeSetUpLink(fresh.machine)
    expect((await setUp()).status).toBe(200)
    for (const each of [token, earlier]) {
      expect(await problemOf(await setUp({ token: each }))).toEqual({ status: 409, kind: 'link.used' })
      expect(await problemOf(await send('/link/look', { token: each }))).toEqual({ status: 409, kind: 'link.used' })
    }
  })

  test('the link lives a day, through any restart', async () => {
    now += day - 1000
    await makeSetUpLink(fresh.machine)
    expect((await send('/link/look', { token })).status).toBe(200)
    now += 1000
    expect(await problemOf(await setUp())).toEqual({ status: 409, kind: 'link.expired' })
  })

  test('of two who open it at one moment, with one link or with two, one practice and one owner come of it', async () => {
    const other = await makeSetUpLink(fresh.machine)
    const all = await Promise.all([
      setUp(),
      setUp({ owner: { email: 'second@tidewater.test' } }),
      setUp({ token: other, owner: { email: 'third@tidewater.test' } }),
    ])
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { rows } = await fresh.ownerPool.query(
      'SELECT (SELECT count(*) FROM app.practice)::int AS practices, (SELECT count(*) FROM login.person)::int AS people',
    )
    expect(rows).toEqual([{ practices: 1, people: 1 }])
  })

  test('a link that is not whole opens nothing', async () => {
    expect(await problemOf(await setUp({ token: token.slice(1) }))).toEqual({ status: 404, kind: 'link.not_found' })
  })
})

describe('what cannot be right', () => {
  test.each([
    ['an NPI whose check digit does not fit', { practice: { npi: '1234567894' } }, 'practice.npi'],
    ['an NPI of nine digits', { practice: { npi: '123456789' } }, 'practice.npi'],
    ['a tax id of eight digits', { practice: { taxId: '9900001' } }, 'practice.taxId'],
    ['a taxonomy that is none', { practice: { taxonomy: 'COUNSELOR' } }, 'practice.taxonomy'],
    ['a ZIP of five digits', { practice: { zip: '23901' } }, 'practice.zip'],
    ['a post office box', { practice: { address: 'P.O. Box 12' } }, 'practice.address'],
    ['a state that is none', { practice: { state: 'XX' } }, 'practice.state'],
    ['a phone number of nine digits', { practice: { phone: '804555010' } }, 'practice.phone'],
    ['a time zone that is none', { practice: { timeZone: 'Mars/Olympus' } }, 'practice.timeZone'],
    ['a letter that no claim carries', { practice: { name: 'Tide*water' } }, 'practice.name'],
    ['a password of fourteen characters', { owner: { password: 'fourteen chars' } }, 'owner.password'],
  ])('%s is said at its place, and spends no link', async (_, change, at) => {
    const response = await setUp(change)
    expect(response.status).toBe(422)
    expect(await said(response)).toMatchObject({ kind: 'set_up.invalid', fields: [{ at }] })
    expect((await setUp({ owner: { password: 'fifteen letters' } })).status).toBe(200)
  })

  test('an address that is none is said at its place', async () => {
    expect(await said(await setUp({ owner: { email: 'ora' } }))).toMatchObject({ fields: [{ at: 'owner.email' }] })
  })
})

describe('an owner who begins', () => {
  test('adds a payer, a charge and a clinician, imports a patient and a visit, and has a claim to send', async () => {
    const begun = await setUp()
    const cookie = cookieOf(begun)
    // The jobs of this process go by the real clock; the visit's filing days go by the practice's.
    await setToday(fresh.ground(String((await said(begun)).practiceId)), fresh.today)
    const made = async (path: string, body: object) => {
      const response = await send(`/practices${path}`, body, cookie)
      expect(`${path} ${response.status} ${await response.clone().text()}`).toContain(`${path} 200`)
      return String((await said(response)).id)
    }
    const see = async (path: string) => said(await api.app.request(`/api${path}`, { headers: { cookie } }))
    expect(await see('/practices/beginning')).toEqual({ payers: 0, charges: 0, clinicians: 0, imports: 0 })

    const payer = { name: 'Northwind', code: 'NWND1', ediId: '60054', kind: 'commercial', filingIndicator: 'CI' }
    const payerId = await made('/payers', payer)
    await made(`/payers/${payerId}/fees`, { code: '90834', cents: 11_000, from: '2026-01-01' })
    await made('/charges', { code: '90834', cents: 15_000, from: '2026-01-01' })
    const { locations, programs } = (await see('/practices/clinicians')) as Record<string, { id: string }[]>
    await made('/clinicians', {
      npi: '1245319599',
      firstName: 'Ida',
      lastName: 'Hale',
      credential: 'LCSW',
      licenceState: 'VA',
      taxonomy: '1041C0700X',
      locationId: locations?.[0]?.id,
      programId: programs?.[0]?.id,
    })
    for (const kind of ['patients', 'coverages', 'sessions'] as const) {
      const form = new FormData()
      form.append('files', new File([csvOf(kind, 1, 1) as Uint8Array<ArrayBuffer>], `${kind}.csv`))
      const headers = { 'x-ballast': '1', cookie }
      const response = await api.app.request('/api/import', { method: 'POST', headers, body: form })
      expect(await said(response)).toMatchObject({ files: [{ kind, taken: 1, errors: [] }] })
    }
    await fresh.machine.jobs.drain()
    expect(await see('/practices/beginning')).toEqual({ payers: 1, charges: 1, clinicians: 1, imports: 3 })
    const claims = (await see('/claims')) as { claims: object[] }
    expect(claims.claims).toMatchObject([{ status: 'ready', charge: '150.00', expected: '110.00' }])
    const sent = await api.app.request('/api/claims/batches', {
      method: 'POST',
      headers: { 'x-ballast': '1', 'idempotency-key': 'first-claim', cookie },
    })
    expect(await said(sent)).toMatchObject({ batches: [expect.any(String)] })
  })
})

describe('a settings file, by the command line', () => {
  test('sets the practice up and lets its owner in by a link; brought again it makes no second one', async () => {
    let first = await bringPractice(fresh.machine, tidewater, 'Ora@tidewater.test')
    if (!first.ok) throw new Error(first.refusal.problems.join('; '))
    const wrong = first.value.token
    first = await bringPractice(fresh.machine, tidewater, 'Ora@tidewater.test')
    if (!first.ok) throw new Error(first.refusal.problems.join('; '))
    expect(await problemOf(await send('/link/look', { token: wrong }))).toEqual({ status: 404, kind: 'link.not_found' })
    expect(first.value).toMatchObject({ name: 'Tidewater', isNew: false })
    expect(await problemOf(await setUp())).toEqual({ status: 409, kind: 'link.used' })
    const { password } = owner
    const joined = await send('/link/join', { token: first.value.token, name: 'Ora Linden', password })
    expect(await said(await api.app.request('/api/me', { headers: { cookie: cookieOf(joined) } }))).toMatchObject({
      person: { name: 'Ora Linden' },
      practice: { name: 'Tidewater' },
      roles: ['owner'],
    })
    const again = await bringPractice(fresh.machine, tidewater, null)
    expect(again).toEqual({ ok: true, value: { name: 'Tidewater', isNew: false, token: null } })
  })

  test('that cannot be used says where, and leaves nothing behind', async () => {
    const wrong = { ...tidewater, practice: { ...tidewater.practice, npi: '1234567894' } }
    const told = async (file: unknown, who: string | null) => {
      const done = await bringPractice(fresh.machine, file, who)
      return done.ok ? [] : done.refusal.problems
    }
    expect(await told(wrong, 'ora@tidewater.test')).toEqual([expect.stringContaining('practice.npi: ')])
    expect(await told({}, 'ora@tidewater.test')).toContainEqual(expect.stringContaining('practice: '))
    expect(await told(tidewater, null)).toEqual([expect.stringContaining('--owner')])
    expect(await told(tidewater, 'ora at tidewater')).toEqual([expect.stringContaining('--owner ora at tidewater')])
    expect(await holds(fresh.machine)).toBe('nothing')
  })

  test('whoever runs the machine helps a lone owner to a new password', async () => {
    await setUp()
    expect(await resetByCommand(fresh.machine, 'nobody@tidewater.test')).toBeNull()
    const reset = await resetByCommand(fresh.machine, 'Ora@tidewater.test')
    expect((await send('/link/reset', { token: reset, password: 'a new and longer one' })).status).toBe(200)
  })
})
