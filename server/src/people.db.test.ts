import { readdir } from 'node:fs/promises'
import { date } from '@ballast/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Fresh, freshDb, otherPracticeId, practiceId } from '../test/harness.ts'
import { plantPractice } from '../test/planted.ts'
import { type BuiltApi, buildApi } from './api.ts'
import { openIdentity } from './ground/auth.ts'
import { openLog } from './ground/log.ts'
import type { Letter } from './ground/mail.ts'

// Who comes in, and as what: invited, changed, let go, helped back in; an owner stays whatever happens.

const password = 'seven gulls above the quay'
const hour = 60 * 60_000

let fresh: Fresh
let api: BuiltApi
let now: number
let owner: string
let ownerId: string
let letters: Letter[]
beforeEach(async () => {
  fresh = await freshDb({ today: date('2026-03-20') })
  now = Date.parse('2026-03-20T12:00:00Z')
  fresh = { ...fresh, machine: { ...fresh.machine, clock: () => now } }
  letters = []
  await plantPractice(fresh, fresh.ground(), 1, false)
  const identity = await openIdentity(fresh.machine.db, { now: () => now })
  api = await buildApi(fresh.machine, { identity, log: openLog('silent') })
  ownerId = await person('ora', ['owner'])
  owner = await signedIn('ora@tidewater.test')
})
afterEach(() => fresh.drop())

