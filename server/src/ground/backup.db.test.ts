import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freshDb } from '../../test/harness.ts'
import { plantCycle } from '../../test/walk.ts'
import { handlers } from '../handlers.ts'
import { backUp, type Manifest } from './backup.ts'
import { changing, openPool } from './db.ts'
import { migrateJobs } from './jobs.ts'
import { appPassword, openMachine } from './machine.ts'
import { migrate, migrations } from './migrate.ts'
import { putBack, readBackup } from './restore.ts'
import { verify } from './verify.ts'

const fresh = await freshDb({ today: date('2026-03-10') })
const server = inject('server')
const folder = await mkdtemp(join(tmpdir(), 'ballast-backup-'))
const to = join(folder, 'a-backup')
const names = [...new Set(handlers.flatMap((each) => Object.keys(each)))]
const databases: string[] = []
let manifest: Manifest

const poolOn = (database: string) =>
  openPool({ ...server, database, user: server.owner, password: server.ownerPassword, max: 2 })
const admin = poolOn('postgres')

/** A database with nothing in it. */
async function emptyDatabase(): Promise<string> {
  const name = `ballast_test_${randomBytes(6).toString('hex')}`
  await admin.query(`CREATE DATABASE ${name}`)
  databases.push(name)
  return name
}

beforeAll(async () => {
  for (const practice of [fresh.practiceId, fresh.otherPracticeId]) await plantCycle(fresh, fresh.ground(practice))
  const ground = fresh.ground()
  await changing(ground, (tx) => fresh.machine.jobs.enqueue(tx, ground, 'day.began', { left: 'waiting' }))
  manifest = await backUp({ owner: fresh.ownerPool, folder: fresh.machine.folder, to, now: () => 0 })
}, 120_000)
afterAll(async () => {
  await fresh.drop()
  for (const name of databases) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await admin.end()
  await rm(folder, { recursive: true, force: true })
})

async function restoreFrom(from: string, database: string, data: string): Promise<void> {
  const owner = poolOn(database)
  try {
    await putBack({
      owner,
      appPassword: await appPassword(server.folder),
      from,
      folder: data,
      manifest: await readBackup(from),
      migrateJobs: () => migrateJobs(owner, names),
    })
  } finally {
    await owner.end()
  }
}

/** Every table's rows as one hash, and how many jobs wait. */
async function contentOf(database: string): Promise<Record<string, string>> {
  const pool = poolOn(database)
  const found: Record<string, string> = {}
  for (const { schema, name } of manifest.tables) {
    const which = schema === 'boss' ? `WHERE state < 'completed'` : ''
    const { rows } = await pool.query<{ hash: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS hash FROM ${schema}.${name} t ${which}`,
    )
    found[`${schema}.${name}`] = rows[0]?.hash ?? ''
  }
  await pool.end()
  return found
}

describe('a backup', () => {
  test('put back into an empty database gives every row, every file and every waiting job, and verifies', async () => {
    const database = await emptyDatabase()
    const data = join(folder, 'restored')
    await restoreFrom(to, database, data)
    expect(await contentOf(database)).toEqual(await contentOf(fresh.database))
    expect(manifest.tables.find(({ schema }) => schema === 'boss')?.rows).toBeGreaterThan(0)
    expect(manifest.files.length).toBeGreaterThan(3)
    for (const { path } of manifest.files)
      expect(await readFile(join(data, path))).toEqual(await readFile(join(fresh.machine.folder, path)))

    const machine = await openMachine({
      folder: server.folder,
      dataFolder: data,
      server: { ...server, stop: async () => undefined },
      database,
      handlers,
    })
    const checks = await verify(machine, [fresh.practiceId, fresh.otherPracticeId])
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
    expect(await machine.jobs.drain()).toBeGreaterThan(0)
    await machine.close()
  })

  test('never writes over a backup, nor a restore over rows', async () => {
    await expect(backUp({ owner: fresh.ownerPool, folder: fresh.machine.folder, to, now: () => 0 })).rejects.toThrow(
      'is there already',
    )
    await expect(restoreFrom(to, fresh.database, join(folder, 'over'))).rejects.toThrow('not empty')
  })

  test('is refused to a role that sees a part of the rows, and leaves nothing behind', async () => {
    const part = join(folder, 'part')
    const owner = fresh.machine.pool
    await expect(backUp({ owner, folder: fresh.machine.folder, to: part, now: () => 0 })).rejects.toThrow('BYPASSRLS')
    expect(await stat(part).catch(() => null)).toBeNull()
    expect(await stat(`${part}.part`).catch(() => null)).toBeNull()
  })
})

describe('a damaged backup', () => {
  const damaged = async (name: string, damage: (from: string) => Promise<unknown>): Promise<string> => {
    const from = join(folder, name)
    await cp(to, from, { recursive: true })
    await damage(from)
    return readBackup(from).then(
      () => 'whole',
      (error: Error) => error.message,
    )
  }
  const flip = async (path: string): Promise<void> => {
    const bytes = await readFile(path)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(path, bytes)
  }

  test('with one bit of a table turned is refused by the table', async () => {
    const said = await damaged('bit', (from) => flip(join(from, 'tables/app.posting.jsonl.gz')))
    expect(said).toContain('tables/app.posting.jsonl.gz is not what was written')
  })

  test('with a kept file gone is refused by the file', async () => {
    const file = manifest.files.find(({ path }) => path.startsWith('files'))?.path ?? ''
    const said = await damaged('gone', (from) => rm(join(from, 'data', file)))
    expect(said).toContain(`${file} is missing`)
  })

  test('with its manifest changed is refused', async () => {
    expect(await damaged('manifest', (from) => flip(join(from, 'manifest.json')))).toContain('manifest.json')
  })

  test('that names a path outside of itself is refused', async () => {
    const said = await damaged('outside', async (from) => {
      const path = join(from, 'manifest.json')
      const text = (await readFile(path, 'utf8')).replace('"tables/app.', '"../../tables/app.')
      await writeFile(path, text)
      const { createHash } = await import('node:crypto')
      await writeFile(`${path}.sha256`, createHash('sha256').update(text).digest('hex'))
    })
    expect(said).toContain('is missing')
  })

  test('a folder that is no backup is called so', async () => {
    await expect(readBackup(tmpdir())).rejects.toThrow('is no backup')
  })
})

describe('an upgrade', () => {
  test('of a database with rows backs up first and says where; of an empty one does not', async () => {
    const password = await appPassword(server.folder)
    const all = await migrations()
    const database = await emptyDatabase()
    const owner = poolOn(database)
    const backups: string[] = []
    const opened = () =>
      openMachine({
        folder: server.folder,
        dataFolder: join(folder, 'upgraded'),
        server: { ...server, stop: async () => undefined },
        database,
        handlers,
        onBackup: (path) => backups.push(path),
      })
    await migrate(
      owner,
      password,
      all.slice(0, -1).map(({ name }) => name),
    )
    await (await opened()).close()
    expect(backups).toHaveLength(1)
    const kept = await readBackup(backups[0] ?? '')
    expect(kept.migrations).toHaveLength(all.length - 1)
    await (await opened()).close()
    expect(backups).toHaveLength(1)
    await owner.end()
  })
})
