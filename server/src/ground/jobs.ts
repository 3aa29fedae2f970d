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

type Envelope = { practiceId: string; data: JobData }

const leaseSeconds = 20

export class Jobs {
  readonly boss: PgBoss
  readonly handlers = new Map<string, Handler[]>()
  #machine: Machine | null = null
  #queues = new Set<string>()

  constructor(pool: pg.Pool) {
    this.boss = new PgBoss({
      db: { executeSql: async (text, values) => pool.query(text, values) },
      schema: 'boss',
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: true,
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

  /** Writes a job in the caller's transaction. News that nobody hears is no job. */
  async enqueue(tx: Tx, ground: Ground, name: string, data: JobData): Promise<void> {
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
    const envelope: Envelope = { practiceId: ground.practiceId, data }
    await this.boss.send(name, envelope, {
      db,
      retryLimit: 5,
      retryDelay: 1,
      expireInSeconds: leaseSeconds * 30,
      heartbeatSeconds: leaseSeconds,
    } as never)
  }

  async #handle(name: string, envelope: Envelope): Promise<void> {
    const machine = this.#machine
    if (!machine) throw new Error('the queue is not open')
    const ground = await groundFor(machine, envelope.practiceId, system(name))
    for (const handler of this.handlers.get(name) ?? []) await handler(ground, envelope.data)
  }

  /** Works in this process until `stop`. */
  async work(): Promise<void> {
    for (const name of this.handlers.keys())
      await this.boss.work<Envelope>(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
        for (const job of jobs) await this.#handle(name, job.data)
      })
  }

  /** Runs every waiting job here and now until none is left; returns how many ran. A job that fails throws. */
  async drain(): Promise<number> {
    let ran = 0
    for (let isBusy = true; isBusy; ) {
      isBusy = false
      for (const name of this.handlers.keys())
        for (;;) {
          const jobs = await this.boss.fetch<Envelope>(name, { batchSize: 50 })
          if (jobs.length === 0) break
          isBusy = true
          for (const job of jobs) {
            await this.#handle(name, job.data)
            ran += 1
          }
          await this.boss.complete(
            name,
            jobs.map((job) => job.id),
          )
        }
    }
    return ran
  }

  close(): Promise<void> {
    return this.boss.stop({ graceful: true, timeout: 8000 })
  }
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
