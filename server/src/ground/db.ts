import type { PlainDate, Result } from '@ballast/kernel'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Ground } from './ground.ts'
import type { Database } from './tables.ts'

// Every statement of a room runs inside one of the two functions below: they begin the transaction and name the practice,
// and no room ever holds the pool itself.

/** A transaction that sees one practice. */
export type Tx = Transaction<Database>

const safeInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`a bigint column holds ${text}, more than a number can`)
  return value
}

const dayOid = 1082
const instantOid = 1184
const bigintOid = 20

const parsers: Record<number, (text: string) => unknown> = {
  [dayOid]: (text) => text as PlainDate,
  [bigintOid]: safeInteger,
  [instantOid]: (text) => new Date(text).toISOString(),
}

export type PoolConfig = { host: string; port: number; database: string; user: string; password: string; max?: number }

export function openPool(config: PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: config.max ?? 12,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        parsers[oid] ?? (pg.types.getTypeParser as (o: number, f?: string) => unknown)(oid, format),
    } as pg.CustomTypesConfig,
  })
  pool.on('error', () => undefined)
  // A connection that is at work when the server goes tells its query, and besides the whole process unless it is heard.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}

export const openKysely = (pool: pg.Pool): Kysely<Database> =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** SET LOCAL takes no parameter, so the id is checked for its shape before it becomes text of a statement. */
async function namePractice(tx: Tx, practiceId: string): Promise<void> {
  if (!uuid.test(practiceId)) throw new Error('a practice id is a lower-case uuid')
  await sql.raw(`SET LOCAL app.practice = '${practiceId}'`).execute(tx)
}

class RolledBack extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('refused')
    this.result = result
  }
}

const deadlock = new Set(['40001', '40P01'])
const isRetryable = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? ''
  return deadlock.has(code) || (code === 'XX000' && String((error as Error).message).includes('could not commit'))
}

/** Runs one change: all of it, or, when it is refused or fails, nothing. Deadlocks are tried again, three times at most. */
export async function inTransaction<T, R extends { kind: string }>(
  ground: Ground,
  work: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R>> {
  if (ground.within) return work(ground.within)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ground.machine.db.transaction().execute(async (tx) => {
        await namePractice(tx, ground.practiceId)
        const result = await work(tx)
        if (!result.ok) throw new RolledBack(result)
        return result
      })
    } catch (error) {
      if (error instanceof RolledBack) return error.result as Result<T, R>
      if (attempt >= 3 || !isRetryable(error)) throw error
    }
  }
}

/** Runs one change that cannot be refused. */
export async function changing<T>(ground: Ground, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await inTransaction<T, never>(ground, async (tx) => ({ ok: true, value: await work(tx) }))
  if (!result.ok) throw new Error('cannot be refused')
  return result.value
}

/** Runs queries of one practice, on one snapshot; within a change, as part of it. */
export function reading<T>(ground: Ground, work: (tx: Tx) => Promise<T>): Promise<T> {
  // A second connection taken while holding the first would let a dozen such requests wait on each other for ever.
  if (ground.within) return work(ground.within)
  return ground.machine.db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await namePractice(tx, ground.practiceId)
      return work(tx)
    })
}
