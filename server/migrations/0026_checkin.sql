-- What a patient agreed to, in which words, and who signed; and two records that turned out to be one person.

-- The words of an agreement, each version kept: what was signed stays what it was.
CREATE TABLE app.agreement (
  practice_id uuid NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  from_on date NOT NULL,
  written_by text NOT NULL,
  CONSTRAINT agreement_pkey PRIMARY KEY (practice_id, kind, version),
  CONSTRAINT agreement_kind_check CHECK (kind IN ('financial', 'no_show', 'telehealth', 'reminders'))
);
SELECT app.make_tenant('agreement');

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
  recorded_at timestamptz NOT NULL,
  withdrawn_on date,
  CONSTRAINT agreement_signature_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT agreement_signature_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT agreement_signature_agreement_fkey FOREIGN KEY (practice_id, kind, version) REFERENCES app.agreement (practice_id, kind, version),
  CONSTRAINT agreement_signature_as_check CHECK (signed_as IN ('patient', 'parent', 'guardian', 'representative')),
  CONSTRAINT agreement_signature_method_check CHECK (method IN ('screen', 'paper', 'spoken'))
);
CREATE INDEX agreement_signature_patient_idx ON app.agreement_signature (practice_id, patient_id, kind);
SELECT app.make_tenant('agreement_signature');

ALTER TABLE app.patient
  ADD COLUMN merged_into uuid,
  ADD CONSTRAINT patient_merged_fkey FOREIGN KEY (practice_id, merged_into) REFERENCES app.patient (practice_id, id);

-- Two records of one person, put together by somebody who looked; what was moved is listed, so that it can be moved back.
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
  CONSTRAINT patient_merge_kept_fkey FOREIGN KEY (practice_id, kept_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT patient_merge_merged_fkey FOREIGN KEY (practice_id, merged_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT patient_merge_two_check CHECK (kept_id <> merged_id)
);
SELECT app.make_tenant('patient_merge');

CREATE TABLE app.patient_merge_row (
  practice_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  kind text NOT NULL,
  row_id uuid NOT NULL,
  CONSTRAINT patient_merge_row_pkey PRIMARY KEY (practice_id, merge_id, kind, row_id),
  CONSTRAINT patient_merge_row_merge_fkey FOREIGN KEY (practice_id, merge_id) REFERENCES app.patient_merge (practice_id, id)
);
SELECT app.make_tenant('patient_merge_row');

-- Two records somebody looked at and found to be two people: they are not asked about again.
CREATE TABLE app.patient_apart (
  practice_id uuid NOT NULL,
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  said_by text NOT NULL,
  said_on date NOT NULL,
  CONSTRAINT patient_apart_pkey PRIMARY KEY (practice_id, first_id, second_id),
  CONSTRAINT patient_apart_first_fkey FOREIGN KEY (practice_id, first_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT patient_apart_second_fkey FOREIGN KEY (practice_id, second_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT patient_apart_order_check CHECK (first_id < second_id)
);
SELECT app.make_tenant('patient_apart');
