import { type Finding, type PlainDate, parseDate, type Result, refuse } from '@ballast/kernel'
import { z } from 'zod'
import { credentials } from '../practice/types.ts'

// The coder takes its own facts, not a session: whoever knows what happened may ask what can be billed for it. What is
// absent or null is not known, and a rule that needs it says so.

/** What a session may be, in every room; the last three are a calendar month of shared care each. */
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
  'care_month',
  'collaborative_first_month',
  'collaborative_later_month',
] as const
export type Service = (typeof services)[number]

/** A calendar month of shared care: it has no hour, and its minutes are its log's. */
export const monthServices = ['care_month', 'collaborative_first_month', 'collaborative_later_month'] as const

/** The classes payers think in: physician, other prescriber, psychologist, social worker, counselor or family therapist. */
export type LicenceClass = 'MD' | 'NPP' | 'PSY' | 'CSW' | 'LPC' | 'ASSOCIATE'

export const payerKinds = ['commercial', 'medicare', 'medicaid', 'eap', 'self_pay'] as const
export type PayerKind = (typeof payerKinds)[number]

export const decisionLevels = ['straightforward', 'low', 'moderate', 'high'] as const
export type DecisionLevel = (typeof decisionLevels)[number]

const day = z.string('expected a day such as 2026-03-02').transform((value, context): PlainDate => {
  const read = parseDate(value)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
  return z.NEVER
})

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `expected one of ${values.join(', ')}`)

const flag = z.boolean('expected true or false').nullish()
const count = z.number('expected a whole number').int('expected a whole number').min(0, 'expected 0 or more').nullish()
const place = z
  .string('expected a place of service of two digits')
  .regex(/^\d{2}$/, 'expected a place of service of two digits')
const text = z.string('expected text').nullish()
const map = z
  .record(z.string(), z.string('expected a modifier').nullish(), 'expected modifiers by credential')
  .nullish()
const names = 'expected "*" or a list of texts'
const list = z
  .union([z.string(), z.array(z.string())], names)
  .transform((value): '*' | readonly string[] => {
    const items = typeof value === 'string' ? value.split(/[;,\s]+/).filter((item) => item !== '') : value
    return items.includes('*') ? '*' : items
  })
  .nullish()

/** A payer's own terms, in the names every room shares. Null is not known: the next row speaks. */
export const payerParams = z.strictObject({
  av_modifier: oneOf(['none', '95', 'GT']).nullish(),
  audio_modifier: oneOf(['none', '93', 'FQ', 'not_paid']).nullish(),
  pos_home: place.nullish(),
  pos_other: place.nullish(),
  audio_only_reason_required: flag,
  audio_code_allowlist: list,
  telehealth_code_allowlist: list,
  in_person_required_within_months: count,
  telehealth_provider_types: list,
  telehealth_requires_state_licence: flag,
  telehealth_platforms: list,
  license_modifier_map: map,
  supervised_billing_mode: oneOf([
    'not_allowed',
    'incident_to',
    'under_supervisor_npi',
    'own_npi_with_modifier',
  ]).nullish(),
  supervision_level: oneOf(['general', 'direct', 'virtual_direct']).nullish(),
  rendering_type_matrix: z.record(z.string(), list, 'expected licence lists by code').nullish(),
  unit_rule_15: oneOf(['cms8', 'half', 'full15']).nullish(),
  crisis_addon_rule: oneOf(['block', 'midpoint']).nullish(),
  long_session_justification: z.union([z.boolean(), z.literal('block')], 'expected true, false or block').nullish(),
  long_session_auth_required: flag,
  em_with_therapy_needs_25: flag,
  eval_repeat_min_days: count,
  group_max: count,
  max_sessions_per_week: count,
  per_diem_inclusive: flag,
  per_diem_min_hours: z.number('expected a number of hours').min(0, 'expected 0 or more').nullish(),
  prior_auth_required_codes: list,
  auth_lead_days: z.unknown().optional(),
  auth_earliest_submit_days: count,
  auth_retro_days: count,
  auth_number_on_claim: oneOf(['claim', 'line', 'none']).nullish(),
  auth_code_family: flag,
  timely_filing_days: count,
  corrected_claim_days: count,
  appeal_days: count,
  recon_days: count,
  second_level_days: count,
  clean_claim_pay_days: z.union([z.number(), z.string()], 'expected a number of days').nullish(),
  eligibility_max_age_days: count,
  eligibility_stc_list: list,
  noshow_fee_allowed: flag,
  copay_telehealth_same_as_office: flag,
  frequency_code_corrected: oneOf(['7', 'none']).nullish(),
  secondary_crossover: flag,
  visit_limit_action: text,
  plan_max_age_days: count,
  plan_stale_action: text,
  unpayable_diagnosis_action: text,
  member_id_regex: text,
  review_new_clinician_days: count,
  clinician_day_max_minutes: count,
})
export type PayerParams = z.infer<typeof payerParams>

const em = z.strictObject({
  code: z
    .string('expected a procedure code')
    .regex(/^[0-9A-Z]{5}$/, 'expected a procedure code of five characters')
    .nullish(),
  newPatient: flag,
  mdm: oneOf(decisionLevels).nullish(),
})

export const codeInput = z.strictObject({
  id: z.string('expected text').min(1, 'expected text'),
  on: day,
  service: oneOf(services),
  minutes: z
    .number('expected a whole number of minutes')
    .int('expected a whole number of minutes')
    .min(0, 'expected 0 or more minutes')
    .max(1440, 'expected no more minutes than a day has')
    .nullish(),
  em: em.nullish(),
  interactiveComplexity: flag,
  medicalServices: flag,
  modality: oneOf(['in_person', 'video', 'audio']),
  patientAt: oneOf(['home', 'elsewhere', 'clinic']),
  credential: oneOf(credentials),
  supervised: flag,
  payer: z.strictObject({ kind: oneOf(payerKinds), params: payerParams.nullish() }, 'expected a payer with its kind'),
  practice: z.strictObject({ placeOfService: place.nullish(), params: payerParams.nullish() }).nullish(),
})
/** What happened, and for whom it is billed. `practice` carries the practice's own contract terms and its location's place. */
export type CodeInput = z.infer<typeof codeInput>

export type ServiceLine = { readonly code: string; readonly modifiers: readonly string[]; readonly units: number }

export type CodeResult = {
  readonly id: string
  readonly billable: boolean
  readonly placeOfService: string
  readonly lines: readonly ServiceLine[]
  readonly findings: readonly Finding[]
  readonly why: readonly string[]
}

export type UnusableInput = { kind: 'coding.unusable_input'; problems: readonly string[] }

/** The facts, or every problem with them: where, and what was expected. */
export function parseCodeInput(input: unknown): Result<CodeInput, UnusableInput> {
  const read = codeInput.safeParse(input)
  if (read.success) return { ok: true, value: read.data }
  const problems = read.error.issues.map((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys') return `${path.join('.') || 'input'}: ${issue.message}`
    return `unknown field ${issue.keys.map((key) => [...path, key].join('.')).join(', ')}`
  })
  return refuse({ kind: 'coding.unusable_input', problems })
}
