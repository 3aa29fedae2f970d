-- What stands charged to a patient for a visit without a plan. The ledger has every charge and its taking back; this row is the
-- one that stands, so that an amended note finds it and a card that comes later takes it back.

CREATE TABLE app.visit_charge (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  journal_id uuid NOT NULL,
  service_on date NOT NULL,
  amount_cents bigint NOT NULL,
  standard_cents bigint NOT NULL,
  codes text[] NOT NULL,
  CONSTRAINT visit_charge_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT visit_charge_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT visit_charge_journal_fkey FOREIGN KEY (practice_id, journal_id) REFERENCES app.journal (practice_id, id),
  CONSTRAINT visit_charge_amount_check CHECK (amount_cents > 0 AND amount_cents <= standard_cents)
);
CREATE INDEX visit_charge_day_idx ON app.visit_charge (practice_id, service_on);
SELECT app.make_tenant('visit_charge');
