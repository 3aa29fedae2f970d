import { ageOn, allocate, type Cents, type PlainDate } from '@ballast/kernel'
import { ageOfMajority } from '../tables/majority.ts'
import type { Guarantor } from '../types.ts'

// The patient's share is the patient's own debt unless somebody answers for it: a minor's parent, two parents by a court's
// parts, an agency. Who brings the child is not who owes. Parts are of each visit, so that each statement can name its
// visits, and of the day of the visit, so that a new order changes nothing before it.

/** Who owes what part; `guarantorId` null is the patient. */
export type Share = { readonly guarantorId: string | null; readonly amount: Cents }

export type Owing = {
  readonly shares: readonly Share[]
  /** Why nothing is sent to anybody yet; null when it may be. */
  readonly hold: 'no_guarantor' | 'minor_consent' | null
}

export type OwingFacts = {
  readonly on: PlainDate
  /** The service the money is for; null for money that belongs to none, such as a missed visit's fee. */
  readonly service: string | null
  readonly patient: { readonly birthOn: PlainDate; readonly state: string; readonly consentsAloneOn: PlainDate | null }
  readonly guarantors: readonly Guarantor[]
}

/** Whether somebody is a minor on a day, by their state. */
export const isMinor = (patient: { readonly birthOn: PlainDate; readonly state: string }, on: PlainDate): boolean =>
  ageOn(patient.birthOn, on) < ageOfMajority(patient.state)

export const standsOn = (row: { readonly from: PlainDate; readonly until: PlainDate | null }, on: PlainDate): boolean =>
  row.from <= on && (row.until === null || row.until >= on)

/** Who owes an amount, and in what parts that add up to it. */
export function owingOf(amount: Cents, { on, service, patient, guarantors }: OwingFacts): Owing {
  const own: readonly Share[] = [{ guarantorId: null, amount }]
  const isUnderage = isMinor(patient, on)
  if (isUnderage && patient.consentsAloneOn !== null && patient.consentsAloneOn <= on)
    return { shares: own, hold: 'minor_consent' }
  const standing = guarantors.filter((row) => standsOn(row, on))
  const named = standing.filter((row) => service !== null && row.services.includes(service))
  const who = named.length > 0 ? named : standing.filter((row) => row.services.length === 0)
  if (who.length === 0) return { shares: own, hold: isUnderage ? 'no_guarantor' : null }
  // Guarantors whose parts do not make a whole leave the rest with the patient.
  const parts = who.map((row) => row.shareBasisPoints)
  const rest = Math.max(0, 10_000 - parts.reduce((sum, part) => sum + part, 0))
  const amounts = allocate(amount, rest > 0 ? [...parts, rest] : parts)
  return {
    shares: [...who.map((row) => row.id), ...(rest > 0 ? [null] : [])].map((guarantorId, i) => ({
      guarantorId,
      amount: amounts[i] as Cents,
    })),
    hold: null,
  }
}

const percent = (basisPoints: number): string => `${basisPoints / 100} %`

/** What is wrong with the parts of those who answer together from one day on; empty when they make a whole. */
export function shareProblems(rows: readonly Pick<Guarantor, 'shareBasisPoints' | 'services'>[]): string[] {
  const services = [...new Set(rows.flatMap((row) => row.services))]
  const problems: string[] = []
  const check = (which: string, some: typeof rows) => {
    const total = some.reduce((sum, row) => sum + row.shareBasisPoints, 0)
    if (some.length > 0 && total !== 10_000)
      problems.push(`The parts ${which} come to ${percent(total)}; they have to make 100 %.`)
  }
  check(
    'of every service',
    rows.filter((row) => row.services.length === 0),
  )
  for (const service of services)
    check(
      `of ${service.replaceAll('_', ' ')}`,
      rows.filter((row) => row.services.includes(service)),
    )
  return problems
}
