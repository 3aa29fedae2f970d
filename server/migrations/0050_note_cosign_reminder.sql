-- The day a supervisor was reminded of a note that waits for the second signature. A note that was sent back and signed
-- again is a new wait: the day then lies before the signature and counts no more.
ALTER TABLE app.note ADD COLUMN cosign_told_on date;
