-- What a patient pays a visit where no plan pays: less than the practice's charge, agreed for a reason and looked at again on
-- its day. A new agreement ends the old one the day before; it never raises a fee.

CREATE TABLE app.fee_agreement (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  fee_cents bigint NOT NULL,
  basis text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  review_on date,
  agreed_by text NOT NULL,
  noted_by text NOT NULL,
  CONSTRAINT fee_agreement_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT fee_agreement_once_key UNIQUE (practice_id, patient_id, from_on),
  CONSTRAINT fee_agreement_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT fee_agreement_fee_check CHECK (fee_cents >= 0),
  CONSTRAINT fee_agreement_days_check CHECK (until_on IS NULL OR until_on >= from_on)
);
CREATE INDEX fee_agreement_review_idx ON app.fee_agreement (practice_id, review_on);
SELECT app.make_tenant('fee_agreement');
