import { addMonths, type Cents, cents, firstOfMonth, monthOf, type PlainDate, percentOf } from '@ballast/kernel'
import type { Facts, MonthCost } from '../types/standing.ts'

// What weekly care will cost, month by month, with the deductible's reset in January: the surprise that makes people stop
// coming is better told in December. It is an estimate from what the plan said on its day, never a promise.

export type CostTerms = {
  readonly allowed: Cents
  readonly visitsPerMonth: number
  readonly from: PlainDate
  readonly months: number
}

const amount = (
  facts: Facts,
  name: 'copay.therapy' | 'deductible.left' | 'deductible.total' | 'outOfPocket.left' | 'outOfPocket.total',
): Cents | null => {
  const value = facts[name]?.value
  return typeof value === 'number' ? cents(value) : null
}

/** The patient's part of one visit, and what is left of deductible and yearly most after it. */
function oneVisit(
  allowed: Cents,
  terms: { copay: Cents | null; share: number | null },
  left: { deductible: Cents | null; most: Cents | null },
): { patient: Cents; deductible: Cents | null; most: Cents | null } {
  const under = cents(Math.min(allowed, left.deductible ?? 0))
  const rest = cents(allowed - under)
  const later =
    terms.copay !== null ? Math.min(terms.copay, rest) : terms.share !== null ? percentOf(terms.share, rest) : 0
  const patient = cents(Math.min(under + later, left.most ?? Number.MAX_SAFE_INTEGER))
  return {
    patient,
    deductible: left.deductible === null ? null : cents(left.deductible - Math.min(under, left.deductible)),
    most: left.most === null ? null : cents(left.most - patient),
  }
}

/** What the patient will pay for each month of regular care; null when the plan has not said what its share is. */
export function expectedCost(facts: Facts, terms: CostTerms): MonthCost[] | null {
  const copay = amount(facts, 'copay.therapy')
  const share = typeof facts['coinsurance.therapy']?.value === 'number' ? facts['coinsurance.therapy'].value : null
  if (copay === null && share === null) return null
  let left = { deductible: amount(facts, 'deductible.left'), most: amount(facts, 'outOfPocket.left') }
  const whole = { deductible: amount(facts, 'deductible.total'), most: amount(facts, 'outOfPocket.total') }
  const months: MonthCost[] = []
  for (let i = 0; i < terms.months; i += 1) {
    const first = addMonths(firstOfMonth(terms.from), i)
    if (i > 0 && first.slice(5, 7) === '01')
      left = { deductible: whole.deductible ?? left.deductible, most: whole.most ?? left.most }
    let patient = 0
    for (let visit = 0; visit < terms.visitsPerMonth; visit += 1) {
      const one = oneVisit(terms.allowed, { copay, share }, left)
      patient += one.patient
      left = { deductible: one.deductible, most: one.most }
    }
    months.push({
      month: monthOf(first),
      visits: terms.visitsPerMonth,
      patient: cents(patient),
      plan: cents(terms.allowed * terms.visitsPerMonth - patient),
      deductibleLeft: left.deductible,
    })
  }
  return months
}
