import { z } from 'zod'

// Denials are born upstream: at booking, at check-in, in the note, in the code. Each kind below is one such birth, planted
// at a stated rate and written into the answer key before any claim exists.

// biome-ignore format: one row per line
const kinds = {
  carve_out_missed:       'the medical plan on the card is entered; another company holds the benefit (a coverage)',
  member_id_malformed:    'the member id lacks a character (a coverage)',
  member_id_transposed:   'two figures of the member id are exchanged (a coverage)',
  birth_date_wrong:       'the birth date is off by days (a coverage)',
  coverage_ended:         'the plan changed in the middle of the year and nobody asked (a patient)',
  eap_overrun:            'an assistance program goes on being billed when its visits are used up (a patient)',
  authorization_lapse:    'a renewal is forgotten for two to five visits (a renewal)',
  authorization_missing:  'the first approval is forgotten for two to five visits (an episode)',
  clinician_not_enrolled: 'a clinician sees patients of a payer before its enrollment; until untilMonth, else month 3 (a clinician at a payer)',
  code_disagrees:         'the hour code is picked for a shorter session (a session)',
  modifier_missing:       'a modifier the payer wants is left off (a session)',
  place_of_service_wrong: 'a video visit is entered as in the office (a session)',
  diagnosis_not_billable: 'a diagnosis that is a heading, not billable itself (a session)',
  duplicate_session:      'a session is entered twice (a session)',
  note_late:              'a note is signed 3 to 15 days later (a session)',
  note_past_filing:       'a note is signed after the filing limit (a session)',
  note_never_signed:      'a note is never signed (a session)',
  clinician_away:         'the clinician is away, and signs after the filing limit, asked or not (a session)',
  // Codes and modifiers as they are picked in a hurry (each of a session that it can befall).
  add_on_alone:           'therapy beside a medical visit is picked, and there was none',
  add_on_first:           'what was added stands before the visit it is added to',
  visit_beside_session:   'a prescriber picks a therapy session beside the visit in the place of the add-on',
  evaluation_beside_session: 'an evaluation is picked beside the session',
  evaluation_beside_visit: 'a medical visit is picked beside the evaluation',
  crisis_beside_session:  'a crisis is picked beside the session',
  crisis_block_added:     'a crisis with a further half hour is picked for an hour',
  session_beside_family:  'a session of its own is picked beside the family session',
  separate_without_times: 'the same, marked as separate, with one time in the note',
  two_session_codes:      'two lengths of one session are picked',
  session_twice_on_claim: 'the code of a session is picked twice',
  therapy_in_program_day: 'therapy is picked beside the program day that takes it in',
  program_code_to_medicare: 'a program code is picked for a patient of Medicare',
  prolonged_beside_therapy: 'prolonged time is picked beside therapy and a visit',
  prolonged_of_other_payer: "prolonged time is picked by the other kind of payer's code",
  telemedicine_to_medicare: 'a telemedicine visit code is picked for Medicare',
  phone_code_ended:       'a telephone visit code that ended with 2024 is picked',
  retired_code:           'a code of another year is picked',
  code_beyond_licence:    'a therapist picks a medical visit',
  new_patient_code:       'a prescriber picks a new patient code for a known patient',
  complexity_unsupported: 'interactive complexity is added, and nothing in the note supports it',
  family_code_swapped:    'the family code without the patient is picked for a session with the patient',
  device_at_distance:     'a digital device is handed over on a video visit',
  two_care_models:        'a month of shared care is picked under two models',
  screening_over_cap:     'more screenings than a day can hold are picked',
  units_not_counted:      'quarter hours are picked as one unit',
  fee_on_claim:           'the fee for a missed visit is picked with the session',
  charge_missing:         'a code is picked that the practice has no charge for',
  modifier_unknown:       "another field's modifier is picked",
  modifier_repeated:      'a modifier is picked twice',
  video_and_audio:        'a telephone visit is marked as video too',
  schooling_modifier_wrong: "the modifier of a bachelor's work is picked for a clinician with more",
  place_elsewhere:        'a place outside the office is picked, and the claim does not say where',
  diagnosis_of_life:      'a problem of life stands first',
  diagnosis_not_mental:   'a medical diagnosis stands first',
  manifestation_first:    'a condition that follows from another stands first',
  injury_unasked:         'an injury is among the diagnoses and nobody asked how it came about',
  // What the note lacks.
  time_missing:           'the note has no times (a session)',
  therapy_minutes_missing: 'the note does not keep the therapy minutes apart from the visit (a session with both)',
  telehealth_note_incomplete: 'the note of a visit at a distance lacks the consent (a session)',
  necessity_missing:      'the note does not say why the care is needed (a session)',
  long_reason_missing:    'the note does not say why the session was long (a session)',
  group_of_one:           'a session with one patient is entered as a group (a session)',
  em_by_time:             "a medical visit's level is chosen by time beside therapy (a session with both)",
  group_note_shared:      "a group's note is one for all, without the patient's own part (a session)",
  plan_outdated:          'the treatment plan is older than half a year (a session)',
  cosignature_missing:    "the supervisor has not signed an associate's note (a session under a supervisor)",
  // What happened is not payable, and is billed.
  session_too_short:      'a session of under sixteen minutes is billed (a session)',
  family_too_short:       'a family session of under 26 minutes is billed (a session)',
  program_day_short:      'a program day of under three hours is billed (a session)',
  telephone_not_covered:  'a visit is held by telephone, which the payer does not pay (a session)',
  service_not_by_video:   'a service is given by video that the payer does not pay so (a session)',
  licence_not_by_video:   'a visit is held by video by a licence the payer does not pay so (a session)',
  associate_not_paid:     'an associate sees a patient of a payer that pays none (a session)',
  entered_under_two:      'a visit is entered under a second clinician too (a session)',
  seen_too_often:         'a further visit in a week, beyond what the payer pays (a session)',
  patient_elsewhere:      'a patient lives in a state where the clinician has no licence, and is seen by video (a patient)',
  relationship_wrong:     'a child is entered as the subscriber (a coverage)',
  child_over_26:          "an adult is entered as a child on a parent's plan (a coverage)",
  plans_swapped:          'of two plans the second is entered as the first (a patient with two)',
  first_plan_missing:     'of two plans only the second is entered (a patient with two)',
  claim_passed_on:        'the first payer passes claims on to the second by itself, and the practice sends its own (a patient with two)',
  zip_missing:            "the patient's postal code is missing (a coverage)",
  evaluation_repeated:    'an evaluation is picked for a visit after the evaluation (a session)',
  authorization_other_clinician: 'the approval names another clinician (an approval)',
  authorization_other_diagnosis: 'the approval is for another family of diagnoses (an approval)',
  authorization_begins_late: 'the approval begins days after the visit that names it (an approval)',
  referral_missing:       'the referral that the plan wants was not asked for (a coverage)',
  benefits_not_assigned:  'the patient has not signed that the plan may pay the practice (a coverage)',
  clinician_not_on_roster: "a clinician is enrolled and not on the group's roster; until untilMonth, else month 3 (a clinician at a payer)",
  authorization_other_code: 'the approval is for another code than the one that is billed (an approval)',
} as const
export const mistakeKinds = Object.keys(kinds) as [MistakeKind, ...MistakeKind[]]
export type MistakeKind = keyof typeof kinds

