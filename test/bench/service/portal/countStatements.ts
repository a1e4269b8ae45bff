import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { Client } from 'pg';

/**
 * Counts the statements that this process sends to PostgreSQL to answer requests, those of Backstage's own plugins
 * included; what tasks in the background send is left out.
 */
export function countStatements(): () => number {
  let count = 0;
  const answering = new AsyncLocalStorage<boolean>();
  subscribe('http.server.request.start', () => answering.enterWith(true));
  const { query } = Client.prototype;
  Client.prototype.query = function counted(
    this: Client,
    ...parameters: unknown[]
  ) {
    if (answering.getStore()) count += 1;
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  return () => count;
}
