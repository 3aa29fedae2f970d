-- What was said when a plan's visits were used up: the patient pays alone by a signed agreement, the visits are called off, or
-- the plan was asked for more. One answer stands for a period of a limit; the next one ends it.

ALTER TABLE app.agreement DROP CONSTRAINT agreement_kind_check;
ALTER TABLE app.agreement ADD CONSTRAINT agreement_kind_check
  CHECK (kind IN ('financial', 'no_show', 'telehealth', 'reminders', 'private_pay'));

CREATE TABLE app.limit_answer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  coverage_id uuid NOT NULL,
  period_from date NOT NULL,
  choice text NOT NULL,
  said_by text NOT NULL,
  said_on date NOT NULL,
  signature_id uuid,
  follow_up_on date,
  note text,
  noted_by text NOT NULL,
  ended_on date,
  CONSTRAINT limit_answer_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT limit_answer_coverage_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES app.coverage (practice_id, id),
  CONSTRAINT limit_answer_signature_fkey FOREIGN KEY (practice_id, signature_id) REFERENCES app.agreement_signature (practice_id, id),
  CONSTRAINT limit_answer_choice_check CHECK (choice IN ('private', 'called_off', 'asked_plan')),
  -- Nobody pays alone for what a plan promised without having signed for it.
  CONSTRAINT limit_answer_signed_check CHECK ((choice = 'private') = (signature_id IS NOT NULL))
);
CREATE INDEX limit_answer_coverage_idx ON app.limit_answer (practice_id, coverage_id, period_from);
SELECT app.make_tenant('limit_answer');
