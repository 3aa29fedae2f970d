import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { type BackedUpTable, hashOfFile, type Manifest, manifestName, trialBalance } from './backup.ts'
import { migrate, migrations } from './migrate.ts'

// A restore first reads the whole backup against its hashes and only then writes; afterwards it counts what it wrote and
// adds up the books. A backup that is not whole restores nothing.

const isOurs = (path: string): boolean => !isAbsolute(path) && !normalize(path).startsWith('..')

/** The manifest of a backup whose every file is what it was; throws with the name of the first that is not. */
export async function readBackup(from: string): Promise<Manifest> {
  const text = await readFile(join(from, manifestName), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${from} is no backup: it has no ${manifestName}.`)
  const sum = (await readFile(join(from, `${manifestName}.sha256`), 'utf8').catch(() => '')).slice(0, 64)
  if (sum !== createHash('sha256').update(text).digest('hex'))
    throw new Error(`The backup is damaged: ${manifestName} is not what was written. Nothing was restored.`)
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 1)
    throw new Error(`This backup has format ${String(manifest.format)}, of a later Ballast. Restore it with that one.`)
  const parts = [
    ...manifest.tables.map(({ path, sha256 }) => ({ path, sha256 })),
    ...manifest.files.map(({ path, sha256 }) => ({ path: join('data', path), sha256 })),
  ]
  for (const { path, sha256 } of parts) {
    const found = isOurs(path) ? await hashOfFile(join(from, path)).catch(() => null) : null
    if (found !== sha256)
      throw new Error(
        `The backup is damaged: ${path} ${found === null ? 'is missing' : 'is not what was written'}. Nothing was restored.`,
      )
  }
  const known = new Map((await migrations()).map((migration) => [migration.name, migration.sha256]))
  for (const { name, sha256 } of manifest.migrations)
    if (known.get(name) !== sha256)
      throw new Error(
        `This backup was made by a Ballast with the migration ${name}, which this one lacks. Update first.`,
      )
  return manifest
}

const batchBytes = 4 * 1024 * 1024

async function readTable(client: pg.PoolClient, from: string, table: BackedUpTable): Promise<void> {
  const name = `"${table.schema}"."${table.name}"`
  const columns = table.columns.map((column) => `"${column}"`).join(', ')
  const known = await client.query<{ column: string }>(
    `SELECT attname AS column FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [name],
  )
  const missing = table.columns.filter((column) => !known.rows.some((row) => row.column === column))
  if (missing.length > 0) throw new Error(`${table.schema}.${table.name} has no column ${missing.join(', ')} here.`)
  let rows = 0
  let batch: string[] = []
  let size = 0
  const flush = async () => {
    if (batch.length === 0) return
    const { rowCount } = await client.query(
      `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
      [`[${batch.join(',')}]`],
    )
    rows += rowCount ?? 0
    batch = []
    size = 0
  }
  const lines = createInterface({ input: createReadStream(join(from, table.path)).pipe(createGunzip()) })
  for await (const line of lines) {
    batch.push(line)
    size += line.length
    if (size > batchBytes) await flush()
  }
  await flush()
  if (rows !== table.rows)
    throw new Error(`${table.schema}.${table.name}: ${rows} rows were restored, ${table.rows} were backed up.`)
}

export type Restore = {
  readonly owner: pg.Pool
  readonly appPassword: string
  readonly from: string
  readonly folder: string
  readonly manifest: Manifest
  /** Creates the queue's tables, whose waiting jobs are put back too. */
  readonly migrateJobs: () => Promise<void>
}

/** Puts a backup that was read whole into an empty database and folder, and checks what came out. */
export async function putBack({ owner, appPassword, from, folder, manifest, migrateJobs }: Restore): Promise<void> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname IN ('app', 'login', 'boss')`,
  )
  if ((rows[0]?.n ?? 0) > 0) throw new Error('The database is not empty; a restore never writes over one.')
  // The schema as the backup knew it; later migrations run when the server starts, over rows as they would any upgrade.
  await migrate(
    owner,
    appPassword,
    manifest.migrations.map(({ name }) => name),
  )
  await migrateJobs()
  const client = await owner.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica').catch(() => {
      throw new Error(
        'Restoring needs a superuser: rows go back with their checks off and are then checked as a whole.',
      )
    })
    for (const table of manifest.tables) {
      if (table.schema !== 'boss') await client.query(`DELETE FROM "${table.schema}"."${table.name}"`)
      await readTable(client, from, table)
    }
    await client.query(
      `UPDATE boss.job SET state = 'retry', started_on = NULL, heartbeat_on = NULL WHERE state = 'active'`,
    )
    const balance = JSON.stringify(await trialBalance(client))
    if (balance !== JSON.stringify(manifest.trialBalance))
      throw new Error('The trial balance of what was restored is not that of the backup.')
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  for (const { path, sha256 } of manifest.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await copyFile(join(from, 'data', path), join(folder, path))
    if ((await hashOfFile(join(folder, path))) !== sha256) throw new Error(`${path} was not written as it is.`)
  }
}

/** Whether a folder holds nothing, or is not there. */
export const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).length === 0
