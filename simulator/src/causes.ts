import { lookup } from '@ballast/kernel'
import type { MistakeKind } from './world/mistake-file.ts'

// A denial says a reason, not a birth. This is the other direction of the mistakes file: which planted kinds can show as
// which reason, so that the answer key can say for every denial what caused it, or that a payer's habit did.

/** Reasons by CARC for denials, by 277CA status for rejections. */
export const kindsBehind = lookup<readonly MistakeKind[]>({
  '109': ['carve_out_missed'],
  '31': ['member_id_transposed', 'member_id_malformed', 'birth_date_wrong', 'coverage_ended', 'eap_overrun'],
  '26': ['coverage_ended', 'eap_overrun'],
  '27': ['coverage_ended', 'eap_overrun'],
  '119': ['eap_overrun'],
  '197': ['authorization_missing', 'authorization_lapse', 'eap_overrun'],
  '198': ['authorization_lapse', 'eap_overrun'],
  '302': ['authorization_lapse', 'eap_overrun'],
  B7: ['clinician_not_enrolled'],
  '185': ['clinician_not_enrolled'],
  '152': ['code_disagrees'],
  '4': ['modifier_missing'],
  '5': ['place_of_service_wrong'],
  '18': ['duplicate_session'],
  '29': ['note_past_filing'],
  '164': ['member_id_malformed', 'carve_out_missed'],
  '255': ['diagnosis_not_billable'],
})

/** What an ordinary front desk can prevent before the visit. */
export const frontEndCauses = ['eligibility', 'carve_out', 'cap', 'authorization'] as const
export type FrontEndCause = (typeof frontEndCauses)[number]

// biome-ignore format: one row per cause
const reasonsOf: Readonly<Record<FrontEndCause, readonly string[]>> = {
  eligibility:   ['31', '26', '27', '164', '158'],
  carve_out:     ['109'],
  cap:           ['119'],
  authorization: ['197', '198', '302'],
}

/** Which of them a reason belongs to: a CARC of a denial, or a 277CA status of a rejection; null for the visit's and the claim's own. */
export const frontEndCauseOf = (reason: string): FrontEndCause | null =>
  frontEndCauses.find((cause) => reasonsOf[cause].includes(reason)) ?? null
