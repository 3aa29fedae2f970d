-- Who we bill for: the practice, its people, places, programs, payers and what was agreed with them.

CREATE TABLE app.practice (
  practice_id uuid NOT NULL,
  name text NOT NULL,
  npi text NOT NULL,
  tax_id text NOT NULL,
  taxonomy text NOT NULL,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  phone text NOT NULL,
  submitter_id text NOT NULL,
  time_zone text NOT NULL DEFAULT 'America/New_York',
  is_demo boolean NOT NULL DEFAULT false,
  switches jsonb NOT NULL DEFAULT '{}',
  params jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT practice_pkey PRIMARY KEY (practice_id)
);
SELECT app.make_tenant('practice');

CREATE TABLE app.location (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  address_line text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  zip text NOT NULL,
  place_of_service text NOT NULL DEFAULT '11',
  CONSTRAINT location_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT location_external_key UNIQUE (practice_id, external_id)
);
SELECT app.make_tenant('location');

CREATE TABLE app.program (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  CONSTRAINT program_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT program_external_key UNIQUE (practice_id, external_id)
);
SELECT app.make_tenant('program');

CREATE TABLE app.clinician (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  npi text NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  credential text NOT NULL,
  licence_state text,
  taxonomy text NOT NULL,
  program_id uuid,
  location_id uuid,
  supervisor_id uuid,
  started_on date,
  CONSTRAINT clinician_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT clinician_npi_key UNIQUE (practice_id, npi),
  CONSTRAINT clinician_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT clinician_program_fkey FOREIGN KEY (practice_id, program_id) REFERENCES app.program (practice_id, id),
  CONSTRAINT clinician_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location (practice_id, id)
);
SELECT app.make_tenant('clinician');

CREATE TABLE app.payer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  edi_id text NOT NULL,
  kind text NOT NULL,
  filing_indicator text NOT NULL DEFAULT 'CI',
  partner text NOT NULL DEFAULT 'clearinghouse',
  filing_days integer NOT NULL DEFAULT 90,
  appeal_days integer NOT NULL DEFAULT 180,
  params jsonb NOT NULL DEFAULT '{}',
  carve_out_payer_id uuid,
  phone text,
  CONSTRAINT payer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT payer_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT payer_carve_out_fkey FOREIGN KEY (practice_id, carve_out_payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT payer_kind_check CHECK (kind IN ('commercial', 'medicare', 'medicaid', 'eap', 'self_pay'))
);
SELECT app.make_tenant('payer');

-- What the practice charges: one amount a code, whoever pays.
CREATE TABLE app.charge_rate (
  practice_id uuid NOT NULL,
  code text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  charge_cents bigint NOT NULL,
  CONSTRAINT charge_rate_pkey PRIMARY KEY (practice_id, code, from_on)
);
SELECT app.make_tenant('charge_rate');

-- What a payer agreed to allow, by code and credential ('*' for all).
CREATE TABLE app.contract_rate (
  practice_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  code text NOT NULL,
  credential text NOT NULL DEFAULT '*',
  from_on date NOT NULL,
  until_on date,
  allowed_cents bigint NOT NULL,
  CONSTRAINT contract_rate_pkey PRIMARY KEY (practice_id, payer_id, code, credential, from_on),
  CONSTRAINT contract_rate_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id)
);
SELECT app.make_tenant('contract_rate');

-- Which clinician a payer has enrolled, and since when. No row means not known.
CREATE TABLE app.enrollment (
  practice_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date,
  CONSTRAINT enrollment_pkey PRIMARY KEY (practice_id, clinician_id, payer_id, from_on),
  CONSTRAINT enrollment_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT enrollment_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id)
);
SELECT app.make_tenant('enrollment');

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
  number integer NOT NULL,
  line integer NOT NULL,
  field text,
  message text NOT NULL,
  raw text NOT NULL,
  CONSTRAINT import_refusal_pkey PRIMARY KEY (practice_id, import_id, number),
  CONSTRAINT import_refusal_run_fkey FOREIGN KEY (practice_id, import_id) REFERENCES app.import_run (practice_id, id)
);
SELECT app.make_tenant('import_refusal');
