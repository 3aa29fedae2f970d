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
  codes_picked text[] NOT NULL DEFAULT '{}',
  modifiers_picked text[] NOT NULL DEFAULT '{}',
  place_picked text,
  diagnoses text[] NOT NULL DEFAULT '{}',
  note_elements text[] NOT NULL DEFAULT '{}',
  authorization_number text,
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