async function person(name: string, roles: string[], practice = practiceId): Promise<string> {
  const id = await api.identity.addPerson({ name, email: `${name}@tidewater.test`, password })
  await api.identity.setMembership(id, { practiceId: practice, practiceName: 'Tidewater', roles, clinicianId: null })
  return id
}
/** The pages of an installation that has another mail server or address. */
async function reopen(change: Partial<Fresh['machine']>) {
  api = await buildApi({ ...fresh.machine, ...change }, { identity: api.identity, log: openLog('silent') })
}
const postOffice = {
  delivers: true,
  send: async (letter: Letter) => {
    letters.push(letter)
  },
}
const send = (path: string, body: object, cookie = '') =>
  api.app.request(`/api${path}`, {
    method: 'POST',
    headers: { 'x-ballast': '1', 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
const signIn = (email: string, secret = password) => send('/auth/sign-in/email', { email, password: secret })
const signedIn = async (email: string) => cookieOf(await signIn(email))
const said = async (response: Response) => (await response.json()) as Record<string, unknown>
const problemOf = async (response: Response) => {
  const { kind } = await said(response)
  return `${response.status} ${kind}`
}
const see = (path: string, cookie: string) => api.app.request(`/api${path}`, { headers: { cookie } })
const lea = { name: 'Lea Biller', email: 'Lea@tidewater.test', roles: ['biller'], byMail: false }
const invite = async (cookie = owner, change: object = {}) => {
  const response = await send('/people/invitations', { ...lea, ...change }, cookie)
  const { link } = await said(response.clone())
  return { response, token: String(link).split('#')[1] ?? '' }
}

describe('an invitation', () => {
  test('opens once, brings somebody in with a password of their own, and as what it said', async () => {
    const { token } = await invite()
    expect(await said(await send('/link/look', { token }))).toEqual({
      kind: 'join',
      name: 'Lea Biller',
      email: 'lea@tidewater.test',
      practice: 'Tidewater',
      isKnown: false,
    })
    const joined = await send('/link/join', { token, name: 'Lea B. Biller', password: 'fifteen letters' })
    expect(joined.status).toBe(200)
    expect(await said(await see('/me', cookieOf(joined)))).toMatchObject({
      person: { name: 'Lea B. Biller', email: 'lea@tidewater.test' },
      roles: ['biller'],
    })
    expect(await problemOf(await send('/link/join', { token, name: 'x', password }))).toBe('409 link.used')
    expect((await signIn('lea@tidewater.test', 'fifteen letters')).status).toBe(200)
  })

  test('made twice at one moment is one invitation', async () => {
    await Promise.all(Array.from({ length: 8 }, () => invite()))
    const { invitations } = (await said(await see('/people', owner))) as { invitations: unknown[] }
    expect(invitations).toHaveLength(1)
  })

  test('does not make less of somebody who came in otherwise meanwhile', async () => {
    const { token, response } = await invite(owner, { email: 'zora@tidewater.test', name: 'Zora' })
    expect(await said(response)).toMatchObject({ link: expect.stringContaining('#') })
    await person('zora', ['owner'])
    expect(await problemOf(await send('/link/join', { token, name: 'Zora', password }))).toBe('409 link.expired')
    expect(await said(await see('/me', await signedIn('zora@tidewater.test')))).toMatchObject({ roles: ['owner'] })
  })

  test('is mailed when asked for, and the letter alone holds the way in', async () => {
    await reopen({ mail: postOffice })
    const { token, response } = await invite(owner, { byMail: true })
    expect(await said(response)).toMatchObject({ mailed: 'sent' })
    expect(letters).toMatchObject([
      { to: 'lea@tidewater.test', text: expect.stringContaining(`https://desk.test/welcome#${token}`) },
    ])
    const { rows } = await fresh.ownerPool.query('SELECT count(*)::int AS kept FROM app.notice')
    expect(rows).toEqual([{ kept: 0 }])
  })

  test('that nobody can be sent is told, with the link to hand over', async () => {
    await reopen({ mail: { delivers: true, send: () => Promise.reject(new Error('no route to host')) } })
    expect(await said((await invite(owner, { byMail: true })).response)).toMatchObject({
      mailed: 'failed',
      problem: 'no route to host',
      link: expect.stringContaining('/welcome#'),
    })
  })

  test('without a mail server lies in no folder: the link is there to copy', async () => {
    const { response } = await invite(owner, { byMail: true })
    expect(await said(response)).toMatchObject({
      mailed: 'failed',
      problem: 'No mail server is set: copy the link.',
      link: expect.stringContaining('/welcome#'),
    })
    expect(await readdir(fresh.machine.folder)).not.toContain('mail')
  })

  test('is mailed with the address of the installation alone; the one shown has the address it was asked by', async () => {
    await reopen({ mail: postOffice, publicUrl: null })
    const refused = await said((await invite(owner, { byMail: true })).response)
    expect(refused).toMatchObject({ kind: 'people.invalid', message: expect.stringContaining('PUBLIC_URL') })
    expect(letters).toEqual([])
    expect(await said((await invite()).response)).toMatchObject({ link: expect.stringContaining('http://localhost/') })
  })

  test('opens no more once whoever made it may not invite', async () => {
    const id = await person('max', ['manager'])
    const manager = await signedIn('max@tidewater.test')
    const joins = async (token: string) => problemOf(await send('/link/join', { token, name: 'Lea', password }))
    const { token: first } = await invite(manager)
    await send(`/people/${id}/standing`, { roles: ['biller'] }, owner)
    expect(await joins(first)).toBe('404 link.not_found')
    await send(`/people/${id}/standing`, { roles: ['manager'] }, owner)
    const { token: second } = await invite(manager)
    const membership = { practiceId, practiceName: 'Tidewater', clinicianId: null }
    await api.identity.setMembership(id, { ...membership, roles: ['biller'] })
    expect(await joins(second)).toBe('409 link.expired')
    await api.identity.setMembership(id, { ...membership, roles: ['manager'] })
    await send(`/people/${id}/let-go`, {}, owner)
    expect(await joins(second)).toBe('404 link.not_found')
  })

  test('is over after seven days, and a new one takes the place of an old one', async () => {
    const { token: first } = await invite()
    const { token } = await invite()
    expect(await problemOf(await send('/link/look', { token: first }))).toBe('404 link.not_found')
    now += 7 * 24 * hour - 1000
    expect((await send('/link/look', { token })).status).toBe(200)
    now += 1000
    expect(await problemOf(await send('/link/join', { token, name: 'Lea', password }))).toBe('409 link.expired')
  })

  test('taken back opens nothing', async () => {
    const { token } = await invite()
    expect((await send('/people/invitations/withdraw', { email: 'lea@tidewater.test' }, owner)).status).toBe(200)
    expect(await problemOf(await send('/link/join', { token, name: 'Lea', password }))).toBe('404 link.not_found')
  })

  test('a password of fourteen characters is told, and spends nothing', async () => {
    const { token } = await invite()
    const refused = await send('/link/join', { token, name: 'Lea', password: 'fourteen chars' })
    expect(await said(refused)).toMatchObject({ kind: 'link.invalid', fields: [{ at: 'password' }] })
    expect((await send('/link/join', { token, name: 'Lea', password: 'fifteen letters' })).status).toBe(200)
  })

  test('for somebody known elsewhere asks for the password they have, and never sets another', async () => {
    await person('lea', ['owner'], otherPracticeId)
    const { token } = await invite()
    const wrong = await send('/link/join', { token, name: 'Lea', password: 'the inviter made this up' })
    expect(await said(wrong)).toMatchObject({ kind: 'link.invalid', fields: [{ at: 'password' }] })
    const joined = await send('/link/join', { token, name: 'Lea', password })
    expect(joined.status).toBe(200)
    const me = await said(await see('/me', cookieOf(joined)))
    expect(me.practices).toHaveLength(2)
    expect((await signIn('lea@tidewater.test')).status).toBe(200)
  })

  test('a clinician’s names which of the clinicians they are', async () => {
    const { response } = await invite(owner, { roles: ['clinician'] })
    expect(await problemOf(response)).toBe('422 people.invalid')
  })

  test('of somebody who works here is refused', async () => {
    await person('lea', ['biller'])
    expect(await problemOf((await invite()).response)).toBe('409 people.here_already')
  })
})

describe('an owner', () => {
  test('is made, changed and helped by an owner alone', async () => {
    await person('max', ['manager'])
    const manager = await signedIn('max@tidewater.test')
    expect(await problemOf((await invite(manager, { roles: ['owner'] })).response)).toBe('409 people.owners_only')
    for (const path of ['let-go', 'reset', 'standing'])
      expect(
        await problemOf(
          await send(
            `/people/${ownerId}/${path}`,
            { reset: { byMail: false }, standing: { roles: ['biller'] } }[path] ?? {},
            manager,
          ),
        ),
      ).toBe('409 people.owners_only')
    expect((await invite(owner, { roles: ['owner'] })).response.status).toBe(200)
  })

  test('the last one stays, and stays owner', async () => {
    expect(await problemOf(await send(`/people/${ownerId}/let-go`, {}, owner))).toBe('409 people.last_owner')
    expect(await problemOf(await send(`/people/${ownerId}/standing`, { roles: ['manager'] }, owner))).toBe(
      '409 people.last_owner',
    )
    expect((await send(`/people/${ownerId}/standing`, { roles: ['owner', 'biller'] }, owner)).status).toBe(200)
  })

  test('of two who let each other go at one moment, one stays', async () => {
    const second = await person('olaf', ['owner'])
    const other = await signedIn('olaf@tidewater.test')
    const both = await Promise.all([
      send(`/people/${second}/let-go`, {}, owner),
      send(`/people/${ownerId}/let-go`, {}, other),
    ])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows } = await fresh.ownerPool.query(
      "SELECT count(*)::int AS owners FROM login.membership WHERE 'owner' = ANY (roles) AND ended_at IS NULL",
    )
    expect(rows).toEqual([{ owners: 1 }])
  })
})

describe('somebody', () => {
  test('let go is out at the next click, keeps their name, and can be brought back as what they were', async () => {
    const id = await person('lea', ['biller'])
    const cookie = await signedIn('lea@tidewater.test')
    expect((await see('/claims', cookie)).status).toBe(200)
    expect((await send(`/people/${id}/let-go`, {}, owner)).status).toBe(200)
    expect((await see('/claims', cookie)).status).toBe(401)
    const page = await said(await see('/people', owner))
    expect(page.people).toContainEqual(expect.objectContaining({ id, name: 'lea', endedAt: expect.any(String) }))
    expect((await send(`/people/${id}/bring-back`, {}, owner)).status).toBe(200)
    expect(await said(await see('/me', await signedIn('lea@tidewater.test')))).toMatchObject({ roles: ['biller'] })
  })

  test('given another role may do that at the next click, and what they were is told for undoing', async () => {
    const id = await person('lea', ['biller'])
    const cookie = await signedIn('lea@tidewater.test')
    expect((await see('/people', cookie)).status).toBe(403)
    const changed = await send(`/people/${id}/standing`, { roles: ['manager'] }, owner)
    expect(await said(changed)).toEqual({ was: { roles: ['biller'], clinicianId: null } })
    expect((await see('/people', cookie)).status).toBe(200)
  })

  test('who forgot their password chooses a new one by a link; the old one and its sessions are over', async () => {
    const id = await person('lea', ['biller'])
    const before = await signedIn('lea@tidewater.test')
    const { link } = await said(await send(`/people/${id}/reset`, { byMail: false }, owner))
    const token = String(link).split('#')[1]
    expect(await said(await send('/link/reset', { token, password: 'short' }))).toMatchObject({ kind: 'link.invalid' })
    const entered = await send('/link/reset', { token, password: 'a new and longer one' })
    expect((await see('/claims', cookieOf(entered))).status).toBe(200)
    expect((await see('/claims', before)).status).toBe(401)
    expect((await signIn('lea@tidewater.test')).status).toBe(401)
    expect(await problemOf(await send('/link/reset', { token, password }))).toBe('409 link.used')
  })

  test('who works for another practice too gets that link by mail alone', async () => {
    const id = await person('lea', ['biller'])
    await person('lea', ['owner'], otherPracticeId)
    const reset = () => send(`/people/${id}/reset`, { byMail: false }, owner)
    expect(await problemOf(await reset())).toBe('422 people.invalid')
    await reopen({ mail: postOffice, publicUrl: null })
    expect(await problemOf(await reset())).toBe('422 people.invalid')
    await reopen({ mail: postOffice })
    expect(await said(await reset())).toEqual({ link: null, mailed: 'sent', problem: null })
    const token = /#(\S+)/.exec(letters[0]?.text ?? '')?.[1]
    expect((await send('/link/reset', { token, password: 'a new and longer one' })).status).toBe(200)
  })

  describe('with a link to a new password', () => {
    let id: string
    const membership = { practiceId, practiceName: 'Tidewater', clinicianId: null }
    const offered = async (cookie = owner) =>
      String((await said(await send(`/people/${id}/reset`, { byMail: false }, cookie))).link).split('#')[1] ?? ''
    const opens = async (token: string) => {
      const response = await send('/link/reset', { token, password: 'a new and longer one' })
      return response.status === 200 ? 'opens' : problemOf(response)
    }
    beforeEach(async () => {
      id = await person('lea', ['biller'])
    })

    test('who is an owner by then is not helped by one who is none', async () => {
      await person('max', ['manager'])
      const token = await offered(await signedIn('max@tidewater.test'))
      await api.identity.setMembership(id, { ...membership, roles: ['owner'] })
      expect(await opens(token)).toBe('409 link.expired')
      expect(await opens(await offered())).toBe('opens')
    })

    test('who works elsewhere by then is not let in by one that was handed out', async () => {
      const token = await offered()
      await person('lea', ['owner'], otherPracticeId)
      expect(await opens(token)).toBe('409 link.expired')
      expect((await signIn('lea@tidewater.test')).status).toBe(200)
    })

    test('uses the newest; a change of standing, a password of their own and going end it', async () => {
      const first = await offered()
      const second = await offered()
      expect(await opens(first)).toBe('404 link.not_found')
      await send(`/people/${id}/standing`, { roles: ['manager'] }, owner)
      expect(await opens(second)).toBe('404 link.not_found')
      const third = await offered()
      const change = { current: password, next: 'a password of my own' }
      expect((await send('/auth/password', change, await signedIn('lea@tidewater.test'))).status).toBe(200)
      expect(await opens(third)).toBe('404 link.not_found')
      const fourth = await offered()
      await send(`/people/${id}/let-go`, {}, owner)
      expect(await opens(fourth)).toBe('404 link.not_found')
    })
  })

  test('every change stands in the trail with who made it', async () => {
    const id = await person('lea', ['biller'])
    await send(`/people/${id}/standing`, { roles: ['senior_biller'] }, owner)
    await send(`/people/${id}/let-go`, {}, owner)
    await send(`/people/${id}/bring-back`, {}, owner)
    const { rows } = await fresh.ownerPool.query(
      "SELECT action FROM app.audit_event WHERE actor = $1 AND action LIKE 'people.%' ORDER BY seq",
      [ownerId],
    )
    expect(rows.map(({ action }) => action)).toEqual(['people.standing-set', 'people.let-go', 'people.brought-back'])
  })
})
