SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

ALTER TABLE notes DROP CONSTRAINT IF EXISTS notes_title_present;
