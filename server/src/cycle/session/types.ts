import type { PlainDate } from '@ballast/kernel'
import type { Service } from '../coding/types.ts'

export const sessionStatuses = ['booked', 'kept', 'no_show', 'late_cancel', 'cancelled'] as const
export type SessionStatus = (typeof sessionStatuses)[number]

/** A visit as the practice's EHR exports it. `minutes` are face to face; the picked codes, modifiers and place are the clinician's own choice, right or wrong. */
export type SessionRecord = {
  readonly externalId: string
  readonly patient: string
  readonly clinicianNpi: string
  readonly location: string
  readonly program: string
  readonly on: PlainDate
  readonly start: string | null
  readonly stop: string | null
  readonly scheduledMinutes: number | null
  readonly minutes: number | null
  readonly status: SessionStatus
  readonly service: Service
  readonly modality: 'in_person' | 'video' | 'audio'
  readonly patientAt: 'home' | 'elsewhere' | 'clinic'
  readonly emCode: string | null
  readonly interactiveComplexity: boolean
  readonly medicalServices: boolean
  readonly codesPicked: readonly string[]
  readonly modifiersPicked: readonly string[]
  readonly placePicked: string | null
  readonly diagnoses: readonly string[]
  readonly noteElements: readonly string[]
  readonly authorizationNumber: string | null
  readonly signedOn: PlainDate | null
  /** What the note tells beside its elements, as far as the file has columns for it. */
  readonly told?: NoteTold
}

/** What of a note payers ask about, beside what it has: what is absent is not told. */
export type NoteTold = {
  /** How the level of a medical visit was chosen. */
  readonly emBasis?: 'time' | 'mdm'
  readonly groupSize?: number
  /** Whether a group note has this patient's own part. */
  readonly hasGroupPart?: boolean
  /** The day of the treatment plan the visit is a step of. */
  readonly planOn?: PlainDate
  readonly isCosigned?: boolean
}

export const appointmentStatuses = ['booked', 'no_show', 'late_cancel', 'cancelled', 'deleted'] as const

/** An hour in the calendar of the EHR, as it stands there now. */
export type AppointmentRecord = {
  readonly externalId: string
  readonly patient: string
  readonly clinicianNpi: string
  readonly location: string
  readonly program: string
  readonly on: PlainDate
  readonly start: string
  readonly stop: string
  readonly minutes: number
  readonly status: (typeof appointmentStatuses)[number]
  readonly service: Service
  readonly modality: 'in_person' | 'video' | 'audio'
}

export const cancelledBy = ['patient', 'clinician', 'practice'] as const
export type CancelledBy = (typeof cancelledBy)[number]

/** What a reminded patient may answer: they come, cannot, or ask for video. */
export const reminderAnswers = ['comes', 'cannot', 'video'] as const
export type ReminderAnswer = (typeof reminderAnswers)[number]

/** What the practice charges for a missed visit, from a day on. */
export type MissedVisitPolicy = {
  readonly from: PlainDate
  readonly feeCents: number
  readonly lateCancelFeeCents: number
  readonly noticeHours: number
  readonly freeMisses: number
  readonly windowMonths: number
}
