import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Standing } from '../types/standing.ts'

/** Whether claims that wait would be judged or sent otherwise. */
const bearsOnClaims = (before: Standing | undefined, after: Standing): boolean =>
  before?.isActive !== after.isActive ||
  before.planUntil !== after.planUntil ||
  before.holder?.payerId !== after.holder?.payerId ||
  before.holder?.name !== after.holder?.name

/** Makes news of coverages whose standing changed in a way that bears on claims. */
export async function tellClaims(
  tx: Tx,
  ground: Ground,
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
): Promise<void> {
  const changed = [...after].filter(([id, standing]) => bearsOnClaims(before.get(id), standing)).map(([id]) => id)
  if (changed.length > 0) await ground.machine.jobs.enqueue(tx, ground, 'eligibility.changed', { coverages: changed })
}
