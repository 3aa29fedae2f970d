import { reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { measures } from './rules.ts'
import * as store from './store.ts'

/** What the home page shows: work first, then the cycle, then the figures. */
export async function home(ground: Ground) {
  const today = ground.today()
  return reading(ground, async (tx) => {
    const facts = await store.practiceFacts(tx, ground.practiceId, today)
    return {
      today,
      queues: await store.queues(tx, ground.practiceId, today),
      stages: await store.stages(tx, ground.practiceId, today),
      measures: measures(facts),
      receivableCents: facts.receivableCents,
    }
  })
}
