SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

ALTER TABLE balances DROP COLUMN IF EXISTS currency;
