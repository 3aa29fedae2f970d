import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import * as store from '../store/aging.ts'
import { type AgingBase, type AgingGroup, agingBases } from '../types.ts'

/** A/R as of today: rows by whom, and the one total that every base comes to. */
export async function agingReport(ground: Ground, base: AgingBase, by: AgingGroup) {
  const today = ground.today()
  const sumOf = (rows: readonly store.AgingRow[]): number => rows.reduce((sum, row) => sum + row.total, 0)
  const { rows, bases } = await reading(ground, async (tx) => {
    const of = (each: AgingBase) => store.aging(tx, ground.practiceId, today, each, by)
    const all = []
    for (const each of agingBases) all.push({ id: each, totalCents: sumOf(await of(each)) })
    return { rows: await of(base), bases: all }
  })
  return {
    today,
    base,
    by,
    totalCents: sumOf(rows),
    /** What each way of counting age comes to: always the same. */
    bases,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      owedBy: row.owedBy,
      count: row.count,
      bucketsCents: row.buckets,
      totalCents: row.total,
    })),
  }
}

/** The open items behind a cell of the aging. */
export const agingItems = (ground: Ground, filter: store.ItemFilter) =>
  reading(ground, (tx) => store.openItems(tx, ground.practiceId, ground.today(), filter))
