-- What a payer decided and paid. Every payment and every claim in it ends posted, queued for a person, or set aside
-- with a reason; there is no fourth state.

CREATE TABLE app.inbound_file (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  reason text,
  flaws jsonb NOT NULL DEFAULT '[]',
  transactions integer NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  CONSTRAINT inbound_file_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT inbound_file_sha_key UNIQUE (practice_id, sha256),
  CONSTRAINT inbound_file_state_check CHECK (state IN ('working', 'done', 'exception', 'set_aside'))
);
SELECT app.make_tenant('inbound_file');

CREATE TABLE app.remittance (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  file_id uuid NOT NULL,
  payment_key text NOT NULL,
  position integer NOT NULL,
  payer_id uuid,
  payer_name text NOT NULL,
  trace_number text NOT NULL,
  originator text NOT NULL,
  method text NOT NULL,
  paid_on date NOT NULL,
  received_on date NOT NULL,
  amount_cents bigint NOT NULL,
  claim_count integer NOT NULL,
  state text NOT NULL,
  reason text,
  source_from bigint NOT NULL,
  source_until bigint NOT NULL,
  CONSTRAINT remittance_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_position_key UNIQUE (practice_id, file_id, position),
  CONSTRAINT remittance_file_fkey FOREIGN KEY (practice_id, file_id) REFERENCES app.inbound_file (practice_id, id),
  CONSTRAINT remittance_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT remittance_state_check CHECK (state IN ('working', 'posted', 'exception', 'set_aside'))
);
CREATE INDEX remittance_state_idx ON app.remittance (practice_id, state, paid_on);
CREATE INDEX remittance_trace_idx ON app.remittance (practice_id, trace_number);
SELECT app.make_tenant('remittance');

-- The gate of exactly-once: the payment's own identity, held by the one remittance that posts it.
CREATE TABLE app.payment_gate (
  practice_id uuid NOT NULL,
  payment_key text NOT NULL,
  remittance_id uuid NOT NULL,
  CONSTRAINT payment_gate_pkey PRIMARY KEY (practice_id, payment_key),
  CONSTRAINT payment_gate_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance (practice_id, id)
);
SELECT app.make_tenant('payment_gate');

CREATE TABLE app.remittance_claim (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  ordinal integer NOT NULL,
  control_number text NOT NULL,
  payer_claim_number text,
  status text NOT NULL,
  patient_name text NOT NULL,
  service_on date,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  patient_responsibility_cents bigint NOT NULL,
  allowed_cents bigint,
  claim_id uuid,
  state text NOT NULL,
  reason text,
  journal_id uuid,
  source_from bigint NOT NULL,
  source_until bigint NOT NULL,
  CONSTRAINT remittance_claim_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_claim_ordinal_key UNIQUE (practice_id, remittance_id, ordinal),
  CONSTRAINT remittance_claim_remittance_fkey FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance (practice_id, id),
  CONSTRAINT remittance_claim_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT remittance_claim_state_check CHECK (state IN ('posted', 'exception', 'set_aside'))
);
CREATE INDEX remittance_claim_claim_idx ON app.remittance_claim (practice_id, claim_id);
CREATE INDEX remittance_claim_state_idx ON app.remittance_claim (practice_id, state, remittance_id);
SELECT app.make_tenant('remittance_claim');

CREATE TABLE app.remittance_line (
  practice_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  number integer NOT NULL,
  claim_line_number integer,
  reference text,
  code text NOT NULL,
  modifiers text[] NOT NULL DEFAULT '{}',
  units text NOT NULL DEFAULT '1',
  service_on date,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  allowed_cents bigint,
  remarks text[] NOT NULL DEFAULT '{}',
  CONSTRAINT remittance_line_pkey PRIMARY KEY (practice_id, remittance_claim_id, number),
  CONSTRAINT remittance_line_claim_fkey
    FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim (practice_id, id)
);
SELECT app.make_tenant('remittance_line');

-- Line 0 holds what was adjusted on the claim as a whole.
CREATE TABLE app.remittance_adjustment (
  practice_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  line_number integer NOT NULL,
  number integer NOT NULL,
  group_code text NOT NULL,
  reason text NOT NULL,
  amount_cents bigint NOT NULL,
  effect text NOT NULL,
  CONSTRAINT remittance_adjustment_pkey PRIMARY KEY (practice_id, remittance_claim_id, line_number, number),
  CONSTRAINT remittance_adjustment_claim_fkey
    FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim (practice_id, id)
);
SELECT app.make_tenant('remittance_adjustment');

CREATE TABLE app.provider_adjustment (
  practice_id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  number integer NOT NULL,
  reason text NOT NULL,
  reference text,
  amount_cents bigint NOT NULL,
  claim_id uuid,
  state text NOT NULL,
  note text,
  CONSTRAINT provider_adjustment_pkey PRIMARY KEY (practice_id, remittance_id, number),
  CONSTRAINT provider_adjustment_remittance_fkey
    FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance (practice_id, id),
  CONSTRAINT provider_adjustment_state_check CHECK (state IN ('posted', 'exception', 'set_aside'))
);
SELECT app.make_tenant('provider_adjustment');
