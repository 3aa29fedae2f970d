// Written from the catalog by `npm run schema`; a test says it is current.
import type { PlainDate } from '@ballast/kernel'
import type { ColumnType, Generated } from 'kysely'

/** JSON goes in as text and comes out as it was. */
type Json = ColumnType<unknown, string, string>
type JsonWithDefault = ColumnType<unknown, string | undefined, string>

export interface AcknowledgmentTable {
  practice_id: string
  id: string
  file_sha256: string
  kind: string
  position: number
  batch_id: string | null
  accepted: Generated<number>
  rejected: Generated<number>
  state: string
  reason: string | null
  received_on: PlainDate
}

export interface AgreementTable {
  practice_id: string
  kind: string
  version: number
  title: string
  body: string
  from_on: PlainDate
  written_by: string
}

export interface AgreementSignatureTable {
  practice_id: string
  id: string
  patient_id: string
  kind: string
  version: number
  signed_on: PlainDate
  signed_by: string
  signed_as: string
  method: string
  recorded_by: string
  recorded_at: string
  withdrawn_on: PlainDate | null
}

export interface AuditEventTable {
  practice_id: string
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  detail: JsonWithDefault
  previous: string
  hash: string
}

export interface AuditHeadTable {
  practice_id: string
  seq: number
  hash: string
}

export interface AuthorizationAnswerTable {
  practice_id: string
  id: string
  file_sha256: string
  position: number
  trace_number: string | null
  request_id: string | null
  state: string
  why: string | null
  decision: Json
  received_on: PlainDate
}

export interface AuthorizationEventTable {
  practice_id: string
  id: string
  request_id: string | null
  grant_id: string | null
  on_day: PlainDate
  recorded_at: string
  kind: string
  summary: string
  actor: string
}

export interface AuthorizationGrantTable {
  practice_id: string
  id: string
  external_id: string
  patient_id: string
  payer_id: string
  number: string
  codes: Generated<string[]>
  from_on: PlainDate
  until_on: PlainDate
  units: number
  obtained_on: PlainDate | null
  row_hash: string
  unit: Generated<string>
  program_id: string | null
  clinician_id: string | null
  status: Generated<string>
  source: Generated<string>
  request_id: string | null
  used_before: Generated<number>
  version: Generated<number>
  diagnosis: string | null
}

export interface AuthorizationRequestTable {
  practice_id: string
  id: string
  patient_id: string
  payer_id: string
  coverage_id: string | null
  clinician_id: string
  program_id: string
  kind: string
  renews_grant_id: string | null
  codes: Generated<string[]>
  unit: Generated<string>
  units: number
  per_week: Generated<number>
  from_on: PlainDate
  until_on: PlainDate
  diagnoses: Generated<string[]>
  urgency: Generated<string>
  retro_reason: string | null
  channel: Generated<string>
  status: Generated<string>
  clinical: JsonWithDefault
  answered_on: PlainDate | null
  answered_by: string | null
  opened_on: PlainDate
  prompt_on: PlainDate
  due_on: PlainDate
  lapses_on: PlainDate
  escalation: Generated<number>
  trace_number: string
  sent_on: PlainDate | null
  file_name: string | null
  file_sha256: string | null
  follow_up_on: PlainDate | null
  deadline_on: PlainDate | null
  decided_on: PlainDate | null
  decision: JsonWithDefault
  grant_id: string | null
  version: Generated<number>
}

export interface AuthorizationUseTable {
  practice_id: string
  session_id: string
  grant_id: string | null
  patient_id: string
  payer_id: string
  clinician_id: string
  program_id: string
  service_on: PlainDate
  codes: Generated<string[]>
  units: Generated<number>
  state: string
  is_confirmed: Generated<boolean>
  why: string
  override_reason: string | null
  override_by: string | null
  decided_at: string
}

export interface BenefitAnswerTable {
  practice_id: string
  id: string
  file_sha256: string
  position: number
  ordinal: number
  from_byte: number
  until_byte: number
  inquiry_id: string | null
  coverage_id: string | null
  patient_id: string | null
  payer_id: string | null
  received_on: PlainDate
  state: string
  reason: string | null
  read: Json
  differences: JsonWithDefault
}

