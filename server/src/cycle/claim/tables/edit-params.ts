import { lookup } from '@ballast/kernel'
import type { EditParams } from '../types.ts'

// What a payer's contract decides, and what stands until somebody confirms it. Defaults are ours and unverified; the
// plan-type rows carry what is published for a whole kind of payer (Medicare: AAFPTH, CCHP; others: OWN).

export const defaultParams: EditParams = {
  av_modifier: '95',
  audio_modifier: '93',
  pos_home: '10',
  pos_other: '02',
  audio_code_allowlist: '*',
  telehealth_code_allowlist: '*',
  telehealth_provider_types: '*',
  telehealth_requires_state_licence: true,
  license_modifier_map: {},
  rendering_type_matrix: {},
  supervised_billing_mode: 'not_allowed',
  unit_rule_15: 'cms8',
  crisis_addon_rule: 'block',
  long_session_justification: true,
  eval_repeat_min_days: 180,
  group_max: 12,
  max_sessions_per_week: null,
  per_diem_inclusive: true,
  per_diem_min_hours: 3,
  prior_auth_required_codes: [],
  auth_number_on_claim: 'claim',
  auth_code_family: false,
  timely_filing_days: 90,
  frequency_code_corrected: '7',
  secondary_crossover: false,
  eligibility_max_age_days: 3,
  noshow_fee_allowed: true,
  visit_limit_action: 'warn',
  plan_max_age_days: 180,
  plan_stale_action: 'warn',
  unpayable_diagnosis_action: 'warn',
  member_id_regex: null,
  review_new_clinician_days: 90,
  clinician_day_max_minutes: 720,
}

export const planTypeParams = lookup<Partial<EditParams>>({
  commercial: {},
  medicare: {
    av_modifier: 'none',
    timely_filing_days: 365,
    frequency_code_corrected: 'none',
    secondary_crossover: true,
  },
  medicaid: { noshow_fee_allowed: false, plan_stale_action: 'block' },
  eap: { unpayable_diagnosis_action: 'none' },
  self_pay: { av_modifier: 'any', audio_modifier: 'any' },
})
