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
  taxonomy text NOT NULL,
  supervisor_id uuid,
  started_on date,
  CONSTRAINT clinician_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT clinician_npi_key UNIQUE (practice_id, npi),
  CONSTRAINT clinician_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician (practice_id, id)
);
SELECT app.make_tenant('clinician');

CREATE TABLE app.payer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  edi_id text NOT NULL,
  kind text NOT NULL,
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
