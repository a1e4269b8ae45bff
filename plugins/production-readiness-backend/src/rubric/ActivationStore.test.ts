import { migrationsFolder } from '../database/openDatabase';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { ActivationStore, NewActivation } from './ActivationStore';

const activation = (id: string, change: Partial<NewActivation>) => ({
  id,
  hash: `hash-of-${id}`,
  name: 'readiness',
  version: '2.0.0',
  source: 'draft' as const,
  requestedBy: 'user:default/lead',
  requestedAt: '2026-06-01T00:00:00.000Z',
  effectiveAt: '2026-06-01T00:00:00.000Z',
  ...change,
});

describe.each(databaseKinds())('on %s', (kind, open) => {
  const databases = open();

  it('gives a version to one rubric, however many ask for it at once', async () => {
    const knex = await databases.create();
    await knex.migrate.latest({ directory: migrationsFolder });
    // SQLite belongs to one process, with one connection.
    const other = kind === 'SQLite' ? knex : databases.connect(knex);
    const stores = [knex, other].map(connection =>
      ActivationStore.create({ knex: connection }),
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        stores[index % 2].add(activation(`a${index}`, {})),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(11);
    expect(refused[0]).toMatchObject({
      reason: {
        name: 'ConflictError',
        message: expect.stringContaining(
          'Version 2.0.0 of readiness is another rubric',
        ),
      },
    });
    const [{ id, hash }] = await knex('rubric_activations').select();

    // The same rubric again, and another of another version, are no conflict.
    await stores[0].add(activation('again', { hash }));
    await stores[1].add(activation('next', { version: '2.0.1' }));
    // Nor is the version of one that never came into force.
    await stores[0].add(
      activation('planned', {
        version: '3.0.0',
        effectiveAt: '2036-06-01T00:00:00.000Z',
      }),
    );
    await stores[0].cancel('planned', 'user:default/lead', '2026-06-02');
    await stores[0].add(activation('instead', { version: '3.0.0' }));
    expect(await knex('rubric_activations').orderBy('id').pluck('id')).toEqual(
      [id, 'again', 'instead', 'next', 'planned'].sort(),
    );
  });
});
