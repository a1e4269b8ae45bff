-- A statement that cannot get its lock gives up, instead of making every other one wait behind it.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '30s';

-- One row for each thing that must not be done twice, in the same transaction as the thing itself.
CREATE TABLE IF NOT EXISTS handled_jobs (
  id text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS balances (
  account text PRIMARY KEY,
  cents bigint NOT NULL
);
