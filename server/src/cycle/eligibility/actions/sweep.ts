import { addDays } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork } from '../../worklist/actions/raise.ts'
import { baseFor } from '../rules/findings.ts'
import { findAsker, gatherAsked, listDueAgain, listPayers, listSilent, setInquiries } from '../store/inquiries.ts'
import { visitWorth } from '../store/standings.ts'
import { saveSweep } from '../store/sweeps.ts'
import { listComing, listDue, listRecent } from '../store/visits.ts'
import { askPlans, type Wanted } from './ask.ts'

// Every night the plans of the coming days' visits are asked, so that the news is there before the patient is. How far
// ahead and how old an answer may be are the practice's own settings; the defaults are unverified: confirm.

const daysAhead = 3
const maxAgeDays = 3
/** A batch answer is owed by the next business morning (CORE, cite CAQH); after two days of silence a person looks. */
const silentAfterDays = 2

const setting = (params: Readonly<Record<string, unknown>>, name: string, usual: number): number =>
  typeof params[name] === 'number' ? params[name] : usual

/** Asks about every coverage that is due; returns the sweep, or null when nothing was. */
export async function sweepCoverages(ground: Ground): Promise<{ id: string; wanted: number } | null> {
  return changing(ground, async (tx) => {
    const today = ground.today()
    const asker = await findAsker(tx, ground.practiceId)
    if (!asker || asker.switches.eligibilitySweep === false) return null
    const { params } = asker
    const due = await listDue(tx, ground.practiceId, today, {
      until: addDays(today, setting(params, 'eligibility_days_ahead', daysAhead)),
      maxAgeDays: setting(params, 'eligibility_max_age_days', maxAgeDays),
    })
    const again = await listDueAgain(tx, ground.practiceId, today)
    const wanted: Wanted[] = [
      ...again.map((one) => ({
        coverageId: one.coverageId,
        reason: 'again' as const,
        forOn: one.forOn,
        payerId: one.payerId,
        variant: one.variant,
        attempt: one.attempt + 1,
      })),
      ...due.map((one) => ({ ...one, reason: 'sweep' as const })),
    ]
    if (wanted.length === 0) return null
    const id = ground.newId()
    await saveSweep(tx, ground, {
      id,
      untilOn: addDays(today, setting(params, 'eligibility_days_ahead', daysAhead)),
      wanted: wanted.length,
    })
    await askPlans(tx, ground, wanted, id)
    return { id, wanted: wanted.length }
  })
}

/** Gives up on questions nothing came back for, and says so to a person. */
export async function giveUpSilent(ground: Ground): Promise<number> {
  return changing(ground, async (tx) => {
    const { practiceId } = ground
    const today = ground.today()
    const silent = await listSilent(tx, practiceId, addDays(today, -silentAfterDays + 1))
    if (silent.length === 0) return 0
    const ids = [...new Set(silent.map((one) => one.coverageId))]
    const coverages = await gatherAsked(tx, practiceId, ids)
    const payers = await listPayers(tx, practiceId)
    const coming = await listComing(tx, practiceId, ids, today)
    const worth = await visitWorth(tx, practiceId, today)
    await setInquiries(
      tx,
      practiceId,
      silent.map(({ id }) => ({ id, state: 'given_up', on: today, againOn: null })),
    )
    await raiseWork(
      tx,
      ground,
      silent.flatMap((one) => {
        const coverage = coverages.get(one.coverageId)
        if (!coverage) return []
        const next = coming.get(one.coverageId)
        const payer = payers.get(one.payerId)?.name ?? coverage.payer.name
        return [
          {
            ...baseFor(coverage, {
              nextOn: next?.nextOn ?? null,
              booked: next?.visits ?? 0,
              visitWorth: worth as never,
            }),
            kind: 'eligibility.unanswered' as const,
            cause: `silent since ${one.askedOn}`,
            title: `${coverage.patientName}: ${payer} has not answered since ${one.askedOn}`,
            advice: `Look in the portal of ${payer} or call, and write down what they say.`,
          },
        ]
      }),
    )
    return silent.length
  })
}

/** A coverage that was entered or corrected is asked about at once, when it was asked about before or is new. */
export async function askChanged(ground: Ground, coverageIds: readonly string[]): Promise<void> {
  await changing(ground, async (tx) => {
    const today = ground.today()
    const asker = await findAsker(tx, ground.practiceId)
    if (!asker || asker.switches.eligibilitySweep === false) return
    const recent = await listRecent(tx, ground.practiceId, coverageIds, today)
    await askPlans(
      tx,
      ground,
      recent.map((coverageId) => ({ coverageId, reason: 'sweep' as const, forOn: today })),
    )
  })
}
