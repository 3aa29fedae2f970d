-- A list as somebody likes to look at it: its address, under a name. A shared one is everybody's of the practice.
CREATE TABLE app.saved_view (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  list text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  owner_id text NOT NULL,
  owner_name text NOT NULL,
  is_shared boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  CONSTRAINT saved_view_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX saved_view_list_idx ON app.saved_view (practice_id, list, name);
SELECT app.make_tenant('saved_view');

-- What somebody on the phone has at hand: the payer's number, the amount, the member id.
CREATE INDEX claim_charge_idx ON app.claim (practice_id, charge_cents, service_on);
CREATE INDEX remittance_amount_idx ON app.remittance (practice_id, amount_cents, paid_on);
CREATE INDEX remittance_claim_paid_idx ON app.remittance_claim (practice_id, paid_cents);
CREATE INDEX coverage_member_idx ON app.coverage (practice_id, member_id);
CREATE INDEX patient_birth_idx ON app.patient (practice_id, birth_on);
