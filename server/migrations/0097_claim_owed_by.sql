-- Who owes a claim's charge: the payer, or the patient where the plan pays the patient and the claim is filed as a courtesy.
-- What such a plan decides moves nothing of the practice's.

ALTER TABLE app.claim ADD COLUMN owed_by text NOT NULL DEFAULT 'payer';
ALTER TABLE app.claim ADD CONSTRAINT claim_owed_by_check CHECK (owed_by IN ('payer', 'patient'));
