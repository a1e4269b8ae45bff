import type { Database, Transaction } from '../database/database.js';

/**
 * Does work in a transaction that can be committed only once for a key: the key is a row in the same transaction, and
 * unique. A second attempt, in this process or another one, waits for the first one's end and then does nothing.
 *
 * @returns whether the work was done now; false when it had been done before
 */
export function once(
  database: Database,
  key: string,
  work: (transaction: Transaction) => Promise<void>,
): Promise<boolean> {
  return database.transaction(async transaction => {
    const { rowCount } = await transaction.query('INSERT INTO handled_jobs (id) VALUES ($1) ON CONFLICT DO NOTHING', [
      key,
    ]);
    if (rowCount === 0) {
      return false;
    }
    await work(transaction);
    return true;
  });
}
