-- News to a person outside the queues, kept as it was written; it never holds anything clinical.
CREATE TABLE app.notice (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  about text NOT NULL,
  subject text NOT NULL,
  recipient_kind text NOT NULL,
  recipient text NOT NULL,
  name text NOT NULL,
  address text,
  title text NOT NULL,
  body text NOT NULL,
  written_on date NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  sent_on date,
  problem text,
  CONSTRAINT notice_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT notice_once_key UNIQUE (practice_id, about, subject, recipient),
  CONSTRAINT notice_recipient_check CHECK (recipient_kind IN ('patient', 'clinician', 'colleague')),
  CONSTRAINT notice_state_check CHECK (state IN ('queued', 'sent', 'no_address', 'failed'))
);
CREATE INDEX notice_subject_idx ON app.notice (practice_id, subject);
CREATE INDEX notice_unsent_idx ON app.notice (practice_id, state) WHERE state IN ('queued', 'failed');
SELECT app.make_tenant('notice');
