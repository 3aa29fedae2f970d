-- Who may come in. People stand above practices: one person may work for several, so nothing here is a tenant's row.
-- better-auth owns the shape of person, account, session and verification; membership, attempt and secret are ours.

CREATE SCHEMA IF NOT EXISTS login;

CREATE TABLE login.person (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_email_key UNIQUE (email)
);
COMMENT ON TABLE login.person IS '@local';

CREATE TABLE login.account (
  id text NOT NULL,
  person_id text NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_person_fkey FOREIGN KEY (person_id) REFERENCES login.person (id) ON DELETE CASCADE
);
COMMENT ON TABLE login.account IS '@local';

CREATE INDEX account_by_person ON login.account (person_id);

-- The token column holds the sha256 of the cookie's token, never the token: a stolen copy of this table opens no door.
CREATE TABLE login.session (
  id text NOT NULL,
  person_id text NOT NULL,
  token text NOT NULL,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_key UNIQUE (token),
  CONSTRAINT session_person_fkey FOREIGN KEY (person_id) REFERENCES login.person (id) ON DELETE CASCADE
);
COMMENT ON TABLE login.session IS '@local';

CREATE INDEX session_by_person ON login.session (person_id);

CREATE TABLE login.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT verification_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE login.verification IS '@local';

CREATE INDEX verification_by_identifier ON login.verification (identifier);

-- Which practices a person works for, and as what. No foreign key to app.practice: that one is sharded, this one is not.
CREATE TABLE login.membership (
  person_id text NOT NULL,
  practice_id uuid NOT NULL,
  practice_name text NOT NULL,
  roles text[] NOT NULL,
  clinician_id uuid,
  CONSTRAINT membership_pkey PRIMARY KEY (person_id, practice_id),
  CONSTRAINT membership_person_fkey FOREIGN KEY (person_id) REFERENCES login.person (id) ON DELETE CASCADE
);
COMMENT ON TABLE login.membership IS '@local';

-- Failed sign-ins by account and network, whether or not the account exists: an unknown name is slowed like a known one.
CREATE TABLE login.attempt (
  account_sha256 text NOT NULL,
  network text NOT NULL,
  failures integer NOT NULL,
  failed_at timestamptz NOT NULL,
  locked_until timestamptz,
  CONSTRAINT attempt_pkey PRIMARY KEY (account_sha256, network)
);
COMMENT ON TABLE login.attempt IS '@local';

-- Signs the session cookie. A second wall only: what opens a session is its random token.
CREATE TABLE login.secret (
  id integer NOT NULL,
  value text NOT NULL,
  CONSTRAINT secret_pkey PRIMARY KEY (id),
  CONSTRAINT secret_one_row CHECK (id = 1)
);
COMMENT ON TABLE login.secret IS '@local';

GRANT USAGE ON SCHEMA login TO ballast_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA login TO ballast_app;
