-- Out of network the plan pays the patient: the visit is the patient's to pay, and what the plan needs to pay them back is a
-- superbill. Some practices file the claim for the patient all the same; then it says that the money is not assigned.

ALTER TABLE app.coverage_term ADD COLUMN courtesy_claim boolean NOT NULL DEFAULT false;
ALTER TABLE app.coverage_term ADD CONSTRAINT coverage_term_courtesy_check CHECK (pays_patient OR NOT courtesy_claim);

CREATE TABLE app.superbill (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  -- What it said, line by line, on the day it was given: a later change of the visits does not change it.
  content jsonb NOT NULL,
  charge_cents bigint NOT NULL,
  paid_cents bigint NOT NULL,
  given_on date NOT NULL,
  given_to text NOT NULL,
  how text NOT NULL,
  given_by text NOT NULL,
  CONSTRAINT superbill_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT superbill_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT superbill_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT superbill_days_check CHECK (until_on >= from_on),
  CONSTRAINT superbill_how_check CHECK (how IN ('in_person', 'mail', 'secure_message'))
);
CREATE INDEX superbill_patient_idx ON app.superbill (practice_id, patient_id, given_on);
SELECT app.make_tenant('superbill');
SELECT app.make_append_only('superbill');