export interface BenefitCallTable {
  practice_id: string
  id: string
  coverage_id: string
  patient_id: string
  payer_id: string
  called_on: PlainDate
  verified_by: string
  verifier: string
  spoke_with: string
  call_reference: string | null
  facts: Json
  note: string | null
}

export interface BenefitInquiryTable {
  practice_id: string
  id: string
  trace: string
  reference: string
  coverage_id: string
  patient_id: string
  payer_id: string
  reason: string
  variant: Generated<string>
  attempt: Generated<number>
  sweep_id: string | null
  for_on: PlainDate
  service_types: string[]
  asked_on: PlainDate
  asked_by: string
  file_name: string
  file_sha256: string
  state: string
  answered_on: PlainDate | null
  again_on: PlainDate | null
}

export interface BenefitLimitTable {
  practice_id: string
  coverage_id: string
  period: string
  from_on: PlainDate
  until_on: PlainDate | null
  visits: number | null
  payer_left: number | null
  as_of: PlainDate
  said_by: string
  noticed_left: number | null
}

export interface BenefitStandingTable {
  practice_id: string
  coverage_id: string
  patient_id: string
  checked_on: PlainDate | null
  checked_for: PlainDate | null
  is_active: boolean | null
  plan_from: PlainDate | null
  plan_until: PlainDate | null
  holder_payer_id: string | null
  holder_name: string | null
  holder_id: string | null
  holder_phone: string | null
  holder_signal: string | null
  holder_by: string | null
  order_confirmed_on: PlainDate | null
  facts: JsonWithDefault
  answer_id: string | null
  changed_on: PlainDate | null
  differences: JsonWithDefault
  version: Generated<number>
}

export interface BenefitSweepTable {
  practice_id: string
  id: string
  started_on: PlainDate
  started_at: string
  started_by: string
  until_on: PlainDate
  wanted: number
}

export interface BenefitVisitTable {
  practice_id: string
  session_id: string
  patient_id: string
  coverage_id: string | null
  clinician_id: string | null
  on_day: PlainDate
  state: string
  counted_on: PlainDate | null
}

export interface CalendarFeedTable {
  practice_id: string
  id: string
  person_id: string
  token_sha256: string
  made_on: PlainDate
}

export interface CardChargeTable {
  practice_id: string
  id: string
  card_id: string
  session_id: string
  amount_cents: number
  state: string
  reference: string | null
  words: string | null
  asked_on: PlainDate
  asked_by: string
  answered_on: PlainDate | null
}

export interface CardOnFileTable {
  practice_id: string
  id: string
  patient_id: string
  token: string
  brand: string
  last_four: string
  expires_on: PlainDate
  holder: string
  signature_id: string
  added_on: PlainDate
  added_by: string
  withdrawn_on: PlainDate | null
  withdrawn_by: string | null
}

export interface ChargeRateTable {
  practice_id: string
  code: string
  from_on: PlainDate
  until_on: PlainDate | null
  charge_cents: number
}

export interface ChecklistMarkTable {
  practice_id: string
  id: string
  step_id: string
  version: number
  patient_id: string
  visit_on: PlainDate | null
  state: string
  note: string | null
  marked_on: PlainDate
  marked_by: string
}

export interface ChecklistStepTable {
  practice_id: string
  step_id: string
  version: number
  title: string
  job_aid: string
  person_id: string | null
  is_used: Generated<boolean>
  from_on: PlainDate
  changed_by: string
}

export interface ClaimTable {
  practice_id: string
  id: string
  control_number: string
  session_id: string
  patient_id: string
  coverage_id: string
  payer_id: string
  clinician_id: string
  supervisor_id: string | null
  location_id: string
  program_id: string
  service_on: PlainDate
  status: string
  frequency: Generated<string>
  replaces_claim_id: string | null
  payer_claim_number: string | null
  authorization_number: string | null
  diagnoses: string[]
  place_of_service: string
  charge_cents: number
  expected_cents: number | null
  findings: JsonWithDefault
  batch_id: string | null
  drafted_on: PlainDate
  sent_on: PlainDate | null
  accepted_on: PlainDate | null
  adjudicated_on: PlainDate | null
  touched: Generated<boolean>
  version: Generated<number>
  owed_by: Generated<string>
  rank: Generated<number>
}

