-- A visit that is missed: reminded before, refilled when freed, and only then a fee, where payer, law and consent allow it.

CREATE TABLE app.reminder (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  sent_on date NOT NULL,
  token_sha256 text NOT NULL,
  answer text,
  answered_on date,
  CONSTRAINT reminder_pkey PRIMARY KEY (practice_id, session_id, sent_on),
  CONSTRAINT reminder_token_key UNIQUE (practice_id, token_sha256),
  CONSTRAINT reminder_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT reminder_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT reminder_answer_check CHECK (answer IN ('comes', 'cannot'))
);
SELECT app.make_tenant('reminder');

-- What the practice charges for a missed visit, from a day on: one policy for everybody, whoever the payer is.
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
  CONSTRAINT missed_visit_policy_check CHECK (fee_cents >= 0 AND late_cancel_fee_cents >= 0 AND free_misses >= 0 AND window_months > 0 AND notice_hours >= 0)
);
SELECT app.make_tenant('missed_visit_policy');

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
  CONSTRAINT missed_visit_decision_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT missed_visit_decision_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT missed_visit_decision_outcome_check CHECK (outcome IN ('charged', 'waived', 'not_allowed'))
);
CREATE INDEX missed_visit_decision_patient_idx ON app.missed_visit_decision (practice_id, patient_id);
SELECT app.make_tenant('missed_visit_decision');

-- What a patient owes beside any claim is found by the patient.
CREATE INDEX posting_patient_idx ON app.posting (practice_id, patient_id, account) WHERE claim_id IS NULL;
