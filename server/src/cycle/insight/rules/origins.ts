import { type Origin, origins } from '../../denial/tables/origins.ts'
import { checklistSteps } from '../../eligibility/tables/checklist.ts'

export const originOf = (id: string): Origin | undefined => origins.find((origin) => origin.id === id)

type Born = { readonly category: string; readonly count: number; readonly cents: number }

/** How many denials may have been born with one datum. */
export function bornAt(id: string, born: readonly Born[]): { count: number; cents: number } {
  const categories = originOf(id)?.categories ?? []
  const own = born.filter((row) => categories.includes(row.category))
  return {
    count: own.reduce((all, row) => all + row.count, 0),
    cents: own.reduce((all, row) => all + row.cents, 0),
  }
}

/** Every datum with what was born there, the most dollars first. */
export const bornEverywhere = (born: readonly Born[]) =>
  origins
    .map((origin) => ({
      ...origin,
      ...bornAt(origin.id, born),
      causes: born.filter((row) => origin.categories.includes(row.category)),
      steps: checklistSteps
        .filter((step) => origin.checklist.includes(step.id))
        .map(({ id, title }) => ({ id, title })),
    }))
    .toSorted((a, b) => b.cents - a.cents || b.count - a.count)
