-- Phase 3 of 3, contract: all rows are checked while reads and writes go on. Only after this may code rely on it.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '5min';

ALTER TABLE balances VALIDATE CONSTRAINT balances_currency_present;
