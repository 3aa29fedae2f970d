-- What every room stands on: the rules of a tenant table, the ledger, kept files, the clock, the audit trail.

-- One practice sees its own rows only. Reading may span the practices in app.practices (a billing company's staff);
-- writing never does. The app is not the owner, so FORCE binds everyone but a superuser.
CREATE FUNCTION app.make_tenant(table_name text) RETURNS void LANGUAGE plpgsql AS $make$
DECLARE
  own text := 'practice_id = nullif(current_setting(''app.practice'', true), '''')::uuid';
  many text := 'practice_id = ANY (string_to_array(nullif(current_setting(''app.practices'', true), ''''), '','')::uuid[])';
BEGIN
  EXECUTE format('COMMENT ON TABLE app.%I IS %L', table_name, '@tenant');
  EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY own_read ON app.%I FOR SELECT USING (%s OR %s)', table_name, own, many);
  EXECUTE format('CREATE POLICY own_insert ON app.%I FOR INSERT WITH CHECK (%s)', table_name, own);
  EXECUTE format('CREATE POLICY own_update ON app.%I FOR UPDATE USING (%s) WITH CHECK (%s)', table_name, own, own);
  EXECUTE format('CREATE POLICY own_delete ON app.%I FOR DELETE USING (%s)', table_name, own);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON app.%I TO ballast_app', table_name);
END
$make$;

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  RAISE EXCEPTION 'append only: % is refused; write a reversal instead', TG_OP USING ERRCODE = '42501';
END
$refuse$;

-- Rows of such a table are written once: the grant is gone, and a trigger stops even its owner.
CREATE FUNCTION app.make_append_only(table_name text) RETURNS void LANGUAGE plpgsql AS $make$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON app.%I FROM ballast_app', table_name);
  EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.refuse_change()', table_name);
  EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()', table_name);
END
$make$;

CREATE TABLE app.journal (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  kind text NOT NULL,
  why text NOT NULL,
  actor text NOT NULL,
  reverses_id uuid,
  source jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT journal_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT journal_reverses_key UNIQUE (practice_id, reverses_id),
  CONSTRAINT journal_reverses_fkey FOREIGN KEY (practice_id, reverses_id) REFERENCES app.journal (practice_id, id)
);
CREATE INDEX journal_effective_idx ON app.journal (practice_id, effective_on);
SELECT app.make_tenant('journal');
SELECT app.make_append_only('journal');

CREATE TABLE app.posting (
  practice_id uuid NOT NULL,
  journal_id uuid NOT NULL,
  number integer NOT NULL,
  account text NOT NULL,
  amount_cents bigint NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  why text NOT NULL,
  claim_id uuid,
  claim_line integer,
  patient_id uuid,
  payer_id uuid,
  clinician_id uuid,
  program_id uuid,
  location_id uuid,
  CONSTRAINT posting_pkey PRIMARY KEY (practice_id, journal_id, number),
  CONSTRAINT posting_journal_fkey FOREIGN KEY (practice_id, journal_id) REFERENCES app.journal (practice_id, id),
  CONSTRAINT posting_amount_check CHECK (amount_cents <> 0),
  CONSTRAINT posting_account_check CHECK (account IN ('income', 'payer', 'patient', 'cash', 'contractual', 'written-off',
    'unapplied', 'refund-due', 'payer-adjustment', 'other-income', 'opening'))
);
CREATE INDEX posting_claim_idx ON app.posting (practice_id, claim_id);
CREATE INDEX posting_account_idx ON app.posting (practice_id, account, effective_on);
SELECT app.make_tenant('posting');
SELECT app.make_append_only('posting');

CREATE FUNCTION app.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $balance$
DECLARE
  wrong uuid;
BEGIN
  SELECT journal_id INTO wrong FROM inserted GROUP BY practice_id, journal_id HAVING sum(amount_cents) <> 0 LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'journal % does not balance', wrong USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END
$balance$;
CREATE TRIGGER posting_balanced AFTER INSERT ON app.posting
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_unbalanced();

-- A file as it came or went, kept byte for byte under its hash on disk.
CREATE TABLE app.stored_file (
  practice_id uuid NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,
  stored_at timestamptz NOT NULL,
  CONSTRAINT stored_file_pkey PRIMARY KEY (practice_id, sha256)
);
SELECT app.make_tenant('stored_file');

-- The next control number for a partner: never given twice.
CREATE TABLE app.control_number (
  practice_id uuid NOT NULL,
  name text NOT NULL,
  last bigint NOT NULL,
  CONSTRAINT control_number_pkey PRIMARY KEY (practice_id, name)
);
SELECT app.make_tenant('control_number');

CREATE TABLE app.idempotency_key (
  practice_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  response jsonb,
  expires_at timestamptz NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (practice_id, key)
);
SELECT app.make_tenant('idempotency_key');

-- Who saw or did what. Each row's hash covers the one before it, so that a change or a gap shows.
CREATE TABLE app.audit_event (
  practice_id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  previous text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_event_pkey PRIMARY KEY (practice_id, seq)
);
SELECT app.make_tenant('audit_event');
SELECT app.make_append_only('audit_event');

CREATE TABLE app.audit_head (
  practice_id uuid NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (practice_id)
);
SELECT app.make_tenant('audit_head');

-- A stepped clock is one row that every process reads; without a row, time is real.
CREATE TABLE app.stepped_clock (
  practice_id uuid NOT NULL,
  today date NOT NULL,
  CONSTRAINT stepped_clock_pkey PRIMARY KEY (practice_id)
);
SELECT app.make_tenant('stepped_clock');

-- Which practices this installation holds: ids only, so that sweeps can go from one to the next.
CREATE TABLE app.practice_list (
  practice_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  CONSTRAINT practice_list_pkey PRIMARY KEY (practice_id)
);
COMMENT ON TABLE app.practice_list IS '@reference';
GRANT SELECT, INSERT ON app.practice_list TO ballast_app;
