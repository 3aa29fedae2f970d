import { cents } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork } from '../../worklist/actions/raise.ts'
import { workAfterDenial } from '../rules/findings.ts'
import { nothingKnown } from '../rules/hold.ts'
import { findAsker, gatherAsked } from '../store/inquiries.ts'
import { findStandings, saveStandings, visitWorth } from '../store/standings.ts'
import { listComing } from '../store/visits.ts'
import type { AskedCoverage, Standing } from '../types/standing.ts'

/** A claim that its payer denied as another payer's to pay: what it says is the day and the code. */
export type DeniedElsewhere = {
  readonly coverageId: string
  readonly payerId: string
  readonly payerName: string
  readonly says: string
}

const routedTo = (coverage: AskedCoverage, standing: Standing): string | null =>
  standing.holder ? standing.holder.payerId : (coverage.payer.carveOutPayerId ?? coverage.payer.id)

/**
 * Keeps that claims came back as another payer's to pay, and asks a person who holds mental health before the next visit goes
 * the same way. A denial by a payer that claims do not go to any more says nothing new.
 */
export async function hearDenials(ground: Ground, denied: readonly DeniedElsewhere[]): Promise<void> {
  await changing(ground, async (tx) => {
    const { practiceId } = ground
    if ((await findAsker(tx, practiceId))?.switches.carveOutRouting === false) return
    const ids = [...new Set(denied.map((one) => one.coverageId))]
    const today = ground.today()
    const coverages = await gatherAsked(tx, practiceId, ids)
    const known = await findStandings(tx, practiceId, ids)
    const coming = await listComing(tx, practiceId, ids, today)
    const worth = cents(await visitWorth(tx, practiceId, today))
    const latest = new Map(denied.map((one) => [one.coverageId, one]))
    const held = [...latest.values()].flatMap(({ coverageId, payerId, payerName, says }) => {
      const coverage = coverages.get(coverageId)
      if (!coverage) return []
      const standing = known.get(coverageId) ?? nothingKnown(coverage)
      if (routedTo(coverage, standing) !== payerId) return []
      const deniedElsewhere = { value: says, from: 'payer' as const, by: payerName, on: today }
      return [{ coverage, standing: { ...standing, facts: { ...standing.facts, deniedElsewhere } } }]
    })
    await saveStandings(
      tx,
      ground,
      held.map(({ standing }) => standing),
    )
    const work = held.flatMap(({ coverage, standing }) => {
      const { nextOn = null, visits: booked = 0 } = coming.get(coverage.coverageId) ?? {}
      return workAfterDenial(coverage, standing, { nextOn, booked, visitWorth: worth })
    })
    await raiseWork(tx, ground, work)
  })
}
