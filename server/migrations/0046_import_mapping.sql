-- Which column of a practice's export holds which of our fields, once a person has said so. The next file of the kind is
-- then read without asking.
CREATE TABLE app.import_mapping (
  practice_id uuid NOT NULL,
  kind text NOT NULL,
  field text NOT NULL,
  header text NOT NULL,
  CONSTRAINT import_mapping_pkey PRIMARY KEY (practice_id, kind, field)
);
SELECT app.make_tenant('import_mapping');
