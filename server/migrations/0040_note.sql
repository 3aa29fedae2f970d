-- What a clinician writes of a session so that it can be billed: which elements the note holds and the facts they carry.
-- Never what was said: there is no column for it.

CREATE TABLE app.note (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  template_versions jsonb NOT NULL DEFAULT '{}',
  booked_start text,
  booked_minutes integer,
  start_time text,
  stop_time text,
  ends_next_day boolean NOT NULL DEFAULT false,
  minutes integer,
  modality text NOT NULL,
  answers jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'open',
  signed_at timestamptz,
  signed_on date,
  signed_by text,
  is_late boolean NOT NULL DEFAULT false,
  cosigned_at timestamptz,
  cosigned_by text,
  opened_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT note_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT note_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id),
  CONSTRAINT note_modality_check CHECK (modality IN ('in_person', 'video', 'audio')),
  CONSTRAINT note_state_check CHECK (state IN ('open', 'to_cosign', 'signed'))
);
CREATE INDEX note_state_idx ON app.note (practice_id, state);
SELECT app.make_tenant('note');

-- Each signature and each amendment as the note then stood.
CREATE TABLE app.note_revision (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  on_day date NOT NULL,
  author text NOT NULL,
  reason text,
  content jsonb NOT NULL,
  CONSTRAINT note_revision_pkey PRIMARY KEY (practice_id, session_id, number),
  CONSTRAINT note_revision_note_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.note (practice_id, session_id),
  CONSTRAINT note_revision_kind_check CHECK (kind IN ('signed', 'late_entry', 'cosigned', 'sent_back', 'amended'))
);
SELECT app.make_tenant('note_revision');
SELECT app.make_append_only('note_revision');

-- A practice's own version of what a kind of note must hold: proposed by billing, in force once a clinician approved it.
CREATE TABLE app.note_template (
  practice_id uuid NOT NULL,
  template text NOT NULL,
  version integer NOT NULL,
  required text[] NOT NULL,
  suggested text[] NOT NULL,
  state text NOT NULL,
  why text NOT NULL,
  proposed_by text NOT NULL,
  proposed_on date NOT NULL,
  decided_by text,
  decided_on date,
  CONSTRAINT note_template_pkey PRIMARY KEY (practice_id, template, version),
  CONSTRAINT note_template_state_check CHECK (state IN ('proposed', 'approved', 'declined'))
);
SELECT app.make_tenant('note_template');

-- A note still open when it was due: the clinician is reminded first, once.
CREATE TABLE app.note_reminder (
  practice_id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  due_on date NOT NULL,
  told_on date,
  CONSTRAINT note_reminder_pkey PRIMARY KEY (practice_id, session_id),
  CONSTRAINT note_reminder_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id)
);
CREATE INDEX note_reminder_due_idx ON app.note_reminder (practice_id, due_on);
SELECT app.make_tenant('note_reminder');

-- A question the billing team asks of a note, and its answer. Counted: fewer is better for both.
CREATE TABLE app.note_return (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  element text NOT NULL,
  question text NOT NULL,
  asked_by text NOT NULL,
  asked_on date NOT NULL,
  answer text,
  answered_on date,
  CONSTRAINT note_return_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT note_return_session_fkey FOREIGN KEY (practice_id, session_id) REFERENCES app.session (practice_id, id)
);
CREATE INDEX note_return_session_idx ON app.note_return (practice_id, session_id);
CREATE INDEX note_return_open_idx ON app.note_return (practice_id, clinician_id) WHERE answered_on IS NULL;
SELECT app.make_tenant('note_return');

-- A visit signed here is ours: a later export of the practice's EHR does not write over it.
ALTER TABLE app.session ADD COLUMN signed_here boolean NOT NULL DEFAULT false;
