import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { payerKey, payersOn } from '../../intake/actions/payers.ts'
import { chooseGrant, counted, unitsTaken, whyNot } from '../rules/choose.ts'
import { leaveFor } from '../rules/leave.ts'
import { grantsOf, type Held, heldOf } from '../store/grants.ts'
import { saveUses, setUseState, type Use, usesOfPatients, usesOfSessions } from '../store/uses.ts'
import type { Counted, Grant, Leave, Visit } from '../types.ts'

// A booking reserves a unit, a kept visit uses it, the claim confirms it by its code. The grants of a patient are locked
// before anything is counted, so that of two who book the last visit one gets it and the other is told.

/** A visit as its own room knows it; who pays for it is found here. */
export type AskedVisit = Omit<Visit, 'payerId'>

/** What came of one visit. `grant` is the one it draws on, with its numbers after this visit. */
export type Reserved = {
  readonly sessionId: string
  readonly leave: Leave
  readonly payerId: string | null
  readonly grant: (Counted & { readonly id: string; readonly number: string; readonly until: string }) | null
  readonly why: string
  readonly passed: readonly { readonly number: string; readonly why: string }[]
}

type Override = { readonly reason: string; readonly by: string }

const heldNone: Held = { reserved: 0, used: 0 }

/** Decides for many visits at once, in the order of their days, and writes what each one holds. */
export async function assign(
  tx: Tx,
  ground: Ground,
  asked: readonly AskedVisit[],
  override: Override | null = null,
): Promise<Reserved[]> {
  const { reserved, uses } = await decide(tx, ground, asked, { isLocked: true, override, isConfirming: false })
  await saveUses(tx, ground, uses)
  return reserved
}

/** What `assign` would do, without doing it: for the person who is about to book. */
export const preview = async (tx: Tx, ground: Ground, asked: readonly AskedVisit[]): Promise<Reserved[]> =>
  (await decide(tx, ground, asked, { isLocked: false, override: null, isConfirming: false })).reserved

async function decide(
  tx: Tx,
  ground: Ground,
  asked: readonly AskedVisit[],
  { isLocked, override, isConfirming }: { isLocked: boolean; override: Override | null; isConfirming: boolean },
): Promise<{ reserved: Reserved[]; uses: Use[] }> {
  const { practiceId } = ground
  const payers = await payersOn(tx, practiceId, asked)
  const paid = asked.flatMap((visit) => {
    const payer = payers.get(payerKey(visit.patientId, visit.on))
    return payer ? [{ visit: { ...visit, payerId: payer.payerId }, payer }] : []
  })
  const inOrder = paid.toSorted((a, b) => (a.visit.on < b.visit.on ? -1 : a.visit.on > b.visit.on ? 1 : 0))
  const grants = await grantsOf(
    tx,
    practiceId,
    paid.map(({ visit }) => visit.patientId),
    isLocked,
  )
  const sessionIds = asked.map((visit) => visit.sessionId)
  const before = await usesOfSessions(tx, practiceId, sessionIds)
  const held = await heldOf(
    tx,
    practiceId,
    grants.map((grant) => grant.id),
    sessionIds,
  )
  const numbers = (grant: Grant): Counted => counted(grant, held.get(grant.id) ?? heldNone)
  const take = (grant: Grant, units: number, isKept: boolean): void => {
    const now = held.get(grant.id) ?? heldNone
    held.set(grant.id, isKept ? { ...now, used: now.used + units } : { ...now, reserved: now.reserved + units })
  }
  // What already holds a unit keeps it, whoever asks beside it; only the rest is decided.
  const keeping = new Map<string, Grant>()
  for (const { visit } of inOrder) {
    const use = before.get(visit.sessionId)
    const grant = grants.find((each) => each.id === use?.grantId)
    if (!use || !grant || use.state === 'released' || use.state === 'lost') continue
    if (whyNot(grant, use.isConfirmed && !isConfirming ? { ...visit, codes: use.codes } : visit) !== null) continue
    if (grant.status !== 'not_required' && numbers(grant).left < use.units && use.overrideReason === null) continue
    keeping.set(visit.sessionId, grant)
    take(grant, use.units, visit.isKept)
  }
  const outcome = new Map<string, Reserved>()
  const uses: Use[] = []
  for (const { visit, payer } of inOrder) {
    const leave = payer.kind === 'self_pay' ? 'not_needed' : leaveFor(payer.params, visit.codes)
    const use = before.get(visit.sessionId)
    const kept = keeping.get(visit.sessionId)
    const choice = kept
      ? { grantId: kept.id, why: use?.why ?? '', passed: [] }
      : chooseGrant(visit, grants, (grant) => numbers(grant).left)
    const waived = override && choice.grantId === null ? fallback(visit, grants) : undefined
    const grant = grants.find((each) => each.id === choice.grantId) ?? waived
    const units = kept ? (use?.units ?? 1) : unitsTaken(grant, visit)
    if (grant && !kept) take(grant, units, visit.isKept)
    const isHeld = grant !== undefined && leave !== 'not_needed'
    outcome.set(visit.sessionId, {
      sessionId: visit.sessionId,
      leave,
      payerId: visit.payerId,
      grant: isHeld ? { id: grant.id, number: grant.number, until: grant.until, ...numbers(grant) } : null,
      why: leave === 'not_needed' ? 'The payer asks for no authorization for this visit.' : choice.why,
      passed: choice.passed,
    })
    if (leave === 'not_needed' || (leave === 'unknown' && !grant)) {
      if (use && use.state !== 'released')
        uses.push({ ...use, ...visit, grantId: null, state: 'released', why: 'No authorization is needed.' })
      continue
    }
    uses.push({
      ...visit,
      codes: use?.isConfirmed ? use.codes : visit.codes,
      units,
      grantId: grant?.id ?? null,
      state: visit.isKept ? 'used' : 'reserved',
      isConfirmed: use?.isConfirmed ?? false,
      why: choice.why,
      overrideReason: override?.reason ?? use?.overrideReason ?? null,
      overrideBy: override?.by ?? use?.overrideBy ?? null,
    })
  }
  const reserved = asked.map(
    (visit): Reserved =>
      outcome.get(visit.sessionId) ?? {
        sessionId: visit.sessionId,
        leave: 'unknown',
        payerId: null,
        grant: null,
        why: 'No coverage is on file for this day.',
        passed: [],
      },
  )
  return { reserved, uses }
}

