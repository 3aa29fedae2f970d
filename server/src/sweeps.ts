import { sweepMailbox } from './cycle/remittance/actions/receive-file.ts'
import { changing } from './ground/db.ts'
import { type Ground, groundFor, type Machine, system } from './ground/ground.ts'

// What nobody presses a button for: the mailbox is looked into, and each practice's day begins once, by its own clock.

const everyMs = 5_000

/** Makes `day.began` news, once a practice and day, however many processes look. */
export async function beginDay(ground: Ground): Promise<void> {
  await changing(ground, async (tx) => {
    const begun = await tx
      .insertInto('day_begun')
      .values({ practice_id: ground.practiceId, on_day: ground.today(), begun_at: ground.now() })
      .onConflict((oc) => oc.columns(['practice_id', 'on_day']).doNothing())
      .returning('on_day')
      .executeTakeFirst()
    if (begun) await ground.machine.jobs.enqueue(tx, ground, 'day.began', {})
  })
}

/** One look at every practice. A practice that fails does not keep the others waiting. */
export async function sweep(machine: Machine, onError: (error: unknown) => void): Promise<void> {
  const practices = await machine.db.selectFrom('practice_list').select('practice_id').execute()
  for (const { practice_id } of practices) {
    try {
      const ground = await groundFor(machine, practice_id, system('sweep'))
      // The day begins whatever lies in the mailbox.
      await beginDay(ground)
      await sweepMailbox(ground)
    } catch (error) {
      onError(error)
    }
  }
}

/** Looks every few seconds until told to stop; `stop` waits for the look that is under way. */
export function startSweeps(machine: Machine, onError: (error: unknown) => void): { stop: () => Promise<void> } {
  let isStopped = false
  let wake: () => void = () => undefined
  const running = (async () => {
    while (!isStopped) {
      await sweep(machine, onError).catch(onError)
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, everyMs).unref()
      })
    }
  })()
  return {
    stop: async () => {
      isStopped = true
      wake()
      await running
    },
  }
}
