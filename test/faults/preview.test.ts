import { parseRubrics } from '@goldenpath/backstage-plugin-production-readiness-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { serviceEntity as seededEntity } from '../../plugins/production-readiness-backend/src/__testUtils__/acme';
import { seedFleet } from '../../plugins/production-readiness-backend/src/__testUtils__/seedFleet';
import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { Postgres } from './support/Postgres';
import { Replica } from './support/Replica';

jest.setTimeout(480_000);

const backend = resolve(
  __dirname,
  '../../plugins/production-readiness-backend',
);

const services = 1_500;
const inBackend = (path: string) => resolve(backend, path);
const rubric = inBackend('src/__testUtils__/testRubric.yaml');

describeFaults({ long: true })('a preview whose replica is killed', () => {
  let postgres: Postgres;
  const replicas: Replica[] = [];

  beforeAll(async () => {
    postgres = await Postgres.start();
    const knex = await postgres.prepare(inBackend('migrations'));
    const text = readFileSync(rubric, 'utf8');
    await seedFleet(knex, parseRubrics([{ file: 'rubric.yaml', text }]), {
      services,
      owners: 10,
      snapshots: true,
    });
    const entities = Array.from({ length: services }, (_, index) =>
      seededEntity(`service-${String(index).padStart(6, '0')}`),
    );
    for (const name of ['first', 'second']) {
      replicas.push(
        await Replica.start({
          name,
          postgres,
          hosts: [],
          entities,
          config: { rubric: { files: [rubric] } },
        }),
      );
    }
  });
  afterAll(async () => {
    await Promise.all(replicas.map(replica => replica.kill()));
    await postgres?.stop();
  });

  it('is taken up by another, and comes to what it would have come to', async () => {
    const [first, second] = replicas;
    const request = (replica: Replica) =>
      replica.ask('/rubric/previews', {
        body: {
          files: [
            {
              file: 'draft.yaml',
              text: 'extends: default\nname: draft\nversion: 9.0.0\ntitle: All checks\n',
            },
          ],
        },
      });
    const asked = await request(first);
    expect(asked.status).toBe(202);
    const { id } = asked.body;
    const preview = async (of = id) =>
      (await second.ask(`/rubric/previews/${of}`)).body;
    await eventually('the middle of the preview', async () => {
      const { evaluated } = await preview();
      return evaluated > 0 && evaluated < services;
    });
    await first.kill();
    const killedAt = Date.now();
    expect((await preview()).state).toBe('running');

    await eventually(
      'its end',
      async () => (await preview()).state === 'done',
      { seconds: 240 },
    );
    // eslint-disable-next-line no-console
    console.info(
      `The preview was done ${Math.round(
        (Date.now() - killedAt) / 1_000,
      )} s after the kill`,
    );
    const again = (await request(second)).body.id;
    await eventually(
      'the end of another',
      async () => (await preview(again)).state === 'done',
      { seconds: 120 },
    );
    const { evaluated, rises, falls } = await preview();
    expect(evaluated).toBe(services);
    expect(rises + falls).toBeGreaterThan(0);
    expect(await preview(again)).toMatchObject({ evaluated, rises, falls });
  });
});
