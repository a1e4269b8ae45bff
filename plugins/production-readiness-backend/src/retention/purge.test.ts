import { packFacts } from '../database/SnapshotStore';
import { DatabaseServiceStore } from '../database/DatabaseServiceStore';
import { migrationsFolder } from '../database/openDatabase';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { purge } from './purge';

const day = 86_400_000;
const now = new Date('2026-06-01T00:00:00.000Z');
const daysAgo = (days: number) =>
  new Date(now.getTime() - days * day).toISOString();

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();

  it('deletes what is older than its retention, and nothing that is in use', async () => {
    const knex = await databases.create();
    await knex.migrate.latest({ directory: migrationsFolder });
    const store = DatabaseServiceStore.create({ knex });
    const [kept, gone, justGone] = await store.describe(
      ['kept', 'gone', 'just-gone'].map(name => ({
        entityRef: `component:default/${name}`,
        tags: ['java'],
        entity: {},
      })),
    );
    const archive = (id: number, at: string) =>
      knex('services').where({ id }).update({ archived_at: at });
    await archive(gone, daysAgo(91));
    await archive(justGone, daysAgo(89));
    const facts = await packFacts({ collections: {}, gaps: [] });
    for (const [revision, days] of [
      ['a', 300],
      ['b', 40],
      ['c', 35],
    ]) {
      await knex('snapshots').insert({
        service_id: kept,
        revision,
        source: '',
        format: '',
        collected_at: daysAgo(Number(days)),
        facts,
      });
    }
    for (const days of [401, 399]) {
      await knex('transitions').insert({
        service_id: kept,
        check_id: 'x',
        at: daysAgo(days),
        from_state: 'pass',
        to_state: 'fail',
        rubric_hash: '',
      });
      await knex('level_changes').insert({
        service_id: kept,
        at: daysAgo(days),
        to_level: 1,
        rubric_hash: '',
      });
    }
    for (const [hash, days] of [
      ['old', 31],
      ['active', 31],
      ['new', 29],
    ] as const) {
      const requested_at = daysAgo(days);
      await knex('rubric_previews').insert({
        id: hash,
        hash,
        requested_by: 'user:default/lead',
        requested_at,
        state: 'done',
      });
      await knex('rubric_drafts').insert({
        hash,
        document: '{}',
        created_at: requested_at,
      });
    }
    await knex('rubric_activations').insert({
      id: 'active',
      hash: 'active',
      name: 'acme',
      version: '1.0.0',
      source: 'draft',
      requested_at: daysAgo(31),
      effective_at: daysAgo(31),
    });
    const retention = {
      history: 400 * day,
      snapshots: 30 * day,
      archived: 90 * day,
    };
    expect(await purge(knex, retention, now)).toEqual({
      transitions: 1,
      level_changes: 1,
      snapshots: 2,
      services: 1,
      rubric_previews: 2,
      rubric_drafts: 1,
    });
    expect((await knex('rubric_drafts').pluck('hash')).sort()).toEqual([
      'active',
      'new',
    ]);
    expect(await knex('snapshots').pluck('revision')).toEqual(['c']);
    expect((await knex('services').pluck('id')).sort()).toEqual(
      [kept, justGone].sort(),
    );
    expect((await knex('service_tags').pluck('service_id')).sort()).toEqual(
      [kept, justGone].sort(),
    );
    expect(Object.values(await purge(knex, retention, now))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });
});
