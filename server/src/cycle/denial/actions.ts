import { changing } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { classify } from './rules/classify.ts'
import * as store from './store.ts'

/** Opens a denial for each denied claim of a posted payment, with its root cause; once, however often it runs. */
export async function openDenials(ground: Ground, remittanceId: string): Promise<void> {
  await changing(ground, async (tx) => {
    await store.closeOvertaken(tx, ground.practiceId, remittanceId, ground.today())
    for (const claim of await store.gatherDenied(tx, ground.practiceId, remittanceId)) {
      const found = classify(claim.facts)
      if (found.isDenial) await store.saveDenial(tx, ground, claim, found)
    }
  })
}
