import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '@ballast/kernel'
import type { Context } from 'hono'
import { inTransaction } from './db.ts'
import type { Ground } from './ground.ts'
import { type RoomEnv, reply } from './http.ts'

// A button pressed twice, or a request sent again after the line broke, must not make money twice. The key is claimed in
// the transaction that makes the money: both are there or neither is. Kept 72 hours, to outlast a weekend.

const kept = 72 * 3_600_000

export type OnceRefusal = { kind: 'idempotency.invalid'; message: string }

/** Answers a request that carries an Idempotency-Key: works once, and gives the first answer again after that. */
export async function once<T, R extends { kind: string }>(
  c: Context<RoomEnv>,
  work: (ground: Ground) => Promise<Result<T, R>>,
) {
  const { ground } = c.var
  const key = c.req.header('idempotency-key') ?? ''
  const body = await c.req.text()
  const request_hash = createHash('sha256').update(`${c.req.method} ${c.req.path}\n${body}`).digest('hex')
  const practice_id = ground.practiceId
  const expires_at = new Date(ground.machine.clock() + kept).toISOString()

  const result = await inTransaction<{ value: T; isReplay: boolean }, R | OnceRefusal>(ground, async (tx) => {
    const claimed = await tx
      .insertInto('idempotency_key')
      .values({ practice_id, key, request_hash, expires_at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    const row = () => tx.selectFrom('idempotency_key').where('practice_id', '=', practice_id).where('key', '=', key)
    if (!claimed) {
      const first = await row().select(['request_hash', 'response']).executeTakeFirstOrThrow()
      if (first.request_hash !== request_hash) {
        return refuse({
          kind: 'idempotency.invalid',
          message: 'This Idempotency-Key came with another request before.',
        })
      }
      return ok({ value: JSON.parse(first.response ?? 'null') as T, isReplay: true })
    }
    const done = await work({ ...ground, within: tx })
    if (!done.ok) return done
    await tx
      .updateTable('idempotency_key')
      .set({ status: 200, response: JSON.stringify(done.value) })
      .where('practice_id', '=', practice_id)
      .where('key', '=', key)
      .execute()
    return ok({ value: done.value, isReplay: false })
  })
  if (!result.ok) return reply<T, R | OnceRefusal>(c, result)
  if (result.value.isReplay) c.header('idempotency-replayed', 'true')
  return reply<T, R | OnceRefusal>(c, ok(result.value.value))
}
