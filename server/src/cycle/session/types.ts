import type { PlainDate } from '@ballast/kernel'

export const sessionStatuses = ['booked', 'kept', 'no_show', 'late_cancel', 'cancelled'] as const
export type SessionStatus = (typeof sessionStatuses)[number]

export const services = [
  'diagnostic_evaluation',
  'individual_therapy',
  'medication_management',
  'family_with_patient',
  'family_without_patient',
  'multi_family_group',
  'group_therapy',
  'crisis',
  'testing',
  'brief_assessment',
  'iop_day',
  'php_day',
] as const
export type Service = (typeof services)[number]

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
}
