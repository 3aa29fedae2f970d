import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { activeOn } from '../rules/active.ts'
import { countLimit, decideVisit, type VisitDecision } from '../rules/limits.ts'
import { findAsker, gatherAsked } from '../store/inquiries.ts'
import { findStandings } from '../store/standings.ts'
import * as store from '../store/visits.ts'
import type { AskedCoverage, LimitCount } from '../types/standing.ts'
import { handOverPrograms } from './hand-over.ts'
import { countLimits, knownLimits, refreshLimits, watchLimits } from './limits.ts'

// Booking asks here first; two people booking the last visit meet at the limit's row, and one of them is told.

export type ExpectedVisit = {
  readonly sessionId: string
  readonly patientId: string
  readonly clinicianId: string | null
  readonly on: PlainDate
  readonly state: 'booked' | 'kept' | 'released'
}

export type LimitRefusal = { kind: 'eligibility.limit_reached'; message: string; left: number; canOverride: true }

export type Expected = { readonly left: number | null; readonly warning: string | null }

/**
 * Before a visit is booked: counts it against the plan's limit, or says why not. `override` is a person's reason to book
 * beyond a limit that blocks; the session keeps it.
 */
export async function expectVisit(
  tx: Tx,
  ground: Ground,
  visit: ExpectedVisit,
  override: string | null = null,
): Promise<Result<Expected, LimitRefusal>> {
  const { practiceId } = ground
  const [coverageId] = await store.coveragesOn(tx, practiceId, [visit])
  if (coverageId == null || visit.state === 'released') {
    await store.saveVisits(tx, ground, [{ ...visit, coverageId: coverageId ?? null }])
    await handOverPrograms(tx, ground, [visit.patientId])
    return ok({ left: null, warning: null })
  }
  const coverages = await gatherAsked(tx, practiceId, [coverageId])
  const standings = await findStandings(tx, practiceId, [coverageId])
  await refreshLimits(tx, ground, coverages, standings, visit.on)
  const [limit] = await countLimits(tx, ground, [coverageId], visit.on, true)
  const already = await store.listVisits(tx, practiceId, [coverageId])
  const isCounted =
    already.get(coverageId)?.some((each) => each.sessionId === visit.sessionId || each.on === visit.on) ?? false
  const asker = await findAsker(tx, practiceId)
  const policy = policyOf(coverages.get(coverageId), asker?.switches ?? {})
  const decision = limit && !isCounted ? decideVisit(limit, policy) : { is: 'free' as const, left: limit?.left ?? null }
  if (decision.is === 'blocked' && override === null)
    return refuse({
      kind: 'eligibility.limit_reached',
      message: decision.message,
      left: limit?.left ?? 0,
      canOverride: true,
    })
  await store.saveVisits(tx, ground, [{ ...visit, coverageId }])
  await watchLimits(tx, ground, coverages)
  await handOverPrograms(tx, ground, [visit.patientId])
  return ok({ left: decision.left, warning: decision.is === 'free' ? null : decision.message })
}

/**
 * What `expectVisit` would say of each of these visits, were they booked one after the other; nothing is written or held, so
 * booking asks again.
 */
export async function previewVisits(
  tx: Tx,
  ground: Ground,
  visits: readonly Pick<ExpectedVisit, 'patientId' | 'on'>[],
): Promise<VisitDecision[]> {
  const { practiceId } = ground
  const ids = await store.coveragesOn(tx, practiceId, visits)
  const coverages = await gatherAsked(tx, practiceId, [...new Set(ids.filter((id) => id !== null))])
  const standings = await findStandings(tx, practiceId, [...coverages.keys()])
  const counted = await store.listVisits(tx, practiceId, [...coverages.keys()])
  const asker = await findAsker(tx, practiceId)
  const before = new Map<string, Set<PlainDate>>()
  const said: VisitDecision[] = []
  for (const [i, { on }] of visits.entries()) {
    const coverage = coverages.get(ids[i] ?? '')
    const limit = coverage && (await limitOn(tx, ground, coverage, standings, counted, on))
    if (!limit) {
      said.push({ is: 'free', left: null })
      continue
    }
    const key = `${limit.coverageId} ${limit.from}`
    const taken = before.get(key) ?? new Set()
    before.set(key, taken)
    const left = limit.left === null ? null : limit.left - taken.size
    if (taken.has(on) || counted.get(limit.coverageId)?.some((each) => each.on === on)) {
      said.push({ is: 'free', left })
      continue
    }
    taken.add(on)
    said.push(decideVisit({ ...limit, left }, policyOf(coverage, asker?.switches ?? {})))
  }
  return said
}

/** Of each of these visits, whether the plan that pays it first has said that it is not active on its day. */
export async function saidInactive(
  tx: Tx,
  practiceId: string,
  visits: readonly Pick<ExpectedVisit, 'patientId' | 'on'>[],
): Promise<boolean[]> {
  const ids = await store.coveragesOn(tx, practiceId, visits)
  const standings = await findStandings(tx, practiceId, [...new Set(ids.filter((id) => id !== null))])
  return visits.map(({ on }, i) => activeOn(standings.get(ids[i] ?? '') ?? null, on) === false)
}

/** The limit as it is kept, else as it would be kept: nobody has booked into that year yet. */
async function limitOn(
  tx: Tx,
  ground: Ground,
  coverage: AskedCoverage,
  standings: Awaited<ReturnType<typeof findStandings>>,
  counted: Awaited<ReturnType<typeof store.listVisits>>,
  on: PlainDate,
): Promise<LimitCount | undefined> {
  const id = coverage.coverageId
  const [kept] = await countLimits(tx, ground, [id], on)
  if (kept) return kept
  const [known] = await knownLimits(tx, ground, new Map([[id, coverage]]), standings, on)
  return known && { ...known, ...countLimit(known, counted.get(id) ?? []) }
}

const policyOf = (
  coverage: AskedCoverage | undefined,
  switches: Readonly<Record<string, unknown>>,
): { action: 'block' | 'warn'; isGuarded: boolean } => ({
  action: coverage?.payer.params.visit_limit_action === 'block' ? 'block' : 'warn',
  isGuarded: switches.limitWarnings !== false,
})

/** Takes in visits as a file or another system has them: facts, which no limit can refuse. */
export async function recordVisits(tx: Tx, ground: Ground, visits: readonly ExpectedVisit[]): Promise<void> {
  if (visits.length === 0) return
  const { practiceId } = ground
  const ids = await store.coveragesOn(tx, practiceId, visits)
  await store.saveVisits(
    tx,
    ground,
    visits.map((visit, i) => ({ ...visit, coverageId: ids[i] ?? null })),
  )
  const known = [...new Set(ids.filter((id) => id !== null))]
  const coverages = await gatherAsked(tx, practiceId, known)
  await refreshLimits(tx, ground, coverages, await findStandings(tx, practiceId, known))
  await watchLimits(tx, ground, coverages)
  await handOverPrograms(
    tx,
    ground,
    visits.map((visit) => visit.patientId),
  )
}

/** The payer decided on these visits: from its next answer on, its own count holds them. */
export const visitsDecided = (tx: Tx, ground: Ground, sessionIds: readonly string[], on: PlainDate): Promise<void> =>
  store.setCounted(tx, ground.practiceId, sessionIds, on)
