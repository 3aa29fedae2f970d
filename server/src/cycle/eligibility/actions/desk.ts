import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type Copay, copayOf } from '../rules/copay.ts'
import { findStandings } from '../store/standings.ts'
import { coveragesOn } from '../store/visits.ts'
import { countLimits } from './limits.ts'

/** What the plans said of a day's visits: the copay of each, and how many visits are left. */
export async function saidOfVisits(
  tx: Tx,
  ground: Ground,
  visits: readonly {
    readonly id: string
    readonly patientId: string
    readonly service: string
    readonly modality: string
  }[],
  on: PlainDate,
): Promise<Map<string, { readonly copay: Copay | null; readonly left: number | null; readonly of: number | null }>> {
  const { practiceId } = ground
  const coverages = await coveragesOn(
    tx,
    practiceId,
    visits.map((visit) => ({ patientId: visit.patientId, on })),
  )
  const ids = [...new Set(coverages.filter((id) => id !== null))]
  const standings = await findStandings(tx, practiceId, ids)
  const limits = new Map((await countLimits(tx, ground, ids, on)).map((limit) => [limit.coverageId, limit]))
  return new Map(
    visits.map((visit, i) => {
      const id = coverages[i] ?? ''
      const limit = limits.get(id)
      const copay = copayOf(standings.get(id)?.facts ?? {}, visit)
      return [visit.id, { copay, left: limit?.left ?? null, of: limit?.visits ?? null }]
    }),
  )
}
