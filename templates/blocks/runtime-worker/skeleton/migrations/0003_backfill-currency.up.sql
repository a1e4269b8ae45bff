-- Phase 2 of 3, backfill: the version that writes both runs everywhere by now, so what is filled here stays filled.
-- For a table of millions of rows, do this in batches from a job instead of in one migration.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

UPDATE balances SET currency = 'EUR' WHERE currency IS NULL;

-- Holds for new rows from now on; the old ones are looked at in phase 3, without a lock that anybody notices.
ALTER TABLE balances DROP CONSTRAINT IF EXISTS balances_currency_present;
ALTER TABLE balances ADD CONSTRAINT balances_currency_present CHECK (currency IS NOT NULL) NOT VALID;
