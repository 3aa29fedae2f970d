-- A business day begins once for a practice: what is due that day is swept then.
CREATE TABLE app.day_begun (
  practice_id uuid NOT NULL,
  on_day date NOT NULL,
  begun_at timestamptz NOT NULL,
  CONSTRAINT day_begun_pkey PRIMARY KEY (practice_id, on_day)
);
SELECT app.make_tenant('day_begun');
