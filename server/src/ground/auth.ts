import { randomBytes } from 'node:crypto'
import { ok, type Result, refuse } from '@ballast/kernel'
import { betterAuth } from 'better-auth'
import { type Kysely, sql } from 'kysely'
import { withdrawResets } from './links.ts'
import { loginAdapter, sha256 } from './login-adapter.ts'
import { hashPassword, longestPassword, passwordFlaw, shortestPassword, verifyPassword } from './password.ts'
import { findPerson, insertPerson, type Membership, setMembership } from './people.ts'

// Identity is the library's work, standing is ours: who a person is for a practice, how long a session may idle,
// how often a password may be guessed. All of it is computed here, on every request, never told by the browser.

const minute = 60_000
const idleLimit = 15 * minute
const absoluteLimit = 12 * 60 * minute
// Writing down each request's moment would write as often as it reads.
const seenStep = 30_000

const slowedAfter = 5
const lockedAfter = 10
const lock = 15 * minute

/** A signed-in person, as one request finds them. */
export type Visitor = {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly memberships: readonly Membership[]
}

export type SignInRefusal =
  | { kind: 'sign_in.unauthenticated'; message: string }
  | { kind: 'sign_in.too_many'; message: string; retryAfterSeconds: number }

export type PasswordRefusal = { kind: 'password.unauthenticated' | 'password.invalid'; message: string }

export type Person = { readonly email: string; readonly name: string; readonly password: string }

export type Identity = {
  visitor(headers: Headers, how: { polls: boolean }): Promise<Visitor | null>
  signIn(
    who: { email: string; password: string },
    headers: Headers,
    network: string,
  ): Promise<Result<Cookies, SignInRefusal>>
  signOut(headers: Headers): Promise<Cookies>
  /** Takes the new password and ends every other session of the person. */
  changePassword(change: { current: string; next: string }, headers: Headers): Promise<Result<Cookies, PasswordRefusal>>
  /** The membership a request asks for, by header or cookie, or else the person's first; none of another's. */
  chosen(visitor: Visitor, headers: Headers): Membership | undefined
  /** Creates the person, or gives back the one with that address. */
  addPerson(person: Person): Promise<string>
  setMembership(personId: string, membership: Membership): Promise<void>
  endSessions(personId: string): Promise<void>
}

type Cookies = { readonly cookies: readonly string[] }

type Options = { readonly now?: () => number; readonly secure?: boolean }

