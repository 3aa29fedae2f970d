import { addDays, earliest, type PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { privateCoverages, setPrivateDays } from '../../intake/actions/private-pay.ts'
import { beyondLimit, cautionFor, coveredVisits, privateDays } from '../rules/beyond-limit.ts'
import { listLimitAnswers } from '../store/limit-answers.ts'
import { listOthers, standingVisits } from '../store/programs.ts'
import { coveragesOn, listVisits, saveVisits } from '../store/visits.ts'
import type { LimitAnswer } from '../types/limit-answer.ts'
import type { AskedCoverage, CountedVisit, LimitCount } from '../types/standing.ts'

// What was agreed for the visits that a plan does not pay any more.

/** The visits of a limit's period in order, those a patient pays alone among them. */
async function visitsOfPeriod(tx: Tx, ground: Ground, limit: LimitCount): Promise<CountedVisit[]> {
  const alone = (await privateCoverages(tx, ground, [limit.coverageId])).get(limit.coverageId)
  const visits = await listVisits(tx, ground.practiceId, [limit.coverageId, ...(alone ? [alone.id] : [])])
  return [...visits.values()]
    .flat()
    .filter((visit) => limit.from <= visit.on && (limit.until === null || visit.on <= limit.until))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The visits to come that the plan does not pay. */
export async function beyondVisits(tx: Tx, ground: Ground, limit: LimitCount): Promise<CountedVisit[]> {
  const covered = coveredVisits(limit)
  if (covered === null) return []
  return beyondLimit(await visitsOfPeriod(tx, ground, limit), covered).filter(
    (visit) => visit.state === 'booked' && visit.on >= ground.today(),
  )
}

/** The answer that stands for a limit's period. */
export const standingAnswer = (answers: readonly LimitAnswer[], limit: LimitCount): LimitAnswer | null =>
  answers.find(
    (answer) => answer.coverageId === limit.coverageId && answer.periodFrom === limit.from && answer.endedOn === null,
  ) ?? null

/** Brings the days on which a patient pays alone up to the visits as they stand. */
export async function settlePrivateDays(
  tx: Tx,
  ground: Ground,
  coverage: AskedCoverage,
  limit: LimitCount,
  answer: LimitAnswer | null,
): Promise<void> {
  const { coverageId, patientId } = coverage
  const alone = (await privateCoverages(tx, ground, [coverageId])).get(coverageId)
  const covered = coveredVisits(limit)
  if (covered === null || (answer?.choice !== 'private' && !alone)) return
  const days =
    answer?.choice === 'private'
      ? privateDays({
          visits: await visitsOfPeriod(tx, ground, limit),
          covered,
          signedOn: answer.saidOn,
          until: await lastPrivateDay(tx, ground, coverage, limit, answer.saidOn),
        })
      : endedDays(alone, limit, ground.today())
  if (days === undefined || !(await setPrivateDays(tx, ground, patientId, coverageId, days))) return
  const since = earliest([days?.from, alone?.from].filter((day) => day !== undefined)) ?? ground.today()
  const later = await standingVisits(tx, ground.practiceId, patientId, since, null)
  const payers = await coveragesOn(tx, ground.practiceId, later)
  await saveVisits(
    tx,
    ground,
    later.map((visit, i) => ({ ...visit, coverageId: payers[i] ?? null })),
  )
  await ground.machine.jobs.enqueue(tx, ground, 'coverage.private-days', { patientId, coverages: [coverageId] })
}

/** Another answer took the place of paying alone: what was paid so far stays; undefined leaves another period's days alone. */
function endedDays(
  alone: { readonly from: PlainDate; readonly until: PlainDate | null } | undefined,
  limit: LimitCount,
  today: PlainDate,
): { from: PlainDate; until: PlainDate | null } | null | undefined {
  if (!alone || alone.from < limit.from || (alone.until !== null && alone.until < today)) return undefined
  return alone.from < today ? { from: alone.from, until: addDays(today, -1) } : null
}

/** The period's last day, or the day before another plan begins that was entered since. */
async function lastPrivateDay(
  tx: Tx,
  ground: Ground,
  { coverageId, patientId }: AskedCoverage,
  limit: LimitCount,
  signedOn: PlainDate,
): Promise<PlainDate | null> {
  const others = await listOthers(tx, ground.practiceId, patientId, coverageId)
  const next = earliest(others.map((other) => other.from).filter((from) => from > signedOn))
  return earliest([limit.until, next === null ? null : addDays(next, -1)].filter((day) => day !== null))
}

/** What a page shows of it: the visits to come that the plan does not pay, and what was said of them. */
export async function beyondPage(tx: Tx, ground: Ground, coverage: AskedCoverage, limits: readonly LimitCount[]) {
  const beyond: CountedVisit[] = []
  for (const limit of limits) beyond.push(...(await beyondVisits(tx, ground, limit)))
  return {
    beyond: beyond.map(({ sessionId, on }) => ({ sessionId, on })),
    limitAnswers: await listLimitAnswers(tx, ground.practiceId, [coverage.coverageId]),
    caution: cautionFor(coverage.payer.kind),
  }
}
