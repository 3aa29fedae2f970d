-- The front desk's checklists, what patients were told of the cost of care, and fixes where denials are born.

-- A practice's own wording of a step, its job aid and its named person. A change ends one version and begins the next.
CREATE TABLE app.checklist_step (
  practice_id uuid NOT NULL,
  step_id text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  job_aid text NOT NULL,
  person_id text,
  is_used boolean NOT NULL DEFAULT true,
  from_on date NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT checklist_step_pkey PRIMARY KEY (practice_id, step_id, version)
);
SELECT app.make_tenant('checklist_step');

-- A step done for a patient, by whom, under which version.
CREATE TABLE app.checklist_mark (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  step_id text NOT NULL,
  version integer NOT NULL,
  patient_id uuid NOT NULL,
  visit_on date,
  state text NOT NULL,
  note text,
  marked_on date NOT NULL,
  marked_by text NOT NULL,
  CONSTRAINT checklist_mark_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT checklist_mark_patient_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES app.patient (practice_id, id),
  CONSTRAINT checklist_mark_state_check CHECK (state IN ('done', 'not_needed', 'undone'))
);
CREATE INDEX checklist_mark_patient_idx ON app.checklist_mark (practice_id, patient_id, marked_on);
CREATE INDEX checklist_mark_on_idx ON app.checklist_mark (practice_id, marked_on);
SELECT app.make_tenant('checklist_mark');
SELECT app.make_append_only('checklist_mark');

-- What a patient was told that regular care will cost, and what they agreed to.
CREATE TABLE app.cost_agreement (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  visits_per_month integer NOT NULL,
  estimate jsonb NOT NULL,
  words text NOT NULL,
  monthly_cents bigint,
  agreed_on date NOT NULL,
  agreed_by text NOT NULL,
  how text NOT NULL,
  told_by text NOT NULL,
  CONSTRAINT cost_agreement_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT cost_agreement_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT cost_agreement_how_check CHECK (how IN ('in_person', 'by_phone', 'in_writing'))
);
CREATE INDEX cost_agreement_coverage_idx ON app.cost_agreement (practice_id, coverage_id);
SELECT app.make_tenant('cost_agreement');
SELECT app.make_append_only('cost_agreement');

-- A fix at the place where denials are born: what was changed, by whom, and since when it counts.
CREATE TABLE app.origin_fix (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  element text NOT NULL,
  what text NOT NULL,
  opened_on date NOT NULL,
  opened_by text NOT NULL,
  done_on date,
  done_by text,
  CONSTRAINT origin_fix_pkey PRIMARY KEY (practice_id, id)
);
SELECT app.make_tenant('origin_fix');

-- Saved views are kept by address for every list alike; the queue has none of its own.
DROP TABLE app.work_view;
