import { addDays, addMonths, monthOf, type PlainDate } from '@ballast/kernel'
import { random } from '../random.ts'
import type { MistakeKind } from '../world/mistake-file.ts'
import type { Planted, WorldConfig } from './types.ts'

/** Where a mistake might befall. */
export type Where = {
  readonly payerId: string | null
  readonly position: number
  readonly on: PlainDate
  readonly patientId: string
  readonly sessionId?: string
}

export type Planner = {
  /** Whether the mistakes file lets this kind befall here. */
  readonly hits: (kind: MistakeKind, where: Where) => boolean
  /** Writes a mistake into the answer key. */
  readonly plant: (
    kind: MistakeKind,
    what: Where & { readonly coverageId?: string; readonly sessionIds: readonly string[] },
  ) => void
  readonly planted: readonly Planted[]
}

/** The month of the run a day falls in; 1 is the first. */
export function monthNumber(startsOn: PlainDate, on: PlainDate): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return count(monthOf(on)) - count(monthOf(startsOn)) + 1
}

export const firstOfRunMonth = (startsOn: PlainDate, month: number): PlainDate => addMonths(startsOn, month - 1)

/** The day a payer tells of a change it made. */
export const announcedDay = (
  startsOn: PlainDate,
  change: { readonly fromMonth: number; readonly announcedAfterDays: number },
): PlainDate => addDays(firstOfRunMonth(startsOn, change.fromMonth), change.announcedAfterDays)

export function planner(seed: number, config: WorldConfig): Planner {
  const planted: Planted[] = []
  return {
    planted,
    hits(kind, { payerId, position, on, patientId, sessionId }) {
      const month = monthNumber(config.practice.startsOn, on)
      return config.mistakes.mistakes.some(
        (rule, index) =>
          rule.kind === kind &&
          (rule.payers === undefined || (payerId !== null && rule.payers.includes(payerId))) &&
          (rule.clinicians === undefined || rule.clinicians.includes(position)) &&
          month >= (rule.fromMonth ?? 1) &&
          month <= (rule.untilMonth ?? Number.POSITIVE_INFINITY) &&
          random(seed, 'mistake', index, kind, patientId, sessionId ?? '').chance(rule.share),
      )
    },
    plant(kind, { on, patientId, payerId, coverageId, sessionIds }) {
      const id = `M${String(planted.length + 1).padStart(5, '0')}`
      planted.push({ id, kind, on, patientId, payerId, coverageId: coverageId ?? null, sessionIds })
    },
  }
}
