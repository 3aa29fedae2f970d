-- A card kept for the patient's share: the processor's token for it, never its number, with the consent that was signed for
-- keeping it. Each charge is written down before the processor is asked, under the key it is asked with: whoever is killed
-- in between, the next one finds out by the key what became of it.

ALTER TABLE app.agreement DROP CONSTRAINT agreement_kind_check;
ALTER TABLE app.agreement ADD CONSTRAINT agreement_kind_check
  CHECK (kind IN ('financial', 'no_show', 'telehealth', 'reminders', 'private_pay', 'card_on_file'));

CREATE TABLE app.card_on_file (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  token text NOT NULL,
  brand text NOT NULL,
  last_four text NOT NULL,
  -- The last day of its month of expiry: it may still be charged on it.
  expires_on date NOT NULL,
  -- Whose card it is: the patient's, or of who answers for the bill.
  holder text NOT NULL,
  signature_id uuid NOT NULL,
  added_on date NOT NULL,
  added_by text NOT NULL,
  withdrawn_on date,
  withdrawn_by text,
  CONSTRAINT card_on_file_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT card_on_file_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT card_on_file_signature_fkey FOREIGN KEY (practice_id, signature_id) REFERENCES app.agreement_signature (practice_id, id),
  CONSTRAINT card_on_file_last_four_check CHECK (length(last_four) = 4 AND last_four BETWEEN '0000' AND '9999'),
  CONSTRAINT card_on_file_withdrawn_check CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX card_on_file_patient_idx ON app.card_on_file (practice_id, patient_id);
CREATE UNIQUE INDEX card_on_file_once_idx ON app.card_on_file (practice_id, patient_id, token) WHERE withdrawn_on IS NULL;
SELECT app.make_tenant('card_on_file');

CREATE TABLE app.card_charge (
  practice_id uuid NOT NULL,
  -- The key the processor is asked with, and the payment's number once it is approved.
  id uuid NOT NULL,
  card_id uuid NOT NULL,
  session_id uuid NOT NULL,
  amount_cents bigint NOT NULL,
  state text NOT NULL,
  reference text,
  words text,
  asked_on date NOT NULL,
  asked_by text NOT NULL,
  answered_on date,
  CONSTRAINT card_charge_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT card_charge_card_fkey FOREIGN KEY (practice_id, card_id) REFERENCES app.card_on_file (practice_id, id),
  CONSTRAINT card_charge_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT card_charge_amount_check CHECK (amount_cents > 0),
  CONSTRAINT card_charge_state_check CHECK (state IN ('asked', 'approved', 'declined')),
  CONSTRAINT card_charge_answer_check CHECK ((state = 'asked') = (answered_on IS NULL)),
  CONSTRAINT card_charge_reference_check CHECK ((state = 'approved') = (reference IS NOT NULL))
);
CREATE INDEX card_charge_session_idx ON app.card_charge (practice_id, session_id);
CREATE INDEX card_charge_card_idx ON app.card_charge (practice_id, card_id);
CREATE UNIQUE INDEX card_charge_open_idx ON app.card_charge (practice_id, session_id) WHERE state = 'asked';
SELECT app.make_tenant('card_charge');
