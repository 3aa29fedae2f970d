import { cents, type PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import type { NewWork } from '../../worklist/types.ts'
import { cautionFor } from '../rules/beyond-limit.ts'
import { baseFor } from '../rules/findings.ts'
import { countLimit, isNear, limitFor } from '../rules/limits.ts'
import { findAsker, listPayers } from '../store/inquiries.ts'
import { listLimitAnswers } from '../store/limit-answers.ts'
import { agreedVisits } from '../store/programs.ts'
import { visitWorth } from '../store/standings.ts'
import * as store from '../store/visits.ts'
import type { AskedCoverage, LimitCount, LimitStanding, Standing } from '../types/standing.ts'
import { settlePrivateDays, standingAnswer } from './beyond-limit.ts'

// The limit's ledger.

const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null

/** The limits of these coverages on a day, by what is known of them now. */
export async function knownLimits(
  tx: Tx,
  ground: Ground,
  coverages: ReadonlyMap<string, AskedCoverage>,
  standings: ReadonlyMap<string, Standing>,
  on: PlainDate,
): Promise<LimitStanding[]> {
  const payers = await listPayers(tx, ground.practiceId)
  const agreed = await agreedVisits(tx, ground.practiceId, [...coverages.keys()], on)
  return [...coverages.values()].flatMap((coverage) => {
    const standing = standings.get(coverage.coverageId)
    const holder = payers.get(standing?.holder?.payerId ?? coverage.payer.carveOutPayerId ?? '')
    const visits = agreed.get(coverage.coverageId)
    const terms =
      visits === undefined
        ? record((holder ?? coverage.payer).params.sessionLimit)
        : { limit: visits, per: 'episode' as const }
    const limit = limitFor(coverage, standing?.facts ?? {}, terms, on)
    return limit ? [limit] : []
  })
}

/** Brings the limits of these coverages up to what is known of them. */
export async function refreshLimits(
  tx: Tx,
  ground: Ground,
  coverages: ReadonlyMap<string, AskedCoverage>,
  standings: ReadonlyMap<string, Standing>,
  on: PlainDate = ground.today(),
): Promise<void> {
  const limits = await knownLimits(tx, ground, coverages, standings, on)
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
  const before = await countLimits(tx, ground, ids, ground.today())
  if (before.length === 0 || (await findAsker(tx, ground.practiceId))?.switches.limitWarnings === false) return
  const answers = await listLimitAnswers(tx, ground.practiceId, ids)
  for (const limit of before) {
    const coverage = coverages.get(limit.coverageId)
    if (coverage) await settlePrivateDays(tx, ground, coverage, limit, standingAnswer(answers, limit))
  }
  const limits = answers.length > 0 ? await countLimits(tx, ground, ids, ground.today()) : before
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
    const answer = standingAnswer(answers, limit)
    // Who pays alone has said how it goes on; who called visits off has too, until another is booked.
    if (left <= 0 && (answer?.choice === 'private' || (answer?.choice === 'called_off' && left === 0))) continue
    const caution = cautionFor(coverage.payer.kind)
    const asked = answer?.choice === 'asked_plan' ? ` The plan was asked for more on ${answer.saidOn}.` : ''
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
          ? `Ask the patient before the next visit, and write it down on the coverage: pay alone by a signed agreement, call the visits off, or ask the plan for more.${caution === null ? '' : ` ${caution}`}${asked}`
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
