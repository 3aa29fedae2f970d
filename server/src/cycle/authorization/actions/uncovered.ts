import { addDays } from '@ballast/kernel'
import { changing, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { payerKey, payersOn } from '../../intake/actions/payers.ts'
import { isGuardOn } from '../../practice/actions/setup.ts'
import { cameAnotherWay, firstAsk } from '../rules/first-ask.ts'
import { isGivenOnce, leaveFor } from '../rules/leave.ts'
import { cadenceOf, renewalParams } from '../rules/renewal.ts'
import { isSilent, isStillRefused } from '../rules/work.ts'
import { grantsOf } from '../store/grants.ts'
import { listRequests, type Request, saveEvent, saveRequest, setRequest } from '../store/requests.ts'
import { type Use, usesBetween } from '../store/uses.ts'
import { openStatuses } from '../types.ts'
import { settled } from './requests.ts'
import { reassign } from './reserve.ts'

// The other half of the morning: visits that no leave covers are asked for before they take place, what a payer has been
// silent about is called about, and a request whose leave came another way bothers nobody any more.

const lookBackDays = 60
const lookAheadDays = 400

/** Opens what is missing, brings forward what begins too late, and closes what is no longer needed. */
export async function sweepUncovered(ground: Ground): Promise<{ opened: number; closed: number }> {
  if (!(await isGuardOn(ground, 'renewalPrompts'))) return { opened: 0, closed: 0 }
  const { practiceId } = ground
  const today = ground.today()
  const moved = await reading(ground, (tx) => elsewhere(tx, ground))
  if (moved.length > 0) await changing(ground, (tx) => reassign(tx, ground, moved))
  const facts = await reading(ground, async (tx) => {
    const uses = await standingUses(tx, ground)
    const uncovered = uses.filter((use) => use.grantId === null)
    const open = await listRequests(tx, practiceId, { statuses: [...openStatuses, 'denied'] })
    const patientIds = [...new Set([...uncovered, ...open].map((each) => each.patientId))]
    return {
      uses,
      uncovered,
      open,
      grants: await grantsOf(tx, practiceId, patientIds),
      payers: await payersOn(tx, practiceId, uncovered),
    }
  })
  const closed = await closeAnswered(
    ground,
    facts.open.flatMap((request) => {
      const isWaiting = request.status === 'draft' || request.status === 'ready' || isSilent(request, today)
      const grant = isWaiting && request.kind !== 'cancellation' ? cameAnotherWay(request, facts.grants) : undefined
      return grant ? [{ request, number: grant.number }] : []
    }),
  )
  const done = new Set(closed)
  const standing = facts.open.filter(
    (request) => !done.has(request.id) && (request.status !== 'denied' || isStillRefused(request, today)),
  )
  for (const request of standing.filter((each) => isSilent(each, today)))
    await changing(ground, async (tx) => void (await settled(tx, ground, request.id)))

  let opened = 0
  const isOwn = (a: { patientId: string; payerId: string }, b: { patientId: string; payerId: string }): boolean =>
    a.patientId === b.patientId && a.payerId === b.payerId
  const asked = facts.uncovered.filter((use) => {
    const payer = facts.payers.get(payerKey(use.patientId, use.on))
    if (payer?.payerId !== use.payerId || leaveFor(payer.params, use.codes) !== 'needed') return false
    return !isGivenOnce(payer.params) || !facts.grants.some((grant) => isOwn(grant, use))
  })
  for (const visits of Map.groupBy(asked, (use) => `${use.patientId} ${use.payerId}`).values()) {
    const [first] = visits
    const payer = first && facts.payers.get(payerKey(first.patientId, first.on))
    if (!first || !payer) continue
    const ask = firstAsk({
      uncovered: visits.map((use) => use.on),
      codes: first.codes,
      params: payer.params,
      renewal: renewalParams(payer.params),
      cadenceDays: cadenceOf(facts.uses.filter((use) => isOwn(use, first)).map((use) => use.on)),
      today,
    })
    if (ask === null) continue
    const own = standing.filter((request) => isOwn(request, first) && request.kind !== 'cancellation')
    for (const request of own) await bringForward(ground, request, ask.from)
    if (own.length > 0) continue
    await open(ground, visits.find((use) => use.on === ask.from) ?? first, { ...ask, payer })
    opened += 1
  }
  return { opened, closed: closed.length }
}

const standingUses = async (tx: Tx, ground: Ground): Promise<Use[]> =>
  (
    await usesBetween(
      tx,
      ground.practiceId,
      addDays(ground.today(), -lookBackDays),
      addDays(ground.today(), lookAheadDays),
    )
  ).filter((use) => use.state === 'used' || use.state === 'reserved')

/** Patients with a coming visit that another plan pays for than when it was booked. */
async function elsewhere(tx: Tx, ground: Ground): Promise<string[]> {
  const coming = (await standingUses(tx, ground)).filter((use) => use.state === 'reserved' && use.on >= ground.today())
  const payers = await payersOn(tx, ground.practiceId, coming)
  const moved = coming.filter(
    (use) => (payers.get(payerKey(use.patientId, use.on))?.payerId ?? use.payerId) !== use.payerId,
  )
  return [...new Set(moved.map((use) => use.patientId))]
}

async function closeAnswered(
  ground: Ground,
  answered: readonly { readonly request: Request; readonly number: string }[],
): Promise<string[]> {
  for (const { request, number } of answered)
    await changing(ground, async (tx) => {
      await setRequest(tx, ground.practiceId, request.id, { status: 'cancelled' })
      await saveEvent(tx, ground, {
        requestId: request.id,
        kind: 'cancelled',
        summary: `Authorization ${number} came another way; nothing more has to be asked.`,
      })
      await settled(tx, ground, request.id)
    })
  return answered.map(({ request }) => request.id)
}

/** A request that has not gone yet begins with the first visit that needs it. */
async function bringForward(ground: Ground, request: Request, from: Request['from']): Promise<void> {
  if (from >= request.from || !['draft', 'ready', 'rejected'].includes(request.status)) return
  await changing(ground, (tx) => setRequest(tx, ground.practiceId, request.id, { from_on: from }))
}

async function open(
  ground: Ground,
  visit: Use,
  {
    payer,
    ...ask
  }: NonNullable<ReturnType<typeof firstAsk>> & {
    readonly payer: {
      readonly coverageId: string
      readonly payerName: string
      readonly params: Readonly<Record<string, unknown>>
    }
  },
): Promise<void> {
  const today = ground.today()
  const channel = payer.params.auth_channel
  await changing(ground, async (tx) => {
    const id = await saveRequest(tx, ground, {
      ...ask,
      patientId: visit.patientId,
      payerId: visit.payerId,
      coverageId: payer.coverageId,
      clinicianId: visit.clinicianId,
      programId: visit.programId,
      renewsGrantId: null,
      unit: 'visit',
      diagnoses: [],
      urgency: 'standard',
      channel: channel === 'fax' || channel === 'portal' ? channel : '278',
      promptOn: today,
      dueOn: today,
      lapsesOn: addDays(ask.from, -1),
    })
    if (id === null) return
    await saveEvent(tx, ground, {
      requestId: id,
      kind: 'prompted',
      summary: `${payer.payerName} wants to be asked first, and no authorization covers the visit on ${ask.from}.`,
    })
    await settled(tx, ground, id)
  })
}
