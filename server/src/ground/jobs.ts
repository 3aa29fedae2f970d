import { sql } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Tx } from './db.ts'
import { type Ground, groundFor, type Machine, system } from './ground.ts'

// News runs through jobs. A job is written in the transaction that makes the news, so that both happen or neither does;
// it names its practice, and its handler gets the ground of that practice.

export type JobData = Readonly<Record<string, unknown>>
export type Handler = (ground: Ground, data: JobData) => Promise<void>

/** Which handlers hear which job: rooms list theirs, the mains put them together. Several may hear one piece of news. */
export type Handlers = Readonly<Record<string, Handler>>

type Envelope = { practiceId: string; name: string; data: JobData }

const leaseSeconds = 20
const superviseSeconds = 5
/** Heard by whoever must tell a person that a job failed every time it was tried. */
const gaveUp = 'job.gave-up'
// Any number of Ballast's own; every process that works jobs holds it together with the others.
const workersLock = 774412

export class Jobs {
  readonly boss: PgBoss
  readonly handlers = new Map<string, Handler[]>()
  #machine: Machine | null = null
  #queues = new Set<string>()
  #pool: pg.Pool
  #mark: pg.PoolClient | null = null
  #isClosed = false

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.boss = new PgBoss({
      db: { executeSql: async (text, values) => pool.query(text, values) },
      schema: 'boss',
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: true,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      monitorVacuum: false,
      reindex: false,
    })
    this.boss.on('error', () => undefined)
  }

  /** Puts a room's handlers to their jobs. A queue is known before a job of it is written. */
  listen(handlers: Handlers): void {
    for (const [name, handler] of Object.entries(handlers))
      this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler])
  }

  async open(machine: Machine): Promise<void> {
    this.#machine = machine
    await this.boss.start()
    for (const queue of await this.boss.getQueues()) this.#queues.add(queue.name)
  }

  /** Writes a job in the caller's transaction, due `waitSeconds` from now. News that nobody hears is no job. */
  async enqueue(tx: Tx, ground: Ground, name: string, data: JobData, waitSeconds = 0): Promise<void> {
    if (!this.handlers.has(name)) return
    if (!this.#queues.has(name)) throw new Error(`the queue ${name} was not created by the migration`)
    const db = {
      executeSql: async (text: string, values?: unknown[]) => {
        const result = await tx.executeQuery({
          sql: text,
          parameters: values ?? [],
          query: sql`${text}`.toOperationNode(),
          queryId: { queryId: 'job' },
        } as never)
        return { rows: result.rows as never[] }
      },
    }
    const envelope: Envelope = { practiceId: ground.practiceId, name, data }
    await this.boss.send(name, envelope, {
      db,
      retryLimit: 5,
      retryDelay: 1,
      expireInSeconds: leaseSeconds * 30,
      heartbeatSeconds: leaseSeconds,
      ...(waitSeconds > 0 ? { startAfter: waitSeconds } : {}),
      ...(name !== gaveUp && this.#queues.has(gaveUp) ? { deadLetter: gaveUp } : {}),
    } as never)
  }

  async #handle(name: string, { practiceId, ...job }: Envelope): Promise<void> {
    const machine = this.#machine
    if (!machine) throw new Error('the queue is not open')
    const ground = await groundFor(machine, practiceId, system(name))
    const data = name === gaveUp ? { ...job.data, job: job.name } : job.data
    for (const handler of this.handlers.get(name) ?? []) await handler(ground, data)
  }

  /**
   * Says that this process works jobs, and takes over at once what a killed process left half done when no other lives.
   * Beside a living one the lease of each job decides: half a minute.
   */
  async #appear(): Promise<void> {
    if (this.#mark || this.#isClosed) return
    const mark = await this.#pool.connect()
    this.#mark = mark
    mark.on('error', () => {
      // The database went away and with it our mark; it is made again when the database is back.
      if (this.#mark !== mark) return
      this.#mark = null
      mark.release(true)
      void this.#reappear()
    })
    const { rows } = await mark.query<{ since: string }>('SELECT now() AS since')
    await mark.query('SELECT pg_advisory_lock_shared($1)', [workersLock])
    void this.#takeOver(mark, rows[0]?.since ?? '').catch(() => undefined)
  }

  async #reappear(): Promise<void> {
    while (!this.#isClosed && !this.#mark) {
      await pause(500)
      await this.#appear().catch(() => undefined)
    }
  }

  async #takeOver(mark: pg.PoolClient, since: string): Promise<void> {
    // The server needs a moment to notice that a killed process is gone; its own locks go with it.
    for (let tries = 0; tries < 20 && this.#mark === mark; tries += 1) {
      const { rows } = await mark.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [workersLock])
      if (rows[0]?.alone) {
        await mark.query(
          `UPDATE boss.job SET state = 'retry', started_on = NULL, heartbeat_on = NULL, start_after = now()
            WHERE state = 'active' AND started_on < $1`,
          [since],
        )
        await mark.query('SELECT pg_advisory_unlock($1)', [workersLock])
        return
      }
      await pause(250)
    }
  }

  /** Works in this process until `close`. */
  async work(): Promise<void> {
    await this.#appear()
    for (const name of this.handlers.keys())
      await this.boss.work<Envelope>(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await this.#handle(name, job.data).catch(tellWithoutRows)
      })
  }

  /** Runs every waiting job here and now until none is left; returns how many ran. A job that fails throws. */
  async drain(): Promise<number> {
    const works = this.#mark !== null
    await this.#appear()
    try {
      return await this.#drain()
    } finally {
      if (!works) this.#disappear()
    }
  }

  async #drain(): Promise<number> {
    let ran = 0
    for (let isBusy = true; isBusy; ) {
      isBusy = false
      const waiting = await this.#waiting()
      for (const name of [...this.handlers.keys()].filter((each) => waiting.has(each)))
        for (;;) {
          const jobs = await this.boss.fetch<Envelope>(name, { batchSize: 50 })
          if (jobs.length === 0) break
          isBusy = true
          ran += jobs.length
          const ids = jobs.map((job) => job.id)
          const beat = setInterval(
            () => void this.boss.touch(name, ids).catch(() => undefined),
            (leaseSeconds / 2) * 1000,
          )
          try {
            for (const job of jobs) await this.#handle(name, job.data)
          } finally {
            clearInterval(beat)
          }
          await this.boss.complete(name, ids)
        }
    }
    return ran
  }

  /** The queues that hold a job which may run now: one question instead of one a queue. */
  async #waiting(): Promise<ReadonlySet<string>> {
    const { rows } = await this.#pool.query<{ name: string }>(
      `SELECT DISTINCT name FROM boss.job WHERE state < 'active' AND start_after <= now()`,
    )
    return new Set(rows.map(({ name }) => name))
  }

  /** Says for as long as this process lives that it works jobs, for one that drains them many times a minute. */
  appear(): Promise<void> {
    return this.#appear()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.boss.stop({ graceful: true, timeout: 8000 })
    this.#disappear()
  }

  #disappear(): void {
    const mark = this.#mark
    this.#mark = null
    mark?.release(true)
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref())

/** The queue keeps a failed job's error; a database's error quotes the row it refused, so only what is no row goes in. */
function tellWithoutRows(error: Error & { code?: string; constraint?: string; table?: string }): never {
  const place = [error.code, error.table, error.constraint].filter((part) => part !== undefined).join(' ')
  const told = new Error(place === '' ? error.name : `${error.name} ${place}`)
  told.stack = [
    told.message,
    ...(error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')),
  ].join('\n')
  throw told
}

/** Creates the queue's schema and every queue, as the owner; the app itself never migrates. */
export async function migrateJobs(pool: pg.Pool, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values) },
    schema: 'boss',
    migrate: true,
    schedule: false,
    supervise: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const name of names) if (!known.has(name)) await boss.createQueue(name)
  await boss.stop({ graceful: false })
  for (const grant of [
    'GRANT USAGE ON SCHEMA boss TO ballast_app',
    'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA boss TO ballast_app',
    'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA boss TO ballast_app',
    'GRANT USAGE ON ALL SEQUENCES IN SCHEMA boss TO ballast_app',
  ])
    await pool.query(grant)
}
