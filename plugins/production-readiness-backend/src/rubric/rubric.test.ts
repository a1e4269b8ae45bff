import { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { startPortal, testRubric } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const lead = 'user:default/lead';
const text = readFileSync(testRubric, 'utf8');
/** The health check is no longer asked for at L1, and a readme is. */
const draft = text
  .replace('version: 1.0.0', 'version: 2.0.0')
  .replace(
    'id: health-endpoint\n    level: L1',
    'id: health-endpoint\n    level: L4',
  )
  .replace('id: described\n    level: L2', 'id: described\n    level: L1');

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let repositories: TestRepositories;
  let folder: string;
  const entities = [
    groupEntity('shop'),
    serviceEntity('orders'),
    serviceEntity('search'),
    serviceEntity('cart'),
  ];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-rubric-'));
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    repositories.push(treeOf('search'), unhealthy);
    repositories.push(treeOf('cart'), { 'app.js': healthy['app.js'] });
    knex = await databases.create();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function start(connection: Knex, config = {}) {
    const portal = await startPortal({
      knex: connection,
      repositories,
      entities,
      config,
    });
    await until(
      async () =>
        (await connection('services').whereNotNull('level')).length === 3,
    );
    return portal;
  }

  it('says what a draft would change, and changes nothing', async () => {
    const portal = await start(knex);
    const before = await knex('scorecards').orderBy('service_id');
    const as = portal.as(lead);
    const { body } = await as
      .post('/rubric/previews', {
        files: [{ file: 'draft.yaml', text: draft }],
      })
      .expect(202);
    const done = await until(async () => {
      const preview = (await as.get(`/rubric/previews/${body.id}`)).body;
      return preview.state === 'done' && preview;
    });
    expect(done).toMatchObject({
      requestedBy: lead,
      evaluated: 3,
      rises: 1,
      falls: 1,
    });
    const changes = await as.get(`/rubric/previews/${body.id}/changes`);
    expect(changes.body.items).toEqual([
      {
        entityRef: 'component:default/cart',
        from: 'L1',
        checks: expect.arrayContaining([
          { id: 'described', from: 'fail', to: 'fail' },
        ]),
      },
      {
        entityRef: 'component:default/search',
        to: 'L3',
        checks: expect.arrayContaining([
          { id: 'health-endpoint', from: 'fail', to: 'fail' },
        ]),
      },
    ]);
    expect(await knex('scorecards').orderBy('service_id')).toEqual(before);
    const broken = await as.post('/rubric/previews', {
      files: [{ file: 'draft.yaml', text: draft.replace('L4', 'L5') }],
    });
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toMatch(/^draft\.yaml:\d+: /);
    await portal.backend.stop();
  });

  it('applies a new rubric to stored facts, without reading a repository again', async () => {
    await (await start(knex)).backend.stop();
    const file = join(folder, 'rubric.yaml');
    await writeFile(file, draft);
    const sent = repositories.sent.length;
    const again = databases.connect(knex);
    const portal = await start(again, { rubric: { files: [file] } });
    const levelOf = async (name: string) =>
      (await portal.as(lead).get(`/scorecards/component/default/${name}`)).body
        .scorecard;
    await until(async () => (await levelOf('search')).level === 'L3');
    expect((await levelOf('cart')).level).toBeUndefined();
    expect((await levelOf('orders')).rubric.version).toBe('2.0.0');
    expect(repositories.sent).toHaveLength(sent);
    const versions = await again('rubrics').orderBy('version').pluck('version');
    expect(versions).toEqual(['1.0.0', '2.0.0']);
    await portal.backend.stop();
  });
});
