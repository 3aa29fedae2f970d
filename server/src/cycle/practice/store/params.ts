import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { DatedTerms } from '../types.ts'

/** Whether a guard of the practice is on. */
export async function isGuardOn(tx: Tx, practiceId: string, guard: string): Promise<boolean> {
  const row = await tx
    .selectFrom('practice')
    .select('switches')
    .where('practice_id', '=', practiceId)
    .executeTakeFirst()
  return (row?.switches as Readonly<Record<string, unknown>> | undefined)?.[guard] !== false
}

/** The practice's switches: which guards are on. A switch that is not named is on. */
export async function setSwitches(
  tx: Tx,
  practiceId: string,
  switches: Readonly<Record<string, boolean>>,
): Promise<void> {
  await tx
    .updateTable('practice')
    .set({ switches: JSON.stringify(switches) })
    .where('practice_id', '=', practiceId)
    .execute()
}

type Params = Record<string, unknown>
const paramsOf = (value: unknown): Params =>
  typeof value === 'object' && value !== null ? { ...(value as Params) } : {}

const datedOf = (changes: unknown): DatedTerms[] => (Array.isArray(changes) ? (changes as DatedTerms[]) : [])

/**
 * Sets one of the practice's own parameters, or one of a payer's; null takes it away. Gives back what it was. Where the
 * settings say that a payer changes the parameter on a day, what is set here is one more such change, the last of its day:
 * else the older one would go on speaking.
 */
export async function setParam(
  tx: Tx,
  practiceId: string,
  payerId: string | null,
  path: readonly string[],
  value: unknown,
  from: PlainDate,
): Promise<unknown> {
  const [first = '', second] = path
  const row =
    payerId === null
      ? await tx
          .selectFrom('practice')
          .select('params')
          .where('practice_id', '=', practiceId)
          .forUpdate()
          .executeTakeFirstOrThrow()
      : await tx
          .selectFrom('payer')
          .select('params')
          .where('practice_id', '=', practiceId)
          .where('id', '=', payerId)
          .forUpdate()
          .executeTakeFirstOrThrow()
  const params = paramsOf(row.params)
  const holder = second === undefined ? params : paramsOf(params[first])
  const key = second ?? first
  const dated = payerId === null ? [] : datedOf(params.changes)
  const begun = dated.filter((change) => key in change.params && change.from <= from)
  const before =
    begun.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)).at(-1)?.params[key] ??
    holder[key] ??
    null
  if (dated.some((change) => key in change.params))
    params.changes = [...dated, { from, params: { [key]: value ?? null } }]
  else if (value === null || value === undefined) delete holder[key]
  else holder[key] = value
  if (second !== undefined) params[first] = holder
  const text = JSON.stringify(params)
  if (payerId === null)
    await tx.updateTable('practice').set({ params: text }).where('practice_id', '=', practiceId).execute()
  else
    await tx
      .updateTable('payer')
      .set({ params: text })
      .where('practice_id', '=', practiceId)
      .where('id', '=', payerId)
      .execute()
  return before
}

/** Whether a number was given in any of the series whose names begin so. */
export async function wasGiven(tx: Tx, practiceId: string, series: string, number: number): Promise<boolean> {
  const row = await tx
    .selectFrom('control_number')
    .select('name')
    .where('practice_id', '=', practiceId)
    .where('name', 'like', `${series}%`)
    .where('last', '>=', number)
    .limit(1)
    .executeTakeFirst()
  return number > 0 && row !== undefined
}

/** The next number of a series, never given twice. */
export async function nextNumber(tx: Tx, practiceId: string, name: string): Promise<number> {
  const row = await tx
    .insertInto('control_number')
    .values({ practice_id: practiceId, name, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['practice_id', 'name']).doUpdateSet((eb) => ({ last: eb('control_number.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