export interface ClaimBatchTable {
  practice_id: string
  id: string
  partner: string
  interchange_control: string
  group_control: string
  file_name: string
  file_sha256: string
  claim_count: number
  charge_cents: number
  state: string
  sent_at: string | null
  sent_on: PlainDate | null
}

export interface ClaimEventTable {
  practice_id: string
  id: string
  claim_id: string
  on_day: PlainDate
  recorded_at: string
  kind: string
  summary: string
  detail: JsonWithDefault
  actor: string
  file_sha256: string | null
  source_from: number | null
  source_until: number | null
}

export interface ClaimLineTable {
  practice_id: string
  claim_id: string
  number: number
  reference: string
  code: string
  modifiers: Generated<string[]>
  units: number
  charge_cents: number
  expected_cents: number | null
  service_on: PlainDate
  place_of_service: string
  pointers: number[]
  minutes: number | null
}

export interface ClaimPriorTable {
  practice_id: string
  claim_id: string
  rank: number
  coverage_id: string
  payer_id: string
  status: string
  payer_claim_number: string | null
  paid_on: PlainDate
  paid_cents: number
  left_cents: number
  lines: Json
}

export interface ClinicianTable {
  practice_id: string
  id: string
  npi: string
  first_name: string
  last_name: string
  credential: string
  licence_state: string | null
  taxonomy: string
  program_id: string | null
  location_id: string | null
  supervisor_id: string | null
  started_on: PlainDate | null
}

export interface ClinicianPaperTable {
  practice_id: string
  id: string
  clinician_id: string
  kind: string
  title: string
  number: string | null
  region: string | null
  confirmed_on: PlainDate | null
  expires_on: PlainDate | null
}

export interface ContractRateTable {
  practice_id: string
  payer_id: string
  code: string
  credential: Generated<string>
  from_on: PlainDate
  until_on: PlainDate | null
  allowed_cents: number
}

export interface ControlNumberTable {
  practice_id: string
  name: string
  last: number
}

export interface CostAgreementTable {
  practice_id: string
  id: string
  coverage_id: string
  patient_id: string
  visits_per_month: number
  estimate: Json
  words: string
  monthly_cents: number | null
  agreed_on: PlainDate
  agreed_by: string
  how: string
  told_by: string
}

export interface CoverageTable {
  practice_id: string
  id: string
  external_id: string
  patient_id: string
  payer_id: string
  rank: Generated<number>
  member_id: string
  group_number: string | null
  relationship: Generated<string>
  subscriber_first_name: string
  subscriber_last_name: string
  subscriber_birth_on: PlainDate
  subscriber_sex: Generated<string>
  subscriber_address_line: string | null
  subscriber_city: string | null
  subscriber_state: string | null
  subscriber_zip: string | null
  copay_cents: number | null
  from_on: PlainDate
  until_on: PlainDate | null
  row_hash: string
  visits_end_on: PlainDate | null
  planned_until_on: PlainDate | null
  referral_number: string | null
  referral_until: PlainDate | null
  benefits_assigned: boolean | null
}

export interface CoverageTermTable {
  practice_id: string
  id: string
  coverage_id: string
  kind: string
  reference: string | null
  from_on: PlainDate
  until_on: PlainDate | null
  visits: number | null
  codes: Generated<string[]>
  rate_cents: number | null
  pays_patient: Generated<boolean>
  noted_by: string
  courtesy_claim: Generated<boolean>
}

export interface CredentialingTable {
  practice_id: string
  id: string
  clinician_id: string
  payer_id: string
  location_id: string | null
  state: string
  submitted_on: PlainDate | null
  effective_on: PlainDate | null
  until_on: PlainDate | null
  revalidate_on: PlainDate | null
  next_call_on: PlainDate | null
  owner: string | null
  reference: string | null
  note: string | null
  version: Generated<number>
}

export interface DayBegunTable {
  practice_id: string
  on_day: PlainDate
  begun_at: string
}

export interface DenialTable {
  practice_id: string
  id: string
  claim_id: string
  remittance_claim_id: string
  opened_on: PlainDate
  category: string
  confidence: number
  origin: string
  owner: string
  disposition: string
  patient_billable: string
  deadline_on: PlainDate | null
  at_stake_cents: number
  at_stake_base: string
  reasons: string[]
  remarks: string[]
  facts: Json
  advice: Json
  escalation: Generated<string[]>
  state: string
  outcome: string | null
  assigned_to: string | null
  follow_up_on: PlainDate | null
  closed_on: PlainDate | null
  overridden_by: string | null
  override_reason: string | null
  version: Generated<number>
}

