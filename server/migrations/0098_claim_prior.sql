-- A patient with two plans: what the first leaves to the patient is asked of the second before the patient is. The claim stays
-- the one claim of its visit and goes on to the next payer, who has to see what the one before decided; that is kept here.

ALTER TABLE app.claim ADD COLUMN rank integer NOT NULL DEFAULT 1;
ALTER TABLE app.claim ADD CONSTRAINT claim_rank_check CHECK (rank BETWEEN 1 AND 3);

CREATE TABLE app.claim_prior (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  rank integer NOT NULL,
  coverage_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  -- How the payer says it processed the claim (CLP02).
  status text NOT NULL,
  payer_claim_number text,
  paid_on date NOT NULL,
  paid_cents bigint NOT NULL,
  -- What it left to the patient, and the next payer is asked for.
  left_cents bigint NOT NULL,
  -- By line of ours: paid, and each adjustment with its group and reason.
  lines jsonb NOT NULL,
  CONSTRAINT claim_prior_pkey PRIMARY KEY (practice_id, claim_id, rank),
  CONSTRAINT claim_prior_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT claim_prior_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT claim_prior_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT claim_prior_rank_check CHECK (rank BETWEEN 1 AND 2)
);
SELECT app.make_tenant('claim_prior');
