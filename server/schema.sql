-- The schema after all migrations, from the catalog. Written by `npm run schema`; a test says it is current.

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.acknowledgment (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  file_sha256 text NOT NULL,
  kind text NOT NULL,
  position integer NOT NULL,
  batch_id uuid,
  accepted integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  state text NOT NULL,
  reason text,
  received_on date NOT NULL,
  CONSTRAINT acknowledgment_source_key UNIQUE (practice_id, file_sha256, "position"),
  CONSTRAINT acknowledgment_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT acknowledgment_batch_fkey FOREIGN KEY (practice_id, batch_id) REFERENCES app.claim_batch(practice_id, id),
  CONSTRAINT acknowledgment_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'exception'::text, 'set_aside'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.agreement (
  practice_id uuid NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  from_on date NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT agreement_pkey PRIMARY KEY (practice_id, kind, version),
  CONSTRAINT agreement_kind_check CHECK ((kind = ANY (ARRAY['financial'::text, 'no_show'::text, 'telehealth'::text, 'reminders'::text, 'private_pay'::text, 'card_on_file'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.agreement_signature (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  signed_on date NOT NULL,
  signed_by text NOT NULL,
  signed_as text NOT NULL,
  method text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  withdrawn_on date,
  CONSTRAINT agreement_signature_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT agreement_signature_agreement_fkey FOREIGN KEY (practice_id, kind, version) REFERENCES app.agreement(practice_id, kind, version),
  CONSTRAINT agreement_signature_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT agreement_signature_as_check CHECK ((signed_as = ANY (ARRAY['patient'::text, 'parent'::text, 'guardian'::text, 'representative'::text]))),
  CONSTRAINT agreement_signature_method_check CHECK ((method = ANY (ARRAY['screen'::text, 'paper'::text, 'spoken'::text])))
);
CREATE INDEX agreement_signature_patient_idx ON app.agreement_signature USING btree (practice_id, patient_id, kind);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.audit_event (
  practice_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb,
  previous text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_event_pkey PRIMARY KEY (practice_id, seq)
);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.audit_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.audit_event FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.audit_head (
  practice_id uuid NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (practice_id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.authorization_answer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  file_sha256 text NOT NULL,
  position integer NOT NULL,
  trace_number text,
  request_id uuid,
  state text NOT NULL,
  why text,
  decision jsonb NOT NULL,
  received_on date NOT NULL,
  CONSTRAINT authorization_answer_place_key UNIQUE (practice_id, file_sha256, "position"),
  CONSTRAINT authorization_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_answer_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request(practice_id, id),
  CONSTRAINT authorization_answer_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'waiting'::text, 'set_aside'::text])))
);
CREATE INDEX authorization_answer_state_idx ON app.authorization_answer USING btree (practice_id, state);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.authorization_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid,
  grant_id uuid,
  on_day date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  actor text NOT NULL,
  CONSTRAINT authorization_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_event_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant(practice_id, id),
  CONSTRAINT authorization_event_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request(practice_id, id)
);
CREATE INDEX authorization_event_grant_idx ON app.authorization_event USING btree (practice_id, grant_id);
CREATE INDEX authorization_event_request_idx ON app.authorization_event USING btree (practice_id, request_id);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.authorization_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.authorization_event FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.authorization_grant (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  number text NOT NULL,
  codes text[] NOT NULL DEFAULT '{}'::text[],
  from_on date NOT NULL,
  until_on date NOT NULL,
  units integer NOT NULL,
  obtained_on date,
  row_hash text NOT NULL,
  unit text NOT NULL DEFAULT 'visit'::text,
  program_id uuid,
  clinician_id uuid,
  status text NOT NULL DEFAULT 'active'::text,
  source text NOT NULL DEFAULT 'import'::text,
  request_id uuid,
  used_before integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  diagnosis text,
  CONSTRAINT authorization_grant_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT authorization_grant_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_grant_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT authorization_grant_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT authorization_grant_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT authorization_grant_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT authorization_grant_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request(practice_id, id),
  CONSTRAINT authorization_grant_days_check CHECK ((until_on >= from_on)),
  CONSTRAINT authorization_grant_source_check CHECK ((source = ANY (ARRAY['import'::text, '278'::text, 'portal'::text, 'phone'::text, 'fax'::text, 'letter'::text]))),
  CONSTRAINT authorization_grant_status_check CHECK ((status = ANY (ARRAY['active'::text, 'cancelled'::text, 'not_required'::text]))),
  CONSTRAINT authorization_grant_unit_check CHECK ((unit = ANY (ARRAY['visit'::text, 'unit'::text])))
);
CREATE INDEX authorization_grant_patient_idx ON app.authorization_grant USING btree (practice_id, patient_id, payer_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.authorization_request (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  coverage_id uuid,
  clinician_id uuid NOT NULL,
  program_id uuid NOT NULL,
  kind text NOT NULL,
  renews_grant_id uuid,
  codes text[] NOT NULL DEFAULT '{}'::text[],
  unit text NOT NULL DEFAULT 'visit'::text,
  units integer NOT NULL,
  per_week integer NOT NULL DEFAULT 1,
  from_on date NOT NULL,
  until_on date NOT NULL,
  diagnoses text[] NOT NULL DEFAULT '{}'::text[],
  urgency text NOT NULL DEFAULT 'standard'::text,
  retro_reason text,
  channel text NOT NULL DEFAULT '278'::text,
  status text NOT NULL DEFAULT 'draft'::text,
  clinical jsonb NOT NULL DEFAULT '{}'::jsonb,
  answered_on date,
  answered_by text,
  opened_on date NOT NULL,
  prompt_on date NOT NULL,
  due_on date NOT NULL,
  lapses_on date NOT NULL,
  escalation integer NOT NULL DEFAULT 0,
  trace_number text NOT NULL,
  sent_on date,
  file_name text,
  file_sha256 text,
  follow_up_on date,
  deadline_on date,
  decided_on date,
  decision jsonb NOT NULL DEFAULT '{}'::jsonb,
  grant_id uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT authorization_request_trace_key UNIQUE (practice_id, trace_number),
  CONSTRAINT authorization_request_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_request_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT authorization_request_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT authorization_request_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant(practice_id, id),
  CONSTRAINT authorization_request_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT authorization_request_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT authorization_request_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT authorization_request_renews_fkey FOREIGN KEY (practice_id, renews_grant_id) REFERENCES app.authorization_grant(practice_id, id),
  CONSTRAINT authorization_request_channel_check CHECK ((channel = ANY (ARRAY['278'::text, 'portal'::text, 'fax'::text, 'phone'::text]))),
  CONSTRAINT authorization_request_days_check CHECK ((until_on >= from_on)),
  CONSTRAINT authorization_request_kind_check CHECK ((kind = ANY (ARRAY['initial'::text, 'renewal'::text, 'extension'::text, 'revision'::text, 'cancellation'::text, 'retro'::text]))),
  CONSTRAINT authorization_request_retro_check CHECK (((kind <> 'retro'::text) OR (retro_reason IS NOT NULL))),
  CONSTRAINT authorization_request_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'ready'::text, 'sent'::text, 'pended'::text, 'approved'::text, 'partial'::text, 'modified'::text, 'denied'::text, 'cancelled'::text, 'not_required'::text, 'contact'::text, 'rejected'::text]))),
  CONSTRAINT authorization_request_unit_check CHECK ((unit = ANY (ARRAY['visit'::text, 'unit'::text]))),
  CONSTRAINT authorization_request_units_check CHECK (((units > 0) AND (per_week > 0))),
  CONSTRAINT authorization_request_urgency_check CHECK ((urgency = ANY (ARRAY['standard'::text, 'urgent'::text])))
);
CREATE INDEX authorization_request_patient_idx ON app.authorization_request USING btree (practice_id, patient_id);
CREATE INDEX authorization_request_status_idx ON app.authorization_request USING btree (practice_id, status, due_on);
CREATE UNIQUE INDEX authorization_request_renewing_idx ON app.authorization_request USING btree (practice_id, renews_grant_id) WHERE ((renews_grant_id IS NOT NULL) AND (status = ANY (ARRAY['draft'::text, 'ready'::text, 'sent'::text, 'pended'::text, 'contact'::text, 'rejected'::text])));
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.authorization_use (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  grant_id uuid,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  program_id uuid NOT NULL,
  service_on date NOT NULL,
  codes text[] NOT NULL DEFAULT '{}'::text[],
  units integer NOT NULL DEFAULT 1,
  state text NOT NULL,
  is_confirmed boolean NOT NULL DEFAULT false,
  why text NOT NULL,
  override_reason text,
  override_by text,
  decided_at timestamp with time zone NOT NULL,
  CONSTRAINT authorization_use_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT authorization_use_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT authorization_use_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant(practice_id, id),
  CONSTRAINT authorization_use_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT authorization_use_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT authorization_use_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT authorization_use_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT authorization_use_state_check CHECK ((state = ANY (ARRAY['reserved'::text, 'used'::text, 'released'::text, 'lost'::text]))),
  CONSTRAINT authorization_use_units_check CHECK ((units > 0))
);
CREATE INDEX authorization_use_grant_idx ON app.authorization_use USING btree (practice_id, grant_id);
CREATE INDEX authorization_use_on_idx ON app.authorization_use USING btree (practice_id, service_on);
CREATE INDEX authorization_use_patient_idx ON app.authorization_use USING btree (practice_id, patient_id, service_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_answer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  file_sha256 text NOT NULL,
  position integer NOT NULL,
  ordinal integer NOT NULL,
  from_byte integer NOT NULL,
  until_byte integer NOT NULL,
  inquiry_id uuid,
  coverage_id uuid,
  patient_id uuid,
  payer_id uuid,
  received_on date NOT NULL,
  state text NOT NULL,
  reason text,
  read jsonb NOT NULL,
  differences jsonb NOT NULL DEFAULT '[]'::jsonb,
  CONSTRAINT benefit_answer_source_key UNIQUE (practice_id, file_sha256, "position", ordinal),
  CONSTRAINT benefit_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT benefit_answer_inquiry_fkey FOREIGN KEY (practice_id, inquiry_id) REFERENCES app.benefit_inquiry(practice_id, id),
  CONSTRAINT benefit_answer_state_check CHECK ((state = ANY (ARRAY['used'::text, 'queued'::text, 'set_aside'::text])))
);
CREATE INDEX benefit_answer_coverage_idx ON app.benefit_answer USING btree (practice_id, coverage_id, received_on);
CREATE INDEX benefit_answer_state_idx ON app.benefit_answer USING btree (practice_id, state) WHERE (state <> 'used'::text);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_call (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  called_on date NOT NULL,
  verified_by text NOT NULL,
  verifier text NOT NULL,
  spoke_with text NOT NULL,
  call_reference text,
  facts jsonb NOT NULL,
  note text,
  CONSTRAINT benefit_call_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT benefit_call_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id)
);
CREATE INDEX benefit_call_coverage_idx ON app.benefit_call USING btree (practice_id, coverage_id, called_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_inquiry (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  trace text NOT NULL,
  reference text NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  reason text NOT NULL,
  variant text NOT NULL DEFAULT 'as_entered'::text,
  attempt integer NOT NULL DEFAULT 1,
  sweep_id uuid,
  for_on date NOT NULL,
  service_types text[] NOT NULL,
  asked_on date NOT NULL,
  asked_by text NOT NULL,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  state text NOT NULL,
  answered_on date,
  again_on date,
  CONSTRAINT benefit_inquiry_trace_key UNIQUE (practice_id, trace),
  CONSTRAINT benefit_inquiry_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT benefit_inquiry_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT benefit_inquiry_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT benefit_inquiry_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT benefit_inquiry_sweep_fkey FOREIGN KEY (practice_id, sweep_id) REFERENCES app.benefit_sweep(practice_id, id),
  CONSTRAINT benefit_inquiry_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'asked'::text, 'answered'::text, 'refused'::text, 'set_aside'::text, 'given_up'::text])))
);
CREATE INDEX benefit_inquiry_again_idx ON app.benefit_inquiry USING btree (practice_id, again_on) WHERE (again_on IS NOT NULL);
CREATE INDEX benefit_inquiry_coverage_idx ON app.benefit_inquiry USING btree (practice_id, coverage_id, asked_on);
CREATE INDEX benefit_inquiry_file_idx ON app.benefit_inquiry USING btree (practice_id, file_name) WHERE (state = 'queued'::text);
CREATE INDEX benefit_inquiry_open_idx ON app.benefit_inquiry USING btree (practice_id, asked_on) WHERE (state = 'asked'::text);
CREATE INDEX benefit_inquiry_reference_idx ON app.benefit_inquiry USING btree (practice_id, reference);
CREATE INDEX benefit_inquiry_sweep_idx ON app.benefit_inquiry USING btree (practice_id, sweep_id) WHERE (sweep_id IS NOT NULL);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_limit (
  practice_id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  period text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  visits integer,
  payer_left integer,
  as_of date NOT NULL,
  said_by text NOT NULL,
  noticed_left integer,
  CONSTRAINT benefit_limit_pkey PRIMARY KEY (practice_id, coverage_id, period, from_on),
  CONSTRAINT benefit_limit_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT benefit_limit_count_check CHECK (((visits >= 0) AND (payer_left >= 0))),
  CONSTRAINT benefit_limit_period_check CHECK ((period = ANY (ARRAY['benefit_year'::text, 'episode'::text, 'lifetime'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_standing (
  practice_id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  checked_on date,
  checked_for date,
  is_active boolean,
  plan_from date,
  plan_until date,
  holder_payer_id uuid,
  holder_name text,
  holder_id text,
  holder_phone text,
  holder_signal text,
  holder_by text,
  order_confirmed_on date,
  facts jsonb NOT NULL DEFAULT '{}'::jsonb,
  answer_id uuid,
  changed_on date,
  differences jsonb NOT NULL DEFAULT '[]'::jsonb,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT benefit_standing_pkey PRIMARY KEY (practice_id, coverage_id),
  CONSTRAINT benefit_standing_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT benefit_standing_holder_fkey FOREIGN KEY (practice_id, holder_payer_id) REFERENCES app.payer(practice_id, id)
);
CREATE INDEX benefit_standing_patient_idx ON app.benefit_standing USING btree (practice_id, patient_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_sweep (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  started_on date NOT NULL,
  started_at timestamp with time zone NOT NULL,
  started_by text NOT NULL,
  until_on date NOT NULL,
  wanted integer NOT NULL,
  CONSTRAINT benefit_sweep_pkey PRIMARY KEY (practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.benefit_visit (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  coverage_id uuid,
  clinician_id uuid,
  on_day date NOT NULL,
  state text NOT NULL,
  counted_on date,
  CONSTRAINT benefit_visit_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT benefit_visit_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT benefit_visit_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT benefit_visit_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'kept'::text, 'released'::text])))
);
CREATE INDEX benefit_visit_coming_idx ON app.benefit_visit USING btree (practice_id, on_day) WHERE (state = 'booked'::text);
CREATE INDEX benefit_visit_coverage_idx ON app.benefit_visit USING btree (practice_id, coverage_id, on_day);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.calendar_feed (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id text NOT NULL,
  token_sha256 text NOT NULL,
  made_on date NOT NULL,
  CONSTRAINT calendar_feed_token_key UNIQUE (practice_id, token_sha256),
  CONSTRAINT calendar_feed_pkey PRIMARY KEY (practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.card_charge (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  card_id uuid NOT NULL,
  session_id uuid NOT NULL,
  amount_cents bigint NOT NULL,
  state text NOT NULL,
  reference text,
  words text,
  asked_on date NOT NULL,
  asked_by text NOT NULL,
  answered_on date,
  CONSTRAINT card_charge_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT card_charge_card_fkey FOREIGN KEY (practice_id, card_id) REFERENCES app.card_on_file(practice_id, id),
  CONSTRAINT card_charge_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT card_charge_amount_check CHECK ((amount_cents > 0)),
  CONSTRAINT card_charge_answer_check CHECK (((state = 'asked'::text) = (answered_on IS NULL))),
  CONSTRAINT card_charge_reference_check CHECK (((state = 'approved'::text) = (reference IS NOT NULL))),
  CONSTRAINT card_charge_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'declined'::text])))
);
CREATE INDEX card_charge_card_idx ON app.card_charge USING btree (practice_id, card_id);
CREATE INDEX card_charge_session_idx ON app.card_charge USING btree (practice_id, session_id);
CREATE UNIQUE INDEX card_charge_open_idx ON app.card_charge USING btree (practice_id, session_id) WHERE (state = 'asked'::text);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.card_on_file (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  token text NOT NULL,
  brand text NOT NULL,
  last_four text NOT NULL,
  expires_on date NOT NULL,
  holder text NOT NULL,
  signature_id uuid NOT NULL,
  added_on date NOT NULL,
  added_by text NOT NULL,
  withdrawn_on date,
  withdrawn_by text,
  CONSTRAINT card_on_file_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT card_on_file_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT card_on_file_signature_fkey FOREIGN KEY (practice_id, signature_id) REFERENCES app.agreement_signature(practice_id, id),
  CONSTRAINT card_on_file_last_four_check CHECK (((length(last_four) = 4) AND ((last_four >= '0000'::text) AND (last_four <= '9999'::text)))),
  CONSTRAINT card_on_file_withdrawn_check CHECK (((withdrawn_on IS NULL) = (withdrawn_by IS NULL)))
);
CREATE INDEX card_on_file_patient_idx ON app.card_on_file USING btree (practice_id, patient_id);
CREATE UNIQUE INDEX card_on_file_once_idx ON app.card_on_file USING btree (practice_id, patient_id, token) WHERE (withdrawn_on IS NULL);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.charge_rate (
  practice_id uuid NOT NULL,
  code text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  charge_cents bigint NOT NULL,
  CONSTRAINT charge_rate_pkey PRIMARY KEY (practice_id, code, from_on)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.checklist_mark (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  step_id text NOT NULL,
  version integer NOT NULL,
  patient_id uuid NOT NULL,
  visit_on date,
  state text NOT NULL,
  note text,
  marked_on date NOT NULL,
  marked_by text NOT NULL,
  CONSTRAINT checklist_mark_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT checklist_mark_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT checklist_mark_state_check CHECK ((state = ANY (ARRAY['done'::text, 'not_needed'::text, 'undone'::text])))
);
CREATE INDEX checklist_mark_on_idx ON app.checklist_mark USING btree (practice_id, marked_on);
CREATE INDEX checklist_mark_patient_idx ON app.checklist_mark USING btree (practice_id, patient_id, marked_on);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.checklist_mark FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.checklist_mark FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.checklist_step (
  practice_id uuid NOT NULL,
  step_id text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  job_aid text NOT NULL,
  person_id text,
  is_used boolean NOT NULL DEFAULT true,
  from_on date NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT checklist_step_pkey PRIMARY KEY (practice_id, step_id, version)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.claim (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  control_number text NOT NULL,
  session_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  supervisor_id uuid,
  location_id uuid NOT NULL,
  program_id uuid NOT NULL,
  service_on date NOT NULL,
  status text NOT NULL,
  frequency text NOT NULL DEFAULT '1'::text,
  replaces_claim_id uuid,
  payer_claim_number text,
  authorization_number text,
  diagnoses text[] NOT NULL,
  place_of_service text NOT NULL,
  charge_cents bigint NOT NULL,
  expected_cents bigint,
  findings jsonb NOT NULL DEFAULT '[]'::jsonb,
  batch_id uuid,
  drafted_on date NOT NULL,
  sent_on date,
  accepted_on date,
  adjudicated_on date,
  touched boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  owed_by text NOT NULL DEFAULT 'payer'::text,
  rank integer NOT NULL DEFAULT 1,
  CONSTRAINT claim_control_key UNIQUE (practice_id, control_number),
  CONSTRAINT claim_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_batch_fkey FOREIGN KEY (practice_id, batch_id) REFERENCES app.claim_batch(practice_id, id),
  CONSTRAINT claim_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT claim_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT claim_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location(practice_id, id),
  CONSTRAINT claim_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT claim_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT claim_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT claim_replaces_fkey FOREIGN KEY (practice_id, replaces_claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT claim_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT claim_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT claim_owed_by_check CHECK ((owed_by = ANY (ARRAY['payer'::text, 'patient'::text]))),
  CONSTRAINT claim_rank_check CHECK (((rank >= 1) AND (rank <= 3))),
  CONSTRAINT claim_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'held'::text, 'ready'::text, 'sent'::text, 'accepted'::text, 'rejected'::text, 'paid'::text, 'denied'::text, 'closed'::text, 'void'::text])))
);
CREATE INDEX claim_batch_idx ON app.claim USING btree (practice_id, batch_id);
CREATE INDEX claim_charge_idx ON app.claim USING btree (practice_id, charge_cents, service_on);
CREATE INDEX claim_patient_idx ON app.claim USING btree (practice_id, patient_id, service_on);
CREATE INDEX claim_payer_idx ON app.claim USING btree (practice_id, payer_id, status, service_on);
CREATE INDEX claim_payer_number_idx ON app.claim USING btree (practice_id, payer_claim_number);
CREATE INDEX claim_session_idx ON app.claim USING btree (practice_id, session_id);
CREATE INDEX claim_status_idx ON app.claim USING btree (practice_id, status, service_on, id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.claim_batch (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  partner text NOT NULL,
  interchange_control text NOT NULL,
  group_control text NOT NULL,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  claim_count integer NOT NULL,
  charge_cents bigint NOT NULL,
  state text NOT NULL,
  sent_at timestamp with time zone,
  sent_on date,
  CONSTRAINT claim_batch_control_key UNIQUE (practice_id, partner, interchange_control),
  CONSTRAINT claim_batch_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_batch_state_check CHECK ((state = ANY (ARRAY['built'::text, 'sent'::text, 'accepted'::text, 'partly_accepted'::text, 'rejected'::text, 'cancelled'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.claim_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  claim_id uuid NOT NULL,
  on_day date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb,
  actor text NOT NULL,
  file_sha256 text,
  source_from bigint,
  source_until bigint,
  CONSTRAINT claim_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_event_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id)
);
CREATE INDEX claim_event_claim_idx ON app.claim_event USING btree (practice_id, claim_id, recorded_at);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.claim_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.claim_event FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.claim_line (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  number integer NOT NULL,
  reference text NOT NULL,
  code text NOT NULL,
  modifiers text[] NOT NULL DEFAULT '{}'::text[],
  units integer NOT NULL,
  charge_cents bigint NOT NULL,
  expected_cents bigint,
  service_on date NOT NULL,
  place_of_service text NOT NULL,
  pointers integer[] NOT NULL,
  minutes integer,
  CONSTRAINT claim_line_reference_key UNIQUE (practice_id, reference),
  CONSTRAINT claim_line_pkey PRIMARY KEY (practice_id, claim_id, number),
  CONSTRAINT claim_line_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.claim_prior (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  rank integer NOT NULL,
  coverage_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  status text NOT NULL,
  payer_claim_number text,
  paid_on date NOT NULL,
  paid_cents bigint NOT NULL,
  left_cents bigint NOT NULL,
  lines jsonb NOT NULL,
  CONSTRAINT claim_prior_pkey PRIMARY KEY (practice_id, claim_id, rank),
  CONSTRAINT claim_prior_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT claim_prior_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT claim_prior_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT claim_prior_rank_check CHECK (((rank >= 1) AND (rank <= 2)))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.clinician (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  npi text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  credential text NOT NULL,
  licence_state text,
  taxonomy text NOT NULL,
  program_id uuid,
  location_id uuid,
  supervisor_id uuid,
  started_on date,
  CONSTRAINT clinician_npi_key UNIQUE (practice_id, npi),
  CONSTRAINT clinician_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT clinician_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location(practice_id, id),
  CONSTRAINT clinician_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT clinician_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.clinician_paper (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  number text,
  region text,
  confirmed_on date,
  expires_on date,
  CONSTRAINT clinician_paper_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT clinician_paper_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT clinician_paper_kind_check CHECK ((kind = ANY (ARRAY['licence'::text, 'compact'::text, 'caqh'::text, 'malpractice'::text, 'w9'::text, 'dea'::text, 'revalidation'::text])))
);
CREATE INDEX clinician_paper_expires_idx ON app.clinician_paper USING btree (practice_id, expires_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.contract_rate (
  practice_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  code text NOT NULL,
  credential text NOT NULL DEFAULT '*'::text,
  from_on date NOT NULL,
  until_on date,
  allowed_cents bigint NOT NULL,
  CONSTRAINT contract_rate_pkey PRIMARY KEY (practice_id, payer_id, code, credential, from_on),
  CONSTRAINT contract_rate_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.control_number (
  practice_id uuid NOT NULL,
  name text NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT control_number_pkey PRIMARY KEY (practice_id, name)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.cost_agreement (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  visits_per_month integer NOT NULL,
  estimate jsonb NOT NULL,
  words text NOT NULL,
  monthly_cents bigint,
  agreed_on date NOT NULL,
  agreed_by text NOT NULL,
  how text NOT NULL,
  told_by text NOT NULL,
  CONSTRAINT cost_agreement_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT cost_agreement_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT cost_agreement_how_check CHECK ((how = ANY (ARRAY['in_person'::text, 'by_phone'::text, 'in_writing'::text])))
);
CREATE INDEX cost_agreement_coverage_idx ON app.cost_agreement USING btree (practice_id, coverage_id);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.cost_agreement FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.cost_agreement FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.coverage (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  rank integer NOT NULL DEFAULT 1,
  member_id text NOT NULL,
  group_number text,
  relationship text NOT NULL DEFAULT 'self'::text,
  subscriber_first_name text NOT NULL,
  subscriber_last_name text NOT NULL,
  subscriber_birth_on date NOT NULL,
  subscriber_sex text NOT NULL DEFAULT 'U'::text,
  subscriber_address_line text,
  subscriber_city text,
  subscriber_state text,
  subscriber_zip text,
  copay_cents bigint,
  from_on date NOT NULL,
  until_on date,
  row_hash text NOT NULL,
  visits_end_on date,
  planned_until_on date,
  referral_number text,
  referral_until date,
  benefits_assigned boolean,
  CONSTRAINT coverage_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT coverage_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT coverage_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT coverage_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT coverage_relationship_check CHECK ((relationship = ANY (ARRAY['self'::text, 'spouse'::text, 'child'::text, 'other'::text])))
);
CREATE INDEX coverage_member_idx ON app.coverage USING btree (practice_id, member_id);
CREATE INDEX coverage_patient_idx ON app.coverage USING btree (practice_id, patient_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.coverage_term (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  kind text NOT NULL,
  reference text,
  from_on date NOT NULL,
  until_on date,
  visits integer,
  codes text[] NOT NULL DEFAULT '{}'::text[],
  rate_cents bigint,
  pays_patient boolean NOT NULL DEFAULT false,
  noted_by text NOT NULL,
  courtesy_claim boolean NOT NULL DEFAULT false,
  CONSTRAINT coverage_term_once_key UNIQUE (practice_id, coverage_id, kind, from_on),
  CONSTRAINT coverage_term_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT coverage_term_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT coverage_term_courtesy_check CHECK ((pays_patient OR (NOT courtesy_claim))),
  CONSTRAINT coverage_term_days_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CONSTRAINT coverage_term_kind_check CHECK ((kind = ANY (ARRAY['eap'::text, 'single_case'::text, 'out_of_network'::text]))),
  CONSTRAINT coverage_term_rate_check CHECK (((rate_cents IS NULL) OR (rate_cents >= 0))),
  CONSTRAINT coverage_term_visits_check CHECK (((visits IS NULL) OR (visits > 0)))
);
CREATE INDEX coverage_term_coverage_idx ON app.coverage_term USING btree (practice_id, coverage_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.credentialing (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  location_id uuid,
  state text NOT NULL,
  submitted_on date,
  effective_on date,
  until_on date,
  revalidate_on date,
  next_call_on date,
  owner text,
  reference text,
  note text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT credentialing_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT credentialing_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT credentialing_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location(practice_id, id),
  CONSTRAINT credentialing_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT credentialing_days_check CHECK (((until_on IS NULL) OR (effective_on IS NULL) OR (until_on >= effective_on))),
  CONSTRAINT credentialing_effective_check CHECK (((state <> 'effective'::text) OR (effective_on IS NOT NULL))),
  CONSTRAINT credentialing_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'submitted'::text, 'in_review'::text, 'effective'::text, 'denied'::text, 'ended'::text])))
);
CREATE UNIQUE INDEX credentialing_place_idx ON app.credentialing USING btree (practice_id, clinician_id, payer_id, location_id) WHERE ((location_id IS NOT NULL) AND (state <> 'ended'::text));
CREATE UNIQUE INDEX credentialing_whole_idx ON app.credentialing USING btree (practice_id, clinician_id, payer_id) WHERE ((location_id IS NULL) AND (state <> 'ended'::text));
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.day_begun (
  practice_id uuid NOT NULL,
  on_day date NOT NULL,
  begun_at timestamp with time zone NOT NULL,
  CONSTRAINT day_begun_pkey PRIMARY KEY (practice_id, on_day)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.denial (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  claim_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  opened_on date NOT NULL,
  category text NOT NULL,
  confidence integer NOT NULL,
  origin text NOT NULL,
  owner text NOT NULL,
  disposition text NOT NULL,
  patient_billable text NOT NULL,
  deadline_on date,
  at_stake_cents bigint NOT NULL,
  at_stake_base text NOT NULL,
  reasons text[] NOT NULL,
  remarks text[] NOT NULL,
  facts jsonb NOT NULL,
  advice jsonb NOT NULL,
  escalation text[] NOT NULL DEFAULT '{}'::text[],
  state text NOT NULL,
  outcome text,
  assigned_to text,
  follow_up_on date,
  closed_on date,
  overridden_by text,
  override_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT denial_source_key UNIQUE (practice_id, remittance_claim_id, claim_id),
  CONSTRAINT denial_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT denial_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT denial_remittance_claim_fkey FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim(practice_id, id),
  CONSTRAINT denial_state_check CHECK ((state = ANY (ARRAY['open'::text, 'working'::text, 'appealed'::text, 'resubmitted'::text, 'closed'::text])))
);
CREATE INDEX denial_claim_idx ON app.denial USING btree (practice_id, claim_id);
CREATE INDEX denial_state_idx ON app.denial USING btree (practice_id, state, category, deadline_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.denial_note (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  denial_id uuid NOT NULL,
  written_at timestamp with time zone NOT NULL,
  author text NOT NULL,
  text text NOT NULL,
  CONSTRAINT denial_note_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT denial_note_denial_fkey FOREIGN KEY (practice_id, denial_id) REFERENCES app.denial(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.edit_change (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  rule text,
  payer_id uuid,
  name text NOT NULL,
  value jsonb NOT NULL,
  before jsonb,
  source text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  state text NOT NULL,
  tried jsonb,
  proposed_by text NOT NULL,
  proposed_on date NOT NULL,
  decided_by text,
  decided_on date,
  CONSTRAINT edit_change_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT edit_change_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT edit_change_kind_check CHECK ((kind = ANY (ARRAY['severity'::text, 'practice'::text, 'payer'::text]))),
  CONSTRAINT edit_change_state_check CHECK ((state = ANY (ARRAY['trying'::text, 'tried'::text, 'approved'::text, 'applied'::text, 'withdrawn'::text, 'lapsed'::text])))
);
CREATE INDEX edit_change_state_idx ON app.edit_change USING btree (practice_id, state);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.edit_hit (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  rule text NOT NULL,
  severity text NOT NULL,
  message text NOT NULL,
  found_on date NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  settled_on date,
  reason text,
  settled_by text,
  role text,
  CONSTRAINT edit_hit_pkey PRIMARY KEY (practice_id, claim_id, rule),
  CONSTRAINT edit_hit_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT edit_hit_severity_check CHECK ((severity = ANY (ARRAY['stop'::text, 'warn'::text, 'info'::text]))),
  CONSTRAINT edit_hit_state_check CHECK ((state = ANY (ARRAY['open'::text, 'fixed'::text, 'released'::text])))
);
CREATE INDEX edit_hit_rule_idx ON app.edit_hit USING btree (practice_id, rule, found_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.enrollment (
  practice_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date,
  group_from date,
  CONSTRAINT enrollment_pkey PRIMARY KEY (practice_id, clinician_id, payer_id, from_on),
  CONSTRAINT enrollment_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT enrollment_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.fee_agreement (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  fee_cents bigint NOT NULL,
  basis text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  review_on date,
  agreed_by text NOT NULL,
  noted_by text NOT NULL,
  CONSTRAINT fee_agreement_once_key UNIQUE (practice_id, patient_id, from_on),
  CONSTRAINT fee_agreement_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT fee_agreement_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT fee_agreement_days_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CONSTRAINT fee_agreement_fee_check CHECK ((fee_cents >= 0))
);
CREATE INDEX fee_agreement_review_idx ON app.fee_agreement USING btree (practice_id, review_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.feedback_card (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  pattern text NOT NULL,
  happened text NOT NULL,
  example text NOT NULL,
  next_time text NOT NULL,
  times integer NOT NULL,
  sessions integer NOT NULL,
  made_on date NOT NULL,
  made_by text NOT NULL,
  seen_on date,
  check_on date NOT NULL,
  checked_on date,
  times_after integer,
  sessions_after integer,
  has_stopped boolean,
  CONSTRAINT feedback_card_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX feedback_card_check_idx ON app.feedback_card USING btree (practice_id, check_on) WHERE (checked_on IS NULL);
CREATE INDEX feedback_card_clinician_idx ON app.feedback_card USING btree (practice_id, clinician_id, made_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.guarantor (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  relation text NOT NULL,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  phone text,
  email text,
  share_basis_points integer NOT NULL,
  services text[] NOT NULL DEFAULT '{}'::text[],
  reference text,
  from_on date NOT NULL,
  until_on date,
  noted_by text NOT NULL,
  row_hash text NOT NULL,
  CONSTRAINT guarantor_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT guarantor_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT guarantor_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT guarantor_days_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CONSTRAINT guarantor_relation_check CHECK ((relation = ANY (ARRAY['parent'::text, 'guardian'::text, 'spouse'::text, 'agency'::text, 'other'::text]))),
  CONSTRAINT guarantor_share_check CHECK (((share_basis_points >= 1) AND (share_basis_points <= 10000)))
);
CREATE INDEX guarantor_patient_idx ON app.guarantor USING btree (practice_id, patient_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.idempotency_key (
  practice_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  response text,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (practice_id, key)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.import_mapping (
  practice_id uuid NOT NULL,
  kind text NOT NULL,
  field text NOT NULL,
  header text NOT NULL,
  CONSTRAINT import_mapping_pkey PRIMARY KEY (practice_id, kind, field)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.import_refusal (
  practice_id uuid NOT NULL,
  import_id uuid NOT NULL,
  number integer NOT NULL,
  line integer NOT NULL,
  field text,
  message text NOT NULL,
  raw text NOT NULL,
  CONSTRAINT import_refusal_pkey PRIMARY KEY (practice_id, import_id, number),
  CONSTRAINT import_refusal_run_fkey FOREIGN KEY (practice_id, import_id) REFERENCES app.import_run(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.import_run (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  state text NOT NULL,
  problem text,
  rows_total integer NOT NULL DEFAULT 0,
  rows_new integer NOT NULL DEFAULT 0,
  rows_changed integer NOT NULL DEFAULT 0,
  rows_same integer NOT NULL DEFAULT 0,
  rows_refused integer NOT NULL DEFAULT 0,
  imported_at timestamp with time zone NOT NULL,
  CONSTRAINT import_run_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT import_run_state_check CHECK ((state = ANY (ARRAY['done'::text, 'unusable'::text])))
);
CREATE INDEX import_run_sha_idx ON app.import_run USING btree (practice_id, sha256);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.inbound_file (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  reason text,
  flaws jsonb NOT NULL DEFAULT '[]'::jsonb,
  transactions integer NOT NULL DEFAULT 0,
  received_at timestamp with time zone NOT NULL,
  received_on date NOT NULL,
  CONSTRAINT inbound_file_sha_key UNIQUE (practice_id, sha256),
  CONSTRAINT inbound_file_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT inbound_file_state_check CHECK ((state = ANY (ARRAY['working'::text, 'done'::text, 'exception'::text, 'set_aside'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.journal (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  why text NOT NULL,
  actor text NOT NULL,
  reverses_id uuid,
  source jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT journal_reverses_key UNIQUE (practice_id, reverses_id),
  CONSTRAINT journal_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT journal_reverses_fkey FOREIGN KEY (practice_id, reverses_id) REFERENCES app.journal(practice_id, id)
);
CREATE INDEX journal_effective_idx ON app.journal USING btree (practice_id, effective_on);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.journal FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.journal FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.limit_answer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  period_from date NOT NULL,
  choice text NOT NULL,
  said_by text NOT NULL,
  said_on date NOT NULL,
  signature_id uuid,
  follow_up_on date,
  note text,
  noted_by text NOT NULL,
  ended_on date,
  CONSTRAINT limit_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT limit_answer_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT limit_answer_signature_fkey FOREIGN KEY (practice_id, signature_id) REFERENCES app.agreement_signature(practice_id, id),
  CONSTRAINT limit_answer_choice_check CHECK ((choice = ANY (ARRAY['private'::text, 'called_off'::text, 'asked_plan'::text]))),
  CONSTRAINT limit_answer_signed_check CHECK (((choice = 'private'::text) = (signature_id IS NOT NULL)))
);
CREATE INDEX limit_answer_coverage_idx ON app.limit_answer USING btree (practice_id, coverage_id, period_from);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.location (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  place_of_service text NOT NULL DEFAULT '11'::text,
  CONSTRAINT location_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT location_pkey PRIMARY KEY (practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.missed_visit_decision (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  outcome text NOT NULL,
  amount_cents bigint NOT NULL,
  reason text NOT NULL,
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  journal_id uuid,
  CONSTRAINT missed_visit_decision_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT missed_visit_decision_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT missed_visit_decision_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT missed_visit_decision_outcome_check CHECK ((outcome = ANY (ARRAY['charged'::text, 'waived'::text, 'not_allowed'::text])))
);
CREATE INDEX missed_visit_decision_patient_idx ON app.missed_visit_decision USING btree (practice_id, patient_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.missed_visit_policy (
  practice_id uuid NOT NULL,
  from_on date NOT NULL,
  fee_cents bigint NOT NULL,
  late_cancel_fee_cents bigint NOT NULL,
  notice_hours integer NOT NULL,
  free_misses integer NOT NULL,
  window_months integer NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT missed_visit_policy_pkey PRIMARY KEY (practice_id, from_on),
  CONSTRAINT missed_visit_policy_check CHECK (((fee_cents >= 0) AND (late_cancel_fee_cents >= 0) AND (free_misses >= 0) AND (window_months > 0) AND (notice_hours >= 0)))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.note (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  template_versions jsonb NOT NULL DEFAULT '{}'::jsonb,
  booked_start text,
  booked_minutes integer,
  start_time text,
  stop_time text,
  ends_next_day boolean NOT NULL DEFAULT false,
  minutes integer,
  modality text NOT NULL,
  answers jsonb NOT NULL DEFAULT '{}'::jsonb,
  state text NOT NULL DEFAULT 'open'::text,
  signed_at timestamp with time zone,
  signed_on date,
  signed_by text,
  is_late boolean NOT NULL DEFAULT false,
  cosigned_at timestamp with time zone,
  cosigned_by text,
  opened_at timestamp with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  cosign_told_on date,
  CONSTRAINT note_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT note_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT note_modality_check CHECK ((modality = ANY (ARRAY['in_person'::text, 'video'::text, 'audio'::text]))),
  CONSTRAINT note_state_check CHECK ((state = ANY (ARRAY['open'::text, 'to_cosign'::text, 'signed'::text])))
);
CREATE INDEX note_state_idx ON app.note USING btree (practice_id, state);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.note_reminder (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  due_on date NOT NULL,
  told_on date,
  CONSTRAINT note_reminder_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT note_reminder_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id)
);
CREATE INDEX note_reminder_due_idx ON app.note_reminder USING btree (practice_id, due_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.note_return (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  element text NOT NULL,
  question text NOT NULL,
  asked_by text NOT NULL,
  asked_on date NOT NULL,
  answer text,
  answered_on date,
  CONSTRAINT note_return_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT note_return_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id)
);
CREATE INDEX note_return_open_idx ON app.note_return USING btree (practice_id, clinician_id) WHERE (answered_on IS NULL);
CREATE INDEX note_return_session_idx ON app.note_return USING btree (practice_id, session_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.note_revision (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  on_day date NOT NULL,
  author text NOT NULL,
  reason text,
  content jsonb NOT NULL,
  CONSTRAINT note_revision_pkey PRIMARY KEY (practice_id, session_id, number),
  CONSTRAINT note_revision_note_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.note(practice_id, session_id),
  CONSTRAINT note_revision_kind_check CHECK ((kind = ANY (ARRAY['signed'::text, 'late_entry'::text, 'cosigned'::text, 'sent_back'::text, 'amended'::text])))
);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.note_revision FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.note_revision FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.note_template (
  practice_id uuid NOT NULL,
  template text NOT NULL,
  version integer NOT NULL,
  required text[] NOT NULL,
  suggested text[] NOT NULL,
  state text NOT NULL,
  why text NOT NULL,
  proposed_by text NOT NULL,
  proposed_on date NOT NULL,
  decided_by text,
  decided_on date,
  CONSTRAINT note_template_pkey PRIMARY KEY (practice_id, template, version),
  CONSTRAINT note_template_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.notice (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  about text NOT NULL,
  subject text NOT NULL,
  recipient_kind text NOT NULL,
  recipient text NOT NULL,
  name text NOT NULL,
  address text,
  title text NOT NULL,
  body text NOT NULL,
  written_on date NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  sent_on date,
  problem text,
  CONSTRAINT notice_once_key UNIQUE (practice_id, about, subject, recipient),
  CONSTRAINT notice_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT notice_recipient_check CHECK ((recipient_kind = ANY (ARRAY['patient'::text, 'clinician'::text, 'colleague'::text]))),
  CONSTRAINT notice_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'no_address'::text, 'failed'::text])))
);
CREATE INDEX notice_subject_idx ON app.notice USING btree (practice_id, subject);
CREATE INDEX notice_unsent_idx ON app.notice USING btree (practice_id, state) WHERE (state = ANY (ARRAY['queued'::text, 'failed'::text]));
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.open_item (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  charge_cents bigint NOT NULL DEFAULT 0,
  payer_cents bigint NOT NULL DEFAULT 0,
  patient_cents bigint NOT NULL DEFAULT 0,
  unapplied_cents bigint NOT NULL DEFAULT 0,
  payer_paid_cents bigint NOT NULL DEFAULT 0,
  patient_paid_cents bigint NOT NULL DEFAULT 0,
  contractual_cents bigint NOT NULL DEFAULT 0,
  written_off_cents bigint NOT NULL DEFAULT 0,
  responsibility_on date,
  last_posted_on date NOT NULL,
  is_open boolean NOT NULL,
  CONSTRAINT open_item_pkey PRIMARY KEY (practice_id, claim_id),
  CONSTRAINT open_item_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id)
);
CREATE INDEX open_item_open_idx ON app.open_item USING btree (practice_id, is_open);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.origin_fix (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  element text NOT NULL,
  what text NOT NULL,
  opened_on date NOT NULL,
  opened_by text NOT NULL,
  done_on date,
  done_by text,
  CONSTRAINT origin_fix_pkey PRIMARY KEY (practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.patient (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  name_used text,
  search_name text NOT NULL,
  birth_on date NOT NULL,
  sex text NOT NULL,
  pronouns text,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  phone text,
  email text,
  row_hash text NOT NULL,
  merged_into uuid,
  consents_alone_on date,
  partner_name text,
  CONSTRAINT patient_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT patient_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT patient_merged_fkey FOREIGN KEY (practice_id, merged_into) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_sex_check CHECK ((sex = ANY (ARRAY['F'::text, 'M'::text, 'U'::text])))
);
CREATE INDEX patient_birth_idx ON app.patient USING btree (practice_id, birth_on);
CREATE INDEX patient_search_idx ON app.patient USING btree (practice_id, search_name);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.patient_apart (
  practice_id uuid NOT NULL,
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  said_by text NOT NULL,
  said_on date NOT NULL,
  CONSTRAINT patient_apart_pkey PRIMARY KEY (practice_id, first_id, second_id),
  CONSTRAINT patient_apart_first_fkey FOREIGN KEY (practice_id, first_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_apart_second_fkey FOREIGN KEY (practice_id, second_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_apart_order_check CHECK ((first_id < second_id))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.patient_merge (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  merged_on date NOT NULL,
  merged_by text NOT NULL,
  reason text NOT NULL,
  undone_on date,
  undone_by text,
  CONSTRAINT patient_merge_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT patient_merge_kept_fkey FOREIGN KEY (practice_id, kept_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_merge_merged_fkey FOREIGN KEY (practice_id, merged_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_merge_two_check CHECK ((kept_id <> merged_id))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.patient_merge_row (
  practice_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  kind text NOT NULL,
  row_id uuid NOT NULL,
  CONSTRAINT patient_merge_row_pkey PRIMARY KEY (practice_id, merge_id, kind, row_id),
  CONSTRAINT patient_merge_row_merge_fkey FOREIGN KEY (practice_id, merge_id) REFERENCES app.patient_merge(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.patient_payment (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  session_id uuid,
  claim_id uuid,
  paid_on date NOT NULL,
  amount_cents bigint NOT NULL,
  method text NOT NULL,
  journal_id uuid NOT NULL,
  row_hash text NOT NULL,
  CONSTRAINT patient_payment_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT patient_payment_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT patient_payment_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT patient_payment_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT patient_payment_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id)
);
CREATE INDEX patient_payment_patient_idx ON app.patient_payment USING btree (practice_id, patient_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.payer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  edi_id text NOT NULL,
  kind text NOT NULL,
  filing_indicator text NOT NULL DEFAULT 'CI'::text,
  partner text NOT NULL DEFAULT 'clearinghouse'::text,
  filing_days integer NOT NULL DEFAULT 90,
  appeal_days integer NOT NULL DEFAULT 180,
  params jsonb NOT NULL DEFAULT '{}'::jsonb,
  carve_out_payer_id uuid,
  phone text,
  CONSTRAINT payer_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT payer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT payer_carve_out_fkey FOREIGN KEY (practice_id, carve_out_payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT payer_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'medicare'::text, 'medicaid'::text, 'eap'::text, 'self_pay'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.payer_connection (
  practice_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  submitted_on date,
  effective_on date,
  next_call_on date,
  owner text,
  note text,
  CONSTRAINT payer_connection_pkey PRIMARY KEY (practice_id, payer_id, kind),
  CONSTRAINT payer_connection_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT payer_connection_kind_check CHECK ((kind = ANY (ARRAY['claims'::text, 'remittance'::text, 'eft'::text, 'eligibility'::text, 'authorization'::text]))),
  CONSTRAINT payer_connection_state_check CHECK ((state = ANY (ARRAY['not_started'::text, 'submitted'::text, 'effective'::text, 'rejected'::text, 'not_needed'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.payment_gate (
  practice_id uuid NOT NULL,
  payment_key text NOT NULL,
  remittance_id uuid NOT NULL,
  CONSTRAINT payment_gate_pkey PRIMARY KEY (practice_id, payment_key),
  CONSTRAINT payment_gate_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.posting (
  practice_id uuid NOT NULL,
  journal_id uuid NOT NULL,
  number integer NOT NULL,
  account text NOT NULL,
  amount_cents bigint NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  why text NOT NULL,
  claim_id uuid,
  claim_line integer,
  patient_id uuid,
  payer_id uuid,
  clinician_id uuid,
  program_id uuid,
  location_id uuid,
  session_id uuid,
  CONSTRAINT posting_pkey PRIMARY KEY (practice_id, journal_id, number),
  CONSTRAINT posting_journal_fkey FOREIGN KEY (practice_id, journal_id) REFERENCES app.journal(practice_id, id),
  CONSTRAINT posting_account_check CHECK ((account = ANY (ARRAY['income'::text, 'payer'::text, 'patient'::text, 'cash'::text, 'contractual'::text, 'written-off'::text, 'unapplied'::text, 'refund-due'::text, 'payer-adjustment'::text, 'other-income'::text, 'opening'::text]))),
  CONSTRAINT posting_amount_check CHECK ((amount_cents <> 0)),
  CONSTRAINT posting_patient_check CHECK (((account <> 'patient'::text) OR (claim_id IS NOT NULL) OR (session_id IS NOT NULL))) NOT VALID
);
CREATE INDEX posting_account_idx ON app.posting USING btree (practice_id, account, effective_on);
CREATE INDEX posting_claim_idx ON app.posting USING btree (practice_id, claim_id);
CREATE INDEX posting_patient_idx ON app.posting USING btree (practice_id, patient_id, account) WHERE ((claim_id IS NULL) AND (session_id IS NULL));
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.posting FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.posting FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER posting_balanced AFTER INSERT ON app.posting REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_unbalanced();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.practice (
  practice_id uuid NOT NULL,
  name text NOT NULL,
  npi text NOT NULL,
  tax_id text NOT NULL,
  taxonomy text NOT NULL,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  phone text NOT NULL,
  submitter_id text NOT NULL,
  time_zone text NOT NULL DEFAULT 'America/New_York'::text,
  is_demo boolean NOT NULL DEFAULT false,
  switches jsonb NOT NULL DEFAULT '{}'::jsonb,
  params jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT practice_pkey PRIMARY KEY (practice_id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @reference; the app may INSERT, SELECT
CREATE TABLE app.practice_list (
  practice_id uuid NOT NULL,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT practice_list_pkey PRIMARY KEY (practice_id)
);

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.practice_setup (
  practice_id uuid NOT NULL,
  file jsonb NOT NULL,
  brought_at timestamp with time zone NOT NULL,
  CONSTRAINT practice_setup_pkey PRIMARY KEY (practice_id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.program (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  CONSTRAINT program_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT program_pkey PRIMARY KEY (practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.provider_adjustment (
  practice_id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  number integer NOT NULL,
  reason text NOT NULL,
  reference text,
  amount_cents bigint NOT NULL,
  claim_id uuid,
  state text NOT NULL,
  note text,
  journal_id uuid,
  CONSTRAINT provider_adjustment_pkey PRIMARY KEY (practice_id, remittance_id, number),
  CONSTRAINT provider_adjustment_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance(practice_id, id),
  CONSTRAINT provider_adjustment_state_check CHECK ((state = ANY (ARRAY['posted'::text, 'exception'::text, 'set_aside'::text])))
);
CREATE INDEX provider_adjustment_state_idx ON app.provider_adjustment USING btree (practice_id, state);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.reminder (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  sent_on date NOT NULL,
  token_sha256 text NOT NULL,
  answer text,
  answered_on date,
  CONSTRAINT reminder_token_key UNIQUE (practice_id, token_sha256),
  CONSTRAINT reminder_pkey PRIMARY KEY (practice_id, session_id, sent_on),
  CONSTRAINT reminder_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT reminder_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT reminder_answer_check CHECK ((answer = ANY (ARRAY['comes'::text, 'cannot'::text, 'video'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.remittance (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  file_id uuid NOT NULL,
  payment_key text NOT NULL,
  position integer NOT NULL,
  payer_id uuid,
  payer_name text NOT NULL,
  trace_number text NOT NULL,
  originator text NOT NULL,
  method text NOT NULL,
  paid_on date NOT NULL,
  received_on date NOT NULL,
  amount_cents bigint NOT NULL,
  claim_count integer NOT NULL,
  state text NOT NULL,
  reason text,
  source_from bigint NOT NULL,
  source_until bigint NOT NULL,
  CONSTRAINT remittance_position_key UNIQUE (practice_id, file_id, "position"),
  CONSTRAINT remittance_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_file_fkey FOREIGN KEY (practice_id, file_id) REFERENCES app.inbound_file(practice_id, id),
  CONSTRAINT remittance_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT remittance_state_check CHECK ((state = ANY (ARRAY['working'::text, 'posted'::text, 'exception'::text, 'set_aside'::text])))
);
CREATE INDEX remittance_amount_idx ON app.remittance USING btree (practice_id, amount_cents, paid_on);
CREATE INDEX remittance_state_idx ON app.remittance USING btree (practice_id, state, paid_on);
CREATE INDEX remittance_trace_idx ON app.remittance USING btree (practice_id, trace_number);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.remittance_adjustment (
  practice_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  line_number integer NOT NULL,
  number integer NOT NULL,
  group_code text NOT NULL,
  reason text NOT NULL,
  amount_cents bigint NOT NULL,
  effect text NOT NULL,
  CONSTRAINT remittance_adjustment_pkey PRIMARY KEY (practice_id, remittance_claim_id, line_number, number),
  CONSTRAINT remittance_adjustment_claim_fkey FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.remittance_claim (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  ordinal integer NOT NULL,
  control_number text NOT NULL,
  payer_claim_number text,
  status text NOT NULL,
  patient_name text NOT NULL,
  service_on date,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  patient_responsibility_cents bigint NOT NULL,
  allowed_cents bigint,
  claim_id uuid,
  state text NOT NULL,
  reason text,
  journal_id uuid,
  source_from bigint NOT NULL,
  source_until bigint NOT NULL,
  CONSTRAINT remittance_claim_ordinal_key UNIQUE (practice_id, remittance_id, ordinal),
  CONSTRAINT remittance_claim_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_claim_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT remittance_claim_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance(practice_id, id),
  CONSTRAINT remittance_claim_state_check CHECK ((state = ANY (ARRAY['posted'::text, 'exception'::text, 'set_aside'::text])))
);
CREATE INDEX remittance_claim_claim_idx ON app.remittance_claim USING btree (practice_id, claim_id);
CREATE INDEX remittance_claim_paid_idx ON app.remittance_claim USING btree (practice_id, paid_cents);
CREATE INDEX remittance_claim_state_idx ON app.remittance_claim USING btree (practice_id, state, remittance_id);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.remittance_decision (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  remittance_claim_id uuid,
  adjustment_number integer,
  kind text NOT NULL,
  reason text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb,
  journals text[] NOT NULL DEFAULT '{}'::text[],
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  undone_on date,
  undone_by text,
  undone_why text,
  CONSTRAINT remittance_decision_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_decision_claim_fkey FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim(practice_id, id),
  CONSTRAINT remittance_decision_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance(practice_id, id),
  CONSTRAINT remittance_decision_about_check CHECK (((remittance_claim_id IS NULL) OR (adjustment_number IS NULL))),
  CONSTRAINT remittance_decision_kind_check CHECK ((kind = ANY (ARRAY['matched'::text, 'assigned'::text, 'set_aside'::text]))),
  CONSTRAINT remittance_decision_undone_check CHECK ((((undone_on IS NULL) = (undone_by IS NULL)) AND ((undone_on IS NULL) = (undone_why IS NULL))))
);
CREATE UNIQUE INDEX remittance_decision_once_idx ON app.remittance_decision USING btree (practice_id, remittance_id, remittance_claim_id, adjustment_number) NULLS NOT DISTINCT WHERE (undone_on IS NULL);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.remittance_line (
  practice_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  number integer NOT NULL,
  claim_line_number integer,
  reference text,
  code text NOT NULL,
  modifiers text[] NOT NULL DEFAULT '{}'::text[],
  units text NOT NULL DEFAULT '1'::text,
  service_on date,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  allowed_cents bigint,
  remarks text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT remittance_line_pkey PRIMARY KEY (practice_id, remittance_claim_id, number),
  CONSTRAINT remittance_line_claim_fkey FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim(practice_id, id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.review_item (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  reasons text[] NOT NULL DEFAULT '{}'::text[],
  first jsonb NOT NULL,
  second jsonb,
  coded_by text,
  coded_on date,
  agrees boolean,
  outcome text,
  remark text,
  settled_on date,
  CONSTRAINT review_item_claim_key UNIQUE (practice_id, round_id, claim_id),
  CONSTRAINT review_item_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT review_item_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim(practice_id, id),
  CONSTRAINT review_item_round_fkey FOREIGN KEY (practice_id, round_id) REFERENCES app.review_round(practice_id, id),
  CONSTRAINT review_item_outcome_check CHECK ((outcome = ANY (ARRAY['agreed'::text, 'too_high'::text, 'too_low'::text, 'modifier'::text, 'diagnosis'::text, 'documentation'::text])))
);
CREATE INDEX review_item_open_idx ON app.review_item USING btree (practice_id, round_id) WHERE (settled_on IS NULL);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.review_round (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  seed text NOT NULL,
  size integer NOT NULL,
  population integer NOT NULL,
  drawn_by text NOT NULL,
  drawn_on date NOT NULL,
  CONSTRAINT review_round_seed_key UNIQUE (practice_id, seed),
  CONSTRAINT review_round_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT review_round_kind_check CHECK ((kind = ANY (ARRAY['prospective'::text, 'retrospective'::text])))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.saved_view (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  list text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  owner_id text NOT NULL,
  owner_name text NOT NULL,
  is_shared boolean NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX saved_view_list_idx ON app.saved_view USING btree (practice_id, list, name);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.session (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  location_id uuid NOT NULL,
  program_id uuid NOT NULL,
  service_on date NOT NULL,
  start_time text,
  stop_time text,
  scheduled_minutes integer,
  minutes integer,
  status text NOT NULL,
  service text NOT NULL,
  modality text NOT NULL,
  patient_at text NOT NULL,
  em jsonb,
  interactive_complexity boolean NOT NULL DEFAULT false,
  medical_services boolean NOT NULL DEFAULT false,
  codes_picked text[] NOT NULL DEFAULT '{}'::text[],
  modifiers_picked text[] NOT NULL DEFAULT '{}'::text[],
  place_picked text,
  diagnoses text[] NOT NULL DEFAULT '{}'::text[],
  note_elements text[] NOT NULL DEFAULT '{}'::text[],
  authorization_number text,
  signed_on date,
  coded jsonb,
  row_hash text NOT NULL,
  source text NOT NULL DEFAULT 'ehr'::text,
  series_id uuid,
  booked_on date,
  booking_reason text,
  cancelled_on date,
  cancelled_by text,
  cancel_reason text,
  confirmed_on date,
  arrived_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  signed_here boolean NOT NULL DEFAULT false,
  em_basis text,
  group_size integer,
  group_part boolean,
  plan_on date,
  cosigned boolean,
  CONSTRAINT session_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT session_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT session_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT session_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location(practice_id, id),
  CONSTRAINT session_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT session_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program(practice_id, id),
  CONSTRAINT session_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['patient'::text, 'clinician'::text, 'practice'::text, 'ehr'::text]))),
  CONSTRAINT session_em_basis_check CHECK ((em_basis = ANY (ARRAY['time'::text, 'mdm'::text]))),
  CONSTRAINT session_source_check CHECK ((source = ANY (ARRAY['ehr'::text, 'own'::text]))),
  CONSTRAINT session_status_check CHECK ((status = ANY (ARRAY['booked'::text, 'kept'::text, 'no_show'::text, 'late_cancel'::text, 'cancelled'::text])))
);
CREATE INDEX session_clinician_idx ON app.session USING btree (practice_id, clinician_id, service_on);
CREATE INDEX session_on_idx ON app.session USING btree (practice_id, service_on);
CREATE INDEX session_patient_idx ON app.session USING btree (practice_id, patient_id, service_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.session_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  on_day date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  actor text NOT NULL,
  CONSTRAINT session_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT session_event_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id)
);
CREATE INDEX session_event_day_idx ON app.session_event USING btree (practice_id, on_day, kind);
CREATE INDEX session_event_session_idx ON app.session_event USING btree (practice_id, session_id);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.session_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.session_event FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.stepped_clock (
  practice_id uuid NOT NULL,
  today date NOT NULL,
  CONSTRAINT stepped_clock_pkey PRIMARY KEY (practice_id)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.stored_file (
  practice_id uuid NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  stored_at timestamp with time zone NOT NULL,
  CONSTRAINT stored_file_pkey PRIMARY KEY (practice_id, sha256)
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.superbill (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  content jsonb NOT NULL,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  given_on date NOT NULL,
  given_to text NOT NULL,
  how text NOT NULL,
  given_by text NOT NULL,
  CONSTRAINT superbill_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT superbill_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage(practice_id, id),
  CONSTRAINT superbill_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT superbill_days_check CHECK ((until_on >= from_on)),
  CONSTRAINT superbill_how_check CHECK ((how = ANY (ARRAY['in_person'::text, 'mail'::text, 'secure_message'::text])))
);
CREATE INDEX superbill_patient_idx ON app.superbill USING btree (practice_id, patient_id, given_on);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.superbill FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.superbill FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.supervision (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  supervisor_id uuid NOT NULL,
  payer_id uuid,
  from_on date NOT NULL,
  until_on date,
  CONSTRAINT supervision_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT supervision_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT supervision_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer(practice_id, id),
  CONSTRAINT supervision_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT supervision_days_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  CONSTRAINT supervision_two_check CHECK ((clinician_id <> supervisor_id))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.visit_charge (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  journal_id uuid NOT NULL,
  service_on date NOT NULL,
  amount_cents bigint NOT NULL,
  standard_cents bigint NOT NULL,
  codes text[] NOT NULL,
  CONSTRAINT visit_charge_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT visit_charge_journal_fkey FOREIGN KEY (practice_id, journal_id) REFERENCES app.journal(practice_id, id),
  CONSTRAINT visit_charge_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT visit_charge_amount_check CHECK (((amount_cents > 0) AND (amount_cents <= standard_cents)))
);
CREATE INDEX visit_charge_day_idx ON app.visit_charge USING btree (practice_id, service_on);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.visit_item (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  charge_cents bigint NOT NULL DEFAULT 0,
  patient_cents bigint NOT NULL DEFAULT 0,
  unapplied_cents bigint NOT NULL DEFAULT 0,
  paid_cents bigint NOT NULL DEFAULT 0,
  written_off_cents bigint NOT NULL DEFAULT 0,
  responsibility_on date,
  last_posted_on date NOT NULL,
  is_open boolean NOT NULL,
  CONSTRAINT visit_item_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT visit_item_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session(practice_id, id)
);
CREATE INDEX visit_item_open_idx ON app.visit_item USING btree (practice_id) WHERE is_open;
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.waitlist_entry (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  clinician_id uuid,
  service text NOT NULL,
  weekdays integer[] NOT NULL DEFAULT '{}'::integer[],
  from_time text NOT NULL DEFAULT '00:00'::text,
  until_time text NOT NULL DEFAULT '24:00'::text,
  telehealth_only boolean NOT NULL DEFAULT false,
  added_on date NOT NULL,
  state text NOT NULL DEFAULT 'waiting'::text,
  filled_session_id uuid,
  CONSTRAINT waitlist_entry_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT waitlist_entry_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician(practice_id, id),
  CONSTRAINT waitlist_entry_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient(practice_id, id),
  CONSTRAINT waitlist_entry_session_fkey FOREIGN KEY (practice_id, filled_session_id) REFERENCES app.session(practice_id, id),
  CONSTRAINT waitlist_entry_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'filled'::text, 'withdrawn'::text])))
);
CREATE INDEX waitlist_entry_state_idx ON app.waitlist_entry USING btree (practice_id, state);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may INSERT, SELECT
CREATE TABLE app.work_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  action text NOT NULL,
  note text,
  actor_id text NOT NULL,
  actor text NOT NULL,
  at timestamp with time zone NOT NULL,
  on_day date NOT NULL,
  before jsonb NOT NULL DEFAULT '{}'::jsonb,
  version_after integer NOT NULL,
  CONSTRAINT work_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT work_event_item_fkey FOREIGN KEY (practice_id, item_id) REFERENCES app.work_item(practice_id, id)
);
CREATE INDEX work_event_batch_idx ON app.work_event USING btree (practice_id, batch_id);
CREATE INDEX work_event_item_idx ON app.work_event USING btree (practice_id, item_id);
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.work_event FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER append_only_row BEFORE DELETE OR UPDATE ON app.work_event FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.work_item (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  cause text NOT NULL,
  title text NOT NULL,
  advice text NOT NULL,
  link text NOT NULL,
  patient_id uuid,
  at_stake_cents bigint NOT NULL DEFAULT 0,
  due_on date,
  team text NOT NULL,
  owner_id text,
  snoozed_until date,
  escalation integer NOT NULL DEFAULT 0,
  facts jsonb NOT NULL DEFAULT '{}'::jsonb,
  opened_on date NOT NULL,
  acted_on date NOT NULL,
  closed_on date,
  closed_as text,
  closed_by text,
  closed_why text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT work_item_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT work_item_closed_check CHECK ((((closed_on IS NULL) = (closed_as IS NULL)) AND (closed_as = ANY (ARRAY['done'::text, 'dismissed'::text, 'gone'::text]))))
);
CREATE INDEX work_item_patient_idx ON app.work_item USING btree (practice_id, patient_id) WHERE (closed_on IS NULL);
CREATE INDEX work_item_queue_idx ON app.work_item USING btree (practice_id, team, due_on) WHERE (closed_on IS NULL);
CREATE INDEX work_item_subject_idx ON app.work_item USING btree (practice_id, kind, subject);
CREATE UNIQUE INDEX work_item_open_key ON app.work_item USING btree (practice_id, kind, subject) WHERE (closed_on IS NULL);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.work_leave (
  practice_id uuid NOT NULL,
  person_id text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  CONSTRAINT work_leave_pkey PRIMARY KEY (practice_id, person_id, from_on),
  CONSTRAINT work_leave_days_check CHECK ((from_on <= until_on))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.work_rule (
  practice_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL,
  at_least_cents bigint NOT NULL DEFAULT 0,
  team text,
  owner_id text,
  CONSTRAINT work_rule_pkey PRIMARY KEY (practice_id, "position")
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE

-- @tenant; the app may DELETE, INSERT, SELECT, UPDATE
CREATE TABLE app.work_team (
  practice_id uuid NOT NULL,
  team text NOT NULL,
  fallback_owner_id text,
  escalate_to text,
  escalate_after_days integer,
  CONSTRAINT work_team_pkey PRIMARY KEY (practice_id, team),
  CONSTRAINT work_team_days_check CHECK (((escalate_after_days >= 1) AND (escalate_after_days <= 90)))
);
-- policy own_delete for DELETE
-- policy own_insert for INSERT
-- policy own_read for SELECT
-- policy own_update for UPDATE
