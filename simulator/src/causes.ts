import { lookup } from '@ballast/kernel'
import { type MistakeKind, mistakeKinds } from './world/mistake-file.ts'

// A denial says a reason, not a birth. This is the other direction of the mistakes file: which planted kinds can show as
// which reason, so that the answer key can say for every denial what caused it, or that a payer's habit did.

/** How each kind can show: CARC of a denial, 277CA status of a rejection. */
// biome-ignore format: one row per kind
const shownAs: Readonly<Record<MistakeKind, readonly string[]>> = {
  carve_out_missed:          ['109', '164'],
  member_id_malformed:       ['31', '164'],
  member_id_transposed:      ['31'],
  birth_date_wrong:          ['31'],
  coverage_ended:            ['31', '26', '27'],
  eap_overrun:               ['31', '26', '27', '119', '197', '198', '302'],
  authorization_lapse:       ['197', '198', '302'],
  authorization_missing:     ['197'],
  clinician_not_enrolled:    ['B7', '185'],
  code_disagrees:            ['152'],
  modifier_missing:          ['4'],
  place_of_service_wrong:    ['5'],
  diagnosis_not_billable:    ['255'],
  duplicate_session:         ['18'],
  note_late:                 [],
  note_past_filing:          ['29'],
  note_never_signed:         [],
  clinician_away:            ['29'],
  add_on_alone:              ['B15'],
  add_on_first:              ['B15'],
  visit_beside_session:      ['97'],
  evaluation_beside_session: ['97'],
  evaluation_beside_visit:   ['97'],
  crisis_beside_session:     ['97'],
  crisis_block_added:        ['151'],
  session_beside_family:     ['97'],
  separate_without_times:    ['97'],
  two_session_codes:         ['97', '152'],
  session_twice_on_claim:    ['18'],
  therapy_in_program_day:    ['97'],
  program_code_to_medicare:  ['96'],
  prolonged_beside_therapy:  ['97'],
  prolonged_of_other_payer:  ['181'],
  telemedicine_to_medicare:  ['181'],
  phone_code_ended:          ['181'],
  retired_code:              ['181'],
  code_beyond_licence:       ['170'],
  new_patient_code:          ['B16'],
  complexity_unsupported:    ['B15', '150'],
  family_code_swapped:       ['112'],
  device_at_distance:        ['5'],
  two_care_models:           ['97'],
  screening_over_cap:        ['151'],
  units_not_counted:         ['151'],
  fee_on_claim:              ['96'],
  charge_missing:            ['583'],
  modifier_unknown:          ['182'],
  modifier_repeated:         ['4'],
  video_and_audio:           ['4'],
  schooling_modifier_wrong:  ['4'],
  place_elsewhere:           ['16'],
  diagnosis_of_life:         ['167'],
  diagnosis_not_mental:      ['11'],
  manifestation_first:       ['16'],
  injury_unasked:            ['20'],
  time_missing:              ['112'],
  therapy_minutes_missing:   ['150'],
  telehealth_note_incomplete: ['112'],
  necessity_missing:         ['50'],
  long_reason_missing:       ['150'],
  group_of_one:              ['150'],
  session_too_short:         ['150'],
  family_too_short:          ['150'],
  program_day_short:         ['150'],
  telephone_not_covered:     ['96'],
  service_not_by_video:      ['96'],
  licence_not_by_video:      ['170'],
  associate_not_paid:        ['185'],
  entered_under_two:         ['B20'],
  seen_too_often:            ['119'],
  patient_elsewhere:         ['B7'],
  relationship_wrong:        ['140', '31'],
  child_over_26:             ['32', '31'],
  plans_swapped:             ['22'],
  first_plan_missing:        ['22'],
  claim_passed_on:           ['18'],
  zip_missing:               ['16'],
  evaluation_repeated:       ['119'],
  authorization_other_code:  ['284'],
  authorization_other_clinician: ['296'],
  authorization_other_diagnosis: ['284'],
  authorization_begins_late: ['197', '302'],
  referral_missing:          ['288'],
  benefits_not_assigned:     ['100'],
  clinician_not_on_roster:   ['299'],
  em_by_time:                ['150'],
  group_note_shared:         ['112'],
  plan_outdated:             ['272'],
  cosignature_missing:       ['16'],
}

/** The kinds that can show as a reason: a CARC of a denial, or a 277CA status of a rejection. */
export const kindsBehind = lookup<readonly MistakeKind[]>(
  Object.fromEntries(
    [...new Set(Object.values(shownAs).flat())].map((reason) => [
      reason,
      mistakeKinds.filter((kind) => shownAs[kind].includes(reason)),
    ]),
  ),
)

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
