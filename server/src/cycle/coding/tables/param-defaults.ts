// What the coder assumes of a payer nobody has asked yet. Every row is ours and unverified; the finding that leans on one
// says so, so that somebody confirms it.

export const paramDefaults = {
  av_modifier: '95',
  audio_modifier: '93',
  pos_home: '10',
  pos_other: '02',
  audio_only_reason_required: true,
  audio_code_allowlist: '*',
  telehealth_code_allowlist: '*',
  telehealth_provider_types: '*',
  license_modifier_map: {},
  supervised_billing_mode: 'not_allowed',
  rendering_type_matrix: {},
  crisis_addon_rule: 'block',
  long_session_justification: true,
  long_session_auth_required: false,
  em_with_therapy_needs_25: false,
  group_max: 12,
  per_diem_min_hours: 3,
} as const

export const defaultsCite = 'OWN'
export const defaultsVerified = 'U'