export interface DenialNoteTable {
  practice_id: string
  id: string
  denial_id: string
  written_at: string
  author: string
  text: string
}

export interface EditChangeTable {
  practice_id: string
  id: string
  kind: string
  rule: string | null
  payer_id: string | null
  name: string
  value: Json
  before: Json | null
  source: string
  from_on: PlainDate
  until_on: PlainDate | null
  state: string
  tried: Json | null
  proposed_by: string
  proposed_on: PlainDate
  decided_by: string | null
  decided_on: PlainDate | null
}

export interface EditHitTable {
  practice_id: string
  claim_id: string
  rule: string
  severity: string
  message: string
  found_on: PlainDate
  state: Generated<string>
  settled_on: PlainDate | null
  reason: string | null
  settled_by: string | null
  role: string | null
}

export interface EnrollmentTable {
  practice_id: string
  clinician_id: string
  payer_id: string
  from_on: PlainDate
  until_on: PlainDate | null
  group_from: PlainDate | null
}

export interface FeeAgreementTable {
  practice_id: string
  id: string
  patient_id: string
  fee_cents: number
  basis: string
  from_on: PlainDate
  until_on: PlainDate | null
  review_on: PlainDate | null
  agreed_by: string
  noted_by: string
}

export interface FeedbackCardTable {
  practice_id: string
  id: string
  clinician_id: string
  pattern: string
  happened: string
  example: string
  next_time: string
  times: number
  sessions: number
  made_on: PlainDate
  made_by: string
  seen_on: PlainDate | null
  check_on: PlainDate
  checked_on: PlainDate | null
  times_after: number | null
  sessions_after: number | null
  has_stopped: boolean | null
}

export interface GuarantorTable {
  practice_id: string
  id: string
  external_id: string
  patient_id: string
  first_name: string
  last_name: string
  relation: string
  address_line: string
  city: string
  state: string
  zip: string
  phone: string | null
  email: string | null
  share_basis_points: number
  services: Generated<string[]>
  reference: string | null
  from_on: PlainDate
  until_on: PlainDate | null
  noted_by: string
  row_hash: string
}

export interface IdempotencyKeyTable {
  practice_id: string
  key: string
  request_hash: string
  status: number | null
  response: string | null
  expires_at: string
}

export interface ImportMappingTable {
  practice_id: string
  kind: string
  field: string
  header: string
}

export interface ImportRefusalTable {
  practice_id: string
  import_id: string
  number: number
  line: number
  field: string | null
  message: string
  raw: string
}

export interface ImportRunTable {
  practice_id: string
  id: string
  kind: string
  name: string
  sha256: string
  state: string
  problem: string | null
  rows_total: Generated<number>
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  rows_refused: Generated<number>
  imported_at: string
}

export interface InboundFileTable {
  practice_id: string
  id: string
  sha256: string
  name: string
  kind: string
  state: string
  reason: string | null
  flaws: JsonWithDefault
  transactions: Generated<number>
  received_at: string
  received_on: PlainDate
}

export interface JournalTable {
  practice_id: string
  id: string
  effective_on: PlainDate
  recorded_at: string
  kind: string
  why: string
  actor: string
  reverses_id: string | null
  source: JsonWithDefault
}

export interface LimitAnswerTable {
  practice_id: string
  id: string
  coverage_id: string
  period_from: PlainDate
  choice: string
  said_by: string
  said_on: PlainDate
  signature_id: string | null
  follow_up_on: PlainDate | null
  note: string | null
  noted_by: string
  ended_on: PlainDate | null
}

export interface LocationTable {
  practice_id: string
  id: string
  external_id: string
  name: string
  address_line: string
  city: string
  state: string
  zip: string
  place_of_service: Generated<string>
}

export interface MissedVisitDecisionTable {
  practice_id: string
  session_id: string
  patient_id: string
  outcome: string
  amount_cents: number
  reason: string
  decided_on: PlainDate
  decided_by: string
  journal_id: string | null
}

