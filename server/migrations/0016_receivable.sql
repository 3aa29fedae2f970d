-- What is still owed, one row a claim, kept by the ledger in the transaction that posts: no page's cost grows with
-- history. Who, where and when are the claim's own columns.

CREATE TABLE app.open_item (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  charge_cents bigint NOT NULL DEFAULT 0,
  payer_cents bigint NOT NULL DEFAULT 0,
  patient_cents bigint NOT NULL DEFAULT 0,
  unapplied_cents bigint NOT NULL DEFAULT 0,
  payer_paid_cents bigint NOT NULL DEFAULT 0,
  patient_paid_cents bigint NOT NULL DEFAULT 0,
  contractual_cents bigint NOT NULL DEFAULT 0,
  written_off_cents bigint NOT NULL DEFAULT 0,
  responsibility_on date,
  last_posted_on date NOT NULL,
  is_open boolean NOT NULL,
  CONSTRAINT open_item_pkey PRIMARY KEY (practice_id, claim_id),
  CONSTRAINT open_item_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id)
);
CREATE INDEX open_item_open_idx ON app.open_item (practice_id, is_open);
SELECT app.make_tenant('open_item');

CREATE TABLE app.patient_payment (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text NOT NULL,
  patient_id uuid NOT NULL,
  session_id uuid,
  claim_id uuid,
  paid_on date NOT NULL,
  amount_cents bigint NOT NULL,
  method text NOT NULL,
  journal_id uuid NOT NULL,
  row_hash text NOT NULL,
  CONSTRAINT patient_payment_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT patient_payment_external_key UNIQUE (practice_id, external_id),
  CONSTRAINT patient_payment_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT patient_payment_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT patient_payment_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id)
);
CREATE INDEX patient_payment_patient_idx ON app.patient_payment (practice_id, patient_id);
SELECT app.make_tenant('patient_payment');
