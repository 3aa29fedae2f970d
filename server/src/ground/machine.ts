import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backUp, stampOf } from './backup.ts'
import { StandInProcessor } from './cards.ts'
import type { Server } from './database.ts'
import { openKysely, openPool } from './db.ts'
import { environment } from './environment.ts'
import { FileStore } from './files.ts'
import type { Machine } from './ground.ts'
import { type Handlers, Jobs, migrateJobs } from './jobs.ts'
import { mailerFor } from './mail.ts'
import { FolderMailbox } from './mailbox.ts'
import { isUpgrade, migrate, refuseStrongRole } from './migrate.ts'

/** The app role's password of this installation: made once, readable by its owner alone. */
export async function appPassword(folder: string): Promise<string> {
  const path = join(folder, 'app-password')
  const known = await readFile(path, 'utf8').catch(() => null)
  if (known) return known.trim()
  await mkdir(folder, { recursive: true })
  const made = randomBytes(24).toString('base64url')
  await writeFile(path, made, { mode: 0o600 })
  return made
}

export async function ensureDatabase(server: Server, database: string): Promise<void> {
  const pool = openPool({
    host: server.host,
    port: server.port,
    database: 'postgres',
    user: server.owner,
    password: server.ownerPassword,
    max: 1,
  })
  try {
    const { rowCount } = await pool.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await pool.query(`CREATE DATABASE "${database}"`)
  } finally {
    await pool.end()
  }
}

export type Opening = {
  readonly folder: string
  readonly server: Server
  readonly database: string
  readonly handlers: readonly Handlers[]
  readonly clock?: () => number
  /** Called with each stage, for a progress line. */
  readonly onStage?: (stage: string) => void
  /** Called with the backup that was made before an upgrade. */
  readonly onBackup?: (path: string) => void
  /** Off for a clone of a template that is migrated already. */
  readonly migrates?: boolean
  /** Where files and mail are kept, when not in the folder of the server. */
  readonly dataFolder?: string
  /** Where patients reach the pages; what the environment says, when not given. */
  readonly publicUrl?: string
}

/** Migrates the database and opens everything a process needs, once. */
export async function openMachine(opening: Opening): Promise<Machine> {
  const { folder, server, database } = opening
  const password = await appPassword(folder)
  const names = [...new Set(opening.handlers.flatMap((handlers) => Object.keys(handlers)))]
  if (opening.migrates !== false) {
    await ensureDatabase(server, database)
    const owner = openPool({
      host: server.host,
      port: server.port,
      database,
      user: server.owner,
      password: server.ownerPassword,
      max: 2,
    })
    try {
      if (await isUpgrade(owner)) {
        const now = opening.clock ?? Date.now
        const to = join(opening.dataFolder ?? folder, 'backups', `before-upgrade-${stampOf(now())}`)
        opening.onStage?.(`backing up to ${to}`)
        await backUp({ owner, folder: opening.dataFolder ?? folder, to, now })
        opening.onBackup?.(to)
      }
      opening.onStage?.('migrating')
      await migrate(owner, password)
      await migrateJobs(owner, names)
    } finally {
      await owner.end()
    }
  }
  const pool = openPool({ host: server.host, port: server.port, database, user: 'ballast_app', password })
  await refuseStrongRole(pool)
  const dataFolder = opening.dataFolder ?? folder
  const jobs = new Jobs(pool)
  for (const handlers of opening.handlers) jobs.listen(handlers)
  const machine: Machine = {
    folder: dataFolder,
    pool,
    db: openKysely(pool),
    files: new FileStore(join(dataFolder, 'files')),
    mailboxOf: (practiceId) => new FolderMailbox(join(dataFolder, 'mailbox', practiceId), opening.clock ?? Date.now),
    jobs,
    mail: mailerFor(dataFolder, opening.clock ?? Date.now, { url: environment.smtpUrl, from: environment.mailFrom }),
    cards: new StandInProcessor(join(dataFolder, 'cards')),
    publicUrl: (opening.publicUrl ?? environment.publicUrl)?.replace(/\/+$/, '') ?? null,
    clock: opening.clock ?? Date.now,
    close: async () => {
      await jobs.close()
      await pool.end()
    },
  }
  await jobs.open(machine)
  return machine
}