export interface MissedVisitPolicyTable {
  practice_id: string
  from_on: PlainDate
  fee_cents: number
  late_cancel_fee_cents: number
  notice_hours: number
  free_misses: number
  window_months: number
  written_by: string
}

export interface NoteTable {
  practice_id: string
  session_id: string
  template_versions: JsonWithDefault
  booked_start: string | null
  booked_minutes: number | null
  start_time: string | null
  stop_time: string | null
  ends_next_day: Generated<boolean>
  minutes: number | null
  modality: string
  answers: JsonWithDefault
  state: Generated<string>
  signed_at: string | null
  signed_on: PlainDate | null
  signed_by: string | null
  is_late: Generated<boolean>
  cosigned_at: string | null
  cosigned_by: string | null
  opened_at: string
  version: Generated<number>
  cosign_told_on: PlainDate | null
}

export interface NoteReminderTable {
  practice_id: string
  session_id: string
  clinician_id: string
  due_on: PlainDate
  told_on: PlainDate | null
}

export interface NoteReturnTable {
  practice_id: string
  id: string
  session_id: string
  clinician_id: string
  element: string
  question: string
  asked_by: string
  asked_on: PlainDate
  answer: string | null
  answered_on: PlainDate | null
}

export interface NoteRevisionTable {
  practice_id: string
  session_id: string
  number: number
  kind: string
  at: string
  on_day: PlainDate
  author: string
  reason: string | null
  content: Json
}

export interface NoteTemplateTable {
  practice_id: string
  template: string
  version: number
  required: string[]
  suggested: string[]
  state: string
  why: string
  proposed_by: string
  proposed_on: PlainDate
  decided_by: string | null
  decided_on: PlainDate | null
}

export interface NoticeTable {
  practice_id: string
  id: string
  about: string
  subject: string
  recipient_kind: string
  recipient: string
  name: string
  address: string | null
  title: string
  body: string
  written_on: PlainDate
  state: string
  tries: Generated<number>
  sent_on: PlainDate | null
  problem: string | null
}

export interface OpenItemTable {
  practice_id: string
  claim_id: string
  charge_cents: Generated<number>
  payer_cents: Generated<number>
  patient_cents: Generated<number>
  unapplied_cents: Generated<number>
  payer_paid_cents: Generated<number>
  patient_paid_cents: Generated<number>
  contractual_cents: Generated<number>
  written_off_cents: Generated<number>
  responsibility_on: PlainDate | null
  last_posted_on: PlainDate
  is_open: boolean
}

export interface OriginFixTable {
  practice_id: string
  id: string
  element: string
  what: string
  opened_on: PlainDate
  opened_by: string
  done_on: PlainDate | null
  done_by: string | null
}

export interface PatientTable {
  practice_id: string
  id: string
  external_id: string
  first_name: string
  last_name: string
  name_used: string | null
  search_name: string
  birth_on: PlainDate
  sex: string
  pronouns: string | null
  address_line: string
  city: string
  state: string
  zip: string
  phone: string | null
  email: string | null
  row_hash: string
  merged_into: string | null
  consents_alone_on: PlainDate | null
  partner_name: string | null
}

export interface PatientApartTable {
  practice_id: string
  first_id: string
  second_id: string
  said_by: string
  said_on: PlainDate
}

export interface PatientMergeTable {
  practice_id: string
  id: string
  kept_id: string
  merged_id: string
  merged_on: PlainDate
  merged_by: string
  reason: string
  undone_on: PlainDate | null
  undone_by: string | null
}

export interface PatientMergeRowTable {
  practice_id: string
  merge_id: string
  kind: string
  row_id: string
}

export interface PatientPaymentTable {
  practice_id: string
  id: string
  external_id: string
  patient_id: string
  session_id: string | null
  claim_id: string | null
  paid_on: PlainDate
  amount_cents: number
  method: string
  journal_id: string
  row_hash: string
}

export interface PayerTable {
  practice_id: string
  id: string
  external_id: string
  name: string
  edi_id: string
  kind: string
  filing_indicator: Generated<string>
  partner: Generated<string>
  filing_days: Generated<number>
  appeal_days: Generated<number>
  params: JsonWithDefault
  carve_out_payer_id: string | null
  phone: string | null
}

