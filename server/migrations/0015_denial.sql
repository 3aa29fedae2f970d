-- A denial is an event, not a write-off: the payer still owes until a person decides otherwise.

CREATE TABLE app.denial (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  claim_id uuid NOT NULL,
  remittance_claim_id uuid NOT NULL,
  opened_on date NOT NULL,
  category text NOT NULL,
  confidence integer NOT NULL,
  origin text NOT NULL,
  owner text NOT NULL,
  disposition text NOT NULL,
  patient_billable text NOT NULL,
  deadline_on date,
  at_stake_cents bigint NOT NULL,
  at_stake_base text NOT NULL,
  reasons text[] NOT NULL,
  remarks text[] NOT NULL,
  facts jsonb NOT NULL,
  advice jsonb NOT NULL,
  escalation text[] NOT NULL DEFAULT '{}',
  state text NOT NULL,
  outcome text,
  assigned_to text,
  follow_up_on date,
  closed_on date,
  overridden_by text,
  override_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT denial_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT denial_source_key UNIQUE (practice_id, remittance_claim_id),
  CONSTRAINT denial_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT denial_remittance_claim_fkey
    FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim (practice_id, id),
  CONSTRAINT denial_state_check CHECK (state IN ('open', 'working', 'appealed', 'resubmitted', 'closed'))
);
CREATE INDEX denial_state_idx ON app.denial (practice_id, state, category, deadline_on);
CREATE INDEX denial_claim_idx ON app.denial (practice_id, claim_id);
SELECT app.make_tenant('denial');

CREATE TABLE app.denial_note (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  denial_id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  author text NOT NULL,
  text text NOT NULL,
  CONSTRAINT denial_note_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT denial_note_denial_fkey FOREIGN KEY (practice_id, denial_id) REFERENCES app.denial (practice_id, id)
);
SELECT app.make_tenant('denial_note');
