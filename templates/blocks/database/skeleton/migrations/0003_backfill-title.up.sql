-- Phase 2 of 3, backfill: the version that writes both runs everywhere by now, so what is filled here stays filled.
-- For a table of millions of rows, do this in batches from a job instead of in one migration.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

UPDATE notes SET title = left(body, 60) WHERE title IS NULL;

-- Holds for new rows from now on; the old ones are looked at in phase 3, without a lock that anybody notices.
ALTER TABLE notes DROP CONSTRAINT IF EXISTS notes_title_present;
ALTER TABLE notes ADD CONSTRAINT notes_title_present CHECK (title IS NOT NULL) NOT VALID;
