-- What each edit found on each claim, and what became of it: the edit's own record.

CREATE TABLE app.edit_hit (
  practice_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  rule text NOT NULL,
  severity text NOT NULL,
  message text NOT NULL,
  found_on date NOT NULL,
  state text NOT NULL DEFAULT 'open',
  settled_on date,
  reason text,
  settled_by text,
  role text,
  CONSTRAINT edit_hit_pkey PRIMARY KEY (practice_id, claim_id, rule),
  CONSTRAINT edit_hit_claim_fkey FOREIGN KEY (practice_id, claim_id) REFERENCES app.claim (practice_id, id),
  CONSTRAINT edit_hit_state_check CHECK (state IN ('open', 'fixed', 'released')),
  CONSTRAINT edit_hit_severity_check CHECK (severity IN ('stop', 'warn', 'info'))
);
CREATE INDEX edit_hit_rule_idx ON app.edit_hit (practice_id, rule, found_on);
SELECT app.make_tenant('edit_hit');

-- A changed severity or payer parameter: tried on the claims of the last 90 days before it may stop one.
CREATE TABLE app.edit_change (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  rule text,
  payer_id uuid,
  name text NOT NULL,
  value jsonb NOT NULL,
  before jsonb,
  source text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  state text NOT NULL,
  tried jsonb,
  proposed_by text NOT NULL,
  proposed_on date NOT NULL,
  decided_by text,
  decided_on date,
  CONSTRAINT edit_change_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT edit_change_payer_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES app.payer (practice_id, id),
  CONSTRAINT edit_change_kind_check CHECK (kind IN ('severity', 'practice', 'payer')),
  CONSTRAINT edit_change_state_check CHECK (state IN ('trying', 'tried', 'approved', 'applied', 'withdrawn', 'lapsed'))
);
CREATE INDEX edit_change_state_idx ON app.edit_change (practice_id, state);
SELECT app.make_tenant('edit_change');
