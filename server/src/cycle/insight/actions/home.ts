import { addDays } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { measures, newsOf, queueOf, stageOf } from '../rules/measures.ts'
import * as store from '../store/home.ts'

/** What the home page shows: work first, then the cycle, then the figures. */
export async function home(ground: Ground) {
  const today = ground.today()
  return reading(ground, async (tx) => {
    const facts = await store.gatherFacts(tx, ground.practiceId, today)
    return {
      today,
      queues: [
        ...(await store.gatherWork(tx, ground.practiceId, today)),
        ...(await store.gatherWaiting(tx, ground.practiceId, today)),
      ].map(queueOf),
      stages: (await store.gatherStages(tx, ground.practiceId, today)).map(stageOf),
      measures: measures(facts),
      receivableCents: facts.receivableCents,
      news: (await store.gatherNews(tx, ground.practiceId, addDays(today, -1))).map(newsOf),
      cash: await store.gatherCash(tx, ground.practiceId, today),
    }
  })
}
