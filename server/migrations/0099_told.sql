-- What an export, a settings file or a person may tell beside codes and days, and payers ask for: of a visit's note, of an
-- approval, of a coverage, of an enrollment. Null is not told.

ALTER TABLE app.session ADD COLUMN em_basis text;
ALTER TABLE app.session ADD COLUMN group_size integer;
ALTER TABLE app.session ADD COLUMN group_part boolean;
ALTER TABLE app.session ADD COLUMN plan_on date;
ALTER TABLE app.session ADD COLUMN cosigned boolean;
ALTER TABLE app.session ADD CONSTRAINT session_em_basis_check CHECK (em_basis IN ('time', 'mdm'));

ALTER TABLE app.authorization_grant ADD COLUMN diagnosis text;

ALTER TABLE app.coverage ADD COLUMN referral_number text;
ALTER TABLE app.coverage ADD COLUMN referral_until date;
ALTER TABLE app.coverage ADD COLUMN benefits_assigned boolean;

-- Since when the payer has the clinician on the roster of the group that bills.
ALTER TABLE app.enrollment ADD COLUMN group_from date;
