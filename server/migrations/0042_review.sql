-- Coding review as support: what was drawn, what a second person coded without seeing the first, and what the clinician heard.

CREATE TABLE app.review_round (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  seed text NOT NULL,
  size integer NOT NULL,
  population integer NOT NULL,
  drawn_by text NOT NULL,
  drawn_on date NOT NULL,
  CONSTRAINT review_round_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT review_round_seed_key UNIQUE (practice_id, seed),
  CONSTRAINT review_round_kind_check CHECK (kind IN ('prospective', 'retrospective'))
);
SELECT app.make_tenant('review_round');

CREATE TABLE app.review_item (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  session_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  reasons text[] NOT NULL DEFAULT '{}',
  first jsonb NOT NULL,
  second jsonb,
  coded_by text,
  coded_on date,
  agrees boolean,
  outcome text,
  remark text,
  settled_on date,
  CONSTRAINT review_item_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT review_item_claim_key UNIQUE (practice_id, round_id, claim_id),
  CONSTRAINT review_item_round_fkey FOREIGN KEY (practice_id, round_id) REFERENCES app.review_round (practice_id, id),
  CONSTRAINT review_item_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT review_item_outcome_check
    CHECK (outcome IN ('agreed', 'too_high', 'too_low', 'modifier', 'diagnosis', 'documentation'))
);
CREATE INDEX review_item_open_idx ON app.review_item (practice_id, round_id) WHERE settled_on IS NULL;
SELECT app.make_tenant('review_item');

-- What a clinician hears of a pattern in their own notes: shown to them first, and later held against what came after.
CREATE TABLE app.feedback_card (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  pattern text NOT NULL,
  happened text NOT NULL,
  example text NOT NULL,
  next_time text NOT NULL,
  times integer NOT NULL,
  sessions integer NOT NULL,
  made_on date NOT NULL,
  made_by text NOT NULL,
  seen_on date,
  check_on date NOT NULL,
  checked_on date,
  times_after integer,
  sessions_after integer,
  has_stopped boolean,
  CONSTRAINT feedback_card_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX feedback_card_clinician_idx ON app.feedback_card (practice_id, clinician_id, made_on);
CREATE INDEX feedback_card_check_idx ON app.feedback_card (practice_id, check_on) WHERE checked_on IS NULL;
SELECT app.make_tenant('feedback_card');
