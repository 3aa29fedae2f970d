import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../ground/audit.ts'
import { changing, inTransaction, reading, type Tx } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { classify } from './rules/classify.ts'
import { heldElsewhere } from './rules/held-elsewhere.ts'
import * as store from './store.ts'
import { categories, isCategory } from './tables/categories.ts'
import { reasonCodes } from './tables/reason-codes.ts'

/**
 * Opens a denial for each denied claim of a posted payment, with its root cause; once, however often it runs. That a payer is
 * not the one to pay is news, so that the next visit does not go the same way. A match that a person made or undid is only
 * about the one claim payment.
 */
export async function openDenials(
  ground: Ground,
  remittanceId: string,
  matchedId: string | null = null,
): Promise<void> {
  await changing(ground, async (tx) => {
    const denied: { coverageId: string; payerId: string; payerName: string; says: string }[] = []
    if (matchedId !== null) await store.followMatch(tx, ground.practiceId, matchedId, ground.today())
    await store.closeOvertaken(tx, ground.practiceId, remittanceId, matchedId, ground.today())
    for (const claim of await store.gatherDenied(tx, ground.practiceId, remittanceId, matchedId)) {
      // Whatever posting left with the payer is somebody's to decide, also where its reason speaks of the patient.
      const found = classify(claim.facts)
      await store.saveDenial(tx, ground, claim, found)
      const says = heldElsewhere(claim.facts)
      const { payer } = claim.facts
      if (says !== null && payer?.id && payer.name)
        denied.push({ coverageId: claim.coverageId, payerId: payer.id, payerName: payer.name, says })
    }
    if (denied.length > 0) await ground.machine.jobs.enqueue(tx, ground, 'denial.held-elsewhere', { denied })
  })
}

const nameOf = (category: string): string => (isCategory(category) ? categories[category].name : category)

export async function denialList(ground: Ground, filter: store.DenialFilter) {
  const found = await reading(ground, (tx) => store.listDenials(tx, ground.practiceId, ground.today(), filter))
  return {
    ...found,
    denials: found.denials.map((row) => ({ ...row, categoryName: nameOf(row.category) })),
    categories: found.categories.map((row) => ({ ...row, name: nameOf(row.id) })),
  }
}

export async function denialPage(ground: Ground, id: string) {
  const denial = await reading(ground, (tx) => store.findDenial(tx, ground.practiceId, id))
  return (
    denial && {
      ...denial,
      advice: denial.advice as { next: string[]; why: string[] },
      categoryName: nameOf(denial.category),
    }
  )
}

/** What every root cause is called, for choosing another. */
export const rootCauses = () =>
  Object.entries(categories).map(([id, category]) => ({ id, name: category.name, owner: category.owner }))

export type DenialRefusal =
  | { kind: 'denial.not_found' }
  | { kind: 'denial.changed_meanwhile'; message: string }
  | { kind: 'denial.invalid'; message: string }

export type DenialWork = {
  readonly version: number
  readonly note?: string | undefined
  readonly state?: 'open' | 'working' | 'appealed' | 'resubmitted' | 'closed' | undefined
  readonly outcome?: string | undefined
  readonly followUpOn?: PlainDate | null | undefined
  readonly category?: string | undefined
  readonly reason?: string | undefined
}

/** One step of a person's work on a denial: a note, a new state, a date to look again, another root cause with its reason. */
export function workDenial(
  ground: Ground,
  id: string,
  work: DenialWork,
): Promise<Result<{ version: number }, DenialRefusal>> {
  return inTransaction<{ version: number }, DenialRefusal>(ground, async (tx) => {
    const denial = await store.findDenial(tx, ground.practiceId, id)
    if (!denial) return refuse({ kind: 'denial.not_found' })
    if (work.category !== undefined && !isCategory(work.category))
      return refuse({ kind: 'denial.invalid', message: `${work.category} is no root cause.` })
    if (work.category !== undefined && !work.reason)
      return refuse({ kind: 'denial.invalid', message: 'Say why the root cause is another.' })
    if (work.state === 'closed' && !work.outcome)
      return refuse({ kind: 'denial.invalid', message: 'Say how it ended.' })
    const change: store.DenialChange = {
      ...(work.state
        ? {
            state: work.state,
            outcome: work.outcome ?? null,
            closed_on: work.state === 'closed' ? ground.today() : null,
          }
        : {}),
      ...(work.followUpOn !== undefined ? { follow_up_on: work.followUpOn } : {}),
      ...(work.category
        ? { category: work.category, overridden_by: ground.actor.name, override_reason: work.reason ?? '' }
        : {}),
    }
    if (!(await store.changeDenial(tx, ground.practiceId, id, work.version, change)))
      return refuse({
        kind: 'denial.changed_meanwhile',
        message: 'Somebody changed this denial while you looked at it. Look again.',
      })
    if (work.note) await store.saveNote(tx, ground, id, work.note)
    await audit(tx, ground, {
      action: 'denial.worked',
      subject: id,
      detail: { state: work.state, category: work.category },
    })
    return ok({ version: work.version + 1 })
  })
}

/** A payer's code in our own words; null for one we have no words for. */
export function meaningOf(type: 'CARC' | 'RARC', code: string) {
  const found = reasonCodes.get(`${type} ${code}`)
  if (!found) return null
  return {
    code,
    label: found.label,
    cause: nameOf(found.category),
    fix: found.action === 'none' ? null : found.action,
    note: found.isCurrent
      ? 'Our own words; what to do is a default, unverified: confirm.'
      : 'Retired: seen on old remittances only.',
  }
}

/** Ends the open denials of a claim, in the transaction that decides so. */
export const closeDenialsOf = (tx: Tx, ground: Ground, claimId: string, outcome: string): Promise<void> =>
  store.closeOf(tx, ground.practiceId, claimId, outcome, ground.today())
