import { constants, existsSync } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openPool } from './db.ts'
import { environment } from './environment.ts'
import { databaseName, databaseServer } from './installation.ts'
import { lockFolder } from './lock.ts'
import { pending } from './migrate.ts'
import { webFolder, webIsStale } from './web-build.ts'

export type Check = { readonly name: string; readonly ok: boolean; readonly detail: string }

const nodeNeeded = 26
const diskNeeded = 2 * 1024 ** 3

const said = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function tried(name: string, work: () => Promise<{ ok: boolean; detail: string }>): Promise<Check> {
  try {
    return { name, ...(await work()) }
  } catch (error) {
    return { name, ok: false, detail: said(error) }
  }
}

/** What support asks first: can this machine run Ballast, and does what is here fit together. */
export async function doctor(folder: string, port: number): Promise<Check[]> {
  const major = Number(process.versions.node.split('.')[0])
  const checks: Check[] = [
    {
      name: 'node',
      ok: major >= nodeNeeded,
      detail: `Node ${process.versions.node}; ${nodeNeeded} or later is needed`,
    },
  ]
  checks.push(
    await tried('folder', async () => {
      await mkdir(folder, { recursive: true })
      await access(folder, constants.W_OK)
      const { bavail, bsize } = await statfs(folder)
      const free = bavail * bsize
      return { ok: free >= diskNeeded, detail: `${folder}: writable, ${(free / 1024 ** 3).toFixed(1)} GB free` }
    }),
    await tried('port', async () => {
      const isFree = await portIsFree(port)
      return { ok: true, detail: isFree ? `${port} is free` : `${port} is taken; start will use the next free one` }
    }),
    await tried('database', () => databaseCheck(folder)),
    await tried('web', async () => {
      if (!webFolder()) return { ok: true, detail: 'this copy has no pages to build' }
      return { ok: true, detail: (await webIsStale()) ? 'start will build the pages first' : 'the pages are built' }
    }),
  )
  return checks
}

async function databaseCheck(folder: string): Promise<{ ok: boolean; detail: string }> {
  if (!environment.databaseUrl && !existsSync(join(folder, 'postgres', 'PG_VERSION'))) {
    return { ok: true, detail: 'none here yet; start will create one' }
  }
  const lock = await lockFolder(folder)
  const server = await databaseServer(folder)
  const which = environment.databaseUrl ? 'DATABASE_URL' : 'embedded'
  const reach = { host: server.host, port: server.port, user: server.owner, password: server.ownerPassword, max: 1 }
  const admin = openPool({ ...reach, database: 'postgres' })
  try {
    const { rows } = await admin.query(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        exists (select from pg_database where datname = $1) as known`,
      [databaseName()],
    )
    const { version, number, known } = rows[0] as { version: string; number: number; known: boolean }
    if (number < 150_000) return { ok: false, detail: `${which}: PostgreSQL ${version}; 15 or later is needed` }
    if (!known) return { ok: true, detail: `${which}: PostgreSQL ${version}, empty; start will create the database` }
    const owner = openPool({ ...reach, database: databaseName() })
    const waiting = await pending(owner).finally(() => owner.end())
    const migrations = waiting.length === 0 ? 'up to date' : `${waiting.length} migrations wait for the next start`
    return { ok: true, detail: `${which}: PostgreSQL ${version}, ${migrations}` }
  } finally {
    await admin.end()
    if ('release' in lock) {
      await server.stop()
      await lock.release()
    }
  }
}

const portIsFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
