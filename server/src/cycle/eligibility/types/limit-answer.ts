import type { PlainDate } from '@ballast/kernel'

/** How it goes on when a plan's visits are used up. */
export const limitChoices = ['private', 'called_off', 'asked_plan'] as const
export type LimitChoice = (typeof limitChoices)[number]

export type LimitAnswer = {
  readonly id: string
  readonly coverageId: string
  /** The first day of the period it is about. */
  readonly periodFrom: PlainDate
  readonly choice: LimitChoice
  readonly saidBy: string
  readonly saidOn: PlainDate
  readonly followUpOn: PlainDate | null
  readonly note: string | null
  readonly notedBy: string
  readonly endedOn: PlainDate | null
}
