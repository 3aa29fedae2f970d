-- A payer's leave to treat, whole: whom and what it is for, which visits hold and have used it, how it was asked for
-- and what came back.

ALTER TABLE app.authorization_grant
  ADD COLUMN unit text NOT NULL DEFAULT 'visit',
  ADD COLUMN program_id uuid,
  ADD COLUMN clinician_id uuid,
  ADD COLUMN status text NOT NULL DEFAULT 'active',
  ADD COLUMN source text NOT NULL DEFAULT 'import',
  ADD COLUMN request_id uuid,
  ADD COLUMN used_before integer NOT NULL DEFAULT 0,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT authorization_grant_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  ADD CONSTRAINT authorization_grant_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  ADD CONSTRAINT authorization_grant_unit_check CHECK (unit IN ('visit', 'unit')),
  ADD CONSTRAINT authorization_grant_status_check CHECK (status IN ('active', 'cancelled', 'not_required')),
  ADD CONSTRAINT authorization_grant_source_check CHECK (source IN ('import', '278', 'portal', 'phone', 'fax', 'letter')),
  ADD CONSTRAINT authorization_grant_days_check CHECK (until_on >= from_on);

-- Asking for leave: the first time, again before it runs out, for more, for other terms, or for days already past.
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
  codes text[] NOT NULL DEFAULT '{}',
  unit text NOT NULL DEFAULT 'visit',
  units integer NOT NULL,
  per_week integer NOT NULL DEFAULT 1,
  from_on date NOT NULL,
  until_on date NOT NULL,
  diagnoses text[] NOT NULL DEFAULT '{}',
  urgency text NOT NULL DEFAULT 'standard',
  retro_reason text,
  channel text NOT NULL DEFAULT '278',
  status text NOT NULL DEFAULT 'draft',
  clinical jsonb NOT NULL DEFAULT '{}',
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
  decision jsonb NOT NULL DEFAULT '{}',
  grant_id uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT authorization_request_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_request_trace_key UNIQUE (practice_id, trace_number),
  CONSTRAINT authorization_request_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT authorization_request_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT authorization_request_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT authorization_request_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT authorization_request_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  CONSTRAINT authorization_request_renews_fkey FOREIGN KEY (practice_id, renews_grant_id) REFERENCES app.authorization_grant (practice_id, id),
  CONSTRAINT authorization_request_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant (practice_id, id),
  CONSTRAINT authorization_request_kind_check CHECK (kind IN ('initial', 'renewal', 'extension', 'revision', 'cancellation', 'retro')),
  CONSTRAINT authorization_request_unit_check CHECK (unit IN ('visit', 'unit')),
  CONSTRAINT authorization_request_units_check CHECK (units > 0 AND per_week > 0),
  CONSTRAINT authorization_request_days_check CHECK (until_on >= from_on),
  CONSTRAINT authorization_request_urgency_check CHECK (urgency IN ('standard', 'urgent')),
  CONSTRAINT authorization_request_channel_check CHECK (channel IN ('278', 'portal', 'fax', 'phone')),
  CONSTRAINT authorization_request_status_check CHECK (status IN ('draft', 'ready', 'sent', 'pended', 'approved', 'partial', 'modified', 'denied', 'cancelled', 'not_required', 'contact', 'rejected')),
  CONSTRAINT authorization_request_retro_check CHECK (kind <> 'retro' OR retro_reason IS NOT NULL)
);
CREATE INDEX authorization_request_status_idx ON app.authorization_request (practice_id, status, due_on);
CREATE INDEX authorization_request_patient_idx ON app.authorization_request (practice_id, patient_id);
-- A grant is being renewed once at a time.
CREATE UNIQUE INDEX authorization_request_renewing_idx ON app.authorization_request (practice_id, renews_grant_id)
  WHERE renews_grant_id IS NOT NULL AND status IN ('draft', 'ready', 'sent', 'pended', 'contact', 'rejected');
SELECT app.make_tenant('authorization_request');

ALTER TABLE app.authorization_grant
  ADD CONSTRAINT authorization_grant_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request (practice_id, id);

-- What a visit that needs leave holds: booked visits reserve, kept visits have used. A row without a grant is a visit
-- that nothing covers. Units left are counted from here, under a lock on the grant, so that they never fall below zero.
CREATE TABLE app.authorization_use (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  grant_id uuid,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  program_id uuid NOT NULL,
  service_on date NOT NULL,
  codes text[] NOT NULL DEFAULT '{}',
  units integer NOT NULL DEFAULT 1,
  state text NOT NULL,
  is_confirmed boolean NOT NULL DEFAULT false,
  why text NOT NULL,
  override_reason text,
  override_by text,
  decided_at timestamptz NOT NULL,
  CONSTRAINT authorization_use_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT authorization_use_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT authorization_use_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant (practice_id, id),
  CONSTRAINT authorization_use_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT authorization_use_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT authorization_use_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT authorization_use_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  CONSTRAINT authorization_use_state_check CHECK (state IN ('reserved', 'used', 'released', 'lost')),
  CONSTRAINT authorization_use_units_check CHECK (units > 0)
);
CREATE INDEX authorization_use_grant_idx ON app.authorization_use (practice_id, grant_id);
CREATE INDEX authorization_use_patient_idx ON app.authorization_use (practice_id, patient_id, service_on);
CREATE INDEX authorization_use_on_idx ON app.authorization_use (practice_id, service_on);
SELECT app.make_tenant('authorization_use');

-- Every answer a payer sent, read or not: one that names no request of ours waits for a person.
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
  CONSTRAINT authorization_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_answer_place_key UNIQUE (practice_id, file_sha256, position),
  CONSTRAINT authorization_answer_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request (practice_id, id),
  CONSTRAINT authorization_answer_state_check CHECK (state IN ('applied', 'waiting', 'set_aside'))
);
CREATE INDEX authorization_answer_state_idx ON app.authorization_answer (practice_id, state);
SELECT app.make_tenant('authorization_answer');

-- What happened to a request or a grant, for whoever asks later.
CREATE TABLE app.authorization_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid,
  grant_id uuid,
  on_day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  actor text NOT NULL,
  CONSTRAINT authorization_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_event_request_fkey FOREIGN KEY (practice_id, request_id) REFERENCES app.authorization_request (practice_id, id),
  CONSTRAINT authorization_event_grant_fkey FOREIGN KEY (practice_id, grant_id) REFERENCES app.authorization_grant (practice_id, id)
);
CREATE INDEX authorization_event_request_idx ON app.authorization_event (practice_id, request_id);
CREATE INDEX authorization_event_grant_idx ON app.authorization_event (practice_id, grant_id);
SELECT app.make_tenant('authorization_event');
SELECT app.make_append_only('authorization_event');

-- A private address that a calendar program may read; the word in it is kept as a hash.
CREATE TABLE app.calendar_feed (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id text NOT NULL,
  token_sha256 text NOT NULL,
  made_on date NOT NULL,
  CONSTRAINT calendar_feed_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT calendar_feed_token_key UNIQUE (practice_id, token_sha256)
);
SELECT app.make_tenant('calendar_feed');
