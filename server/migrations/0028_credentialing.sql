-- Who may be paid by whom, since when: applications with their calls, papers that run out, supervision by dates, and the
-- connections to each payer. No row means not known.

CREATE TABLE app.credentialing (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  location_id uuid,
  state text NOT NULL,
  submitted_on date,
  effective_on date,
  until_on date,
  revalidate_on date,
  next_call_on date,
  owner text,
  reference text,
  note text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT credentialing_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT credentialing_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT credentialing_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT credentialing_location_fkey FOREIGN KEY (practice_id, location_id) REFERENCES app.location (practice_id, id),
  CONSTRAINT credentialing_state_check CHECK (state IN ('preparing', 'submitted', 'in_review', 'effective', 'denied', 'ended')),
  CONSTRAINT credentialing_effective_check CHECK (state <> 'effective' OR effective_on IS NOT NULL),
  CONSTRAINT credentialing_days_check CHECK (until_on IS NULL OR effective_on IS NULL OR until_on >= effective_on)
);
CREATE UNIQUE INDEX credentialing_whole_idx ON app.credentialing (practice_id, clinician_id, payer_id) WHERE location_id IS NULL AND state <> 'ended';
CREATE UNIQUE INDEX credentialing_place_idx ON app.credentialing (practice_id, clinician_id, payer_id, location_id) WHERE location_id IS NOT NULL AND state <> 'ended';
SELECT app.make_tenant('credentialing');

CREATE TABLE app.clinician_paper (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  number text,
  region text,
  confirmed_on date,
  expires_on date,
  CONSTRAINT clinician_paper_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT clinician_paper_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT clinician_paper_kind_check CHECK (kind IN ('licence', 'compact', 'caqh', 'malpractice', 'w9', 'dea', 'revalidation'))
);
CREATE INDEX clinician_paper_expires_idx ON app.clinician_paper (practice_id, expires_on);
SELECT app.make_tenant('clinician_paper');

CREATE TABLE app.supervision (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  supervisor_id uuid NOT NULL,
  payer_id uuid,
  from_on date NOT NULL,
  until_on date,
  CONSTRAINT supervision_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT supervision_clinician_fkey FOREIGN KEY (practice_id, clinician_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT supervision_supervisor_fkey FOREIGN KEY (practice_id, supervisor_id) REFERENCES app.clinician (practice_id, id),
  CONSTRAINT supervision_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT supervision_two_check CHECK (clinician_id <> supervisor_id),
  CONSTRAINT supervision_days_check CHECK (until_on IS NULL OR until_on >= from_on)
);
SELECT app.make_tenant('supervision');

CREATE TABLE app.payer_connection (
  practice_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  submitted_on date,
  effective_on date,
  next_call_on date,
  owner text,
  note text,
  CONSTRAINT payer_connection_pkey PRIMARY KEY (practice_id, payer_id, kind),
  CONSTRAINT payer_connection_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT payer_connection_kind_check CHECK (kind IN ('claims', 'remittance', 'eft', 'eligibility', 'authorization')),
  CONSTRAINT payer_connection_state_check CHECK (state IN ('not_started', 'submitted', 'effective', 'rejected', 'not_needed'))
);
SELECT app.make_tenant('payer_connection');
