import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { externalIds } from '../../practice/actions/import.ts'
import { settleWork } from '../../worklist/actions/raise.ts'
import { likeness, worthALook } from '../rules/duplicates.ts'
import { candidates } from '../store/duplicates.ts'
import * as store from '../store/merge.ts'
import { type MovingTable, moving } from '../tables/merge.ts'
import type { Moved, Person } from '../types.ts'
import type { IntakeRefusal } from './checkin.ts'

// A merge moves what is still to come (`tables/merge` says what: the rows of this room here, those of others by the news it
// makes) to the record that is kept, and lists every row moved. What was billed stays under the record it was billed for.
// Undone, each row goes back.

const own = ['coverage', 'guarantor', 'agreement_signature', 'fee_agreement'] as const

export { recordsOf } from '../store/merge.ts'

type Pair = { readonly a: Person; readonly b: Person; readonly score: number; readonly reasons: readonly string[] }

/** Pairs of records that may be one person. */
export const duplicatesPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const people = await candidates(tx, ground.practiceId)
    const apart = new Set(
      (
        await tx
          .selectFrom('patient_apart')
          .select(['first_id', 'second_id'])
          .where('practice_id', '=', ground.practiceId)
          .execute()
      ).map((row) => `${row.first_id} ${row.second_id}`),
    )
    const pairs: Pair[] = []
    for (let i = 0; i < people.length; i += 1)
      for (let j = i + 1; j < people.length && people[j]?.block === people[i]?.block; j += 1) {
        const [a, b] = [people[i], people[j]]
        if (!a || !b || a.id === b.id) continue
        const it = likeness(a, b)
        const [first, second] = a.id < b.id ? [a, b] : [b, a]
        const isKnown =
          apart.has(`${first.id} ${second.id}`) ||
          pairs.some((pair) => pair.a.id === first.id && pair.b.id === second.id)
        if (it.score >= worthALook && !isKnown) pairs.push({ a: first, b: second, ...it })
      }
    const merges = await tx
      .selectFrom('patient_merge')
      .innerJoin('patient as kept', (on) =>
        on.onRef('kept.practice_id', '=', 'patient_merge.practice_id').onRef('kept.id', '=', 'patient_merge.kept_id'),
      )
      .select([
        'patient_merge.id',
        'patient_merge.merged_on as on',
        'patient_merge.merged_by as by',
        'patient_merge.reason',
        'patient_merge.undone_on as undoneOn',
        'kept.first_name as firstName',
        'kept.last_name as lastName',
      ])
      .where('patient_merge.practice_id', '=', ground.practiceId)
      .where('kept.practice_id', '=', ground.practiceId)
      .orderBy('patient_merge.merged_on', 'desc')
      .limit(50)
      .execute()
    return { pairs: pairs.toSorted((a, b) => b.score - a.score).slice(0, 200), merges }
  })

/** Puts two records together after somebody looked at both. */
export function mergePatients(
  ground: Ground,
  input: { readonly keptId: string; readonly mergedId: string; readonly reason: string },
): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const rows = await tx
      .selectFrom('patient')
      .select(['id', 'merged_into'])
      .where('practice_id', '=', practiceId)
      .where('id', 'in', [input.keptId, input.mergedId])
      .orderBy('id')
      .forUpdate()
      .execute()
    if (rows.length !== 2) return refuse({ kind: 'not_found' })
    if (rows.some((row) => row.merged_into !== null))
      return refuse({ kind: 'intake.invalid', message: 'One of the two has been merged already.' })
    const id = ground.newId()
    await tx
      .insertInto('patient_merge')
      .values({
        practice_id: practiceId,
        id,
        kept_id: input.keptId,
        merged_id: input.mergedId,
        merged_on: ground.today(),
        merged_by: ground.actor.name,
        reason: input.reason,
      })
      .execute()
    await tx
      .updateTable('patient')
      .set({ merged_into: input.keptId })
      .where('practice_id', '=', practiceId)
      .where('id', '=', input.mergedId)
      .execute()
    const moved = { mergeId: id, from: input.mergedId, into: input.keptId }
    for (const table of own) await store.moveRows(tx, ground, moved, table, moving[table])
    await chargeAnew(tx, ground, moved, input.keptId)
    await audit(tx, ground, { action: 'patient.merged', subject: input.keptId, detail: { merged: input.mergedId } })
    await ground.machine.jobs.enqueue(tx, ground, 'patient.merged', {
      mergeId: id,
      from: input.mergedId,
      into: input.keptId,
    })
    return ok({ id })
  })
}

