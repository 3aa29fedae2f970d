-- Whether a link went to its person by mail alone: the one way in for somebody who works for two practices. A link that was
-- handed out before they came to work for the second opens no more.
ALTER TABLE login.link ADD COLUMN is_mailed_only boolean NOT NULL DEFAULT false;
