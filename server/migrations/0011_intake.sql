-- Who is treated, and who promised to pay.

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
  CONSTRAINT patient_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT patient_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT patient_sex_check CHECK (sex IN ('F', 'M', 'U'))
);
CREATE INDEX patient_search_idx ON app.patient (practice_id, search_name);
SELECT app.make_tenant('patient');

CREATE TABLE app.coverage (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  rank integer NOT NULL DEFAULT 1,
  member_id text NOT NULL,
  group_number text,
  relationship text NOT NULL DEFAULT 'self',
  subscriber_first_name text NOT NULL,
  subscriber_last_name text NOT NULL,
  subscriber_birth_on date NOT NULL,
  subscriber_sex text NOT NULL DEFAULT 'U',
  subscriber_address_line text,
  subscriber_city text,
  subscriber_state text,
  subscriber_zip text,
  copay_cents bigint,
  from_on date NOT NULL,
  until_on date,
  row_hash text NOT NULL,
  CONSTRAINT coverage_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT coverage_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT coverage_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT coverage_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT coverage_relationship_check CHECK (relationship IN ('self', 'spouse', 'child', 'other'))
);
CREATE INDEX coverage_patient_idx ON app.coverage (practice_id, patient_id);
SELECT app.make_tenant('coverage');

-- A payer's leave to treat: its number, its days, its units. How many are used is counted from the sessions.
CREATE TABLE app.authorization_grant (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  number text NOT NULL,
  codes text[] NOT NULL DEFAULT '{}',
  from_on date NOT NULL,
  until_on date NOT NULL,
  units integer NOT NULL,
  obtained_on date,
  row_hash text NOT NULL,
  CONSTRAINT authorization_grant_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT authorization_grant_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT authorization_grant_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT authorization_grant_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id)
);
CREATE INDEX authorization_grant_patient_idx ON app.authorization_grant (practice_id, patient_id, payer_id);
SELECT app.make_tenant('authorization_grant');
