-- The settings file as it was brought last. Brought again, only what the file itself says anew is taken: what people
-- changed in the product since then stands.
CREATE TABLE app.practice_setup (
  practice_id uuid NOT NULL,
  file jsonb NOT NULL,
  brought_at timestamptz NOT NULL,
  CONSTRAINT practice_setup_pkey PRIMARY KEY (practice_id)
);
SELECT app.make_tenant('practice_setup');
