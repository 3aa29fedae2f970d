-- An answer given again is the first one letter by letter; jsonb would put its fields in another order.

ALTER TABLE app.idempotency_key ALTER COLUMN response TYPE text USING response::text;