export async function openIdentity<DB>(
  db: Kysely<DB>,
  { now = Date.now, secure = false }: Options = {},
): Promise<Identity> {
  const auth = libraryOver(db, await cookieSecret(db), secure)
  const instant = (offset = 0) => new Date(now() + offset)

  async function memberships(personId: string): Promise<Membership[]> {
    const { rows } = await sql<Membership>`
      select practice_id as "practiceId", practice_name as "practiceName", roles, clinician_id as "clinicianId"
      from login.membership where person_id = ${personId} and ended_at is null
      order by practice_name, practice_id`.execute(db)
    return rows
  }

  /** Keeps a session that is neither idle nor too old, and ends the others. */
  async function stillOpen(sessionId: string, polls: boolean): Promise<boolean> {
    const { rows } = await sql<{ seen_at: string; created_at: string; disabled_at: string | null }>`
      select session.seen_at, session.created_at, person.disabled_at
      from login.session join login.person on person.id = session.person_id where session.id = ${sessionId}`.execute(db)
    const [session] = rows
    if (!session) return false
    const idle = now() - Date.parse(session.seen_at)
    const age = now() - Date.parse(session.created_at)
    if (idle > idleLimit || age > absoluteLimit || session.disabled_at) {
      await sql`delete from login.session where id = ${sessionId}`.execute(db)
      return false
    }
    if (!polls && idle > seenStep)
      await sql`update login.session set seen_at = ${instant()} where id = ${sessionId}`.execute(db)
    return true
  }

  async function waitBefore(account: string, network: string): Promise<number> {
    const { rows } = await sql<{ locked_until: string | null }>`
      select locked_until from login.attempt where account_sha256 = ${account} and network = ${network}`.execute(db)
    const until = rows[0]?.locked_until
    return until ? Math.max(0, Date.parse(until) - now()) : 0
  }

  async function failed(account: string, network: string): Promise<void> {
    const { rows } = await sql<{ failures: number }>`
      insert into login.attempt (account_sha256, network, failures, failed_at) values (${account}, ${network}, 1, ${instant()})
      on conflict (account_sha256, network) do update set
        failures = case when login.attempt.failed_at < ${instant(-lock)} then 1 else login.attempt.failures + 1 end,
        failed_at = excluded.failed_at
      returning failures`.execute(db)
    const failures = rows[0]?.failures ?? 1
    if (failures < slowedAfter) return
    const wait = failures >= lockedAfter ? lock : 1000 * 2 ** (failures - slowedAfter + 1)
    await sql`update login.attempt set locked_until = ${instant(wait)}
      where account_sha256 = ${account} and network = ${network}`.execute(db)
  }

  return {
    async visitor(headers, { polls }) {
      const found = await auth.api.getSession({ headers, query: { disableCookieCache: true, disableRefresh: true } })
      if (!found || !(await stillOpen(found.session.id, polls))) return null
      const { id: personId, name, email } = found.user
      return { sessionId: found.session.id, personId, name, email, memberships: await memberships(personId) }
    },

    chosen({ memberships }, headers) {
      const cookie = headers.get('cookie')?.match(/(?:^|;\s*)ballast_practice=([0-9a-f-]{36})/)?.[1]
      const asked = headers.get('x-practice')
      if (asked !== null) return memberships.find(({ practiceId }) => practiceId === asked)
      // A cookie may outlive the membership it names; a header is asked for now.
      return memberships.find(({ practiceId }) => practiceId === cookie) ?? memberships[0]
    },

    async signIn({ email, password }, headers, network) {
      const account = sha256(email.trim().toLowerCase())
      const wait = await waitBefore(account, network)
      if (wait > 0) {
        const retryAfterSeconds = Math.ceil(wait / 1000)
        return refuse({ kind: 'sign_in.too_many', message: 'Too many tries. Wait, then try again.', retryAfterSeconds })
      }
      // The library would refuse a malformed address sooner than a wrong password, and so tell them apart.
      const response = await auth.api.signInEmail({
        body: { email: email.trim(), password },
        headers,
        asResponse: true,
      })
      if (!response.ok) {
        await failed(account, network)
        return refuse({ kind: 'sign_in.unauthenticated', message: 'That address and password do not go together.' })
      }
      await sql`delete from login.attempt where account_sha256 = ${account} and network = ${network}`.execute(db)
      return ok({ cookies: response.headers.getSetCookie() })
    },

    async signOut(headers) {
      const response = await auth.api.signOut({ headers, asResponse: true })
      return { cookies: response.headers.getSetCookie() }
    },

    async changePassword({ current, next }, headers) {
      const flaw = passwordFlaw(next)
      if (flaw) return refuse({ kind: 'password.invalid', message: flaw })
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
      const response = await auth.api.changePassword({ body, headers, asResponse: true })
      if (!response.ok)
        return refuse({ kind: 'password.unauthenticated', message: 'The current password is not that one.' })
      const { user } = (await response.json()) as { user: { id: string } }
      await withdrawResets(db, user.id)
      return ok({ cookies: response.headers.getSetCookie() })
    },

    async addPerson({ email, name, password }) {
      const known = await findPerson(db, email)
      return known?.id ?? insertPerson(db, { email, name, passwordHash: await hashPassword(password) })
    },

    setMembership: (personId, membership) => setMembership(db, personId, membership),

    async endSessions(personId) {
      await sql`delete from login.session where person_id = ${personId}`.execute(db)
    },
  }
}

async function cookieSecret<DB>(db: Kysely<DB>): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await sql`insert into login.secret (id, value) values (1, ${made}) on conflict (id) do nothing`.execute(db)
  const { rows } = await sql<{ value: string }>`select value from login.secret where id = 1`.execute(db)
  return rows[0]?.value ?? made
}

function libraryOver<DB>(db: Kysely<DB>, secret: string, secure: boolean) {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    appName: 'Ballast',
    baseURL: 'http://localhost',
    secret,
    database: loginAdapter(db),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: { modelName: 'person', fields: { ...times, emailVerified: 'email_verified' } },
    account: {
      modelName: 'account',
      fields: {
        ...times,
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    session: {
      modelName: 'session',
      fields: {
        ...times,
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: absoluteLimit / 1000,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    verification: { modelName: 'verification', fields: { ...times, expiresAt: 'expires_at' } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'ballast',
      useSecureCookies: secure,
      // ground/http.ts refuses what another site sends, before this library is asked.
      disableCSRFCheck: true,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
  })
}
