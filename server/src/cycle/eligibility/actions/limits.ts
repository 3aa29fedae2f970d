import { cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import type { NewWork } from '../../worklist/types.ts'
import { baseFor } from '../rules/findings.ts'
import { countLimit, decideVisit, isNear, limitFor } from '../rules/limits.ts'
import { findAsker, gatherAsked, listPayers } from '../store/inquiries.ts'
import { findStandings, visitWorth } from '../store/standings.ts'
import * as store from '../store/visits.ts'
import type { AskedCoverage, LimitCount, Standing } from '../types/standing.ts'

// The limit's ledger. Booking asks here first; two people booking the last visit meet at the limit's row, and one of them
// is told.

const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null

/** Brings the limits of these coverages up to what is known of them. */
export async function refreshLimits(
  tx: Tx,
  ground: Ground,
  coverages: ReadonlyMap<string, AskedCoverage>,
  standings: ReadonlyMap<string, Standing>,
  on: PlainDate = ground.today(),
): Promise<void> {
  const payers = await listPayers(tx, ground.practiceId)
  const limits = [...coverages.values()].flatMap((coverage) => {
    const standing = standings.get(coverage.coverageId)
    const holder = payers.get(standing?.holder?.payerId ?? coverage.payer.carveOutPayerId ?? '')
    const terms = record((holder ?? coverage.payer).params.sessionLimit)
    const limit = limitFor(coverage, standing?.facts ?? {}, terms, on)
    return limit ? [limit] : []
  })
  const limited = new Set(limits.map((limit) => limit.coverageId))
  const free = [...coverages.keys()].filter(
    (id) => !limited.has(id) && standings.get(id)?.facts['limit.none']?.value === true,
  )
  if (free.length > 0) await store.deleteLimits(tx, ground.practiceId, free)
  await store.deleteOtherPeriods(tx, ground.practiceId, limits)
  await store.saveLimits(tx, ground.practiceId, limits)
}

/** The limits of these coverages on a day, counted. */
export async function countLimits(
  tx: Tx,
  ground: Ground,
  coverageIds: readonly string[],
  on: PlainDate,
  isHeld = false,
): Promise<(LimitCount & { readonly noticedLeft: number | null })[]> {
  const limits = await store.listLimits(tx, ground.practiceId, coverageIds, on, isHeld)
  const visits = await store.listVisits(
    tx,
    ground.practiceId,
    limits.map((limit) => limit.coverageId),
  )
  return limits.map((limit) => ({ ...limit, ...countLimit(limit, visits.get(limit.coverageId) ?? []) }))
}

/** Looks at limits after something changed: what is near or used up becomes work, and news to whoever must know. */
export async function watchLimits(
  tx: Tx,
  ground: Ground,
  coverages: ReadonlyMap<string, AskedCoverage>,
): Promise<void> {
  const ids = [...coverages.keys()]
  const limits = await countLimits(tx, ground, ids, ground.today())
  if (limits.length === 0) return
  const coming = await store.listComing(tx, ground.practiceId, ids, ground.today())
  const worth = cents(await visitWorth(tx, ground.practiceId, ground.today()))
  const found: NewWork[] = []
  for (const limit of limits) {
    const coverage = coverages.get(limit.coverageId)
    if (!coverage || !isNear(limit.left, limit.visits)) continue
    const next = coming.get(limit.coverageId)
    const base = baseFor(coverage, { nextOn: next?.nextOn ?? null, booked: next?.visits ?? 0, visitWorth: worth })
    const left = limit.left ?? 0
    const isOver = left < 0 || (left === 0 && limit.booked > 0)
    const of = limit.visits === null ? '' : ` of ${limit.visits}`
    found.push({
      ...base,
      kind: left <= 0 ? 'eligibility.limit-reached' : 'eligibility.limit-near',
      cause: `${limit.period} ${limit.from} ${Math.max(left, -1)}`,
      title:
        left < 0
          ? `${coverage.patientName}: ${-left} booked beyond the plan's visits`
          : `${coverage.patientName}: ${left}${of} visits left${isOver ? ', all booked' : ''}`,
      advice:
        left <= 0
          ? 'Agree with the patient and the clinician how to go on: ask the plan for more, spread visits, or a self-pay agreement before the visit.'
          : 'Tell the patient and the clinician before more is booked; ask the plan whether more can be had.',
    })
    if (limit.noticedLeft === null || left < limit.noticedLeft) {
      await store.setNoticed(tx, ground.practiceId, limit, left)
      await ground.machine.jobs.enqueue(tx, ground, 'eligibility.limit-near', {
        coverageId: limit.coverageId,
        patientId: coverage.patientId,
        left,
      })
    }
  }
  await syncWork(
    tx,
    ground,
    {
      kinds: ['eligibility.limit-near', 'eligibility.limit-reached'],
      subjects: ids,
      why: 'There are visits left again.',
    },
    found,
  )
}

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
    return ok({ left: null, warning: null })
  }
  const coverages = await gatherAsked(tx, practiceId, [coverageId])
  const standings = await findStandings(tx, practiceId, [coverageId])
  await refreshLimits(tx, ground, coverages, standings, visit.on)
  const [limit] = await countLimits(tx, ground, [coverageId], visit.on, true)
  const already = await store.listVisits(tx, practiceId, [coverageId])
  const isCounted = already.get(coverageId)?.some((each) => each.sessionId === visit.sessionId) ?? false
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
  return ok({ left: decision.left, warning: decision.is === 'free' ? null : decision.message })
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
}

/** The payer decided on these visits: from its next answer on, its own count holds them. */
export const visitsDecided = (tx: Tx, ground: Ground, sessionIds: readonly string[], on: PlainDate): Promise<void> =>
  store.setCounted(tx, ground.practiceId, sessionIds, on)
