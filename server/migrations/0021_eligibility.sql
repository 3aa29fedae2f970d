-- What plans were asked, what they answered, and what is held to be true of a coverage because of it.

CREATE TABLE app.benefit_sweep (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  started_on date NOT NULL,
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  until_on date NOT NULL,
  wanted integer NOT NULL,
  CONSTRAINT benefit_sweep_pkey PRIMARY KEY (practice_id, id)
);
SELECT app.make_tenant('benefit_sweep');

-- One question about one person to one payer. Its trace comes back with the answer.
CREATE TABLE app.benefit_inquiry (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  trace text NOT NULL,
  reference text NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  reason text NOT NULL,
  variant text NOT NULL DEFAULT 'as_entered',
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
  CONSTRAINT benefit_inquiry_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT benefit_inquiry_trace_key UNIQUE (practice_id, trace),
  CONSTRAINT benefit_inquiry_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT benefit_inquiry_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT benefit_inquiry_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT benefit_inquiry_sweep_fkey FOREIGN KEY (practice_id, sweep_id) REFERENCES app.benefit_sweep (practice_id, id),
  CONSTRAINT benefit_inquiry_state_check CHECK (state IN ('queued', 'asked', 'answered', 'refused', 'set_aside', 'given_up'))
);
CREATE INDEX benefit_inquiry_open_idx ON app.benefit_inquiry (practice_id, asked_on) WHERE state = 'asked';
CREATE INDEX benefit_inquiry_again_idx ON app.benefit_inquiry (practice_id, again_on) WHERE again_on IS NOT NULL;
CREATE INDEX benefit_inquiry_coverage_idx ON app.benefit_inquiry (practice_id, coverage_id, asked_on);
CREATE INDEX benefit_inquiry_file_idx ON app.benefit_inquiry (practice_id, file_name) WHERE state = 'queued';
CREATE INDEX benefit_inquiry_reference_idx ON app.benefit_inquiry (practice_id, reference);
CREATE INDEX benefit_inquiry_sweep_idx ON app.benefit_inquiry (practice_id, sweep_id) WHERE sweep_id IS NOT NULL;
SELECT app.make_tenant('benefit_inquiry');

-- One person's part of a 271. It is used, waits for a person, or was set aside, and says why.
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
  differences jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT benefit_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT benefit_answer_source_key UNIQUE (practice_id, file_sha256, position, ordinal),
  CONSTRAINT benefit_answer_inquiry_fkey FOREIGN KEY (practice_id, inquiry_id) REFERENCES app.benefit_inquiry (practice_id, id),
  CONSTRAINT benefit_answer_state_check CHECK (state IN ('used', 'queued', 'set_aside'))
);
CREATE INDEX benefit_answer_coverage_idx ON app.benefit_answer (practice_id, coverage_id, received_on);
CREATE INDEX benefit_answer_state_idx ON app.benefit_answer (practice_id, state) WHERE state <> 'used';
SELECT app.make_tenant('benefit_answer');

-- A call to a payer: who said what to whom.
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
  CONSTRAINT benefit_call_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id)
);
CREATE INDEX benefit_call_coverage_idx ON app.benefit_call (practice_id, coverage_id, called_on);
SELECT app.make_tenant('benefit_call');

-- What is held to be true of a coverage now, each fact with who said it and when.
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
  facts jsonb NOT NULL DEFAULT '{}',
  answer_id uuid,
  changed_on date,
  differences jsonb NOT NULL DEFAULT '[]',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT benefit_standing_pkey PRIMARY KEY (practice_id, coverage_id),
  CONSTRAINT benefit_standing_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT benefit_standing_holder_fkey FOREIGN KEY (practice_id, holder_payer_id) REFERENCES app.payer (practice_id, id)
);
CREATE INDEX benefit_standing_patient_idx ON app.benefit_standing (practice_id, patient_id);
SELECT app.make_tenant('benefit_standing');

-- A coming or a kept visit, as the plan's limit counts it. The session room says when one is booked, kept or given up.
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
  CONSTRAINT benefit_visit_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT benefit_visit_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT benefit_visit_state_check CHECK (state IN ('booked', 'kept', 'released'))
);
CREATE INDEX benefit_visit_coverage_idx ON app.benefit_visit (practice_id, coverage_id, on_day);
CREATE INDEX benefit_visit_coming_idx ON app.benefit_visit (practice_id, on_day) WHERE state = 'booked';
SELECT app.make_tenant('benefit_visit');

-- A plan's limit on visits for one period: what it is, and what the payer says is left of it, as of a day.
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
  CONSTRAINT benefit_limit_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT benefit_limit_period_check CHECK (period IN ('benefit_year', 'episode', 'lifetime')),
  CONSTRAINT benefit_limit_count_check CHECK (visits >= 0 AND payer_left >= 0)
);
SELECT app.make_tenant('benefit_limit');
