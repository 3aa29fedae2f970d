import { changing, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

/**
 * Works through things a set at a time, each set in one change: a set costs little more than one thing does. When a set fails,
 * each thing of it is tried alone, so that what cannot be done holds up nothing else; the first failure is told at the end.
 */
export async function inSets(
  ground: Ground,
  ids: readonly string[],
  size: number,
  work: (tx: Tx, set: readonly string[]) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  const attempt = async (set: readonly string[]): Promise<void> => {
    try {
      await changing(ground, (tx) => work(tx, set))
    } catch (error) {
      // Within a change that is under way a failure has ended that change; nothing more can be tried in it.
      if (set.length === 1 || ground.within) failures.push(error)
      else for (const id of set) await attempt([id])
    }
  }
  for (let at = 0; at < ids.length; at += size) await attempt(ids.slice(at, at + size))
  if (failures.length > 0) throw failures[0]
}
