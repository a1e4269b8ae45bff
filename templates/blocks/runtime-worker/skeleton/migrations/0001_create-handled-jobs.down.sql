SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

DROP TABLE IF EXISTS balances;
DROP TABLE IF EXISTS handled_jobs;
