-- What a person decided of money that waited: which claim of ours a claim payment is for, what a provider adjustment was
-- taken or given for, or why something is set aside. Each decision keeps the journals it made, so that taking it back
-- takes back exactly those. One stands at a time.

CREATE TABLE app.remittance_decision (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  remittance_id uuid NOT NULL,
  -- What it is about: a claim payment, a provider adjustment, or where neither is named the payment itself.
  remittance_claim_id uuid,
  adjustment_number integer,
  kind text NOT NULL,
  reason text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  journals text[] NOT NULL DEFAULT '{}',
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  undone_on date,
  undone_by text,
  undone_why text,
  CONSTRAINT remittance_decision_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT remittance_decision_remittance_fkey
    FOREIGN KEY (practice_id, remittance_id) REFERENCES app.remittance (practice_id, id),
  CONSTRAINT remittance_decision_claim_fkey
    FOREIGN KEY (practice_id, remittance_claim_id) REFERENCES app.remittance_claim (practice_id, id),
  CONSTRAINT remittance_decision_kind_check CHECK (kind IN ('matched', 'assigned', 'set_aside')),
  CONSTRAINT remittance_decision_about_check CHECK (remittance_claim_id IS NULL OR adjustment_number IS NULL),
  CONSTRAINT remittance_decision_undone_check
    CHECK ((undone_on IS NULL) = (undone_by IS NULL) AND (undone_on IS NULL) = (undone_why IS NULL))
);
CREATE UNIQUE INDEX remittance_decision_once_idx
  ON app.remittance_decision (practice_id, remittance_id, remittance_claim_id, adjustment_number)
  NULLS NOT DISTINCT WHERE undone_on IS NULL;
SELECT app.make_tenant('remittance_decision');

-- The journal in which a provider adjustment's money stands, once a person's decision on it was taken back; null: the one
-- it was posted with.
ALTER TABLE app.provider_adjustment ADD COLUMN journal_id uuid;
CREATE INDEX provider_adjustment_state_idx ON app.provider_adjustment (practice_id, state);

-- A claim payment that was matched to the wrong claim and then to the right one may be a denial of either.
ALTER TABLE app.denial DROP CONSTRAINT denial_source_key;
ALTER TABLE app.denial ADD CONSTRAINT denial_source_key UNIQUE (practice_id, remittance_claim_id, claim_id);
