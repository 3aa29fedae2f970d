-- A file that a person sent may be taken back within its minute, before it leaves.
ALTER TABLE app.claim_batch DROP CONSTRAINT claim_batch_state_check;
ALTER TABLE app.claim_batch ADD CONSTRAINT claim_batch_state_check
  CHECK (state IN ('built', 'sent', 'accepted', 'partly_accepted', 'rejected', 'cancelled'));
