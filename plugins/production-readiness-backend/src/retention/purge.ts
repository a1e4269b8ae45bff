import { Knex } from 'knex';
import { whereAmong } from '../database/dialect';

/** How long things are kept, in milliseconds. */
export interface Retention {
  /** Log of changed results and levels. */
  history: number;
  /** Facts of commits that are no longer the newest of their service, and previews of rubrics. */
  snapshots: number;
  /** Services that the catalog has lost. Their reviews stay. */
  archived: number;
}

/** Rows per statement, so that no delete holds its locks for long. */
const batch = 5_000;

/** Deletes what is older than its retention. Answers with the number of rows by table. */
export async function purge(
  knex: Knex,
  retention: Retention,
  now: Date,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const before = (milliseconds: number) =>
    new Date(now.getTime() - milliseconds).toISOString();
  const inBatches = async (
    table: string,
    key: string,
    older: () => Knex.QueryBuilder,
  ) => {
    let count = 0;
    for (;;) {
      signal?.throwIfAborted();
      const rows: Array<Record<string, number>> = await older()
        .select(key)
        .limit(batch);
      if (rows.length === 0) return count;
      count += await whereAmong(
        knex(table),
        key,
        rows.map(row => row[key]),
      ).delete();
    }
  };
  const history = before(retention.history);
  return {
    transitions: await inBatches('transitions', 'id', () =>
      knex('transitions').where('at', '<', history),
    ),
    level_changes: await inBatches('level_changes', 'id', () =>
      knex('level_changes').where('at', '<', history),
    ),
    snapshots: await purgeSnapshots(knex, before(retention.snapshots), signal),
    services: await inBatches('services', 'id', () =>
      knex('services').where('archived_at', '<', before(retention.archived)),
    ),
    ...(await purgePreviews(knex, before(retention.snapshots), signal)),
  };
}

/** The newest snapshot of a service stays, however old it is: an unchanged repository is not read again. */
async function purgeSnapshots(
  knex: Knex,
  before: string,
  signal?: AbortSignal,
): Promise<number> {
  signal?.throwIfAborted();
  return knex('snapshots')
    .where('collected_at', '<', before)
    .whereExists(
      knex('snapshots as newer')
        .select(knex.raw('1'))
        .whereRaw('newer.service_id = snapshots.service_id')
        .whereRaw('newer.collected_at > snapshots.collected_at'),
    )
    .delete();
}

/** Drafts stay as long as a preview or an activation names them. */
async function purgePreviews(
  knex: Knex,
  before: string,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  signal?.throwIfAborted();
  return {
    rubric_previews: await knex('rubric_previews')
      .where('requested_at', '<', before)
      .delete(),
    rubric_drafts: await knex('rubric_drafts')
      .where('created_at', '<', before)
      .whereNotIn('hash', knex('rubric_previews').select('hash'))
      .whereNotIn('hash', knex('rubric_activations').select('hash'))
      .delete(),
  };
}
