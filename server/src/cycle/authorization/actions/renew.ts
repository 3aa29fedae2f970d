import { addDays, earliest, latest, type PlainDate } from '@ballast/kernel'
import { changing, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { payerKey, payersOn } from '../../intake/actions/payers.ts'
import { isGuardOn } from '../../practice/actions/setup.ts'
import { counted } from '../rules/choose.ts'
import { isSucceeded, renewalOf } from '../rules/decide.ts'
import { isGivenOnce, leaveFor } from '../rules/leave.ts'
import { cadenceOf, escalationOn, planRenewal, renewalParams } from '../rules/renewal.ts'
import { isStillRefused } from '../rules/work.ts'
import { grantsFrom, heldOf } from '../store/grants.ts'
import { listRequests, saveEvent, saveRequest, setRequest } from '../store/requests.ts'
import { type Use, usesBetween } from '../store/uses.ts'
import { episodeGapDays } from '../tables/params.ts'
import { type Counted, type Grant, openStatuses, type RenewalPlan } from '../types.ts'
import { settled } from './requests.ts'

// Every morning each live authorization is looked at: when will it lapse, who has to act, by when. A renewal that is due
// becomes a request in its clinician's list; one that stands still is told upward.

/** An authorization with where it is heading. */
export type Watched = {
  readonly grant: Grant
  readonly counted: Counted
  readonly plan: RenewalPlan
  readonly clinicianId: string
  readonly programId: string
  readonly isLive: boolean
  readonly isSucceeded: boolean
}

/** Every authorization that has not ended, with its numbers and its predicted lapse. */
export async function watch(ground: Ground, since: PlainDate = ground.today()): Promise<Watched[]> {
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const today = ground.today()
    const grants = await grantsFrom(tx, practiceId, since)
    const held = await heldOf(
      tx,
      practiceId,
      grants.map((grant) => grant.id),
    )
    const uses = await usesBetween(tx, practiceId, addDays(today, -120), addDays(today, 400))
    const byPatient = Map.groupBy(uses, (use) => `${use.patientId} ${use.payerId}`)
    const payers = await payersOn(
      tx,
      practiceId,
      grants.map((grant) => ({ patientId: grant.patientId, on: today })),
    )
    return grants.flatMap((grant): Watched[] => {
      const visits = (byPatient.get(`${grant.patientId} ${grant.payerId}`) ?? []).filter(
        (use) => (use.state === 'used' || use.state === 'reserved') && isOf(grant, use),
      )
      const last = visits.findLast((use) => use.state === 'used') ?? visits.at(-1)
      const payer = payers.get(payerKey(grant.patientId, today))
      const numbers = counted(grant, held.get(grant.id) ?? { reserved: 0, used: 0 })
      const plan = planRenewal({
        grant,
        counted: numbers,
        bookedOn: visits.filter((use) => use.state === 'reserved' && use.grantId === grant.id).map((use) => use.on),
        cadenceDays: cadenceOf(visits.map((use) => use.on)),
        lastVisitOn: last?.on ?? null,
        params: renewalParams(payer?.params),
        today,
      })
      return [
        {
          grant,
          counted: numbers,
          plan,
          clinicianId: last?.clinicianId ?? '',
          programId: last?.programId ?? '',
          isLive:
            last !== undefined &&
            last.on >= addDays(today, -episodeGapDays.days) &&
            payer?.payerId === grant.payerId &&
            !isGivenOnce(payer.params) &&
            leaveFor(payer.params, grant.codes.length > 0 ? grant.codes : last.codes) !== 'not_needed',
          isSucceeded: isSucceeded(grant, plan.lapsesOn, grants),
        },
      ]
    })
  })
}

const isOf = (grant: Grant, use: Use): boolean =>
  grant.codes.length === 0 || use.codes.some((code) => grant.codes.includes(code))

