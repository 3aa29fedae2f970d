import { cents, formatDecimal, ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { expectedCost } from '../rules/cost.ts'
import { saveAgreement } from '../store/checklist.ts'
import { allowedFor } from '../store/coverages.ts'
import { gatherAsked } from '../store/inquiries.ts'
import { findStandings } from '../store/standings.ts'

export type AgreeRefusal = { kind: 'eligibility.not_found' } | { kind: 'eligibility.no_estimate'; message: string }

/** Keeps what a patient was told that regular care will cost, and that they agreed: the words, the figures, the day. */
export function agreeCost(
  ground: Ground,
  coverageId: string,
  told: {
    visitsPerMonth: number
    monthlyCents: number | null
    agreedBy: string
    how: 'in_person' | 'by_phone' | 'in_writing'
  },
): Promise<Result<{ id: string }, AgreeRefusal>> {
  return inTransaction<{ id: string }, AgreeRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const today = ground.today()
    const coverage = (await gatherAsked(tx, practiceId, [coverageId])).get(coverageId)
    if (!coverage) return refuse({ kind: 'eligibility.not_found' })
    const standing = (await findStandings(tx, practiceId, [coverageId])).get(coverageId)
    const allowed = await allowedFor(tx, practiceId, standing?.holder?.payerId ?? coverage.payer.id, today)
    const terms = { visitsPerMonth: told.visitsPerMonth, from: today, months: 14 }
    const estimate =
      standing && allowed ? expectedCost(standing.facts, { ...terms, allowed: cents(allowed.amount) }) : null
    if (!estimate)
      return refuse({
        kind: 'eligibility.no_estimate',
        message: 'The plan has not said what the patient pays. Ask or call first.',
      })
    const [first, second] = estimate
    const words = [
      `With ${told.visitsPerMonth} visits a month: about $${formatDecimal(first?.patient ?? cents(0))} for the rest of this month's care and $${formatDecimal(second?.patient ?? cents(0))} the month after,`,
      `from what the plan said on ${standing?.checkedOn}. The deductible begins again in January.`,
      told.monthlyCents === null
        ? ''
        : `The patient pays $${formatDecimal(cents(told.monthlyCents))} a month on a plan.`,
    ].join(' ')
    const id = await saveAgreement(tx, ground, {
      ...told,
      coverageId,
      patientId: coverage.patientId,
      estimate,
      words: words.trim(),
    })
    await audit(tx, ground, { action: 'eligibility.cost-agreed', subject: coverageId, detail: { agreement: id } })
    return ok({ id })
  })
}
