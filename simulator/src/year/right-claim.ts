import type { Credential, Rules } from '../world/payer-file.ts'

// What a careful biller would have sent, from the minutes of the session and what the payer publishes. Psychotherapy is
// chosen by face-to-face minutes: 16, 38 and 53 are the edges (cite NOVITAS); under 16 there is nothing to bill.

export function therapyCode(minutes: number): '90832' | '90834' | '90837' | null {
  if (minutes < 16) return null
  return minutes < 38 ? '90832' : minutes < 53 ? '90834' : '90837'
}

export function therapyAddOn(minutes: number): '90833' | '90836' | '90838' | null {
  if (minutes < 16) return null
  return minutes < 38 ? '90833' : minutes < 53 ? '90836' : '90838'
}

export function rightModifiers(
  rules: Rules | null,
  modality: 'in_person' | 'video' | 'audio',
  biller: Credential,
): string[] {
  if (!rules) return []
  const telehealth =
    modality === 'video' ? rules.av_modifier : modality === 'audio' ? rules.audio_modifier : ('none' as const)
  const licence = rules.license_modifier_map[biller]
  return [...(telehealth === 'none' || telehealth === 'not_paid' ? [] : [telehealth]), ...(licence ? [licence] : [])]
}

export function rightPlace(
  rules: Rules | null,
  modality: 'in_person' | 'video' | 'audio',
  patientAt: 'home' | 'elsewhere' | 'clinic',
): string {
  if (modality === 'in_person') return '11'
  const home = rules?.pos_home ?? '10'
  const other = rules?.pos_other ?? '02'
  return patientAt === 'home' ? home : other
}

/** Whether an associate's visit goes out under the supervisor's number. */
export const isUnderSupervisor = (rules: Rules | null): boolean =>
  rules?.supervised_billing_mode === 'under_supervisor_npi' || rules?.supervised_billing_mode === 'incident_to'
