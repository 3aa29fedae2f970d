import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

export type PrivateCoverage = { readonly id: string; readonly from: PlainDate; readonly until: PlainDate | null }

/** How the coverage for paying alone instead of a plan is named. */
export const privateKey = (coverageId: string): string => `private ${coverageId}`

/** By plan: the coverage for paying alone instead of it. */
export async function findPrivate(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, PrivateCoverage>> {
  if (coverageIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('coverage')
    .select(['id', 'external_id', 'from_on as from', 'until_on as until'])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`external_id = ANY (${coverageIds.map(privateKey)}::text[])`)
    .execute()
  const planOf = new Map(coverageIds.map((id) => [privateKey(id), id]))
  return new Map(rows.map(({ external_id, ...row }) => [planOf.get(external_id) ?? '', row]))
}
