-- What happened in the room: a visit, its minutes, the note's billing elements and the code its facts support.

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
  code_picked text,
  diagnoses text[] NOT NULL DEFAULT '{}',
  note_elements text[] NOT NULL DEFAULT '{}',
  authorization_number text,
  signed_at timestamptz,
  signed_on date,
  coded jsonb,
  row_hash text NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT session_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT session_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT session_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT session_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location (practice_id, id),
  CONSTRAINT session_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  CONSTRAINT session_status_check CHECK (status IN ('booked', 'kept', 'no_show', 'late_cancel', 'cancelled'))
);
CREATE INDEX session_on_idx ON app.session (practice_id, service_on);
CREATE INDEX session_patient_idx ON app.session (practice_id, patient_id, service_on);
SELECT app.make_tenant('session');

-- One file taken in. Every row of it ends imported, already here, or refused with its place and what to do.
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
  imported_at timestamptz NOT NULL,
  CONSTRAINT import_run_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT import_run_state_check CHECK (state IN ('done', 'unusable'))
);
CREATE INDEX import_run_sha_idx ON app.import_run (practice_id, sha256);
SELECT app.make_tenant('import_run');

CREATE TABLE app.import_refusal (
  practice_id uuid NOT NULL,
  import_id uuid NOT NULL,
  line integer NOT NULL,
  field text,
  message text NOT NULL,
  raw text NOT NULL,
  CONSTRAINT import_refusal_pkey PRIMARY KEY (practice_id, import_id, line),
  CONSTRAINT import_refusal_run_fkey FOREIGN KEY (practice_id, import_id) REFERENCES app.import_run (practice_id, id)
);
SELECT app.make_tenant('import_refusal');
