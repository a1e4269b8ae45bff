import { databaseKinds } from '../__testUtils__/testDatabases';
import { migrationsFolder } from './openDatabase';

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();

  it('migrates up, down and up again', async () => {
    const knex = await databases.create();
    const directory = migrationsFolder;
    await knex.migrate.latest({ directory });
    await knex('services').insert({
      entity_ref: 'component:default/orders',
      created_at: '2026-06-01T00:00:00.000Z',
    });
    const [service] = await knex('services').select();
    await knex('evaluations').insert({ service_id: service.id });
    await knex('services').delete();
    expect(await knex('evaluations').select()).toEqual([]);

    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('services')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex('services').select()).toEqual([]);
  });
});