const month = z.number().int().min(1).max(240)

const mistakeSchema = z
  .strictObject({
    kind: z.enum(mistakeKinds).describe(
      Object.entries(kinds)
        .map(([kind, words]) => `${kind}: ${words}`)
        .join('; '),
    ),
    share: z.number().min(0).max(1).describe('of the things it can befall, named in brackets at each kind'),
    payers: z.array(z.string()).min(1).optional().describe('only at these payers'),
    clinicians: z
      .array(z.number().int().min(0))
      .min(1)
      .optional()
      .describe('only these clinicians, by position from 0'),
    fromMonth: month.optional().describe('from this month of the run, 1 is the first'),
    untilMonth: month.optional().describe('until this month of the run, included'),
  })
  .refine(({ fromMonth, untilMonth }) => (fromMonth ?? 1) <= (untilMonth ?? 240), {
    path: ['untilMonth'],
    message: 'expected a month not before fromMonth',
  })
export type Mistake = z.infer<typeof mistakeSchema>

const answered = (days: number, success: number) =>
  z
    .strictObject({
      days: z.number().int().min(0).max(60).default(days).describe('how long the answer takes'),
      success: z.number().min(0).max(1).default(success).describe('how often it is of use; else one may ask again'),
    })
    .prefault({})

const staffSchema = z
  .strictObject({
    itemsPerDay: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(40)
      .describe('queue items worked a weekday; 0: nobody works them'),
    coverage: answered(2, 0.9).describe('asking a patient for the insurance card'),
    session: answered(1, 0.95).describe('asking a clinician about an entry or a note'),
    authorization: answered(0, 0.95).describe('asking a payer for an approval; its own turnaround comes on top'),
    payer: answered(3, 0.9).describe('calling a payer about a rule it changed'),
    beyond: answered(2, 0.95).describe("asking a patient how it goes on beyond the plan's visits"),
    paysAlone: z
      .number()
      .min(0)
      .max(1)
      .default(0.6)
      .describe('of patients asked so, who go on and pay alone by signature; the others call these visits off'),
  })
  .prefault({})
  .describe("the practice's staff, the same with guards on and off")
export type Staff = z.infer<typeof staffSchema>

export const mistakeFileSchema = z.strictObject({
  staff: staffSchema,
  learnsAfterDays: z
    .number()
    .int()
    .min(0)
    .max(365)
    .default(10)
    .describe('how long after the first denial the front desk corrects what it entered'),
  mistakes: z.array(mistakeSchema).max(500).default([]),
})
export type MistakeFile = z.infer<typeof mistakeFileSchema>

/** The published JSON schema of the mistakes file. */
export const mistakesJsonSchema = () => z.toJSONSchema(mistakeFileSchema, { io: 'input' })