/** With a reason on record a visit may draw on leave that has nothing left. */
const fallback = (visit: Visit, grants: readonly Grant[]): Grant | undefined =>
  grants
    .filter((grant) => grant.patientId === visit.patientId && whyNot(grant, visit) === null)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0]

/** Gives back what these visits hold. A visit that was called off because there was no leave counts as an interruption. */
export async function release(
  tx: Tx,
  ground: Ground,
  sessionIds: readonly string[],
  why: string,
  isForWantOfLeave = false,
): Promise<void> {
  await setUseState(tx, ground.practiceId, sessionIds, isForWantOfLeave ? 'lost' : 'released', why)
}

/** The claims' own codes decide in the end which leave their visits use. By session, the number that goes on its claim. */
export async function confirmUses(
  tx: Tx,
  ground: Ground,
  claimed: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, string>> {
  const held = [...(await usesOfSessions(tx, ground.practiceId, [...claimed.keys()])).values()]
  const standing = held.filter((use) => use.state === 'used' || use.state === 'reserved')
  const codesOf = (sessionId: string): readonly string[] => claimed.get(sessionId) ?? []
  const { reserved, uses } = await decide(
    tx,
    ground,
    standing.map((use) => ({ ...use, codes: codesOf(use.sessionId), isKept: true })),
    { isLocked: true, override: null, isConfirming: true },
  )
  await saveUses(
    tx,
    ground,
    uses.map((use) => ({ ...use, codes: codesOf(use.sessionId), isConfirmed: true })),
  )
  return new Map(reserved.flatMap(({ sessionId, grant }) => (grant ? [[sessionId, grant.number]] : [])))
}

/** Leave that came, changed or went: the visits of these patients that hold none look again. */
export async function reassign(tx: Tx, ground: Ground, patientIds: readonly string[]): Promise<void> {
  const uses = await usesOfPatients(tx, ground.practiceId, patientIds)
  await assign(
    tx,
    ground,
    uses.filter((use) => use.state === 'used' || use.state === 'reserved'),
  )
}
