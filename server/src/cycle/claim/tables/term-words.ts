import type { TermWords } from '../types.ts'

// A payer's terms as its contract or manual is read: what to look for, and what it may say. What a term is worth where nobody
// has read it stands in edit-params.ts.

const yesNo = 'yes-no'
const telehealthCodes = 'codes, or * for all'

// biome-ignore format: one term per line
export const termWords: readonly TermWords[] = [
  { name: 'av_modifier',               title: 'Modifier of a video visit',             shape: ['95', 'GT', 'none'] },
  { name: 'audio_modifier',            title: 'Modifier of a visit by telephone',      shape: ['93', 'FQ', 'none', 'not_paid'] },
  { name: 'pos_home',                  title: 'Place of service, patient at home',     shape: 'text' },
  { name: 'pos_other',                 title: 'Place of service, patient elsewhere',   shape: 'text' },
  { name: 'telehealth_code_allowlist', title: `Paid by video: ${telehealthCodes}`,     shape: 'list' },
  { name: 'audio_code_allowlist',      title: `Paid by telephone: ${telehealthCodes}`, shape: 'list' },
  { name: 'telehealth_requires_state_licence', title: 'Video needs a licence where the patient is', shape: yesNo },
  { name: 'license_modifier_map',      title: 'Modifier by licence, such as CSW=AJ',   shape: 'map' },
  { name: 'supervised_billing_mode',   title: 'Work of an associate',                  shape: ['not_allowed', 'incident_to', 'under_supervisor_npi', 'own_npi_with_modifier'] },
  { name: 'prior_auth_required_codes', title: 'Codes that need an authorization',      shape: 'list' },
  { name: 'auth_number_on_claim',      title: 'Where the authorization number stands', shape: ['claim', 'line', 'none'] },
  { name: 'auth_code_family',          title: 'An authorization counts for the family of its code', shape: yesNo },
  { name: 'unit_rule_15',              title: 'Units of fifteen minutes',              shape: ['cms8', 'half', 'full15'] },
  { name: 'crisis_addon_rule',         title: 'When crisis care earns its next unit',  shape: ['block', 'midpoint'] },
  { name: 'eval_repeat_min_days',      title: 'Days between two evaluations',          shape: 'count' },
  { name: 'group_max',                 title: 'Most people in a group',                shape: 'count' },
  { name: 'max_sessions_per_week',     title: 'Most visits in a week',                 shape: 'count' },
  { name: 'per_diem_min_hours',        title: 'Fewest hours of a program day',         shape: 'count' },
  { name: 'per_diem_inclusive',        title: 'A program day holds the day’s other services', shape: yesNo },
  { name: 'frequency_code_corrected',  title: 'How a corrected claim is marked',       shape: ['7', 'none'] },
  { name: 'secondary_crossover',       title: 'Passes claims on to the second payer itself', shape: yesNo },
  { name: 'eligibility_max_age_days',  title: 'Days an answer about coverage stays good', shape: 'count' },
  { name: 'noshow_fee_allowed',        title: 'A missed visit may be charged',         shape: yesNo },
  { name: 'visit_limit_action',        title: 'A visit beyond the plan’s limit',       shape: ['warn', 'block'] },
  { name: 'plan_max_age_days',         title: 'Days a treatment plan stays good',      shape: 'count' },
  { name: 'plan_stale_action',         title: 'A treatment plan that is too old',      shape: ['warn', 'block'] },
  { name: 'member_id_regex',           title: 'Shape of a member id',                  shape: 'text' },
]
