import { Client } from 'pg';

/** Counts the statements that this process sends to PostgreSQL, those of Backstage's own plugins included. */
export function countStatements(): () => number {
  let count = 0;
  const { query } = Client.prototype;
  Client.prototype.query = function counted(
    this: Client,
    ...parameters: unknown[]
  ) {
    count += 1;
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  return () => count;
}
