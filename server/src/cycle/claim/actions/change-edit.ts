import { type Cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { setParam } from '../../practice/actions/setup.ts'
import { composeClaim, factsFor } from '../rules/compose.ts'
import { changeFlaw } from '../rules/edit-change.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { findClaims } from '../store/claims.ts'
import { gatherDrafts } from '../store/drafting.ts'
import {
  type EditChange,
  findChange,
  listChanges,
  listDue,
  listTryable,
  paidOf,
  saveChange,
  setChange,
} from '../store/edits.ts'
import type { DraftFacts, Tried } from '../types.ts'
import { practiceTerms } from './draft.ts'

// Nothing new stops a claim before it was tried on what the practice sent lately: how many it would have stopped, and
// which of them were paid all the same.

export type ChangeRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'change.invalid'; message: string }
  | { kind: 'change.wrong_state'; message: string }

export type Proposed = {
  readonly kind: 'severity' | 'practice' | 'payer'
  readonly rule?: string | undefined
  readonly payerId?: string | undefined
  readonly name?: string | undefined
  readonly value: unknown
  readonly source: string
  readonly from?: string | undefined
  readonly until?: string | undefined
}

const daysTried = 90
const setSize = 100

export const changesPage = (ground: Ground) =>
  reading(ground, async (tx) => ({ changes: await listChanges(tx, ground.practiceId) }))

/** Proposes a change and has it tried; nothing is stopped by it yet. */
export function proposeChange(ground: Ground, proposed: Proposed): Promise<Result<{ id: string }, ChangeRefusal>> {
  return inTransaction<{ id: string }, ChangeRefusal>(ground, async (tx) => {
    const today = ground.today()
    const flaw = changeFlaw(proposed, today)
    if (flaw !== null) return refuse({ kind: 'change.invalid', message: flaw })
    const payerId = proposed.kind === 'payer' ? (proposed.payerId ?? null) : null
    if (payerId !== null && !(await payerExists(tx, ground.practiceId, payerId)))
      return refuse({ kind: 'not_found', id: payerId })
    const id = await saveChange(tx, ground, {
      kind: proposed.kind,
      rule: proposed.kind === 'severity' ? (proposed.rule ?? null) : null,
      payerId,
      name: proposed.kind === 'severity' ? 'severity' : (proposed.name ?? ''),
      value: proposed.value,
      source: proposed.source.trim(),
      from: (proposed.from ?? today) as PlainDate,
      until: (proposed.until ?? null) as PlainDate | null,
    })
    await audit(tx, ground, { action: 'edit.change-proposed', subject: id })
    await ground.machine.jobs.enqueue(tx, ground, 'edit.try', { id })
    return ok({ id })
  })
}

