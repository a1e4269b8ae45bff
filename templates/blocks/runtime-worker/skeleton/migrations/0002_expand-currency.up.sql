-- Phase 1 of 3, expand: the column may be empty, so the version that runs now goes on as before, and the next one
-- writes it.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

ALTER TABLE balances ADD COLUMN IF NOT EXISTS currency text;
