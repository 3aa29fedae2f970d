import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { gatherDrafts } from '../store/drafting.ts'
import type { DraftFacts } from '../types.ts'
import { type ClaimContent, codeAndPrice } from './draft.ts'

/** What these visits are billed as, by session: who and what their facts name, and the lines they are coded to. */
export async function billedAs(
  tx: Tx,
  ground: Ground,
  sessionIds: readonly string[],
): Promise<Map<string, { readonly facts: DraftFacts; readonly content: ClaimContent }>> {
  const gathered = [...(await gatherDrafts(tx, ground.practiceId, sessionIds)).values()]
  const contents = await codeAndPrice(
    tx,
    ground,
    gathered.map((facts) => ({ facts, controlNumber: '' })),
  )
  return new Map(
    gathered.flatMap((facts, i) => {
      const content = contents[i]
      return content ? [[facts.sessionId, { facts, content }] as const] : []
    }),
  )
}