export interface PayerConnectionTable {
  practice_id: string
  payer_id: string
  kind: string
  state: string
  submitted_on: PlainDate | null
  effective_on: PlainDate | null
  next_call_on: PlainDate | null
  owner: string | null
  note: string | null
}

export interface PaymentGateTable {
  practice_id: string
  payment_key: string
  remittance_id: string
}

export interface PostingTable {
  practice_id: string
  journal_id: string
  number: number
  account: string
  amount_cents: number
  effective_on: PlainDate
  recorded_at: string
  why: string
  claim_id: string | null
  claim_line: number | null
  patient_id: string | null
  payer_id: string | null
  clinician_id: string | null
  program_id: string | null
  location_id: string | null
  session_id: string | null
}

export interface PracticeTable {
  practice_id: string
  name: string
  npi: string
  tax_id: string
  taxonomy: string
  address_line: string
  city: string
  state: string
  zip: string
  phone: string
  submitter_id: string
  time_zone: Generated<string>
  is_demo: Generated<boolean>
  switches: JsonWithDefault
  params: JsonWithDefault
}

export interface PracticeListTable {
  practice_id: string
  added_at: string
}

export interface PracticeSetupTable {
  practice_id: string
  file: Json
  brought_at: string
}

export interface ProgramTable {
  practice_id: string
  id: string
  external_id: string
  name: string
}

export interface ProviderAdjustmentTable {
  practice_id: string
  remittance_id: string
  number: number
  reason: string
  reference: string | null
  amount_cents: number
  claim_id: string | null
  state: string
  note: string | null
  journal_id: string | null
}

export interface ReminderTable {
  practice_id: string
  session_id: string
  patient_id: string
  sent_on: PlainDate
  token_sha256: string
  answer: string | null
  answered_on: PlainDate | null
}

export interface RemittanceTable {
  practice_id: string
  id: string
  file_id: string
  payment_key: string
  position: number
  payer_id: string | null
  payer_name: string
  trace_number: string
  originator: string
  method: string
  paid_on: PlainDate
  received_on: PlainDate
  amount_cents: number
  claim_count: number
  state: string
  reason: string | null
  source_from: number
  source_until: number
}

export interface RemittanceAdjustmentTable {
  practice_id: string
  remittance_claim_id: string
  line_number: number
  number: number
  group_code: string
  reason: string
  amount_cents: number
  effect: string
}

export interface RemittanceClaimTable {
  practice_id: string
  id: string
  remittance_id: string
  ordinal: number
  control_number: string
  payer_claim_number: string | null
  status: string
  patient_name: string
  service_on: PlainDate | null
  charge_cents: number
  paid_cents: number
  patient_responsibility_cents: number
  allowed_cents: number | null
  claim_id: string | null
  state: string
  reason: string | null
  journal_id: string | null
  source_from: number
  source_until: number
}

export interface RemittanceDecisionTable {
  practice_id: string
  id: string
  remittance_id: string
  remittance_claim_id: string | null
  adjustment_number: number | null
  kind: string
  reason: string
  detail: JsonWithDefault
  journals: Generated<string[]>
  decided_on: PlainDate
  decided_by: string
  undone_on: PlainDate | null
  undone_by: string | null
  undone_why: string | null
}

export interface RemittanceLineTable {
  practice_id: string
  remittance_claim_id: string
  number: number
  claim_line_number: number | null
  reference: string | null
  code: string
  modifiers: Generated<string[]>
  units: Generated<string>
  service_on: PlainDate | null
  charge_cents: number
  paid_cents: number
  allowed_cents: number | null
  remarks: Generated<string[]>
}

export interface ReviewItemTable {
  practice_id: string
  id: string
  round_id: string
  claim_id: string
  session_id: string
  clinician_id: string
  reasons: Generated<string[]>
  first: Json
  second: Json | null
  coded_by: string | null
  coded_on: PlainDate | null
  agrees: boolean | null
  outcome: string | null
  remark: string | null
  settled_on: PlainDate | null
}

export interface ReviewRoundTable {
  practice_id: string
  id: string
  kind: string
  from_on: PlainDate
  until_on: PlainDate
  seed: string
  size: number
  population: number
  drawn_by: string
  drawn_on: PlainDate
}

