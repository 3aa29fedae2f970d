-- One claim is one encounter. Its number is opaque, new for each submission, with the lineage kept.

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
  sent_at timestamptz,
  sent_on date,
  CONSTRAINT claim_batch_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_batch_control_key UNIQUE (practice_id, partner, interchange_control),
  CONSTRAINT claim_batch_state_check CHECK (state IN ('built', 'sent', 'accepted', 'partly_accepted', 'rejected'))
);
SELECT app.make_tenant('claim_batch');

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
  frequency text NOT NULL DEFAULT '1',
  replaces_claim_id uuid,
  payer_claim_number text,
  authorization_number text,
  diagnoses text[] NOT NULL,
  place_of_service text NOT NULL,
  charge_cents bigint NOT NULL,
  expected_cents bigint,
  findings jsonb NOT NULL DEFAULT '[]',
  batch_id uuid,
  drafted_on date NOT NULL,
  sent_on date,
  accepted_on date,
  adjudicated_on date,
  touched boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT claim_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_control_key UNIQUE (practice_id, control_number),
  CONSTRAINT claim_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT claim_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT claim_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT claim_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT claim_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT claim_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT claim_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location (practice_id, id),
  CONSTRAINT claim_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  CONSTRAINT claim_batch_fkey FOREIGN KEY (practice_id, batch_id) REFERENCES app.claim_batch (practice_id, id),
  CONSTRAINT claim_replaces_fkey FOREIGN KEY (practice_id, replaces_claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT claim_status_check
    CHECK (status IN ('draft', 'held', 'ready', 'sent', 'accepted', 'rejected', 'paid', 'denied', 'closed', 'void'))
);
CREATE INDEX claim_status_idx ON app.claim (practice_id, status, service_on, id);
CREATE INDEX claim_session_idx ON app.claim (practice_id, session_id);
CREATE INDEX claim_patient_idx ON app.claim (practice_id, patient_id, service_on);
CREATE INDEX claim_payer_idx ON app.claim (practice_id, payer_id, status, service_on);
CREATE INDEX claim_batch_idx ON app.claim (practice_id, batch_id);
SELECT app.make_tenant('claim');

CREATE TABLE app.claim_line (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  number integer NOT NULL,
  reference text NOT NULL,
  code text NOT NULL,
  modifiers text[] NOT NULL DEFAULT '{}',
  units integer NOT NULL,
  charge_cents bigint NOT NULL,
  expected_cents bigint,
  service_on date NOT NULL,
  place_of_service text NOT NULL,
  pointers integer[] NOT NULL,
  minutes integer,
  CONSTRAINT claim_line_pkey PRIMARY KEY (practice_id, claim_id, number),
  CONSTRAINT claim_line_reference_key UNIQUE (practice_id, reference),
  CONSTRAINT claim_line_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id)
);
SELECT app.make_tenant('claim_line');

-- What happened to a claim, in order: the timeline of its page. The source is a stretch of a file kept byte for byte.
CREATE TABLE app.claim_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  claim_id uuid NOT NULL,
  on_day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  actor text NOT NULL,
  file_sha256 text,
  source_from bigint,
  source_until bigint,
  CONSTRAINT claim_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT claim_event_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id)
);
CREATE INDEX claim_event_claim_idx ON app.claim_event (practice_id, claim_id, recorded_at);
SELECT app.make_tenant('claim_event');
SELECT app.make_append_only('claim_event');

-- A TA1, 999 or 277CA as it came in; what none of our batches explains stays visible.
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
  CONSTRAINT acknowledgment_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT acknowledgment_source_key UNIQUE (practice_id, file_sha256, position),
  CONSTRAINT acknowledgment_batch_fkey FOREIGN KEY (practice_id, batch_id) REFERENCES app.claim_batch (practice_id, id),
  CONSTRAINT acknowledgment_state_check CHECK (state IN ('applied', 'exception', 'set_aside'))
);
SELECT app.make_tenant('acknowledgment');
