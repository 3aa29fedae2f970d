import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { assign, dueOn, teamTerms } from '../rules.ts'
import { closeGone, keyOf, listDismissed, saveItems } from '../store/items.ts'
import { listLeaves, listRules, listTeams } from '../store/terms.ts'
import type { AssignmentFacts, NewWork, WorkKind } from '../types.ts'

const mostAtOnce = 500

/** What decides whose an item is, as the practice has it today. */
export async function gatherAssignment(tx: Tx, ground: Ground): Promise<AssignmentFacts> {
  const { practiceId } = ground
  const today = ground.today()
  const leaves = await listLeaves(tx, practiceId, today)
  return {
    rules: await listRules(tx, practiceId),
    teams: teamTerms(await listTeams(tx, practiceId)),
    away: new Set(leaves.filter((leave) => leave.from <= today).map((leave) => leave.personId)),
  }
}

/** Raises work for a person, in the caller's transaction. The same kind and subject again is the same item. */
export async function raiseWork(tx: Tx, ground: Ground, found: readonly NewWork[]): Promise<void> {
  if (found.length === 0) return
  const facts = await gatherAssignment(tx, ground)
  const today = ground.today()
  const once = [...new Map(found.map((item) => [`${item.kind}\u001f${item.subject}`, item])).values()]
  for (let at = 0; at < once.length; at += mostAtOnce) {
    const some = once.slice(at, at + mostAtOnce)
    const dismissed = await listDismissed(tx, ground.practiceId, some)
    const wanted = some.filter((item) => !dismissed.has(keyOf(item)))
    if (wanted.length === 0) continue
    await saveItems(
      tx,
      ground,
      wanted.map((item) => {
        const { team, ownerId } = assign(item, facts)
        return { ...item, placedTeam: team, ownerId, due: dueOn(item, today) }
      }),
    )
  }
}

/** Closes the work of these kinds about these subjects: its cause is gone. */
export const settleWork = (
  tx: Tx,
  ground: Ground,
  kinds: readonly WorkKind[],
  subjects: readonly string[],
  why: string,
): Promise<number> => closeGone(tx, ground, kinds, subjects, [], why)

/** After looking at these subjects again: what was found is open, and what was not found any more closes by itself. */
export async function syncWork(
  tx: Tx,
  ground: Ground,
  looked: { readonly kinds: readonly WorkKind[]; readonly subjects: readonly string[]; readonly why: string },
  found: readonly NewWork[],
): Promise<void> {
  await closeGone(tx, ground, looked.kinds, looked.subjects, found, looked.why)
  await raiseWork(tx, ground, found)
}
