-- Who answers for a patient's share, in what parts; and what a coverage is when it is not a plan: an employee assistance
-- program's visits, a single case agreement, a clinician out of network.

-- A minor who consented to care alone: what was done since is nobody's business but their own. The partner of couple
-- sessions stands here for the desk; no claim, statement or letter ever names a partner.
ALTER TABLE app.patient
  ADD COLUMN consents_alone_on date,
  ADD COLUMN partner_name text;

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
  services text[] NOT NULL DEFAULT '{}',
  reference text,
  from_on date NOT NULL,
  until_on date,
  noted_by text NOT NULL,
  row_hash text NOT NULL,
  CONSTRAINT guarantor_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT guarantor_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT guarantor_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT guarantor_relation_check CHECK (relation IN ('parent', 'guardian', 'spouse', 'agency', 'other')),
  CONSTRAINT guarantor_share_check CHECK (share_basis_points BETWEEN 1 AND 10000),
  CONSTRAINT guarantor_days_check CHECK (until_on IS NULL OR until_on >= from_on)
);
CREATE INDEX guarantor_patient_idx ON app.guarantor (practice_id, patient_id);
SELECT app.make_tenant('guarantor');

CREATE TABLE app.coverage_term (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  kind text NOT NULL,
  reference text,
  from_on date NOT NULL,
  until_on date,
  visits integer,
  codes text[] NOT NULL DEFAULT '{}',
  rate_cents bigint,
  pays_patient boolean NOT NULL DEFAULT false,
  noted_by text NOT NULL,
  CONSTRAINT coverage_term_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT coverage_term_once_key UNIQUE (practice_id, coverage_id, kind, from_on),
  CONSTRAINT coverage_term_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT coverage_term_kind_check CHECK (kind IN ('eap', 'single_case', 'out_of_network')),
  CONSTRAINT coverage_term_days_check CHECK (until_on IS NULL OR until_on >= from_on),
  CONSTRAINT coverage_term_visits_check CHECK (visits IS NULL OR visits > 0),
  CONSTRAINT coverage_term_rate_check CHECK (rate_cents IS NULL OR rate_cents >= 0)
);
CREATE INDEX coverage_term_coverage_idx ON app.coverage_term (practice_id, coverage_id);
SELECT app.make_tenant('coverage_term');

-- A coverage whose visits are used up ends with the last of them; the end it had on file is kept beside, since a visit that
-- is called off opens it again.
ALTER TABLE app.coverage
  ADD COLUMN visits_end_on date,
  ADD COLUMN planned_until_on date;
