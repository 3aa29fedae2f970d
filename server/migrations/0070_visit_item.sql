-- What is owed beside any claim: a private patient's fee, a missed visit's fee, money taken before there is a claim. One row
-- a visit, kept by the ledger in the transaction that posts, as open_item is for a claim. Who, where and when are the
-- session's own columns.

ALTER TABLE app.posting ADD COLUMN session_id uuid;

CREATE TABLE app.visit_item (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  charge_cents bigint NOT NULL DEFAULT 0,
  patient_cents bigint NOT NULL DEFAULT 0,
  unapplied_cents bigint NOT NULL DEFAULT 0,
  paid_cents bigint NOT NULL DEFAULT 0,
  written_off_cents bigint NOT NULL DEFAULT 0,
  responsibility_on date,
  last_posted_on date NOT NULL,
  is_open boolean NOT NULL,
  CONSTRAINT visit_item_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT visit_item_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id)
);
CREATE INDEX visit_item_open_idx ON app.visit_item (practice_id) WHERE is_open;
SELECT app.make_tenant('visit_item');

-- What was posted before names its visit too: a missed visit's fee in its source, a payment and its moving by the payment.
-- The only change that postings ever see; the books do not move by it.
ALTER TABLE app.posting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.journal NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.session NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.patient_payment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.visit_item NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.posting DISABLE TRIGGER append_only_row;
UPDATE app.posting p SET session_id = s.id
  FROM app.journal j JOIN app.session s ON s.practice_id = j.practice_id AND s.id::text = j.source ->> 'sessionId'
  WHERE j.practice_id = p.practice_id AND j.id = p.journal_id AND p.claim_id IS NULL AND j.kind = 'missed-visit-fee';
UPDATE app.posting p SET session_id = m.session_id
  FROM app.patient_payment m
  WHERE m.practice_id = p.practice_id AND m.journal_id = p.journal_id AND p.claim_id IS NULL AND m.session_id IS NOT NULL;
UPDATE app.posting p SET session_id = m.session_id
  FROM app.journal j JOIN app.patient_payment m ON m.practice_id = j.practice_id
    AND j.why = 'Patient payment ' || m.external_id || ' moved from where it waited'
  WHERE j.practice_id = p.practice_id AND j.id = p.journal_id AND p.claim_id IS NULL AND j.kind = 'patient-payment-moved'
    AND m.session_id IS NOT NULL;
ALTER TABLE app.posting ENABLE TRIGGER append_only_row;

INSERT INTO app.visit_item (practice_id, session_id, charge_cents, patient_cents, unapplied_cents, paid_cents, written_off_cents,
  responsibility_on, last_posted_on, is_open)
SELECT practice_id, session_id,
  -coalesce(sum(amount_cents) FILTER (WHERE account = 'income'), 0), coalesce(sum(amount_cents) FILTER (WHERE account = 'patient'), 0),
  -coalesce(sum(amount_cents) FILTER (WHERE account = 'unapplied'), 0), coalesce(sum(amount_cents) FILTER (WHERE account = 'cash'), 0),
  coalesce(sum(amount_cents) FILTER (WHERE account = 'written-off'), 0),
  min(effective_on) FILTER (WHERE account = 'patient' AND amount_cents > 0), max(effective_on),
  coalesce(sum(amount_cents) FILTER (WHERE account = 'patient'), 0) <> 0 OR coalesce(sum(amount_cents) FILTER (WHERE account = 'unapplied'), 0) <> 0
FROM app.posting WHERE claim_id IS NULL AND session_id IS NOT NULL GROUP BY practice_id, session_id;

ALTER TABLE app.posting FORCE ROW LEVEL SECURITY;
ALTER TABLE app.journal FORCE ROW LEVEL SECURITY;
ALTER TABLE app.session FORCE ROW LEVEL SECURITY;
ALTER TABLE app.patient_payment FORCE ROW LEVEL SECURITY;
ALTER TABLE app.visit_item FORCE ROW LEVEL SECURITY;

-- A patient owes on a claim or on a visit, so that what the report adds up is what the ledger says.
ALTER TABLE app.posting ADD CONSTRAINT posting_patient_check
  CHECK (account <> 'patient' OR claim_id IS NOT NULL OR session_id IS NOT NULL) NOT VALID;

-- Money that came with no visit named is found by the patient.
DROP INDEX app.posting_patient_idx;
CREATE INDEX posting_patient_idx ON app.posting (practice_id, patient_id, account) WHERE claim_id IS NULL AND session_id IS NULL;
