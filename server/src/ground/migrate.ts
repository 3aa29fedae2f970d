import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

// Migrations are SQL files, forward only. One migrator at a time; each file whole or not at all; a file that was changed
// after it ran is refused, since two installations would then differ under one number.

const folder = join(import.meta.dirname, '../../migrations')

/** Splits a file into its statements; dollar-quoted bodies and quoted text stay whole. */
export function statementsOf(content: string): string[] {
  const statements: string[] = []
  let current = ''
  let at = 0
  const take = (length: number): void => {
    current += content.slice(at, at + length)
    at += length
  }
  while (at < content.length) {
    const rest = content.slice(at, at + 200)
    const dollar = /^\$[a-z_]*\$/.exec(rest)
    if (rest.startsWith('--')) {
      const end = content.indexOf('\n', at)
      at = end < 0 ? content.length : end
    } else if (dollar) {
      const tag = dollar[0]
      const end = content.indexOf(tag, at + tag.length)
      take((end < 0 ? content.length : end + tag.length) - at)
    } else if (rest[0] === "'") {
      const end = content.indexOf("'", at + 1)
      take((end < 0 ? content.length : end + 1) - at)
    } else if (rest[0] === ';') {
      statements.push(current.trim())
      current = ''
      at += 1
    } else take(1)
  }
  statements.push(current.trim())
  return statements.filter((statement) => statement !== '')
}

export type Migration = { readonly name: string; readonly content: string; readonly sha256: string }

export async function migrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name), 'utf8')
      return { name, content, sha256: createHash('sha256').update(content).digest('hex') }
    }),
  )
}

/** Names of the migrations this database still wants. */
export async function pending(owner: pg.Pool): Promise<string[]> {
  const table = await owner.query("SELECT to_regclass('public.ballast_migration') AS name")
  const done = table.rows[0]?.name
    ? (await owner.query('SELECT name FROM public.ballast_migration')).rows.map((row) => String(row.name))
    : []
  return (await migrations()).map(({ name }) => name).filter((name) => !done.includes(name))
}

/** Whether the database holds an earlier schema, so that migrating it is an upgrade and not a beginning. */
export async function isUpgrade(owner: pg.Pool): Promise<boolean> {
  const wanted = await pending(owner)
  return wanted.length > 0 && wanted.length < (await migrations()).length
}

/** Brings the database to the newest schema, or to that of the migrations named; creates the app's role and schemas. Returns what it ran. */
export async function migrate(owner: pg.Pool, appPassword: string, only?: readonly string[]): Promise<string[]> {
  const client = await owner.connect()
  const ran: string[] = []
  try {
    await client.query('SELECT pg_advisory_lock(774411)')
    await client.query(`DO $role$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        CREATE ROLE ballast_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
      END IF; END $role$`)
    await client.query(`ALTER ROLE ballast_app PASSWORD ${client.escapeLiteral(appPassword)}`)
    for (const schema of ['app', 'login', 'boss']) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
    for (const schema of ['app', 'login', 'boss']) await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ballast_app`)
    const database = (await client.query('SELECT current_database() AS name')).rows[0]?.name as string
    await client.query(`ALTER ROLE ballast_app IN DATABASE ${client.escapeIdentifier(database)} SET search_path = app`)
    await client.query(
      'CREATE TABLE IF NOT EXISTS public.ballast_migration (name text PRIMARY KEY, sha256 text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())',
    )
    const done = new Map(
      (await client.query('SELECT name, sha256 FROM public.ballast_migration')).rows.map((row) => [
        String(row.name),
        String(row.sha256),
      ]),
    )
    for (const migration of await migrations()) {
      const before = done.get(migration.name)
      if (before === migration.sha256 || only?.includes(migration.name) === false) continue
      if (before !== undefined)
        throw new Error(`migration ${migration.name} was changed after it ran here; add a new file instead`)
      await client.query('BEGIN')
      try {
        for (const statement of statementsOf(migration.content)) await client.query(statement)
        await client.query('INSERT INTO public.ballast_migration (name, sha256) VALUES ($1, $2)', [
          migration.name,
          migration.sha256,
        ])
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`)
      }
      ran.push(migration.name)
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock(774411)').catch(() => undefined)
    client.release()
  }
  return ran
}

/** Refuses a connection that row security would not bind. */
export async function refuseStrongRole(app: pg.Pool): Promise<void> {
  const { rows } = await app.query(`SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND c.relowner = r.oid) AS owns,
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'app' AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS member
    FROM pg_roles r WHERE r.rolname = current_user`)
  const role = rows[0]
  if (!role || role.rolsuper || role.rolbypassrls || role.rolcreaterole || role.owns || role.member)
    throw new Error(
      `The database role ${role?.rolname} could see every practice's rows. Ballast refuses to start with it; connect as ballast_app.`,
    )
}
