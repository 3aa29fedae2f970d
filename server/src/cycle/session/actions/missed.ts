import { addDays, cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId, record } from '../../../ground/ledger.ts'
import { isGuardOn } from '../../practice/actions/setup.ts'
import { raiseWork, settleWork } from '../../worklist/actions/raise.ts'
import { suits } from '../rules/booking.ts'
import { evenness, type FeeAdvice, feeFor } from '../rules/missed-visit.ts'
import { findAppointment, saveSessionEvents } from '../store/appointments.ts'
import * as store from '../store/missed.ts'
import { missedVisitDefault, secondMiss } from '../tables/missed-visit.ts'
import type { MissedVisitPolicy } from '../types.ts'
import { type BookingRefusal, book } from './booking.ts'

// Prevention first: a freed hour is offered to whoever waits, and a clinician hears of a second miss while it can still be
// talked about. The fee comes last, and only where payer, law and signature allow it.

const policyFor = async (tx: Tx, ground: Ground, on: PlainDate): Promise<MissedVisitPolicy> =>
  (await store.policyOn(tx, ground.practiceId, on)) ?? { ...missedVisitDefault, from: on }

const adviceFor = (row: store.MissedRow, policy: MissedVisitPolicy, misses: readonly PlainDate[]): FeeAdvice =>
  feeFor({ on: row.on, status: row.status, policy, payers: row.payers, signedOn: row.signedOn, missedOn: misses })

/** Missed visits with what may be charged and why, and how a period went. */
export function missedPage(ground: Ground, from: PlainDate, until: PlainDate) {
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const rows = await store.missedVisits(tx, practiceId, from, until, null)
    const misses = await store.missesOf(
      tx,
      practiceId,
      rows.map((row) => row.patientId),
    )
    const policy = await policyFor(tx, ground, ground.today())
    const counts = await store.attendanceCounts(tx, practiceId, from, until)
    const missed = counts.noShow + counts.lateCancel
    const prevented = counts.switched + counts.refilled
    const share = (part: number, whole: number): number | null =>
      whole === 0 ? null : Math.round((part * 1000) / whole) / 10
    const decided = rows.flatMap((row) =>
      row.outcome === null
        ? []
        : [
            {
              outcome: row.outcome,
              amountCents: row.amountCents ?? 0,
              payer: row.payers[0]?.kind ?? 'none',
              clinician: row.clinician,
            },
          ],
    )
    return {
      from,
      until,
      policy,
      counts: {
        ...counts,
        missedShare: share(missed, counts.scheduled - counts.cancelled),
        prevented,
        preventedShare: share(prevented, prevented + missed),
        refilledShare: share(counts.refilled, counts.cancelled + counts.lateCancel),
      },
      evenness: {
        byPayer: evenness(decided.map((each) => ({ ...each, group: each.payer }))),
        byClinician: evenness(decided.map((each) => ({ ...each, group: each.clinician }))),
      },
      visits: rows.map((row) => ({ ...row, advice: adviceFor(row, policy, misses.get(row.patientId) ?? []) })),
      waitlist: await store.waitlist(tx, practiceId),
    }
  })
}

