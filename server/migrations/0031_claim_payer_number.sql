-- A remittance names a claim by the payer's number as well as by ours; without this every batch of it reads all claims.

CREATE INDEX claim_payer_number_idx ON app.claim (practice_id, payer_claim_number);
