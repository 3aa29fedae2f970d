import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'

// A backup is a folder: every row as a line of JSON, every kept file as it is, and a manifest with the hash of each. It
// is read by any version that has the same or later migrations, on any PostgreSQL, and by a person with `gunzip`.

export const manifestName = 'manifest.json'

export type BackedUpTable = {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly path: string
  readonly sha256: string
}
export type BackedUpFile = { readonly path: string; readonly sha256: string; readonly size: number }
export type Balance = { readonly practiceId: string; readonly account: string; readonly cents: string }

export type Manifest = {
  readonly format: 1
  readonly madeAt: string
  readonly server: string
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[]
  readonly tables: readonly BackedUpTable[]
  readonly files: readonly BackedUpFile[]
  readonly trialBalance: readonly Balance[]
}

/** What lies in the data folder and is not part of the practice: the database itself, earlier backups, this machine's own. */
const notData = new Set(['postgres', 'backups', 'lock.json', 'app-password', 'initdb-password'])

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** Every file under a folder, by its path from there; a file that goes while we look is passed over. */
async function filesIn(folder: string, within = folder): Promise<string[]> {
  const entries = await readdir(within, { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (within === folder && notData.has(entry.name)) continue
    const path = join(within, entry.name)
    if (entry.isDirectory()) found.push(...(await filesIn(folder, path)))
    else if (entry.isFile() && !entry.name.endsWith('.part')) found.push(relative(folder, path))
  }
  return found
}

async function copyFiles(folder: string, to: string, wanted: (path: string) => boolean): Promise<BackedUpFile[]> {
  const kept: BackedUpFile[] = []
  for (const path of (await filesIn(folder)).filter(wanted)) {
    const target = join(to, 'data', path)
    await mkdir(dirname(target), { recursive: true })
    try {
      await copyFile(join(folder, path), target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw error
    }
    kept.push({ path, sha256: await hashOfFile(target), size: (await stat(target)).size })
  }
  return kept
}

/** Refuses a role that row security would show only a part of the rows: half a backup is worse than none. */
async function refuseBoundRole(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string; sees: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  )
  if (!rows[0]?.sees)
    throw new Error(
      `The database role ${rows[0]?.name} does not see every practice's rows, so its backup would be a part. Use a superuser, or: ALTER ROLE ${rows[0]?.name} BYPASSRLS.`,
    )
}

async function tablesOf(client: pg.PoolClient): Promise<{ schema: string; name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE (n.nspname IN ('app', 'login') AND c.relkind = 'r' OR n.nspname = 'boss' AND c.relname = 'job')
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows
}

// Of the queue only what waits: jobs that are done have nothing left to do.
const waiting = `WHERE state < 'completed'`

async function writeTable(
  client: pg.PoolClient,
  table: { schema: string; name: string; columns: string[] },
  to: string,
): Promise<BackedUpTable> {
  const path = join('tables', `${table.schema}.${table.name}.jsonl.gz`)
  const from = `"${table.schema}"."${table.name}"`
  const columns = table.columns.map((name) => `"${name}"`).join(', ')
  let rows = 0
  async function* lines(): AsyncGenerator<string> {
    await client.query(
      `DECLARE each_row NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS line FROM (SELECT ${columns} FROM ${from} ${table.schema === 'boss' ? waiting : ''}) t`,
    )
    for (;;) {
      const { rows: part } = await client.query<{ line: string }>('FETCH 2000 FROM each_row')
      if (part.length === 0) break
      rows += part.length
      yield `${part.map((row) => row.line).join('\n')}\n`
    }
    await client.query('CLOSE each_row')
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 3 }), createWriteStream(join(to, path), { mode: 0o600 }))
  return { ...table, rows, path, sha256: await hashOfFile(join(to, path)) }
}

export async function trialBalance(client: pg.PoolClient | pg.Pool): Promise<Balance[]> {
  const { rows } = await client.query<Balance>(
    `SELECT practice_id AS "practiceId", account, sum(amount_cents)::text AS cents FROM app.posting GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows
}

export type Backup = {
  readonly owner: pg.Pool
  /** Where the kept files and the mail are. */
  readonly folder: string
  readonly to: string
  readonly now: () => number
}

/** Writes a backup beside a running server or alone; the folder `to` appears when it is whole. */
export async function backUp({ owner, folder, to, now }: Backup): Promise<Manifest> {
  if (await stat(to).catch(() => null)) throw new Error(`${to} is there already; a backup never writes over one.`)
  const part = `${to}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(join(part, 'tables'), { recursive: true, mode: 0o700 })
  const client = await owner.connect()
  try {
    // Mail is copied before the rows and kept files after: a restore then at most takes in a file again, which counts
    // once, and never misses one that a row names.
    const mail = await copyFiles(folder, part, (path) => !path.startsWith('files'))
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query('SET LOCAL row_security = off')
    await refuseBoundRole(client)
    const migrations = (
      await client.query<{ name: string; sha256: string }>(
        'SELECT name, sha256 FROM public.ballast_migration ORDER BY name',
      )
    ).rows
    const tables: BackedUpTable[] = []
    for (const table of await tablesOf(client)) tables.push(await writeTable(client, table, part))
    const balance = await trialBalance(client)
    const server = (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version ?? ''
    await client.query('COMMIT')
    const files = await copyFiles(folder, part, (path) => path.startsWith('files'))
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date(now()).toISOString(),
      server,
      migrations,
      tables,
      files: [...mail, ...files],
      trialBalance: balance,
    }
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    await writeFile(join(part, manifestName), text, { mode: 0o600 })
    const sum = createHash('sha256').update(text).digest('hex')
    await writeFile(join(part, `${manifestName}.sha256`), `${sum}  ${manifestName}\n`, { mode: 0o600 })
    await mkdir(dirname(to), { recursive: true })
    await rename(part, to)
    return manifest
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    await rm(part, { recursive: true, force: true })
    throw error
  } finally {
    client.release()
  }
}

/** A name that sorts by time: `2026-03-02T1405-09`. */
export const stampOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-')