export interface SavedViewTable {
  practice_id: string
  id: string
  list: string
  name: string
  address: string
  owner_id: string
  owner_name: string
  is_shared: boolean
  saved_at: string
}

export interface SessionTable {
  practice_id: string
  id: string
  external_id: string
  patient_id: string
  clinician_id: string
  location_id: string
  program_id: string
  service_on: PlainDate
  start_time: string | null
  stop_time: string | null
  scheduled_minutes: number | null
  minutes: number | null
  status: string
  service: string
  modality: string
  patient_at: string
  em: Json | null
  interactive_complexity: Generated<boolean>
  medical_services: Generated<boolean>
  codes_picked: Generated<string[]>
  modifiers_picked: Generated<string[]>
  place_picked: string | null
  diagnoses: Generated<string[]>
  note_elements: Generated<string[]>
  authorization_number: string | null
  signed_on: PlainDate | null
  coded: Json | null
  row_hash: string
  source: Generated<string>
  series_id: string | null
  booked_on: PlainDate | null
  booking_reason: string | null
  cancelled_on: PlainDate | null
  cancelled_by: string | null
  cancel_reason: string | null
  confirmed_on: PlainDate | null
  arrived_at: string | null
  version: Generated<number>
  signed_here: Generated<boolean>
  em_basis: string | null
  group_size: number | null
  group_part: boolean | null
  plan_on: PlainDate | null
  cosigned: boolean | null
}

export interface SessionEventTable {
  practice_id: string
  id: string
  session_id: string
  on_day: PlainDate
  recorded_at: string
  kind: string
  summary: string
  actor: string
}

export interface SteppedClockTable {
  practice_id: string
  today: PlainDate
}

export interface StoredFileTable {
  practice_id: string
  sha256: string
  size: number
  stored_at: string
}

export interface SuperbillTable {
  practice_id: string
  id: string
  patient_id: string
  coverage_id: string
  from_on: PlainDate
  until_on: PlainDate
  content: Json
  charge_cents: number
  paid_cents: number
  given_on: PlainDate
  given_to: string
  how: string
  given_by: string
}

export interface SupervisionTable {
  practice_id: string
  id: string
  clinician_id: string
  supervisor_id: string
  payer_id: string | null
  from_on: PlainDate
  until_on: PlainDate | null
}

export interface VisitChargeTable {
  practice_id: string
  session_id: string
  journal_id: string
  service_on: PlainDate
  amount_cents: number
  standard_cents: number
  codes: string[]
}

export interface VisitItemTable {
  practice_id: string
  session_id: string
  charge_cents: Generated<number>
  patient_cents: Generated<number>
  unapplied_cents: Generated<number>
  paid_cents: Generated<number>
  written_off_cents: Generated<number>
  responsibility_on: PlainDate | null
  last_posted_on: PlainDate
  is_open: boolean
}

export interface WaitlistEntryTable {
  practice_id: string
  id: string
  patient_id: string
  clinician_id: string | null
  service: string
  weekdays: Generated<number[]>
  from_time: Generated<string>
  until_time: Generated<string>
  telehealth_only: Generated<boolean>
  added_on: PlainDate
  state: Generated<string>
  filled_session_id: string | null
}

export interface WorkEventTable {
  practice_id: string
  id: string
  item_id: string
  batch_id: string
  action: string
  note: string | null
  actor_id: string
  actor: string
  at: string
  on_day: PlainDate
  before: JsonWithDefault
  version_after: number
}

export interface WorkItemTable {
  practice_id: string
  id: string
  kind: string
  subject: string
  cause: string
  title: string
  advice: string
  link: string
  patient_id: string | null
  at_stake_cents: Generated<number>
  due_on: PlainDate | null
  team: string
  owner_id: string | null
  snoozed_until: PlainDate | null
  escalation: Generated<number>
  facts: JsonWithDefault
  opened_on: PlainDate
  acted_on: PlainDate
  closed_on: PlainDate | null
  closed_as: string | null
  closed_by: string | null
  closed_why: string | null
  version: Generated<number>
}

export interface WorkLeaveTable {
  practice_id: string
  person_id: string
  from_on: PlainDate
  until_on: PlainDate
}

