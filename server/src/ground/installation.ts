import { existsSync } from 'node:fs'
import { mkdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { backUp, type Manifest } from './backup.ts'
import { say, Unusable } from './command-line.ts'
import { type Server, startEmbedded } from './database.ts'
import { openPool } from './db.ts'
import { environment } from './environment.ts'
import type { Machine } from './ground.ts'
import { type Handlers, migrateJobs } from './jobs.ts'
import { lockFolder } from './lock.ts'
import { appPassword, ensureDatabase, openMachine } from './machine.ts'
import { isEmpty, putBack, readBackup } from './restore.ts'

export const databaseName = (): string =>
  environment.databaseUrl === undefined ? 'ballast' : new URL(environment.databaseUrl).pathname.slice(1) || 'ballast'

/** The server that DATABASE_URL names, or the embedded one of the folder. Says what is wrong with a DATABASE_URL. */
export async function databaseServer(folder: string): Promise<Server> {
  if (environment.databaseUrl === undefined) return startEmbedded(folder)
  const server = serverOf(environment.databaseUrl)
  await refuseUnfit(server)
  return server
}

const shape = 'postgres://owner:password@host:5432/ballast'

/** Where a DATABASE_URL points, and as whom. */
export function serverOf(text: string): Server {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.hostname === '')
    throw new Error(`DATABASE_URL is not an address of a PostgreSQL server; expected ${shape}`)
  if (url.username === '') throw new Error(`DATABASE_URL names no role; expected ${shape}`)
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    owner: decodeURIComponent(url.username),
    ownerPassword: decodeURIComponent(url.password),
    stop: async () => undefined,
  }
}

const oldest = 150_000

async function refuseUnfit(server: Server): Promise<void> {
  const at = `${server.host}:${server.port}`
  const pool = openPool({
    host: server.host,
    port: server.port,
    database: 'postgres',
    user: server.owner,
    password: server.ownerPassword,
    max: 1,
  })
  try {
    const { rows } = await pool.query(
      "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
    )
    const { version, number } = rows[0] as { version: string; number: number }
    if (number < oldest) throw new Error(`DATABASE_URL: ${at} is PostgreSQL ${version}; Ballast needs 15 or newer`)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
      throw new Error(`DATABASE_URL: no PostgreSQL answers at ${at} (${code}). Start it, or mend the address.`)
    if (code?.startsWith('28'))
      throw new Error(`DATABASE_URL: ${at} refuses ${server.owner}: ${message}. Mend the role or its password.`)
    throw error
  } finally {
    await pool.end()
  }
}

/** Opens an installation for one errand, beside a running server or alone, and leaves it as it was. */
export async function withInstallation<T>(
  folder: string,
  handlers: readonly Handlers[],
  work: (machine: Machine, server: Server) => Promise<T>,
): Promise<T> {
  const lock = await lockFolder(folder)
  const server = await databaseServer(folder)
  try {
    const machine = await openMachine({
      folder,
      server,
      database: databaseName(),
      handlers,
      onBackup: (path) => say(`Before the upgrade everything was backed up to ${path}`),
    })
    try {
      return await work(machine, server)
    } finally {
      await machine.close()
    }
  } finally {
    // The database of a running server is its own to stop.
    if ('release' in lock) {
      await server.stop()
      await lock.release()
    }
  }
}

const ownerOf = (server: Server) =>
  openPool({
    host: server.host,
    port: server.port,
    database: databaseName(),
    user: server.owner,
    password: server.ownerPassword,
    max: 2,
  })

/** Writes a backup of an installation, beside a running server or alone. */
export async function backUpInstallation(folder: string, to: string, now: () => number): Promise<Manifest> {
  if (!existsSync(folder)) throw new Unusable(`${folder}: there is no Ballast data here`)
  const lock = await lockFolder(folder)
  const server = await databaseServer(folder)
  const owner = ownerOf(server)
  try {
    return await backUp({ owner, folder, to, now })
  } finally {
    await owner.end()
    if ('release' in lock) {
      await server.stop()
      await lock.release()
    }
  }
}

/** Makes an installation of a backup where there is none. It is worked on beside its place and put there when it is whole. */
export async function restoreInstallation(
  from: string,
  folder: string,
  handlers: readonly Handlers[],
): Promise<Manifest> {
  if (!(await isEmpty(folder)))
    throw new Unusable(`${folder} is not empty; a restore never writes over data. Name another --folder.`)
  const manifest = await readBackup(from)
  const work = `${folder}.restoring`
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true, mode: 0o700 })
  try {
    const server = await databaseServer(work)
    try {
      await ensureDatabase(server, databaseName())
      const owner = ownerOf(server)
      try {
        const names = [...new Set(handlers.flatMap((each) => Object.keys(each)))]
        await putBack({
          owner,
          appPassword: await appPassword(work),
          from,
          folder: work,
          manifest,
          migrateJobs: () => migrateJobs(owner, names),
        })
      } finally {
        await owner.end()
      }
    } finally {
      await server.stop()
    }
    if (existsSync(folder)) await rmdir(folder)
    await mkdir(join(folder, '..'), { recursive: true })
    await rename(work, folder)
    return manifest
  } catch (error) {
    await rm(work, { recursive: true, force: true })
    throw error
  }
}
