import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { renderBusinessCase } from '../rules/business-case.ts'
import { leakageOf, leakMonths, whyWords } from '../rules/leakage.ts'
import { measures } from '../rules/measures.ts'
import { gatherFacts, gatherWaiting } from '../store/home.ts'
import { firstVisit, gatherBasis, gatherLeakRows, gatherLeaks } from '../store/leakage.ts'
import type { Leakage, LeakCause } from '../types/leakage.ts'

/** Where the practice's money leaks, in dollars a month by cause, from its own visits, claims and books. */
export const leakage = (ground: Ground): Promise<Leakage> =>
  reading(ground, async (tx) => {
    const span = leakMonths(ground.today(), await firstVisit(tx, ground.practiceId))
    const cells = await gatherLeaks(tx, ground.practiceId, span)
    return leakageOf(cells, await gatherBasis(tx, ground.practiceId, span), span)
  })

type Wanted = {
  readonly cause: LeakCause
  readonly month?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** The visits and claims behind one figure of it. */
export const leakRows = (ground: Ground, wanted: Wanted) =>
  reading(ground, async (tx) => {
    const span = leakMonths(ground.today(), await firstVisit(tx, ground.practiceId))
    const found = await gatherLeakRows(tx, ground.practiceId, span, wanted)
    return { ...found, rows: found.rows.map((row) => ({ ...row, why: whyWords(row.why) })) }
  })

/** A document an owner can take to partners, as one page to print. */
export async function businessCase(ground: Ground): Promise<string> {
  const today = ground.today()
  const leaks = await leakage(ground)
  return reading(ground, async (tx) => {
    const practice = await tx
      .selectFrom('practice')
      .select(['name', 'is_demo'])
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirstOrThrow()
    return renderBusinessCase({
      practice: practice.name,
      isSimulated: practice.is_demo,
      today,
      leakage: leaks,
      measures: measures(await gatherFacts(tx, ground.practiceId, today)),
      waiting: await gatherWaiting(tx, ground.practiceId, today),
    })
  })
}
