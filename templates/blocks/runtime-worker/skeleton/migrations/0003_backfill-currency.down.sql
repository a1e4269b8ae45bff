SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

ALTER TABLE balances DROP CONSTRAINT IF EXISTS balances_currency_present;