/** Opens the renewals whose day has come, brings open ones up to date, and tells upward what stands still. */
export async function sweepRenewals(ground: Ground): Promise<{ opened: number; escalated: number }> {
  if (!(await isGuardOn(ground, 'renewalPrompts'))) return { opened: 0, escalated: 0 }
  const today = ground.today()
  const watched = await watch(ground, addDays(today, -14))
  const asked = await reading(ground, (tx) =>
    listRequests(tx, ground.practiceId, { statuses: [...openStatuses, 'denied'] }),
  )
  const refused = new Set(asked.flatMap((each) => (isStillRefused(each, today) ? (each.renewsGrantId ?? []) : [])))
  const open = asked.filter((request) => request.status !== 'denied')
  const renewing = new Map(open.flatMap((request) => (request.renewsGrantId ? [[request.renewsGrantId, request]] : [])))
  let opened = 0
  let escalated = 0
  for (const { grant, plan, clinicianId, programId, isLive, isSucceeded: isDone } of watched) {
    const standing = renewing.get(grant.id)
    if (standing) {
      const hasMoved =
        (standing.status === 'draft' || standing.status === 'ready') &&
        (standing.lapsesOn !== plan.lapsesOn || standing.dueOn !== plan.dueOn)
      const asks = renewalOf(grant, plan, today)
      if (hasMoved)
        await changing(ground, async (tx) => {
          await setRequest(tx, ground.practiceId, standing.id, {
            lapses_on: plan.lapsesOn,
            due_on: plan.dueOn,
            from_on: earliest([asks.from, standing.from]) ?? asks.from,
            until_on: latest([asks.until, standing.until]) ?? asks.until,
          })
          await settled(tx, ground, standing.id)
        })
      continue
    }
    if (
      !isLive ||
      isDone ||
      refused.has(grant.id) ||
      clinicianId === '' ||
      today < plan.promptOn ||
      plan.lapsesOn < addDays(today, -7)
    )
      continue
    const ask = renewalOf(grant, plan, today)
    await changing(ground, async (tx) => {
      const coverage = (await payersOn(tx, ground.practiceId, [{ patientId: grant.patientId, on: today }])).get(
        payerKey(grant.patientId, today),
      )
      const id = await saveRequest(tx, ground, {
        ...ask,
        patientId: grant.patientId,
        payerId: grant.payerId,
        coverageId: coverage?.coverageId ?? null,
        clinicianId,
        programId,
        kind: 'renewal',
        renewsGrantId: grant.id,
        unit: grant.unit,
        diagnoses: [],
        urgency: 'standard',
        retroReason: null,
        channel:
          coverage?.params.auth_channel === 'fax' || coverage?.params.auth_channel === 'portal'
            ? coverage.params.auth_channel
            : '278',
        promptOn: plan.promptOn,
        dueOn: plan.dueOn,
        lapsesOn: plan.lapsesOn,
      })
      if (id === null) return
      opened += 1
      const why =
        plan.because === 'ends'
          ? `ends on ${grant.until}`
          : `has ${plan.left} visits left and runs out on ${plan.lapsesOn}`
      await saveEvent(tx, ground, {
        requestId: id,
        grantId: grant.id,
        kind: 'prompted',
        summary: `Authorization ${grant.number} ${why}; the renewal is due ${plan.dueOn}.`,
      })
      await settled(tx, ground, id)
    })
  }
  for (const request of open) {
    const level = escalationOn(
      {
        dueOn: request.dueOn,
        lapsesOn: request.lapsesOn,
        isOpen: ['draft', 'ready', 'rejected'].includes(request.status),
      },
      today,
    )
    if (level <= request.escalation) continue
    escalated += 1
    await changing(ground, async (tx) => {
      await setRequest(tx, ground.practiceId, request.id, { escalation: level })
      await saveEvent(tx, ground, {
        requestId: request.id,
        kind: 'escalated',
        summary:
          level === 2
            ? 'Told the practice manager: visits are about to go uncovered.'
            : 'Told the desk lead: the renewal is past its due day.',
      })
    })
  }
  return { opened, escalated }
}