const payerExists = async (tx: Tx, practiceId: string, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('payer')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** The facts as they would be with the change in force. */
export function withChange(facts: DraftFacts, change: EditChange): DraftFacts {
  if (change.kind === 'payer')
    return facts.payer?.id === change.payerId
      ? { ...facts, payer: { ...facts.payer, params: { ...facts.payer.params, [change.name]: change.value } } }
      : facts
  const params =
    change.kind === 'severity'
      ? {
          edit_severity: {
            ...(facts.practice.params.edit_severity as object | undefined),
            [change.rule ?? '']: change.value,
          },
        }
      : { [change.name]: change.value }
  return { ...facts, practice: { ...facts.practice, params: { ...facts.practice.params, ...params } } }
}

/** Judges the claims of the last 90 days without and with the change, and keeps the difference. */
export async function tryChange(ground: Ground, id: string): Promise<void> {
  const { practiceId } = ground
  const [change, claims] = await changing(ground, async (tx) => {
    const found = await findChange(tx, practiceId, id)
    const ids = found ? await listTryable(tx, practiceId, ground.today(), daysTried, found.payerId) : []
    return [found, ids] as const
  })
  if (change?.state !== 'trying') return
  const stopped: Tried['stopped'][number][] = []
  const freed: string[] = []
  let looked = 0
  for (let at = 0; at < claims.length; at += setSize)
    await reading(ground, async (tx) => {
      const some = await findClaims(tx, practiceId, claims.slice(at, at + setSize), false)
      const gathered = await gatherDrafts(
        tx,
        practiceId,
        some.map((claim) => claim.sessionId),
      )
      for (const claim of some) {
        const facts = gathered.get(claim.sessionId)
        if (!facts) continue
        looked += 1
        // Judged as on the day of service, so that a filing window closed since does not count.
        const judge = (known: DraftFacts) =>
          editClaim(composeClaim(known, claim), factsFor(known, claim), practiceTerms(known), serviceDay(claim))
        const [before, after] = [judge(facts), judge(withChange(facts, change))]
        if (before.clean && !after.clean) {
          const finding = after.findings.find(({ severity }) => severity === 'stop')
          stopped.push({
            claimId: claim.id,
            controlNumber: claim.controlNumber,
            status: claim.status,
            chargeCents: claim.charge,
            paidCents: 0,
            message: finding?.message ?? '',
          })
        } else if (!before.clean && after.clean) freed.push(claim.controlNumber)
      }
    })
  await changing(ground, async (tx) => {
    const paid = await paidOf(
      tx,
      practiceId,
      stopped.map(({ claimId }) => claimId),
    )
    const rows = stopped.map((row) => ({ ...row, paidCents: (paid.get(row.claimId) ?? 0) as Cents }))
    const paidAnyway = rows.filter(({ status, paidCents }) => status !== 'denied' && paidCents > 0)
    const tried: Tried = {
      days: daysTried,
      looked,
      wouldStop: rows.length,
      paidAnyway: paidAnyway.length,
      paidAnywayCents: paidAnyway.reduce((sum, { paidCents }) => sum + paidCents, 0),
      denied: rows.filter(({ status }) => status === 'denied').length,
      wouldFree: freed.length,
      stopped: rows.slice(0, 100),
    }
    await setChange(tx, practiceId, id, { state: 'tried', tried })
  })
}

const serviceDay = (claim: { readonly lines: readonly { readonly on: PlainDate }[] }): PlainDate =>
  claim.lines[0]?.on ?? ('2000-01-01' as PlainDate)

/** A tried change takes hold, now or on its day; one that was not tried is refused. */
export function decideChange(
  ground: Ground,
  id: string,
  isApplied: boolean,
): Promise<Result<{ id: string; state: string }, ChangeRefusal>> {
  return inTransaction<{ id: string; state: string }, ChangeRefusal>(ground, async (tx) => {
    const change = await findChange(tx, ground.practiceId, id)
    if (!change) return refuse({ kind: 'not_found', id })
    if (change.state !== 'tried' && !(change.state === 'trying' && !isApplied))
      return refuse({
        kind: 'change.wrong_state',
        message:
          change.state === 'trying' ? 'It is still being tried. Look again in a minute.' : `It was ${change.state}.`,
      })
    const decided = { decidedBy: ground.actor.name, decidedOn: ground.today() }
    await audit(tx, ground, { action: isApplied ? 'edit.change-approved' : 'edit.change-withdrawn', subject: id })
    if (!isApplied) {
      await setChange(tx, ground.practiceId, id, { state: 'withdrawn', ...decided })
      return ok({ id, state: 'withdrawn' })
    }
    await setChange(tx, ground.practiceId, id, { state: 'approved', ...decided })
    await settleDue(tx, ground)
    const state = change.from <= ground.today() ? 'applied' : 'approved'
    return ok({ id, state })
  })
}

/** What was approved takes hold on its day, and what was for a time lapses after its last. */
export const settleChanges = (ground: Ground): Promise<void> => changing(ground, (tx) => settleDue(tx, ground))

async function settleDue(tx: Tx, ground: Ground): Promise<void> {
  for (const change of await listDue(tx, ground.practiceId, ground.today())) {
    const isStarting = change.state === 'approved'
    const path = change.kind === 'severity' ? ['edit_severity', change.rule ?? ''] : [change.name]
    const owner = change.kind === 'payer' ? change.payerId : null
    const value = isStarting ? change.value : change.before
    const before = await setParam(tx, ground.practiceId, owner, path, value, isStarting ? change.from : ground.today())
    await setChange(tx, ground.practiceId, change.id, isStarting ? { state: 'applied', before } : { state: 'lapsed' })
  }
}