export interface WorkRuleTable {
  practice_id: string
  position: number
  kind: string
  at_least_cents: Generated<number>
  team: string | null
  owner_id: string | null
}

export interface WorkTeamTable {
  practice_id: string
  team: string
  fallback_owner_id: string | null
  escalate_to: string | null
  escalate_after_days: number | null
}

/** Every table of schema app, for Kysely. */
export interface Database {
  acknowledgment: AcknowledgmentTable
  agreement: AgreementTable
  agreement_signature: AgreementSignatureTable
  audit_event: AuditEventTable
  audit_head: AuditHeadTable
  authorization_answer: AuthorizationAnswerTable
  authorization_event: AuthorizationEventTable
  authorization_grant: AuthorizationGrantTable
  authorization_request: AuthorizationRequestTable
  authorization_use: AuthorizationUseTable
  benefit_answer: BenefitAnswerTable
  benefit_call: BenefitCallTable
  benefit_inquiry: BenefitInquiryTable
  benefit_limit: BenefitLimitTable
  benefit_standing: BenefitStandingTable
  benefit_sweep: BenefitSweepTable
  benefit_visit: BenefitVisitTable
  calendar_feed: CalendarFeedTable
  card_charge: CardChargeTable
  card_on_file: CardOnFileTable
  charge_rate: ChargeRateTable
  checklist_mark: ChecklistMarkTable
  checklist_step: ChecklistStepTable
  claim: ClaimTable
  claim_batch: ClaimBatchTable
  claim_event: ClaimEventTable
  claim_line: ClaimLineTable
  claim_prior: ClaimPriorTable
  clinician: ClinicianTable
  clinician_paper: ClinicianPaperTable
  contract_rate: ContractRateTable
  control_number: ControlNumberTable
  cost_agreement: CostAgreementTable
  coverage: CoverageTable
  coverage_term: CoverageTermTable
  credentialing: CredentialingTable
  day_begun: DayBegunTable
  denial: DenialTable
  denial_note: DenialNoteTable
  edit_change: EditChangeTable
  edit_hit: EditHitTable
  enrollment: EnrollmentTable
  fee_agreement: FeeAgreementTable
  feedback_card: FeedbackCardTable
  guarantor: GuarantorTable
  idempotency_key: IdempotencyKeyTable
  import_mapping: ImportMappingTable
  import_refusal: ImportRefusalTable
  import_run: ImportRunTable
  inbound_file: InboundFileTable
  journal: JournalTable
  limit_answer: LimitAnswerTable
  location: LocationTable
  missed_visit_decision: MissedVisitDecisionTable
  missed_visit_policy: MissedVisitPolicyTable
  note: NoteTable
  note_reminder: NoteReminderTable
  note_return: NoteReturnTable
  note_revision: NoteRevisionTable
  note_template: NoteTemplateTable
  notice: NoticeTable
  open_item: OpenItemTable
  origin_fix: OriginFixTable
  patient: PatientTable
  patient_apart: PatientApartTable
  patient_merge: PatientMergeTable
  patient_merge_row: PatientMergeRowTable
  patient_payment: PatientPaymentTable
  payer: PayerTable
  payer_connection: PayerConnectionTable
  payment_gate: PaymentGateTable
  posting: PostingTable
  practice: PracticeTable
  practice_list: PracticeListTable
  practice_setup: PracticeSetupTable
  program: ProgramTable
  provider_adjustment: ProviderAdjustmentTable
  reminder: ReminderTable
  remittance: RemittanceTable
  remittance_adjustment: RemittanceAdjustmentTable
  remittance_claim: RemittanceClaimTable
  remittance_decision: RemittanceDecisionTable
  remittance_line: RemittanceLineTable
  review_item: ReviewItemTable
  review_round: ReviewRoundTable
  saved_view: SavedViewTable
  session: SessionTable
  session_event: SessionEventTable
  stepped_clock: SteppedClockTable
  stored_file: StoredFileTable
  superbill: SuperbillTable
  supervision: SupervisionTable
  visit_charge: VisitChargeTable
  visit_item: VisitItemTable
  waitlist_entry: WaitlistEntryTable
  work_event: WorkEventTable
  work_item: WorkItemTable
  work_leave: WorkLeaveTable
  work_rule: WorkRuleTable
  work_team: WorkTeamTable
}
