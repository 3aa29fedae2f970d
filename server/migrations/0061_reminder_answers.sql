-- A reminded patient may also ask to be seen by video instead; and reminders are found by the visits they are due for.
ALTER TABLE app.reminder DROP CONSTRAINT reminder_answer_check;
ALTER TABLE app.reminder ADD CONSTRAINT reminder_answer_check CHECK (answer IN ('comes', 'cannot', 'video'));
