import type { Choice, Counted, Grant, Visit } from '../types.ts'

// Which leave a visit uses is a rule and not a person's pick, so that the same visit always draws on the same leave and
// everyone can be told why: the one that ends first is used up first, so that none lapses with visits left on it.

/** The four numbers of a grant, from what visits hold and have used. */
export function counted(grant: Grant, held: { readonly reserved: number; readonly used: number }): Counted {
  const used = held.used + grant.usedBefore
  return { approved: grant.units, reserved: held.reserved, used, left: grant.units - used - held.reserved }
}

/** Why a grant does not cover a visit; null when it does. Units are another question. */
export function whyNot(grant: Grant, visit: Visit): string | null {
  if (grant.payerId !== visit.payerId) return 'It is another payer’s.'
  if (grant.status === 'cancelled') return 'It was taken back.'
  if (visit.on < grant.from) return `It starts ${grant.from}.`
  if (visit.on > grant.until) return `It ended ${grant.until}.`
  if (grant.codes.length > 0 && !visit.codes.some((code) => grant.codes.includes(code)))
    return `It is for ${grant.codes.join(', ')}.`
  if (grant.clinicianId !== null && grant.clinicianId !== visit.clinicianId) return 'It names another clinician.'
  if (grant.programId !== null && grant.programId !== visit.programId) return 'It is for another program.'
  return null
}

const needed = (grant: Grant, visit: Visit): number => (grant.unit === 'unit' ? visit.units : 1)

/** The grant a visit uses: of those that cover it and have enough left, the one that ends first, then the oldest. */
export function chooseGrant(visit: Visit, grants: readonly Grant[], leftOf: (grant: Grant) => number): Choice {
  const own = grants.filter((grant) => grant.patientId === visit.patientId)
  const passed: { grantId: string; number: string; why: string }[] = []
  const fitting: Grant[] = []
  for (const grant of own) {
    const why = whyNot(grant, visit) ?? (isEnough(grant, visit, leftOf(grant)) ? null : 'No visits are left on it.')
    if (why === null) fitting.push(grant)
    else passed.push({ grantId: grant.id, number: grant.number, why })
  }
  const [chosen, ...later] = fitting.toSorted(
    (a, b) => compare(a.until, b.until) || compare(a.from, b.from) || compare(a.id, b.id),
  )
  for (const grant of later)
    passed.push({ grantId: grant.id, number: grant.number, why: `It ends later, ${grant.until}.` })
  if (!chosen)
    return {
      grantId: null,
      why: own.length === 0 ? 'No authorization is on file.' : 'No authorization on file covers this visit.',
      passed,
    }
  const only =
    fitting.length === 1 ? 'it is the only one that covers the visit' : 'of those that cover it, it ends first'
  return { grantId: chosen.id, why: `Authorization ${chosen.number}: ${only} (until ${chosen.until}).`, passed }
}

const isEnough = (grant: Grant, visit: Visit, left: number): boolean =>
  grant.status === 'not_required' || left >= needed(grant, visit)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How many units of a grant a visit takes. */
export const unitsTaken = (grant: Grant | undefined, visit: Visit): number => (grant ? needed(grant, visit) : 1)
