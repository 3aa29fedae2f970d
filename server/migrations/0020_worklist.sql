-- What waits for a person, whichever room found it, and whose it is.

CREATE TABLE app.work_item (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  cause text NOT NULL,
  title text NOT NULL,
  advice text NOT NULL,
  link text NOT NULL,
  patient_id uuid,
  at_stake_cents bigint NOT NULL DEFAULT 0,
  due_on date,
  team text NOT NULL,
  owner_id text,
  snoozed_until date,
  escalation integer NOT NULL DEFAULT 0,
  facts jsonb NOT NULL DEFAULT '{}',
  opened_on date NOT NULL,
  acted_on date NOT NULL,
  closed_on date,
  closed_as text,
  closed_by text,
  closed_why text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT work_item_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT work_item_closed_check CHECK ((closed_on IS NULL) = (closed_as IS NULL) AND closed_as IN ('done', 'dismissed', 'gone'))
);
-- One open item for one cause, however often it is found.
CREATE UNIQUE INDEX work_item_open_key ON app.work_item (practice_id, kind, subject) WHERE closed_on IS NULL;
CREATE INDEX work_item_queue_idx ON app.work_item (practice_id, team, due_on) WHERE closed_on IS NULL;
CREATE INDEX work_item_subject_idx ON app.work_item (practice_id, kind, subject);
CREATE INDEX work_item_patient_idx ON app.work_item (practice_id, patient_id) WHERE closed_on IS NULL;
SELECT app.make_tenant('work_item');

-- Everything that was done to an item, with what it was before, so that it can be undone.
CREATE TABLE app.work_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  action text NOT NULL,
  note text,
  actor_id text NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  on_day date NOT NULL,
  before jsonb NOT NULL DEFAULT '{}',
  version_after integer NOT NULL,
  CONSTRAINT work_event_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT work_event_item_fkey FOREIGN KEY (practice_id, item_id) REFERENCES app.work_item (practice_id, id)
);
CREATE INDEX work_event_item_idx ON app.work_event (practice_id, item_id);
CREATE INDEX work_event_batch_idx ON app.work_event (practice_id, batch_id);
SELECT app.make_tenant('work_event');
SELECT app.make_append_only('work_event');

-- How the practice changes a team from the default: who catches what nobody takes, and where it goes from there.
CREATE TABLE app.work_team (
  practice_id uuid NOT NULL,
  team text NOT NULL,
  fallback_owner_id text,
  escalate_to text,
  escalate_after_days integer,
  CONSTRAINT work_team_pkey PRIMARY KEY (practice_id, team),
  CONSTRAINT work_team_days_check CHECK (escalate_after_days BETWEEN 1 AND 90)
);
SELECT app.make_tenant('work_team');

-- Who is away, and from when until when; their new work goes to the fallback owner meanwhile.
CREATE TABLE app.work_leave (
  practice_id uuid NOT NULL,
  person_id text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  CONSTRAINT work_leave_pkey PRIMARY KEY (practice_id, person_id, from_on),
  CONSTRAINT work_leave_days_check CHECK (from_on <= until_on)
);
SELECT app.make_tenant('work_leave');

-- Who gets what: the first rule that fits, in order.
CREATE TABLE app.work_rule (
  practice_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL,
  at_least_cents bigint NOT NULL DEFAULT 0,
  team text,
  owner_id text,
  CONSTRAINT work_rule_pkey PRIMARY KEY (practice_id, position)
);
SELECT app.make_tenant('work_rule');

CREATE TABLE app.work_view (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id text NOT NULL,
  name text NOT NULL,
  filter jsonb NOT NULL,
  is_shared boolean NOT NULL DEFAULT false,
  CONSTRAINT work_view_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT work_view_name_key UNIQUE (practice_id, person_id, name)
);
SELECT app.make_tenant('work_view');
