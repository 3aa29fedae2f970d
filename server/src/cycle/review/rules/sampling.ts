import { addDays, type PlainDate } from '@ballast/kernel'
import { drawn } from '../../coding/rules/sample.ts'
import type { Reviewed, Risk } from '../types.ts'

// What payers look at first is looked at first here: long sessions, add-ons, the gravest diagnoses, a clinician's share of
// long sessions against colleagues, and minutes that are always the same.

const longSessions = ['90837', '90838', '99417', 'G2212']
const addOns = ['90785', '90833', '90836', '90838', '90840', 'G0018']
const crisis = ['90839', '90840', 'G0017', 'G0018', 'H2011']
const grave = /^(F2|F30|F31|F32\.3|F33\.3|R45\.851|T14\.91)/
const therapies = ['90832', '90834', '90837']

const fewest = 10
const standsOut = 20
const sameShare = 0.8

const has = (claim: Reviewed, codes: readonly string[]): boolean => claim.lines.some(({ code }) => codes.includes(code))

/** A clinician's share of long sessions among therapies, in percent; null below ten. */
function longShare(claims: readonly Reviewed[]): number | null {
  const therapy = claims.filter((claim) => has(claim, therapies))
  if (therapy.length < fewest) return null
  return (therapy.filter((claim) => has(claim, ['90837'])).length * 100) / therapy.length
}

/** The minutes that most sessions of a clinician lasted, when nearly all lasted just those. */
export function usualMinutes(claims: readonly Reviewed[]): { minutes: number; times: number; of: number } | null {
  const timed = claims.filter((claim) => claim.minutes !== null && has(claim, therapies))
  if (timed.length < fewest) return null
  const counts = new Map<number, number>()
  for (const { minutes } of timed) counts.set(minutes ?? 0, (counts.get(minutes ?? 0) ?? 0) + 1)
  const [minutes, times] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return times / timed.length >= sameShare ? { minutes, times, of: timed.length } : null
}

/** A share of long sessions that stands out by twenty points against all colleagues together. */
export function outstandingShare(
  own: readonly Reviewed[],
  colleagues: readonly Reviewed[],
): { own: number; colleagues: number } | null {
  const [mine, theirs] = [longShare(own), longShare(colleagues)]
  return mine !== null && theirs !== null && mine - theirs >= standsOut
    ? { own: Math.round(mine), colleagues: Math.round(theirs) }
    : null
}

const byClinician = (claims: readonly Reviewed[]): Map<string, Reviewed[]> =>
  Map.groupBy(claims, (claim) => claim.clinicianId)

/** Why each claim may be worth a second look; no reason is no entry. */
export function risksOf(claims: readonly Reviewed[]): Map<string, Risk[]> {
  const found = new Map<string, Risk[]>()
  const note = (claim: Reviewed, risk: Risk) => found.set(claim.claimId, [...(found.get(claim.claimId) ?? []), risk])
  for (const [clinicianId, own] of byClinician(claims)) {
    const share = outstandingShare(
      own,
      claims.filter((claim) => claim.clinicianId !== clinicianId),
    )
    const usual = usualMinutes(own)
    for (const claim of own) {
      if (has(claim, ['99417', 'G2212']) || (has(claim, longSessions) && (claim.minutes ?? 0) >= 75))
        note(claim, 'prolonged')
      if (has(claim, addOns)) note(claim, 'add_on')
      if (has(claim, crisis) || claim.diagnoses.some((code) => grave.test(code))) note(claim, 'high_acuity')
      if (share && has(claim, ['90837'])) note(claim, 'long_share')
      if (usual && claim.minutes === usual.minutes) note(claim, 'identical_times')
    }
  }
  return found
}

/** Claims of clinicians in their first days here. */
export const ofNewClinicians = (claims: readonly Reviewed[], days: number): Reviewed[] =>
  claims.filter(({ startedOn, on }) => startedOn !== null && startedOn <= on && on <= addDays(startedOn, days))

export const seedOf = (practiceId: string, kind: string, from: PlainDate, until: PlainDate): string =>
  `${practiceId}:${kind}:${from}:${until}`

// Four of five are drawn by risk, one of five from all, so that what no rule suspects is looked at too.
const riskPart = 0.8

/** The sample of a period: the same claims whenever it is drawn from the same ones. */
export function sample(
  kind: 'prospective' | 'retrospective',
  claims: readonly Reviewed[],
  how: { readonly seed: string; readonly size: number; readonly newDays: number },
): { claim: Reviewed; reasons: readonly Risk[] }[] {
  const idOf = (claim: Reviewed) => claim.claimId
  const risks = risksOf(claims)
  const withReasons = (claim: Reviewed) => ({ claim, reasons: risks.get(claim.claimId) ?? [] })
  if (kind === 'prospective')
    return drawn(how.seed, ofNewClinicians(claims, how.newDays), idOf, how.size).map(withReasons)
  const risky = drawn(
    how.seed,
    claims.filter(({ claimId }) => risks.has(claimId)),
    idOf,
    Math.ceil(how.size * riskPart),
  )
  const others = drawn(
    how.seed,
    claims.filter((claim) => !risky.includes(claim)),
    idOf,
    how.size - risky.length,
  )
  return [...risky, ...others].map(withReasons)
}