/** Takes a merge apart again: every row that was moved goes back. */
export function undoMerge(ground: Ground, id: string): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const merge = await tx
      .selectFrom('patient_merge')
      .selectAll()
      .where('practice_id', '=', practiceId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!merge) return refuse({ kind: 'not_found' })
    if (merge.undone_on !== null)
      return refuse({ kind: 'intake.invalid', message: 'This merge has been taken apart already.' })
    await tx
      .updateTable('patient_merge')
      .set({ undone_on: ground.today(), undone_by: ground.actor.name })
      .where('practice_id', '=', practiceId)
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('patient')
      .set({ merged_into: null })
      .where('practice_id', '=', practiceId)
      .where('id', '=', merge.merged_id)
      .execute()
    const moved = { mergeId: id, from: merge.kept_id, into: merge.merged_id }
    for (const table of own) await store.returnRows(tx, ground, moved, table, moving[table])
    await chargeAnew(tx, ground, moved, merge.kept_id)
    await audit(tx, ground, { action: 'patient.unmerged', subject: merge.kept_id, detail: { merged: merge.merged_id } })
    await ground.machine.jobs.enqueue(tx, ground, 'patient.unmerged', {
      mergeId: id,
      from: merge.kept_id,
      into: merge.merged_id,
    })
    return ok({ id })
  })
}

/** Two records that are two people: nobody is asked again. */
export function keepApart(ground: Ground, a: string, b: string): Promise<Result<{ ok: true }, IntakeRefusal>> {
  return inTransaction<{ ok: true }, IntakeRefusal>(ground, async (tx) => {
    const known = await tx
      .selectFrom('patient')
      .select('id')
      .where('practice_id', '=', ground.practiceId)
      .where('id', 'in', [a, b])
      .execute()
    if (known.length !== 2) return refuse({ kind: 'not_found' })
    const [first_id, second_id] = a < b ? [a, b] : [b, a]
    await tx
      .insertInto('patient_apart')
      .values({
        practice_id: ground.practiceId,
        first_id,
        second_id,
        said_by: ground.actor.name,
        said_on: ground.today(),
      })
      .onConflict((oc) => oc.doNothing())
      .execute()
    return ok({ ok: true })
  })
}

/** A fee that came with a record, or left with it: visits on its days are charged by what stands now. */
async function chargeAnew(tx: Tx, ground: Ground, moved: Moved, patientId: string): Promise<void> {
  const from = await store.earliestFeeMoved(tx, ground.practiceId, moved.mergeId)
  if (from === null) return
  // Asked again on the next day, of the record that has it now.
  await settleWork(
    tx,
    ground,
    ['intake.fee-review'],
    [moved.from],
    'The fee went to another record of the same person.',
  )
  await ground.machine.jobs.enqueue(tx, ground, 'patient.fee-agreed', { patientId, from })
}

/** Another room's rows of a merge that stands: they go to the record that is kept. Nothing moves when it was undone meanwhile. */
export async function moveMerged(tx: Tx, ground: Ground, moved: Moved, tables: readonly MovingTable[]): Promise<void> {
  if (!(await store.standsMerged(tx, ground.practiceId, moved.mergeId))) return
  for (const table of tables) await store.moveRows(tx, ground, moved, table, moving[table])
}

/** Another room's rows of a merge that was taken apart: they go back. */
export async function returnMerged(
  tx: Tx,
  ground: Ground,
  moved: Moved,
  tables: readonly MovingTable[],
): Promise<void> {
  for (const table of tables) await store.returnRows(tx, ground, moved, table, moving[table])
}

/** Whose record an id of the practice's own system is: the record it names, and the one that was kept where it was merged. */
export type Whose = { readonly id: string; readonly named: string }

export async function patientsByExternal(
  tx: Tx,
  ground: Ground,
  externals: readonly string[],
): Promise<Map<string, Whose>> {
  const ids = await externalIds(tx, ground.practiceId, 'patient', externals)
  const kept = await store.keptRecords(tx, ground.practiceId, [...new Set(ids.values())])
  return new Map([...ids].map(([external, named]) => [external, { named, id: kept.get(named) ?? named }]))
}
