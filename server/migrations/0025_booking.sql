-- Appointments: booked here or in the EHR, moved, called off, confirmed, arrived; and who waits for a free hour.

ALTER TABLE app.session
  ADD COLUMN source text NOT NULL DEFAULT 'ehr',
  ADD COLUMN series_id uuid,
  ADD COLUMN booked_on date,
  ADD COLUMN booking_reason text,
  ADD COLUMN cancelled_on date,
  ADD COLUMN cancelled_by text,
  ADD COLUMN cancel_reason text,
  ADD COLUMN confirmed_on date,
  ADD COLUMN arrived_at timestamptz,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD CONSTRAINT session_source_check CHECK (source IN ('ehr', 'own')),
  ADD CONSTRAINT session_cancelled_by_check CHECK (cancelled_by IN ('patient', 'clinician', 'practice', 'ehr'));
CREATE INDEX session_clinician_idx ON app.session (practice_id, clinician_id, service_on);

CREATE TABLE app.session_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  on_day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  kind text NOT NULL,
  summary text NOT NULL,
  actor text NOT NULL,
  CONSTRAINT session_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT session_event_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id)
);
CREATE INDEX session_event_session_idx ON app.session_event (practice_id, session_id);
CREATE INDEX session_event_day_idx ON app.session_event (practice_id, on_day, kind);
SELECT app.make_tenant('session_event');
SELECT app.make_append_only('session_event');

-- Who would come at short notice. A freed hour is offered to whoever waits longest and fits.
CREATE TABLE app.waitlist_entry (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  clinician_id uuid,
  service text NOT NULL,
  weekdays integer[] NOT NULL DEFAULT '{}',
  from_time text NOT NULL DEFAULT '00:00',
  until_time text NOT NULL DEFAULT '24:00',
  telehealth_only boolean NOT NULL DEFAULT false,
  added_on date NOT NULL,
  state text NOT NULL DEFAULT 'waiting',
  filled_session_id uuid,
  CONSTRAINT waitlist_entry_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT waitlist_entry_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT waitlist_entry_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT waitlist_entry_session_fkey FOREIGN KEY (practice_id, filled_session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT waitlist_entry_state_check CHECK (state IN ('waiting', 'filled', 'withdrawn'))
);
CREATE INDEX waitlist_entry_state_idx ON app.waitlist_entry (practice_id, state);
SELECT app.make_tenant('waitlist_entry');
