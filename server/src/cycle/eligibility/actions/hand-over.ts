import { changing, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { setVisitsEnd } from '../../intake/actions/patient.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import type { NewWork } from '../../worklist/types.ts'
import { baseFor } from '../rules/findings.ts'
import { handOver } from '../rules/hand-over.ts'
import { findAsker, gatherAsked } from '../store/inquiries.ts'
import { listLimitAnswers } from '../store/limit-answers.ts'
import { listOthers, listPrograms, standingVisits } from '../store/programs.ts'
import { findStandings, visitWorth } from '../store/standings.ts'
import { coveragesOn, saveVisits } from '../store/visits.ts'
import { standingAnswer } from './beyond-limit.ts'
import { countLimits, refreshLimits } from './limits.ts'

/**
 * Looks at the assistance programs of these patients after their visits changed: a program whose last visit is promised ends
 * with it, what is booked later goes to the next coverage, which is asked about before its first visit; and before the last
 * visit a person is told who pays next, or that nobody is on file.
 */
export async function handOverPrograms(tx: Tx, ground: Ground, patientIds: readonly string[]): Promise<void> {
  const { practiceId } = ground
  const programs = await listPrograms(tx, practiceId, patientIds)
  if (programs.length === 0) return
  const asker = await findAsker(tx, practiceId)
  if (asker?.switches.limitWarnings === false) return
  const ids = programs.map((program) => program.coverageId)
  const coverages = await gatherAsked(tx, practiceId, ids)
  await refreshLimits(tx, ground, coverages, await findStandings(tx, practiceId, ids))
  const limits = new Map((await countLimits(tx, ground, ids, ground.today())).map((limit) => [limit.coverageId, limit]))
  const answers = await listLimitAnswers(tx, practiceId, ids)
  const worth = await visitWorth(tx, practiceId, ground.today())
  const found: NewWork[] = []
  for (const program of programs) {
    const limit = limits.get(program.coverageId)
    const coverage = coverages.get(program.coverageId)
    if (!coverage || !limit || limit.left === null) continue
    const { patientId, plannedUntil } = program
    const visits = await standingVisits(tx, practiceId, patientId, program.from, plannedUntil)
    const others = await listOthers(tx, practiceId, patientId, program.coverageId)
    const it = handOver({
      // Visits used elsewhere are gone from what is promised here.
      promised: Math.max(0, limit.usedHere + limit.booked + limit.left),
      plannedUntil,
      visitsOn: visits.map((visit) => visit.on),
      others,
    })
    const next = others.find((other) => other.coverageId === it.nextCoverageId) ?? null
    if (it.endsOn !== program.endsOn) {
      await setVisitsEnd(tx, ground, program.coverageId, it.endsOn)
      const since = [it.endsOn, program.endsOn].filter((day) => day !== null).toSorted()[0] ?? program.from
      const later = await standingVisits(tx, practiceId, patientId, since, null)
      const payers = await coveragesOn(tx, practiceId, later)
      await saveVisits(
        tx,
        ground,
        later.map((visit, i) => ({ ...visit, coverageId: payers[i] ?? null })),
      )
      const both = [program.coverageId, ...(next ? [next.coverageId] : [])]
      await ground.machine.jobs.enqueue(tx, ground, 'coverage.handed-over', { patientId, coverages: both })
    }
    const isPaidAlone = standingAnswer(answers, limit)?.choice === 'private'
    if (it.left > 1 || visits.length === 0 || (next ? next.isActive === true : isPaidAlone)) continue
    const after = visits.findLast((visit) => it.lastVisitOn === null || visit.on <= it.lastVisitOn)
    const leftWords = it.left <= 0 ? 'the last visit is booked' : 'one visit is left'
    found.push({
      ...baseFor(coverage, { nextOn: after?.on ?? null, booked: 1, visitWorth: worth as never }),
      kind: 'eligibility.hand-over',
      cause: `${Math.min(1, Math.max(0, it.left))} ${next?.coverageId ?? 'nobody'}`,
      title: `${coverage.patientName}: ${leftWords} of ${program.payer}`,
      advice: next
        ? `${next.payer} pays from then on${next.isActive === false ? ', and says that it is not active' : ', and has not been heard yet'}. Ask it before the last visit, and tell the patient what a visit will cost.`
        : 'Nobody is on file to pay from then on. Ask the patient for the card of their own plan, or agree on self-pay, before the last visit.',
    })
  }
  await syncWork(
    tx,
    ground,
    { kinds: ['eligibility.hand-over'], subjects: ids, why: 'It is settled who pays after the program.' },
    found,
  )
}

/** The same, when a coverage was entered or an answer came. */
export const lookAtPrograms = (ground: Ground, coverageIds: readonly string[]): Promise<void> =>
  changing(ground, async (tx) => {
    const coverages = await gatherAsked(tx, ground.practiceId, coverageIds)
    await handOverPrograms(tx, ground, [...new Set([...coverages.values()].map((coverage) => coverage.patientId))])
  })
