-- Links that open once: the first set-up of an installation, an invitation, a forgotten password. Only the sha256 of what
-- the link carries is kept: a stolen copy of this table opens no door.
CREATE TABLE login.link (
  token_sha256 text NOT NULL,
  kind text NOT NULL,
  practice_id uuid,
  person_id text,
  name text,
  email text,
  roles text[] NOT NULL DEFAULT '{}',
  clinician_id uuid,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT link_pkey PRIMARY KEY (token_sha256),
  CONSTRAINT link_person_fkey FOREIGN KEY (person_id) REFERENCES login.person (id) ON DELETE CASCADE,
  CONSTRAINT link_kind_check CHECK (kind IN ('set-up', 'join', 'reset')),
  CONSTRAINT link_practice_check CHECK ((kind = 'set-up') = (practice_id IS NULL))
);
COMMENT ON TABLE login.link IS '@local';
GRANT SELECT, INSERT, UPDATE, DELETE ON login.link TO ballast_app;

-- Who no longer works for a practice keeps their name in what they did there, and opens nothing of it.
ALTER TABLE login.membership ADD COLUMN ended_at timestamptz;