/** Decides on a missed visit's fee, once. It is charged as the policy says, or waived with a reason. */
export function decideFee(
  ground: Ground,
  sessionId: string,
  input: { readonly outcome: 'charged' | 'waived'; readonly reason: string },
): Promise<Result<{ outcome: string; amountCents: number }, BookingRefusal>> {
  return inTransaction<{ outcome: string; amountCents: number }, BookingRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const visit = await findAppointment(tx, practiceId, sessionId, true)
    if (!visit) return refuse({ kind: 'not_found' })
    const [row] = await store.missedVisits(tx, practiceId, visit.on, visit.on, sessionId)
    if (!row)
      return refuse({ kind: 'session.wrong_state', message: 'This visit was not missed.', status: visit.status })
    if (row.outcome !== null)
      return refuse({
        kind: 'session.wrong_state',
        message: `This has been decided: ${row.outcome}.`,
        status: row.outcome,
      })
    const misses = (await store.missesOf(tx, practiceId, [row.patientId])).get(row.patientId) ?? []
    const advice = adviceFor(row, await policyFor(tx, ground, row.on), misses)
    if (input.outcome === 'charged' && !advice.mayCharge)
      return refuse({ kind: 'session.invalid', message: advice.why.join(' ') })
    const isCharged = input.outcome === 'charged'
    const journalId = isCharged ? deterministicId(practiceId, 'missed-visit', sessionId) : null
    if (journalId)
      await record(tx, ground, [
        {
          id: journalId,
          effectiveOn: ground.today(),
          kind: 'missed-visit-fee',
          why: `Missed visit of ${row.on}`,
          source: { sessionId },
          dimensions: {
            sessionId,
            patientId: row.patientId,
            clinicianId: row.clinicianId,
            programId: row.programId,
            locationId: row.locationId,
          },
          transfers: [{ from: 'income', into: 'patient', amount: cents(advice.amountCents), why: 'missed visit fee' }],
        },
      ])
    const outcome = isCharged ? 'charged' : advice.mayCharge ? 'waived' : 'not_allowed'
    const amountCents = isCharged ? advice.amountCents : 0
    await store.saveDecision(tx, ground, {
      sessionId,
      patientId: row.patientId,
      outcome,
      amountCents,
      reason: isCharged ? advice.why.join(' ') : input.reason,
      journalId,
    })
    await settleWork(tx, ground, ['session.missed'], [sessionId], 'The fee was decided.')
    return ok({ outcome, amountCents })
  })
}

/** The practice's policy, from today on. */
export function setPolicy(
  ground: Ground,
  policy: Omit<MissedVisitPolicy, 'from'>,
): Promise<Result<{ ok: true }, BookingRefusal>> {
  return inTransaction<{ ok: true }, BookingRefusal>(ground, async (tx) => {
    await store.savePolicy(tx, ground, policy)
    return ok({ ok: true })
  })
}

/** Somebody did not come: the desk decides on the fee, and at the second miss the clinician is told. */
export function noticeMiss(ground: Ground, sessionId: string): Promise<Result<null, never>> {
  return inTransaction<null, never>(ground, async (tx) => {
    const { practiceId } = ground
    const visit = await findAppointment(tx, practiceId, sessionId)
    if (!visit) return ok(null)
    if (visit.status !== 'no_show' && visit.status !== 'late_cancel') {
      await settleWork(
        tx,
        ground,
        ['session.missed', 'session.second-miss'],
        [sessionId],
        'The visit was not missed after all.',
      )
      return ok(null)
    }
    const [row] = await store.missedVisits(tx, practiceId, visit.on, visit.on, sessionId)
    if (!row || row.outcome !== null) return ok(null)
    const misses = ((await store.missesOf(tx, practiceId, [row.patientId])).get(row.patientId) ?? []).filter(
      (day) => day > addDays(visit.on, -secondMiss.days) && day <= visit.on,
    )
    const advice = adviceFor(row, await policyFor(tx, ground, row.on), misses)
    await raiseWork(tx, ground, [
      {
        kind: 'session.missed' as const,
        subject: sessionId,
        cause: visit.status,
        title: `${row.patient}, ${row.on}`,
        advice: `${advice.mayCharge ? `A fee of ${(advice.amountCents / 100).toFixed(2)} may be charged. ` : ''}${advice.why.join(' ')} Offer another hour first.`,
        link: '/missed',
        patientId: row.patientId,
      },
      ...(misses.length >= secondMiss.count
        ? [
            {
              kind: 'session.second-miss' as const,
              subject: sessionId,
              cause: `${misses.length}`,
              title: `${row.patient} missed ${misses.length} visits in ${secondMiss.days} days`,
              advice: 'Talk about it at the next visit: another hour, video, or a pause.',
              link: '/day',
              patientId: row.patientId,
              facts: { clinicianId: row.clinicianId },
            },
          ]
        : []),
    ])
    return ok(null)
  })
}

/** An hour came free: whoever waits longest and fits is offered it. */
export function offerFreed(
  ground: Ground,
  freed: { readonly sessionId: string; readonly on: PlainDate; readonly start: string; readonly stop: string },
): Promise<Result<number, never>> {
  return inTransaction<number, never>(ground, async (tx) => {
    if (!(await isGuardOn({ ...ground, within: tx }, 'noShowPrevention'))) return ok(0)
    const visit = await findAppointment(tx, ground.practiceId, freed.sessionId)
    if (!visit || freed.on < ground.today()) return ok(0)
    const slot = { ...freed, clinicianId: visit.clinicianId, service: visit.service, modality: visit.modality }
    const fitting = (await store.waitlist(tx, ground.practiceId)).filter(
      (entry) => entry.patientId !== visit.patientId && suits(slot, entry),
    )
    const [first, ...others] = fitting
    if (!first) return ok(0)
    await raiseWork(tx, ground, [
      {
        kind: 'session.free-hour',
        subject: freed.sessionId,
        cause: `${freed.on} ${freed.start}`,
        title: `${freed.on} ${freed.start} came free`,
        advice: `Call ${first.patient}${first.phone ? `, ${first.phone}` : ''}, who has waited since ${first.addedOn}${others.length > 0 ? `; ${others.length} more would fit` : ''}.`,
        link: `/missed?hour=${freed.sessionId}`,
        patientId: first.patientId,
        dueOn: freed.on,
      },
    ])
    return ok(fitting.length)
  })
}

export function joinWaitlist(
  ground: Ground,
  entry: Parameters<typeof store.saveWaitlistEntry>[2],
): Promise<Result<{ id: string }, BookingRefusal>> {
  return inTransaction<{ id: string }, BookingRefusal>(ground, async (tx) => {
    const patient = await tx
      .selectFrom('patient')
      .select('id')
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', entry.patientId)
      .executeTakeFirst()
    const clinician =
      entry.clinicianId === null
        ? true
        : await tx
            .selectFrom('clinician')
            .select('id')
            .where('practice_id', '=', ground.practiceId)
            .where('id', '=', entry.clinicianId)
            .executeTakeFirst()
    if (!patient || !clinician) return refuse({ kind: 'not_found' })
    return ok({ id: await store.saveWaitlistEntry(tx, ground, entry) })
  })
}

export function leaveWaitlist(ground: Ground, id: string): Promise<Result<{ id: string }, BookingRefusal>> {
  return inTransaction<{ id: string }, BookingRefusal>(ground, async (tx) =>
    (await store.setWaitlistEntry(tx, ground.practiceId, id, 'withdrawn', null))
      ? ok({ id })
      : refuse({ kind: 'not_found' }),
  )
}

/** Gives a freed hour to somebody who waits: booked like any visit, and the freed one counts as refilled. */
export function fillFreed(
  ground: Ground,
  freedId: string,
  entryId: string,
  reason: string | null,
): Promise<Result<{ ids: readonly string[] }, BookingRefusal>> {
  return inTransaction<{ ids: readonly string[] }, BookingRefusal>(ground, async (tx) => {
    const freed = await findAppointment(tx, ground.practiceId, freedId, true)
    const entry = (await store.waitlist(tx, ground.practiceId)).find((each) => each.id === entryId)
    if (!freed || !entry) return refuse({ kind: 'not_found' })
    if (freed.status === 'booked' || freed.status === 'kept')
      return refuse({ kind: 'session.wrong_state', message: 'This hour is not free.', status: freed.status })
    const booked = await book(
      { ...ground, within: tx },
      {
        patientId: entry.patientId,
        clinicianId: freed.clinicianId,
        on: freed.on,
        start: freed.start,
        minutes: freed.minutes,
        service: freed.service,
        modality: entry.telehealthOnly ? 'video' : freed.modality,
        times: 1,
        everyWeeks: 1,
        reason,
      },
    )
    if (!booked.ok) return booked
    await store.setWaitlistEntry(tx, ground.practiceId, entryId, 'filled', booked.value.ids[0] ?? null)
    await saveSessionEvents(tx, ground, [
      { sessionId: freedId, kind: 'refilled', summary: `The hour went to ${entry.patient}.` },
    ])
    await settleWork(tx, ground, ['session.free-hour'], [freedId], 'The hour was filled.')
    return ok({ ids: booked.value.ids })
  })
}
